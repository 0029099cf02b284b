import { describe, expect, it } from 'vitest';
import { parseMoment } from '../../../electron/core/history/moment.ts';

const now = new Date(2026, 10, 23, 10, 30).getTime();
const local = (...parts: readonly [number, number, number, number?, number?, number?]) =>
  new Date(parts[0], parts[1] - 1, ...(parts.slice(2) as [number])).getTime();

describe('a moment', () => {
  it.each([
    ['7d', now - 7 * 86_400_000],
    ['36h', now - 36 * 3_600_000],
    ['90m', now - 90 * 60_000],
    ['2w', now - 14 * 86_400_000],
    ['1 D', now - 86_400_000],
    ['now', now],
    ['2026-11-16T09:30', local(2026, 11, 16, 9, 30)],
    ['2026-11-16 09:30:15', local(2026, 11, 16, 9, 30, 15)],
    ['2026-11-16T09:30Z', Date.UTC(2026, 10, 16, 9, 30)],
    ['2026-11-16t09:30:00.5+08:00', Date.UTC(2026, 10, 16, 1, 30, 0, 500)],
  ])('written as %s is one instant', (text, at) => {
    expect(parseMoment(text, now)).toEqual({ first: at, last: at });
  });

  it.each([
    ['today', local(2026, 11, 23), local(2026, 11, 24)],
    ['yesterday', local(2026, 11, 22), local(2026, 11, 23)],
    ['2026-02-28', local(2026, 2, 28), local(2026, 3, 1)],
    ['2024-02-29', local(2024, 2, 29), local(2024, 3, 1)],
  ])('written as %s is a whole local day', (text, first, next) => {
    expect(parseMoment(text, now)).toEqual({ first, last: next - 1 });
  });

  it.each([
    '',
    'd',
    '7',
    '-7d',
    '7y',
    '999999d',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-11-31',
    '2026-11-16T24:00',
    '2026-11-16T09:60',
    '2026-11-16T09:30+99:99',
    '16.11.2026',
    'last week',
  ])('is not “%s”', (text) => {
    expect(parseMoment(text, now)).toBeUndefined();
  });
});
