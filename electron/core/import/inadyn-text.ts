import type { At } from './foreign.ts';

export interface Option {
  readonly key: string;
  readonly values: readonly string[];
  readonly line: number;
}

/** A `provider` or a `custom` section. */
export interface Section {
  readonly kind: 'provider' | 'custom';
  readonly name: string;
  readonly line: number;
  readonly options: readonly Option[];
}

export interface InadynText {
  readonly options: readonly Option[];
  readonly sections: readonly Section[];
  readonly broken: readonly At[];
}

interface Token {
  readonly kind: 'word' | 'text' | 'sign';
  readonly text: string;
  readonly line: number;
}

const signs = '={}(),+';
const blank = /\s/;
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** libconfuse's words: comments of three kinds, texts in quotes of two. */
function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let at = 0;
  const until = (end: string, from: number) => {
    const found = text.indexOf(end, from);
    const stop = found < 0 ? text.length : found;
    for (let each = at; each < stop; each += 1) if (text[each] === '\n') line += 1;
    return stop;
  };
  while (at < text.length) {
    const letter = text[at] ?? '';
    const two = text.slice(at, at + 2);
    if (letter === '\n') line += 1;
    if (blank.test(letter)) at += 1;
    else if (letter === '#' || two === '//') at = until('\n', at);
    else if (two === '/*') at = until('*/', at + 2) + 2;
    else if (letter === '"' || letter === "'") {
      const start = line;
      let value = '';
      for (at += 1; at < text.length && text[at] !== letter; at += 1) {
        let inner = text[at] ?? '';
        if (inner === '\n') line += 1;
        if (inner === '\\' && at + 1 < text.length) {
          at += 1;
          inner = text[at] ?? '';
          if (inner === '\n') line += 1;
          value += letter === '"' ? (escapes[inner] ?? inner) : inner;
        } else value += inner;
      }
      at += 1;
      tokens.push({ kind: 'text', text: value, line: start });
    } else if (signs.includes(letter)) {
      tokens.push({ kind: 'sign', text: letter, line });
      at += 1;
    } else {
      let end = at;
      // A variable's braces belong to the word.
      while (end < text.length) {
        const each = text[end] ?? '';
        if (text.startsWith('${', end)) {
          const close = text.indexOf('}', end);
          if (close < 0) break;
          end = close + 1;
          continue;
        }
        if (
          blank.test(each) ||
          signs.includes(each) ||
          each === '#' ||
          each === '"' ||
          each === "'"
        )
          break;
        end += 1;
      }
      const stop = Math.max(end, at + 1);
      tokens.push({ kind: 'word', text: text.slice(at, stop), line });
      at = stop;
    }
  }
  return tokens;
}

/** Splits an inadyn.conf into its settings and sections. Takes what it can, and names the rest. */
export function parseInadyn(text: string): InadynText {
  const tokens = tokensOf(text);
  const top: Option[] = [];
  const sections: Section[] = [];
  const broken: At[] = [];
  let inside: { section: Section; options: Option[] } | undefined;
  let at = 0;
  const is = (sign: string, ahead = 0) =>
    tokens[at + ahead]?.kind === 'sign' && tokens[at + ahead]?.text === sign;

  function readList(): readonly string[] {
    const values: string[] = [];
    at += 1;
    while (at < tokens.length && !is('}')) {
      const token = tokens[at];
      if (token !== undefined && token.kind !== 'sign') values.push(token.text);
      at += 1;
    }
    at += 1;
    return values;
  }

  function readInclude(token: Token): void {
    const path = tokens[at + 2]?.text ?? '';
    (inside?.options ?? top).push({ key: 'include', values: [path], line: token.line });
    while (at < tokens.length && !is(')')) at += 1;
    at += 1;
  }

  while (at < tokens.length) {
    const token = tokens[at];
    if (token === undefined) break;
    const next = tokens[at + 1];
    const kind = token.text === 'provider' || token.text === 'custom' ? token.text : undefined;
    if (is('}')) {
      inside = undefined;
      at += 1;
    } else if (token.kind === 'sign') {
      broken.push({ line: token.line, key: token.text });
      at += 1;
    } else if (token.text === 'include' && is('(', 1)) readInclude(token);
    else if (kind !== undefined && next !== undefined && next.kind !== 'sign' && is('{', 2)) {
      const options: Option[] = [];
      const section: Section = { kind, name: next.text, line: token.line, options };
      sections.push(section);
      inside = { section, options };
      at += 3;
    } else if (is('=', 1) || (is('+', 1) && is('=', 2))) {
      at += is('=', 1) ? 2 : 3;
      const value = tokens[at];
      let values: readonly string[] = [];
      if (is('{')) values = readList();
      else if (value !== undefined && value.kind !== 'sign') {
        values = [value.text];
        at += 1;
      }
      (inside?.options ?? top).push({ key: token.text.toLowerCase(), values, line: token.line });
    } else {
      // Not shown: it may be the half of a secret.
      broken.push({ line: token.line, key: '' });
      at += 1;
    }
  }
  return { options: top, sections, broken };
}
