import type { LogFields } from '../core/ports.ts';

/** An entry without secrets. */
export interface LogEntry {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly level: string;
  readonly message: string;
  readonly fields: LogFields;
}

const longestText = 4000;

/** Characters that move the cursor, reorder the line or break it in some viewer. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Characters that could play with what shows a text, each code unit as JSON writes it. */
export function escapeUnseen(text: string): string {
  return text.replace(unseen, (found) =>
    Array.from({ length: found.length }, (_, at) => escaped(found.charAt(at))).join(''),
  );
}

function shorten(_key: string, value: unknown): unknown {
  return typeof value === 'string' && value.length > longestText
    ? `${value.slice(0, longestText)}…`
    : value;
}

const ownKeys = ['time', 'level', 'message'];

/** One line of JSON. A field cannot stand for the entry's own keys: it gets a `_` behind its name. */
export function jsonLine({ fields, ...entry }: LogEntry): string {
  const safe = Object.entries(fields).map(([key, value]) => [
    ownKeys.includes(key) ? `${key}_` : key,
    value,
  ]);
  return escapeUnseen(JSON.stringify({ ...entry, ...Object.fromEntries(safe) }, shorten));
}

/** One line for people: `12:30:05 warn  message key=value`. */
export function textLine(entry: LogEntry): string {
  return `${entry.time.slice(11, 19)} ${entry.level.padEnd(5)} ${bareLine(entry)}`;
}

/** One line without what whoever keeps it notes by itself: `message key=value`. */
export function bareLine({ message, fields }: LogEntry): string {
  const words = Object.entries(fields).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const plain = typeof value === 'string' && /^[^\s"=]+$/.test(value);
    return [`${key}=${plain ? value : JSON.stringify(value, shorten)}`];
  });
  return escapeUnseen([message, ...words].join(' '));
}
