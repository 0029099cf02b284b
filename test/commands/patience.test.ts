import { describe, expect, it } from 'vitest';
import { patientVerifier } from '../../electron/commands/patience.ts';
import type { VerifyTarget } from '../../electron/core/engine.ts';
import type { Settings } from '../../electron/core/settings.ts';
import type { Verification } from '../../electron/core/state.ts';

type Kind = Verification['kind'];

const settings = {} as Settings;

function target(name: string): VerifyTarget {
  const record = { id: name, name, type: 'A', account: 'home', implied: false } as const;
  return { record, wanted: { family: 'ipv4', text: '81.2.69.142' }, hints: [] };
}

/** Answers for each record with its list, one word at a time, the last one for ever. */
async function ask(answers: Readonly<Record<string, readonly Kind[]>>) {
  const asked: string[][] = [];
  const slept: number[] = [];
  const clock = { now: () => 0, sleep: async (ms: number) => void slept.push(ms) };
  const verify = patientVerifier(async (targets) => {
    const round = asked.length;
    asked.push(targets.map(({ record }) => record.id));
    return targets.map(({ record }) => {
      const list = answers[record.id] ?? [];
      return list[Math.min(round, list.length - 1)] ?? 'unknown';
    });
  }, clock);
  const targets = Object.keys(answers).map(target);
  const kinds = await verify(targets, settings, new AbortController().signal);
  return { kinds, asked, slept };
}

describe('the verification that somebody waits for', () => {
  it('asks again only for what may still come right', async () => {
    const { kinds, asked } = await ask({
      now: ['matches'],
      soon: ['missing', 'matches'],
      late: ['differs', 'differs', 'matches'],
      behind: ['proxied'],
      silent: ['unknown'],
    });
    expect(kinds).toEqual(['matches', 'matches', 'matches', 'proxied', 'unknown']);
    expect(asked).toEqual([
      ['now', 'soon', 'late', 'behind', 'silent'],
      ['soon', 'late'],
      ['late'],
    ]);
  });

  it('gives up after three questions within five seconds', async () => {
    const { kinds, asked, slept } = await ask({ never: ['missing'] });
    expect(kinds).toEqual(['missing']);
    expect(asked).toHaveLength(3);
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(5000);
  });

  it('does not wait where everything is right', async () => {
    expect((await ask({ now: ['matches'] })).slept).toEqual([]);
  });
});
