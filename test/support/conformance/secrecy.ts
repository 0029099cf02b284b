import { describe, expect, it } from 'vitest';
import { echoes, leaksIn } from './echoes.ts';
import { home, type Trial } from './trial.ts';
import { change } from './world.ts';

/** What comes out where a service repeats what it was sent. */
export function describeSecrecy(trial: Trial): void {
  describe('a service that repeats what it was sent', () => {
    it.each(['read', 'write'] as const)('lets no secret out (%s)', async (at) => {
      const { echo, secrets } = trial.world();
      for (const reply of echoes(echo, secrets)) {
        trial.renew();
        trial.world().answer(reply, at);
        const outcomes = await trial.apply(change('home.example.com', home));
        const { lines, remembered } = trial.context();
        const said = JSON.stringify([outcomes, lines, [...remembered]]);
        expect(leaksIn(said, secrets), said).toEqual([]);
      }
    });
  });
}
