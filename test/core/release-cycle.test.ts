import { expect, it } from 'vitest';
import { day, hour, minute } from '../../electron/core/duration.ts';
import { firstLook, nextLook } from '../../electron/core/release/cycle.ts';

const least = () => 0;
const most = () => 1;

it('looks first some minutes after the start, at another moment on each computer', () => {
  expect([firstLook(least), firstLook(most)]).toEqual([minute, 10 * minute]);
});

it('looks about once a day, and sooner after a failure, but never in a storm', () => {
  expect([nextLook(0, least), nextLook(0, most)]).toEqual([day - hour, day + hour]);
  const waits = Array.from({ length: 40 }, (_, at) => nextLook(at + 1, most));
  expect(waits.slice(0, 6)).toEqual([1, 2, 4, 8, 16, 24].map((hours) => hours * hour));
  expect(Math.max(...waits)).toBe(day);
  expect(nextLook(1, least)).toBe(hour / 2);
});
