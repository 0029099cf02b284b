import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../electron/core/outcome.ts';
import { capabilitiesOf } from '../../../electron/core/provider.ts';
import { home, kinds, old, type Trial } from './trial.ts';
import { itWhere } from './where.ts';
import { change } from './world.ts';

/** How few requests do. */
export function describeEconomy(trial: Trial): void {
  const { apply, counted } = trial;
  const many = (to: string) =>
    Array.from({ length: 100 }, (_, at) => change(`h${at}.example.com`, to));
  const { provider, account } = trial.sample;
  const { batch, requestsPerChange } = capabilitiesOf(provider, account);

  describe('economy', () => {
    it('searches a zone once, remembers it across a restart, and asks no more than it declares', async () => {
      await apply(change('home.example.com', home));
      trial.reopen({ remembered: trial.context().remembered });
      const requests = await counted(() => apply(change('home.example.com', old)));
      expect(requests).toBe(requestsPerChange);
    });

    itWhere(batch)('changes a hundred records with at most two requests', async () => {
      const first = await apply(...many(old));
      expect(new Set(kinds(first))).toEqual(new Set(['created']));
      let outcomes: readonly Outcome[] = [];
      const requests = await counted(async () => {
        outcomes = await apply(...many(home));
      });
      expect(new Set(kinds(outcomes))).toEqual(new Set(['updated']));
      expect(requests).toBeLessThanOrEqual(2);
      expect(
        trial
          .world()
          .records()
          .filter(({ value }) => value === home),
      ).toHaveLength(100);
    });

    itWhere(batch)('looks at a hundred right records with one request', async () => {
      await apply(...many(home));
      expect(await counted(() => apply(...many(home)))).toBe(1);
    });
  });
}
