import { describe, expect, it } from 'vitest';
import { mostListed } from '../../../electron/core/listing.ts';
import { echoes, leaksIn } from './echoes.ts';
import { home, home6, old, type Trial } from './trial.ts';
import { itWhere } from './where.ts';

/** The names of a zone, for whoever picks among them. */
export function describeListing(trial: Trial): void {
  const { harness, sample } = trial;
  const list = (zone: string) =>
    trial.world().provider.records?.(zone, trial.world().account, trial.context());

  describe('listing', () => {
    it('is there where the service shows whole zones', () => {
      expect(sample.provider.records !== undefined).toBe(harness.lists !== false);
    });

    itWhere(sample.provider.records)(
      'tells each host name of a zone once, and writes nothing',
      async () => {
        const world = trial.world();
        world.addZone('example.net');
        const add = (name: string, type: string, value: string) =>
          world.addRecord({ name, type, value });
        const more = Array.from(
          { length: Math.min((harness.pageSize ?? 3) + 2, mostListed - 100) },
          (_, at) => `h${at}.example.com`,
        );
        for (const name of more) add(name, 'A', old);
        add('example.com', 'AAAA', home6);
        add('*.example.com', 'A', old);
        add('a.b.example.com', 'AAAA', home6);
        add('home.example.com', 'AAAA', home6);
        add('home.example.com', 'TXT', '"note"');
        add('home.example.com', 'A', home);
        if (harness.duplicates) add('home.example.com', 'A', old);
        add('note.example.com', 'TXT', '"note"');
        add('home.example.net', 'A', old);
        const expected = [
          { name: 'example.com', types: ['AAAA'] },
          { name: '*.example.com', types: ['A'] },
          { name: 'a.b.example.com', types: ['AAAA'] },
          { name: 'home.example.com', types: ['A', 'AAAA'] },
          ...more.map((name) => ({ name, types: ['A'] })),
        ];
        expect(await list('example.com')).toEqual(
          expected.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
        );
        expect(world.requests().writes).toBe(0);
      },
    );

    itWhere(sample.provider.records)('of an empty zone gives nothing', async () => {
      expect(await list('example.com')).toEqual([]);
    });

    itWhere(sample.provider.records)('of a zone that there is not says so', async () => {
      expect(await list('missing.net')).toMatchObject({ kind: 'zoneNotFound' });
    });

    itWhere(sample.provider.records)('says why the credential is refused', async () => {
      trial.world().fault('credential');
      expect(await list('example.com')).toMatchObject({ kind: 'auth' });
    });

    itWhere(sample.provider.records)('lets no secret out that the service repeats', async () => {
      const { echo, secrets } = trial.world();
      for (const reply of echoes(echo, secrets)) {
        trial.renew();
        trial.world().answer(reply, 'read');
        const said = JSON.stringify([await list('example.com'), trial.context().lines]);
        expect(leaksIn(said, secrets), said).toEqual([]);
      }
    });
  });
}
