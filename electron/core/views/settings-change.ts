import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { Language } from '../../contract/language.ts';
import type { SettingsActor, SettingsChange } from '../history.ts';
import { cutEnd, oneLine } from './cut-text.ts';
import { recordParts } from './outcome.ts';
import { recordName } from './record-name.ts';

/** Letters of one value, and changes that a sentence names. */
const mostLetters = 60;

/** What a text is called; undefined where it has no other name. */
function wordFor(text: string, words: Readonly<Record<string, string>>): string | undefined {
  return Object.hasOwn(words, text) ? words[text] : undefined;
}

function changeText(change: SettingsChange, language: Language): string {
  const { change: texts, what, set, keys, values } = catalogue(language).history;
  if (change.kind !== 'set') {
    const { kind, id } = change;
    const name = change.what === 'record' ? recordName(recordParts(id)) : id;
    return texts[kind](what[change.what](oneLine(name)));
  }
  const key = wordFor(change.key, keys) ?? oneLine(change.key);
  const [from, to] = [change.from, change.to].map(
    (value) => value && (wordFor(value, values) ?? cutEnd(oneLine(value), mostLetters)),
  );
  // Ids in a row, cut in the middle, tell nobody anything; the JSON has all of them.
  if (change.key.startsWith('sources.')) return set.other(key);
  if (from !== undefined && to !== undefined) return set.fromTo(key, from, to);
  if (to !== undefined) return set.to(key, to);
  return from === undefined ? set.other(key) : set.unset(key, from);
}

/** Who changed what of the settings, as one line; at most `most` changes by name. */
export function settingsSentence(
  {
    by,
    changes,
    more = 0,
  }: {
    readonly by: SettingsActor;
    readonly changes: readonly SettingsChange[];
    readonly more?: number | undefined;
  },
  language: Language,
  most: number,
): string {
  const { history } = catalogue(language);
  const rest = more + Math.max(0, changes.length - most);
  const named = changes.slice(0, most).map((change) => changeText(change, language));
  const all = rest === 0 ? named : [...named, history.more(rest)];
  return history.by[by](all.join(history.joint));
}
