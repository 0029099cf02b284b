import { plainText } from '../plain-text.ts';

let letters: Intl.Segmenter | undefined;

/** What a reader sees as letters: no cut goes through one. */
function lettersOf(text: string): readonly string[] {
  // Loading the rules of the languages takes memory, and most texts fit.
  letters ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return [...letters.segment(text)].map(({ segment }) => segment);
}

/** As many of the first letters as have room. */
function startOf(all: readonly string[], room: number): string {
  let text = '';
  for (const letter of all) {
    if (text.length + letter.length > room) break;
    text += letter;
  }
  return text;
}

/** As many of the last letters as have room. */
function endOf(all: readonly string[], room: number): string {
  let text = '';
  for (const letter of all.toReversed()) {
    if (text.length + letter.length > room) break;
    text = letter + text;
  }
  return text;
}

/** A foreign text on one line, without controls, bidi marks and halves of letters. */
export function oneLine(text: string): string {
  return plainText(text.toWellFormed()).trim();
}

/** A text of at most `limit` UTF-16 units, the last one then `…`. */
export function cutEnd(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (limit < 1) return '';
  return `${startOf(lettersOf(text), limit - 1).trimEnd()}…`;
}

/** A text of at most `limit` UTF-16 units: its start and its end, with `…` between, where it is longer. */
export function cutMiddle(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (limit < 1) return '';
  const all = lettersOf(text);
  const end = endOf(all, Math.floor((limit - 1) / 2));
  return `${startOf(all, limit - 1 - end.length)}…${end}`;
}
