import { describe, expect, it } from 'vitest';
import { minute, second } from '../../electron/core/duration.ts';
import { type HerdOptions, playHerd, productRules } from './herd.ts';

/** Fewer, so more by chance: all services count, and longer bins. */
const small: HerdOptions = {
  installs: 4_000,
  outage: 'internet',
  countsAll: true,
  binLength: 30 * second,
};
const impatient = { ...productRules, nextCheck: (now: number) => now + 5 * second };
const inStep = {
  ...productRules,
  nextCheck: (now: number, interval: number) => now + interval,
  nextAskAgain: (now: number) => now + 15 * minute,
  atStart: (askAgain: number) => askAgain,
};

/** Asks as ever while all is well, and every few seconds while it is not. */
function untilItWorks(recovery: number): HerdOptions['rules'] {
  const { nextCheck } = productRules;
  return {
    ...productRules,
    nextCheck: (now, ...rest) =>
      now < recovery ? impatient.nextCheck(now) : nextCheck(now, ...rest),
  };
}

describe('many installs', () => {
  it.each<[string, Partial<HerdOptions>]>([
    ['the usual mixture', {}],
    ['after a short outage', { outageLength: 2 * minute }],
    ['that check every five minutes', { interval: 5 * minute, witnessed: 0, installs: 8_000 }],
    ['whose gateways all answer', { witnessed: 100, installs: 20_000 }],
  ])('do not ask at the same time when the Internet is back: %s', (_, more) => {
    expect(playHerd({ ...small, ...more }).ratio).toBeLessThan(1.2);
  });

  it('go on evenly after the minute in which all of them started', () => {
    const { ratio, laterRatio } = playHerd({ ...small, installs: 6_000, outage: 'power' });
    expect(laterRatio).toBeLessThan(1.2);
    expect(ratio).toBeGreaterThan(1.2);
  });
});

describe('the measure finds a herd', () => {
  it('that cannot wait', () => {
    const outageLength = 5 * minute;
    const rules = untilItWorks(outageLength);
    const slow = { installs: 1_000, interval: 5 * minute, witnessed: 0 };
    expect(playHerd({ ...small, ...slow, outageLength, rules }).ratio).toBeGreaterThan(2);
  });

  it('that goes on in step', () => {
    const options = { ...small, outage: 'power', interval: 5 * minute } as const;
    expect(playHerd({ ...options, rules: inStep }).laterRatio).toBeGreaterThan(2);
  });

  it('twice with the same requests', () => {
    const options = { ...small, installs: 200 };
    expect(playHerd(options)).toEqual(playHerd(options));
    expect(playHerd({ ...options, seed: 2 }).bins).not.toEqual(playHerd(options).bins);
  });
});
