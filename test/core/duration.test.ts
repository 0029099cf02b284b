import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from '../../electron/core/duration.ts';

describe('a duration', () => {
  it.each([
    ['30s', 30_000],
    ['5m', 300_000],
    ['2h', 7_200_000],
    ['0s', 0],
  ])('%s is read', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['', '30', '30 s', '1.5h', '-1s', '1d', '1h30m', '1234567s', '３s'])(
    '“%s” is refused',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400 }), (seconds) => {
        expect(parseDuration(formatDuration(seconds * 1000))).toBe(seconds * 1000);
      }),
    );
  });

  it.each([
    [90_000, '90s'],
    [300_000, '5m'],
    [7_200_000, '2h'],
  ])('%d ms is written as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});
