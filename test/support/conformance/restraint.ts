import { describe, expect, it } from 'vitest';
import { home, kinds, old, type Trial } from './trial.ts';
import { itWhere } from './where.ts';
import { change } from './world.ts';

const always = { times: Number.POSITIVE_INFINITY };

/** What one trouble stops, and what it does not. */
export function describeRestraint(trial: Trial): void {
  const { apply, counted } = trial;
  const both = (to: string) => [change('a.example.com', to), change('a.example.net', to)];
  const many = (to: string) =>
    Array.from({ length: 40 }, (_, at) => change(`h${at}.example.com`, to));

  /** Two zones that are known and hold a record each. */
  async function knowBoth(): Promise<void> {
    trial.world().addZone('example.net');
    expect(kinds(await apply(...both(old)))).toEqual(['created', 'created']);
  }

  describe('restraint', () => {
    it.each(['read', 'write'] as const)(
      'writes the other zone where one is forbidden (403 at a %s)',
      async (at) => {
        await knowBoth();
        trial.world().answer({ status: 403, body: '' }, at);
        const outcomes = await apply(...both(home));
        expect(outcomes).toMatchObject([{ kind: 'auth', scope: 'record' }, { kind: 'updated' }]);
      },
    );

    it.each(['read', 'write'] as const)(
      'writes the other zone where an answer is too long to read (at a %s)',
      async (at) => {
        await knowBoth();
        trial.world().fault('oversized', at);
        const outcomes = await apply(...both(home));
        expect(outcomes).toMatchObject([{ kind: 'unknown', scope: 'record' }, { kind: 'updated' }]);
      },
    );

    const byApi = trial.sample.provider.capabilities.zones === 'api';
    itWhere(byApi)('asks for a list of zones that fails once, for all names', async () => {
      trial.world().answer({ status: 418, body: '' }, undefined, always);
      const requests = await counted(async () => {
        expect(new Set(kinds(await apply(...many(home))))).toEqual(new Set(['unknown']));
      });
      // A login may come before it.
      expect(requests).toBeLessThanOrEqual(2);
    });

    it.each(['read', 'write'] as const)(
      'gives up on a gateway that times out, however many names there are (at a %s)',
      async (at) => {
        await apply(...many(old));
        const before = trial.world().requests();
        trial.world().answer({ status: 504, body: '' }, at, always);
        expect(new Set(kinds(await apply(...many(home))))).toEqual(new Set(['server']));
        const after = trial.world().requests();
        const asked = at === 'read' ? after.reads - before.reads : after.writes - before.writes;
        expect(asked).toBeLessThanOrEqual(6);
      },
    );
  });
}
