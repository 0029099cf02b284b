import { type Address, parseAddress } from '../../core/address.ts';
import type { HttpResponse } from '../../core/ports.ts';
import { isPage } from '../../core/reply.ts';
import type { Preset } from './preset.ts';
import { type Meaning, meanings } from './words.ts';

/** One line of an answer. */
export interface Line {
  readonly word: string;
  /** What the word means; undefined for a word that nobody knows. */
  readonly meaning: Meaning | undefined;
  /** The addresses that stand right behind the word. */
  readonly addresses: readonly Address[];
  readonly text: string;
}

/** Reads one line: its first word, and the addresses right behind it. */
export function readLine(text: string, preset: Preset): Line {
  const [first = '', ...rest] = text.split(/[\s,;]+/);
  const said = first.toLowerCase().replace(/[:.]$/, '');
  const own = preset.words ?? {};
  const word = (Object.hasOwn(own, said) ? own[said] : undefined) ?? said;
  const addresses: Address[] = [];
  for (const part of rest) {
    const address = parseAddress(part);
    if (address === undefined) break;
    addresses.push(address);
  }
  return {
    word,
    meaning: Object.hasOwn(meanings, word) ? meanings[word] : undefined,
    addresses,
    text,
  };
}

function phraseLine(body: string, preset: Preset): string | undefined {
  for (const [pattern, line] of preset.phrases ?? []) {
    const match = pattern.exec(body);
    if (match !== null) return line.replace('$1', match[1] ?? '');
  }
  return undefined;
}

/** The lines of an answer: a phrase of the host's own, else what is written there. */
export function readLines(reply: HttpResponse, preset: Preset): readonly Line[] {
  // `trim` takes a byte order mark for white space too.
  const body = reply.body.trim();
  const phrase = isPage(body) && preset.pages !== true ? undefined : phraseLine(body, preset);
  const texts = phrase === undefined && !isPage(body) ? body.split(/\r\n|\n|\r/) : [phrase ?? ''];
  return texts
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => readLine(text, preset));
}
