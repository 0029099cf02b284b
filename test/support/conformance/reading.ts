import { describe, expect, it } from 'vitest';
import { home, home6, kinds, old, type Trial } from './trial.ts';
import { itWhere } from './where.ts';
import { change } from './world.ts';

/** What the service holds, seen without a write. */
export function describeReading(trial: Trial): void {
  const { harness, apply, values } = trial;
  const { provider } = trial.sample;

  describe('reading', () => {
    itWhere(provider.read)('tells what each record holds, and what could not be told', async () => {
      const world = trial.world();
      world.addRecord({ name: 'home.example.com', type: 'A', value: old });
      world.addRecord({ name: 'home.example.com', type: 'AAAA', value: home6 });
      const asked = [
        change('home.example.com', home),
        change('none.example.com', home),
        change('home.missing.net', home),
        change('home.example.com', home6),
      ].map(({ record }) => record);
      const found = await world.provider.read?.(asked, world.account, trial.context());
      expect(found?.map((each) => ('kind' in each ? each.kind : each.values))).toEqual([
        [old],
        [],
        'zoneNotFound',
        [home6],
      ]);
      expect(world.requests().writes).toBe(0);
    });

    it('goes on to the last page', async () => {
      const count = 2 * (harness.pageSize ?? 3) + 3;
      const names = Array.from({ length: count }, (_, at) => `h${at}.example.com`);
      for (const name of names) trial.world().addRecord({ name, type: 'A', value: old });
      const changes = [...names.slice(0, 2), ...names.slice(-3)].map((name) => change(name, home));
      expect(kinds(await apply(...changes))).toEqual(changes.map(() => 'updated'));
      expect(trial.world().records()).toHaveLength(count);
      for (const { record } of changes) expect(values(record.name)).toEqual([home]);
    });

    itWhere(provider.zones)('proves the credential: a refused one is told', async () => {
      const world = trial.world();
      world.fault('credential');
      const listed = await world.provider.zones?.(world.account, trial.context());
      expect(listed).toMatchObject({ kind: 'auth', scope: 'account' });
      expect(world.requests().writes).toBe(0);
    });
  });
}
