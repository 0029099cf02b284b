import type { Language } from '../language.ts';

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

type Unit = (typeof units)[number][0];

function unitText(language: Language, value: number, unit: Unit): string {
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: language === 'en' ? 'long' : 'short',
    useGrouping: false,
  }).format(value);
}

/** A number with the language's separators: `1,048,576`. Small ones have none, and need no `Intl`. */
export function numberText(language: Language, value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1000) return String(value);
  return new Intl.NumberFormat(language).format(value);
}

/**
 * A time span of `ms` milliseconds in its two largest units, rounded down to the second:
 * `2 hours 5 minutes`, `2小时5分钟`. Less than a second is `0 seconds`.
 */
export function durationText(language: Language, ms: number): string {
  const parts: string[] = [];
  let rest = Math.max(0, ms);
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(unitText(language, count, unit));
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  if (parts.length === 0) return unitText(language, 0, 'second');
  return parts.join(language === 'en' ? ' ' : '');
}

/**
 * How long before or after `now` the time `at` is, both in milliseconds since 1970, in its largest
 * unit: `5 minutes ago`, `in 30 seconds`, `5分钟前`, `30秒钟后`.
 */
export function relativeText(language: Language, at: number, now: number): string {
  const distance = at - now;
  const [unit, size] = units.find(([, each]) => Math.abs(distance) >= each) ?? units[3];
  const count = Math.trunc(distance / size);
  const format = new Intl.RelativeTimeFormat(language, {
    numeric: count === 0 ? 'auto' : 'always',
  });
  return format.format(count, unit);
}

/** Date and time of `at` (milliseconds since 1970), in the system's time zone unless one is given. */
export function dateText(language: Language, at: number, timeZone?: string): string {
  return new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(at);
}

/**
 * The time of day of `at`, both in milliseconds since 1970, with the date where it is not that of
 * `now`; in the system's time zone unless one is given.
 */
export function clockText(language: Language, at: number, now: number, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'short', ...zone });
  const dateStyle = date.format(at) === date.format(now) ? undefined : 'medium';
  return new Intl.DateTimeFormat(language, { dateStyle, timeStyle: 'short', ...zone }).format(at);
}

const joints = {
  en: { comma: ', ', conjunction: ' and ', disjunction: ' or ' },
  'zh-CN': { comma: '、', conjunction: '和', disjunction: '或' },
} as const;

/** Chinese is set apart from Latin letters and digits beside it by a space. */
function spaced(joint: string, before: string, after: string): string {
  const isLatin = /^[!-~]$/;
  const left = isLatin.test(before.slice(-1)) ? ' ' : '';
  return `${left}${joint}${isLatin.test(after.slice(0, 1)) ? ' ' : ''}`;
}

/**
 * Joins items as the language does: `a, b or c`, `a、b 或 c`. By hand, because loading
 * `Intl.ListFormat` costs a waiting process six megabytes.
 */
export function listText(
  language: Language,
  items: readonly string[],
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string {
  const last = items.at(-1);
  if (last === undefined || items.length === 1) return last ?? '';
  const { comma, [type]: joint } = joints[language];
  const rest = items.slice(0, -1).join(comma);
  return `${rest}${language === 'en' ? joint : spaced(joint, rest, last)}${last}`;
}
