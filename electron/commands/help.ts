import type { Command, Option } from 'commander';
import type { Messages } from '../contract/i18n/en.ts';
import { displayWidth } from '../core/views/width.ts';

type Texts = Messages['cli'];
type Entry = readonly [term: string, meaning: string];

function column(entries: readonly Entry[]): readonly string[] {
  const width = Math.max(...entries.map(([term]) => displayWidth(term)));
  return entries.map(
    ([term, meaning]) => `  ${term}${' '.repeat(width - displayWidth(term))}  ${meaning}`,
  );
}

function section(title: string, entries: readonly Entry[]): readonly string[] {
  return entries.length === 0 ? [] : ['', title, ...column(entries)];
}

function optionEntry(option: Option): Entry {
  return [option.flags, option.description];
}

function usageOf(command: Command, texts: Texts): string {
  const words = [command.name()];
  for (let above = command.parent; above !== null; above = above.parent)
    words.unshift(above.name());
  if (command.commands.length > 0) words.push(texts.help.command);
  for (const argument of command.registeredArguments) words.push(`[${argument.name()}]`);
  return [...words, texts.help.optionsWord].join(' ');
}

/** The help of a command, or of the program where it has no parent. */
export function helpText(command: Command, texts: Texts): string {
  const { help } = texts;
  const root = command.parent ?? command;
  const isRoot = root === command;
  const everywhere = command.createHelp().visibleOptions(root).map(optionEntry);
  const own = isRoot ? [] : command.options.map(optionEntry);
  const lines = [
    `${help.usage}${usageOf(command, texts)}`,
    '',
    command.description(),
    ...section(
      help.commands,
      command.commands.map((one) => [one.name(), one.description()]),
    ),
    ...section(
      help.arguments,
      command.registeredArguments.map((one) => [one.name(), one.description]),
    ),
    ...section(help.options, own),
    ...section(isRoot ? help.options : help.everywhere, everywhere),
    ...section(help.status, help.statuses),
    ...(isRoot ? ['', help.more] : []),
  ];
  return `${lines.join('\n')}\n`;
}
