import { expect, it } from 'vitest';
import { keeping } from '../../../electron/node/network/kept.ts';

/** Something slow that gives a number more each time, kept for a second of a clock of its own. */
function slow() {
  const clock = { now: 0 };
  let count = 0;
  const keep = keeping<number>(
    () => 1_000,
    () => clock.now,
  );
  return { clock, ask: (key: string) => keep(key, async () => ++count) };
}

it('an answer is kept for its time', async () => {
  const { clock, ask } = slow();
  expect(await ask('a')).toBe(1);
  clock.now = 999;
  expect(await ask('a')).toBe(1);
  clock.now = 1_000;
  expect(await ask('a')).toBe(2);
});

it('an answer is not kept for another question', async () => {
  const { ask } = slow();
  expect(await ask('a')).toBe(1);
  expect(await ask('b')).toBe(2);
  expect(await ask('a')).toBe(3);
});

it('who asks while one is under way gets that', async () => {
  const { ask } = slow();
  expect(await Promise.all([ask('a'), ask('a'), ask('a')])).toEqual([1, 1, 1]);
});
