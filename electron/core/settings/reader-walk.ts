import { formatDuration, parseDuration } from '../duration.ts';
import { plainText } from '../plain-text.ts';
import type { Expected, ProblemText, SettingsPath, SettingsProblem } from '../settings.ts';
import type { KeyTable } from './schema-key.ts';

/** A value of the file, where it stands, and where its problems go. */
export interface Place {
  readonly value: unknown;
  readonly path: SettingsPath;
  readonly problems: SettingsProblem[];
}

export type RawMap = Readonly<Record<string, unknown>>;

/** The value under a key or an index of a place. */
export function within(place: Place, key: string | number): Place {
  const map = place.value as RawMap;
  const value = Object.hasOwn(map, key) ? map[key] : undefined;
  return { value, path: [...place.path, key], problems: place.problems };
}

export function report(place: Place, problem: ProblemText, atKey = false): undefined {
  place.problems.push({ path: place.path, ...(atKey ? { atKey } : {}), problem });
  return undefined;
}

/** The last key of a place, as the user knows it. */
function fieldOf(place: Place): string {
  const key = place.path.findLast((part) => typeof part === 'string');
  return key === undefined ? '' : String(key);
}

const foundLimit = 61;

/** A wrong value, short enough to be shown; nothing for what has no short text. */
export function shown(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    return undefined;
  }
  return plainText(String(value), foundLimit);
}

export function expected(place: Place, wanted: Expected): undefined {
  if (place.value === null) return report(place, { kind: 'noValue', field: fieldOf(place) }, true);
  const found = shown(place.value);
  return report(place, { kind: 'expected', field: fieldOf(place), expected: wanted, found });
}

export function isMap(value: unknown): value is RawMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A map whose keys are all in the table, with those required present; else undefined, and reported. */
export function readMap(
  place: Place,
  keys: KeyTable,
  more: readonly string[] = [],
): RawMap | undefined {
  if (!isMap(place.value)) return expected(place, 'map');
  const known = [...Object.keys(keys), ...more];
  for (const key of Object.keys(place.value)) {
    if (known.includes(key)) continue;
    report(within(place, key), { kind: 'unknownKey', field: key, known }, true);
  }
  for (const [key, { required, example }] of Object.entries(keys)) {
    if (!required || Object.hasOwn(place.value, key)) continue;
    const short = example.includes('{') ? undefined : example;
    report(place, { kind: 'missing', field: key, example: short });
  }
  return place.value;
}

/** The entries of a list, or the value itself where one was written without brackets. */
export function entries(place: Place): readonly Place[] {
  return Array.isArray(place.value) ? place.value.map((_, at) => within(place, at)) : [place];
}

export function readText(place: Place): string | undefined {
  if (place.value === undefined) return undefined;
  return typeof place.value === 'string' && place.value.trim() !== ''
    ? place.value
    : expected(place, 'text');
}

export function readBoolean(place: Place): boolean | undefined {
  if (place.value === undefined) return undefined;
  return typeof place.value === 'boolean' ? place.value : expected(place, 'boolean');
}

/** Milliseconds; the fallback where the key is left out or wrong. */
export function readDuration(
  place: Place,
  range: { readonly min: number; readonly max: number },
  fallback: number,
): number {
  if (place.value === undefined) return fallback;
  const ms = typeof place.value === 'string' ? parseDuration(place.value) : undefined;
  if (ms === undefined) return expected(place, 'duration') ?? fallback;
  if (ms >= range.min && ms <= range.max) return ms;
  const [min, max] = [formatDuration(range.min), formatDuration(range.max)];
  report(place, { kind: 'range', field: fieldOf(place), min, max, found: shown(place.value) });
  return fallback;
}

/** One text out of a few; the fallback where the key is left out or wrong. */
export function readOneOf<Choice extends string, Fallback extends Choice | undefined>(
  place: Place,
  choices: readonly Choice[],
  fallback: Fallback,
): Choice | Fallback {
  if (place.value === undefined) return fallback;
  const choice = choices.find((each) => each === place.value);
  return choice ?? expected(place, { oneOf: choices }) ?? fallback;
}
