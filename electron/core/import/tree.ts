import type { ReadText } from '../document.ts';
import { isMap } from '../settings/reader-walk.ts';
import type { SettingsPath } from '../settings.ts';
import type { At } from './foreign.ts';

/** A value in a text that was read as a tree, and where it stands. */
export interface Branch {
  readonly value: unknown;
  readonly at: () => At;
  readonly get: (key: string) => Branch;
  readonly keys: readonly string[];
  /** The items of a list; a single value stands for a list of one. */
  readonly items: () => readonly Branch[];
  /** A text, or a number or a boolean as it is written; undefined for anything else and for nothing. */
  readonly text: string | undefined;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function branch(
  read: Extract<ReadText, { ok: true }>,
  value: unknown,
  path: SettingsPath,
  name: string,
): Branch {
  return {
    value,
    keys: isMap(value) ? Object.keys(value) : [],
    text: textOf(value),
    at: () => {
      // What is looked for is only the place.
      const { line } = read.place({ path, atKey: true, problem: { kind: 'notMap' } });
      return { line, key: name };
    },
    get: (key) => {
      const inner = isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
      return branch(read, inner, [...path, key], name === '' ? key : `${name}.${key}`);
    },
    items: () => {
      if (value === undefined || value === null) return [];
      if (!Array.isArray(value)) return [branch(read, value, path, name)];
      return value.map((item, at) => branch(read, item, [...path, at], `${name}[${at}]`));
    },
  };
}

/** The whole of a text that was read. */
export function treeOf(read: Extract<ReadText, { ok: true }>): Branch {
  return branch(read, read.value, [], '');
}
