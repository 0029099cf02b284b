import type { At } from './foreign.ts';

/** One setting of a line. */
export interface Assignment {
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/** A line of ddclient.conf, with those that it goes on in. */
export interface ConfLine {
  readonly line: number;
  readonly settings: readonly Assignment[];
  /** Hosts, and after them a login and a password as they were written of old. */
  readonly words: readonly string[];
}

export interface ConfText {
  readonly lines: readonly ConfLine[];
  /** What is no setting, no host and no comment. */
  readonly broken: readonly At[];
}

const nameForm = /[a-z][0-9a-z_-]*/iy;
const space = /\s/;

/** A password's own rule: to the next white space, or between single quotes, `#` and all. */
function rawPassword(text: string, start: number): { value: string; end: number } {
  const closing = text[start] === "'" ? text.lastIndexOf("'") : -1;
  if (closing > start) return { value: text.slice(start + 1, closing), end: closing + 1 };
  let end = start;
  while (end < text.length && !space.test(text[end] ?? '')) end += 1;
  let value = text.slice(start, end);
  // What ends a setting ends a password too, unless it is part of the word.
  if (value.endsWith(',') && value.length > 1) {
    value = value.slice(0, -1);
    end -= 1;
  }
  const quote = value[0];
  const quoted = quote === '"' && value.length > 1 && value.endsWith(quote);
  return { value: quoted ? value.slice(1, -1) : value, end };
}

interface Held {
  readonly key: string;
  readonly value: string;
}

const passwordStart = /(?:^|[\s,])([a-z_-]{0,20}password[^\s=]{0,20})\s*=\s*/i;

/** Takes the first password of a line out, since other rules are for it. */
function holdPassword(line: string): { readonly line: string; readonly held?: Held } {
  const comment = line.indexOf('#');
  const found = passwordStart.exec(line);
  const key = found?.[1];
  if (found === null || key === undefined || (comment >= 0 && comment < found.index)) {
    return { line };
  }
  const start = found.index + found[0].length;
  if (start >= line.length) return { line };
  const { value, end } = rawPassword(line, start);
  const before = line.slice(0, found.index + found[0].indexOf(key));
  return { line: `${before}${key}=x${line.slice(end)}`, held: { key, value } };
}

/** A value from where it starts: quotes and backslashes taken away. */
function readValue(text: string, start: number): { value: string; end: number } {
  let value = '';
  let quote = '';
  let at = start;
  for (; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (letter === '\\') {
      at += 1;
      value += text[at] ?? '';
    } else if (quote !== '' && letter === quote) quote = '';
    else if (quote === '' && (letter === '"' || letter === "'")) quote = letter;
    else if (quote === '' && (letter === ',' || space.test(letter))) break;
    else value += letter;
  }
  return { value, end: at };
}

function skip(text: string, start: number): number {
  let at = start;
  while (at < text.length && (text[at] === ',' || space.test(text[at] ?? ''))) at += 1;
  return at;
}

/** Places in a line that was put together, and the lines of the file that they come from. */
interface Joined {
  readonly text: string;
  readonly starts: readonly { readonly at: number; readonly line: number }[];
  readonly held: readonly (Held & { readonly line: number })[];
}

function parseLine({ text, starts, held }: Joined): ConfLine {
  let part = 0;
  /** Asked for rising places only. */
  const lineAt = (at: number) => {
    while ((starts[part + 1]?.at ?? Number.POSITIVE_INFINITY) <= at) part += 1;
    return starts[part]?.line ?? 1;
  };
  const settings: Assignment[] = [];
  const waiting = new Map<string, string[]>();
  for (const { key, value } of held.toReversed()) {
    const list = waiting.get(key);
    if (list === undefined) waiting.set(key, [value]);
    else list.push(value);
  }
  let at = skip(text, 0);
  for (;;) {
    nameForm.lastIndex = at;
    const key = nameForm.exec(text)?.[0];
    if (key === undefined) break;
    let equals = at + key.length;
    while (equals < text.length && space.test(text[equals] ?? '')) equals += 1;
    // Spaces around the sign are in many files; the word alone would be no host.
    if (text[equals] !== '=') break;
    let start = equals + 1;
    if (start > at + key.length + 1 || space.test(text[start] ?? '')) {
      while (start < text.length && space.test(text[start] ?? '')) start += 1;
    }
    const { value, end } = readValue(text, start);
    const password = waiting.get(key)?.pop();
    settings.push({ key: key.toLowerCase(), value: password ?? value, line: lineAt(at) });
    at = skip(text, Math.max(end, at + 1));
  }
  const line = at < text.length || settings.length === 0 ? lineAt(at) : (settings[0]?.line ?? 1);
  const rest = text
    .slice(at)
    .split(',')
    .map((piece) => piece.trim());
  const words = rest
    .filter((piece) => piece !== '')
    .join(',')
    .split(/\s+/);
  return { line, settings, words: words.filter((word) => word !== '') };
}

/** Splits a ddclient.conf into its settings and hosts: comments, continued lines, quotes. */
export function parseConf(text: string): ConfText {
  const lines: ConfLine[] = [];
  const broken: At[] = [];
  let parts: string[] = [];
  let length = 0;
  let starts: { at: number; line: number }[] = [];
  let held: (Held & { line: number })[] = [];
  const flush = () => {
    const joined = parts.join('');
    if (joined.trim() !== '') {
      const parsed = parseLine({ text: joined, starts, held });
      if (parsed.settings.length > 0 || parsed.words.length > 0) lines.push(parsed);
      else broken.push({ line: parsed.line, key: '' });
    }
    [parts, length, starts, held] = [[], 0, [], []];
  };
  text.split(/\r\n|\r|\n/).forEach((written, index) => {
    const taken = holdPassword(written);
    if (taken.held !== undefined) held.push({ ...taken.held, line: index + 1 });
    const bare = taken.line.replace(/#.*$/, '');
    const trimmed = bare.trimEnd();
    // A blank behind the sign, or a comment, is a slip that its writers make often.
    const goesOn = trimmed.endsWith('\\');
    const part = goesOn ? `${trimmed.slice(0, -1)} ` : bare;
    starts.push({ at: length, line: index + 1 });
    parts.push(part);
    length += part.length;
    if (!goesOn) flush();
  });
  flush();
  return { lines, broken };
}
