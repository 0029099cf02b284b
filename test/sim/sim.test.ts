import { beforeAll, describe, expect, it } from 'vitest';
import { failureKinds } from '../../electron/core/outcome.ts';
import { fixedDays, fixedSeeds } from './fixed-seeds.ts';
import { type RunResult, simulate } from './simulate.ts';
import { tellBreach } from './summary.ts';

const results: RunResult[] = [];

beforeAll(async () => {
  for (const seed of fixedSeeds) results.push(await simulate(seed, fixedDays));
}, 120_000);

/** Every breach of a rule, as `npm run sim` prints it. */
function broken(rule: string): readonly string[] {
  return results.flatMap((result) =>
    result.breaches
      .filter((breach) => breach.rule.startsWith(rule))
      .map((breach) => tellBreach(result, breach)),
  );
}

describe('in a world where everything goes wrong, the product', () => {
  it.each([
    ['rule 1:', 'never deletes or blanks a record, nor writes what nobody said'],
    ['rule 2:', 'publishes only what two operators agree on'],
    ['rule 3:', 'touches only the name and type that the user listed'],
    ['rule 4:', 'lets no failure stop or change anything else'],
    ['rule 5:', 'never repeats an unchanged update where that is punished, and stops when told'],
    ['rule 6:', 'is quiet while offline'],
    ['rule 7:', 'tells one problem once, and its end once'],
    ['rule 8:', 'says “authoritative” only where a name server said so'],
    ['rule 9:', 'shows no secret'],
    ['rule 10:', 'comes right in the end, wherever it was killed'],
    ['budget:', 'asks and waits no more than it needs'],
    ['spared:', 'asks nobody more often than it takes'],
    ['locked:', 'sends nothing for an account that is locked'],
    ['paused:', 'does nothing by itself while it is paused'],
    ['the run', 'ends its run'],
  ])('%s %s', (rule) => {
    expect(broken(rule)).toEqual([]);
  });

  it('meets every kind of failure', () => {
    const met = new Set(results.flatMap(({ failures }) => Object.keys(failures)));
    expect(failureKinds.filter((kind) => !met.has(kind))).toEqual([]);
  });

  it('is killed before and after calls of every port', () => {
    const places = new Set(results.flatMap(({ kills }) => Object.keys(kills)));
    for (const port of ['source', 'provider', 'dns', 'save', 'sleep', 'log', 'state']) {
      expect([...places]).toEqual(expect.arrayContaining([`before ${port}`, `after ${port}`]));
    }
  });
});

describe('the simulator', () => {
  it('plays the same seed in the same way', async () => {
    const [first] = results;
    const again = await simulate(first?.seed ?? 1, fixedDays);
    expect(again.hash).toBe(first?.hash);
    expect((await simulate(4711, fixedDays)).hash).not.toBe(first?.hash);
  });
});
