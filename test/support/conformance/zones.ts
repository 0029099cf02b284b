import { describe, expect, it } from 'vitest';
import { saying } from '../detail.ts';
import { home, home6, kinds, old, type Trial } from './trial.ts';
import { itWhere } from './where.ts';
import { change } from './world.ts';

/** How the zone of a name is found, and shown. */
export function describeZones(trial: Trial): void {
  const { harness, sample, apply, applyOne, values } = trial;
  const add = (name: string, value: string) => trial.world().addRecord({ name, type: 'A', value });

  describe('zones', () => {
    it('are found by whole labels (ddns-go: notexample.com was taken for example.com)', async () => {
      trial.world().addZone('notexample.com');
      add('notexample.com', old);
      const outcomes = await apply(
        change('notexample.com', home),
        change('a.notexample.com', home),
        change('a.example.com', home),
      );
      expect(kinds(outcomes)).toEqual(['updated', 'created', 'created']);
      expect(values('notexample.com')).toEqual([home]);
    });

    it('are the longest that fit (ddns-go: the first that fitted was taken)', async () => {
      trial.world().addZone('lab.example.com');
      add('a.lab.example.com', old);
      const outcome = await applyOne(change('a.lab.example.com', home));
      expect(outcome.kind).toBe('updated');
      expect(values('a.lab.example.com')).toEqual([home]);
    });

    it('are the one that the user named', async () => {
      trial.world().addZone('lab.example.com');
      const outcome = await applyOne(change('a.lab.example.com', home, { zone: 'example.com' }));
      expect(outcome.kind).toBe('created');
      expect(values('a.lab.example.com')).toEqual([home]);
    });

    itWhere(sample.readdZone)('that were deleted and made again are found again', async () => {
      await apply(change('home.example.com', old), change('a.example.com', old));
      trial.world().readdZone?.('example.com');
      const outcomes = await apply(change('home.example.com', home), change('a.example.com', home));
      expect(kinds(outcomes)).toEqual(['created', 'created']);
      expect(values('home.example.com')).toEqual([home]);
      expect(values('a.example.com')).toEqual([home]);
    });

    it('that are missing are named, and the others still written', async () => {
      const outcomes = await apply(
        change('a.example.com', home),
        change('a.b.missing.net', home),
        change('b.example.com', home),
      );
      expect(kinds(outcomes)).toEqual(['created', 'zoneNotFound', 'created']);
      expect(outcomes[1]).toMatchObject({ detail: saying('missing.net'), scope: 'record' });
    });

    it('are mixed as they come: one outcome for each change, in order', async () => {
      trial.world().addZone('example.net');
      add('b.example.net', home);
      add('c.example.com', old);
      const outcomes = await apply(
        change('a.example.com', home),
        change('b.example.net', home),
        change('c.example.com', home),
        change('d.example.net', home6),
      );
      expect(kinds(outcomes)).toEqual(['created', 'alreadyRight', 'updated', 'created']);
    });

    it('are listed for the picker where the API tells them', () => {
      const { zones, capabilities } = sample.provider;
      expect(zones !== undefined || capabilities.zones !== 'api').toBe(true);
    });

    itWhere(sample.provider.zones)('are all listed for the picker, without a write', async () => {
      const world = trial.world();
      const more = Array.from(
        { length: (harness.zonePageSize ?? 3) + 2 },
        (_, at) => `z${at}.example`,
      );
      for (const name of [...more, 'xn--bcher-kva.example']) world.addZone(name);
      const listed = await world.provider.zones?.(world.account, trial.context());
      expect(listed).toEqual(['example.com', 'xn--bcher-kva.example', ...more].toSorted());
      expect(world.requests().writes).toBe(0);
    });

    it('on a later page are found too', async () => {
      const world = trial.world();
      const more = Array.from(
        { length: (harness.zonePageSize ?? 3) + 2 },
        (_, at) => `z${at}.example`,
      );
      for (const name of more) world.addZone(name);
      const names = more.map((zone) => change(`home.${zone}`, home));
      expect(new Set(kinds(await apply(...names)))).toEqual(new Set(['created']));
    });
  });
}
