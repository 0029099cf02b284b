import { describe, expect, it } from 'vitest';
import { inQuietHours } from '../../electron/core/quiet-hours.ts';

const at = (hours: number, minutes = 0) => hours * 60 + minutes;

describe('the quiet hours', () => {
  it.each([
    ['22:00', '07:00', at(21, 59), false],
    ['22:00', '07:00', at(22), true],
    ['22:00', '07:00', at(0), true],
    ['22:00', '07:00', at(6, 59), true],
    ['22:00', '07:00', at(7), false],
    ['22:00', '07:00', at(12), false],
    ['13:00', '14:30', at(12, 59), false],
    ['13:00', '14:30', at(13), true],
    ['13:00', '14:30', at(14, 29), true],
    ['13:00', '14:30', at(14, 30), false],
    ['13:00', '14:30', at(0), false],
    ['00:00', '23:59', at(23, 58), true],
    ['00:00', '23:59', at(23, 59), false],
    ['23:59', '00:00', at(23, 59), true],
    ['23:59', '00:00', at(0), false],
  ])('from %s to %s, at minute %d: %s', (from, to, minute, quiet) => {
    expect(inQuietHours({ from, to }, minute)).toBe(quiet);
  });

  it('with equal ends are never, and without any neither', () => {
    for (let minute = 0; minute < at(24); minute += 1) {
      expect(inQuietHours({ from: '08:00', to: '08:00' }, minute)).toBe(false);
      expect(inQuietHours(null, minute)).toBe(false);
    }
  });
});
