import { day, hour, minute } from '../duration.ts';

const agoForm = /^(\d{1,5}) ?(m|h|d|w)$/;
const ago = { m: minute, h: hour, d: day, w: 7 * day } as const;
const dateForm = /^(\d{4})-(\d\d)-(\d\d)$/;
const timeForm =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,3})?)?(Z|[+-]\d\d:?\d\d)?$/;

/** Midnight of the local day that is so many days after that of `at`. */
function midnight(at: number, days: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}

/** A local time; undefined where the calendar has no such one. */
function localTime(parts: readonly (string | undefined)[]): number | undefined {
  const [year = 0, month = 1, date = 1, hours = 0, minutes = 0, seconds = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  const made = new Date(year, month - 1, date, hours, minutes, seconds);
  const isReal =
    made.getMonth() === month - 1 && made.getDate() === date && hours < 24 && minutes < 60;
  return isReal && seconds < 60 ? made.getTime() : undefined;
}

/** The first and the last millisecond that a text means. */
export interface Moment {
  readonly first: number;
  readonly last: number;
}

const dayFrom = (at: number): Moment => ({ first: at, last: midnight(at, 1) - 1 });
const instant = (at: number): Moment => ({ first: at, last: at });

/**
 * Reads `7d`, `36h`, `90m`, `2w` as that long ago, `today`, `yesterday`, `2026-11-16` as a local day,
 * and `2026-11-16T09:30` as a local time unless it names its zone. Undefined for anything else.
 *
 * @param now milliseconds since 1970
 */
export function parseMoment(text: string, now: number): Moment | undefined {
  const word = text.trim().toLowerCase();
  if (word === 'now') return instant(now);
  if (word === 'today') return dayFrom(midnight(now, 0));
  if (word === 'yesterday') return dayFrom(midnight(now, -1));
  const [, count, unit] = agoForm.exec(word) ?? [];
  if (count !== undefined) return instant(now - Number(count) * ago[unit as keyof typeof ago]);
  const date = dateForm.exec(word);
  if (date !== null) {
    const at = localTime(date.slice(1));
    return at === undefined ? undefined : dayFrom(at);
  }
  const time = timeForm.exec(word.toUpperCase());
  if (time === null) return undefined;
  const at = localTime(time.slice(1, 7));
  if (at === undefined || time[7] === undefined) return at === undefined ? undefined : instant(at);
  const zoned = Date.parse(word.toUpperCase().replace(' ', 'T'));
  return Number.isNaN(zoned) ? undefined : instant(zoned);
}
