import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { Messages } from '../../contract/i18n/en.ts';
import { type Language, type Localized, languages } from '../../contract/language.ts';
import { plainText } from '../plain-text.ts';
import type { ProblemText, SettingsPath } from '../settings.ts';
import type { Actions } from '../views/outcome.ts';

type Texts = Messages['settings'];

/** How many single edits turn one text into the other (Levenshtein), capitals aside. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The known word that a slip of the keyboard most likely meant; undefined where none is near. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  if (word.length > 64) return undefined;
  const ranked = known
    .map((each) => ({ each, far: distance(word.toLowerCase(), each.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  const best = ranked[0];
  const limit = Math.max(1, Math.floor(word.length / 3));
  return best !== undefined && best.far <= limit ? best.each : undefined;
}

function expectedSentence(
  texts: Texts,
  { expected, found, provider, channel }: Extract<ProblemText, { kind: 'expected' }>,
  actions: Actions,
): string {
  if (expected === 'value' && channel !== undefined)
    return (actions === 'desktop' ? texts.desktop : texts).channelValue(found);
  if (expected === 'value')
    return actions === 'desktop' || provider === undefined
      ? texts.desktop.value(found)
      : texts.expected.value(found, provider);
  if (typeof expected === 'string') return texts.expected[expected](found);
  const nearest = found === undefined ? undefined : nearestWord(found, expected.oneOf);
  return texts.expected.oneOf(found, expected.oneOf, nearest);
}

const familyNames = { ipv4: 'IPv4', ipv6: 'IPv6' } as const;

/** The rest of a sentence, made one of its own. */
function wholeSentence(rest: Localized, language: Language): string {
  const text = rest[language];
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${language === 'en' ? '.' : '。'}`;
}

function sentenceOf(problem: ProblemText, language: Language, actions: Actions): string {
  const texts = catalogue(language).settings;
  const own = actions === 'desktop' ? texts.desktop : texts;
  switch (problem.kind) {
    case 'noFile':
    case 'notText':
    case 'empty':
    case 'notMap':
    case 'proxySignIn':
      return texts[problem.kind];
    case 'unreadable':
      return texts.unreadable(problem.why);
    case 'tooLarge':
      return texts.tooLarge(`${problem.limit / 2 ** 20} MiB`);
    case 'syntax':
      return texts.syntax[problem.what];
    case 'duplicateKey':
      return texts.duplicateKey(problem.key);
    case 'missing':
      return texts.missing(problem.field, problem.example);
    case 'nothing':
      return texts.nothing(problem.field);
    case 'noValue':
      return texts.noValue(problem.field);
    case 'unknownKey':
      return texts.unknownKey(
        problem.field,
        nearestWord(problem.field, problem.known),
        problem.known,
      );
    case 'expected':
      return expectedSentence(texts, problem, actions);
    case 'version':
      return texts.version(problem.found);
    case 'range':
      return texts.range(problem.found, problem.min, problem.max, problem.provider);
    case 'name':
      return texts.name[problem.why](problem.name);
    case 'outsideZone':
      return texts.outsideZone(problem.name, problem.zone);
    case 'refused':
      return texts.refused(wholeSentence(problem.why, language));
    case 'duplicate':
      return texts.duplicate(problem.what);
    case 'unknownAccount': {
      const { account, known } = problem;
      return texts.unknownAccount(account, nearestWord(account, known), known);
    }
    case 'unknownProvider': {
      const { provider, nearest, known } = problem;
      return own.unknownProvider(provider, nearest, known);
    }
    case 'unknownChannel':
      return own.unknownChannel(problem.channel, problem.nearest, problem.known);
    case 'notLoopback':
      return texts.notLoopback(problem.found);
    case 'presetAsProvider':
      return texts.presetAsProvider(problem.preset, problem.provider);
    case 'unknownSource': {
      const { source, known } = problem;
      return texts.unknownSource(source, nearestWord(source, known), known);
    }
    case 'oneVoice':
      return texts.oneVoice(familyNames[problem.family]);
    case 'wrongFamily':
      return texts.wrongFamily(problem.source, familyNames[problem.family]);
    case 'cannot':
      return texts.cannot(problem.provider, problem.field);
    case 'familyOff':
      return texts.familyOff(familyNames[problem.family], problem.type);
    case 'noType':
      return texts.noType(problem.name);
    case 'hostType':
      return texts.host.type(problem.type);
    case 'hostBits':
      return texts.host.bits(problem.host, problem.prefix, problem.network, problem.own);
    case 'hostPrefix':
      return texts.host.prefix(problem.host, problem.prefix);
    case 'needs':
      return texts.needs(problem.field, problem.other);
    case 'ignored':
      return texts.ignored(problem.adapter, problem.pattern);
    case 'noEnvironment':
      return texts.noEnvironment(problem.variable);
    case 'noSecretFile':
      return texts.secretFile[problem.why](problem.file);
    case 'field': {
      const { message, found, channel } = problem;
      if (typeof message !== 'string') return message[language];
      return channel === undefined ? own.field(found, message) : own.channelField(found, message);
    }
  }
}

/**
 * The sentence for one problem: what is wrong, what was expected, what to do. What it quotes of the
 * file cannot steer a terminal.
 */
export function problemSentence(
  problem: ProblemText,
  language: Language,
  actions: Actions = 'cli',
): string {
  return plainText(sentenceOf(problem, language, actions));
}

/** A sentence of ours in every language. */
export function localized(pick: (texts: Texts) => string): Localized {
  const texts = languages.map((each) => [each, pick(catalogue(each).settings)]);
  return Object.fromEntries(texts) as Localized;
}

/** A problem of a secret that is not in the settings themselves. */
export function secretProblem(pick: (texts: Texts['secret']) => string): ProblemText {
  return { kind: 'field', field: '', message: localized(({ secret }) => pick(secret)) };
}

/** Longer keys are slips; their start tells which. */
const partLimit = 100;

/** A path as people write it: `records[0].name`; empty for the whole file. */
export function pathText(path: SettingsPath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    const key = plainText(part, partLimit);
    return text === '' ? key : `${text}.${key}`;
  }, '');
}
