import type { CommanderError } from 'commander';
import type { Messages } from '../contract/i18n/en.ts';
import { nearestWord } from '../core/settings/problem.ts';

export interface KnownWords {
  readonly commands: readonly string[];
  readonly options: readonly string[];
}

/** What stands in quotes in commander's English message: the word that it stumbled over. */
function quotedWord(message: string): string {
  const word = /'([^']*)'/.exec(message)?.[1] ?? '';
  return word.replace(/^.*?(--?[\w-]+)(?: .*)?$/, '$1');
}

/** The sentence for a command line that commander refused. */
export function usageSentence(
  error: Pick<CommanderError, 'code' | 'message'>,
  known: KnownWords,
  texts: Messages['cli']['usage'],
): string {
  const word = quotedWord(error.message);
  const near = (words: readonly string[], sentence: string) => {
    const nearest = nearestWord(word, words);
    return texts.together(sentence, nearest === undefined ? '' : texts.nearest(nearest));
  };
  switch (error.code) {
    case 'commander.unknownOption':
      return near(known.options, texts.unknownOption(word));
    case 'commander.unknownCommand':
      return near(known.commands, texts.unknownCommand(word));
    case 'commander.optionMissingArgument':
      return texts.optionArgument(word);
    case 'commander.invalidArgument':
      return texts.emptyOption(word);
    case 'commander.missingMandatoryOptionValue':
      return texts.missingOption(word);
    case 'commander.excessArguments':
      return texts.excess;
    case 'commander.help':
      return texts.noCommand;
    default:
      return texts.other;
  }
}
