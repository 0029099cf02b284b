import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithin } from '../../electron/core/name.ts';
import { type Failure, failure, type Outcome } from '../../electron/core/outcome.ts';
import { ApiFailure } from '../../electron/providers/api/api-failure.ts';
import { inZones } from '../../electron/providers/api/zone-groups.ts';
import { zonesByList } from '../../electron/providers/api/zone-list.ts';
import { groupByZone, zonesToTry } from '../../electron/providers/api/zone-search.ts';
import { change } from '../support/conformance/world.ts';
import { testContext } from '../support/provider-context.ts';

const home = '81.2.69.142';

function source(names: readonly string[]) {
  const asked: string[] = [];
  const zones = names.map((name) => ({ id: `id-${name}`, name }));
  return {
    asked,
    find: async (name: string) => {
      asked.push(name);
      return zones.find((zone) => zone.name === name);
    },
    list: async () => {
      asked.push('*');
      return zones;
    },
  };
}

const label = fc.constantFrom('a', 'b', 'not', 'nota', 'example');
const name = fc.array(label, { minLength: 2, maxLength: 5 }).map((labels) => labels.join('.'));

describe('the zone of a name', () => {
  it('is the longest that holds it, by whole labels', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(name, { minLength: 1, maxLength: 6 }),
        fc.array(name, { minLength: 1, maxLength: 6 }),
        async (zones, names) => {
          const { memory } = testContext();
          const { groups, failures } = await groupByZone(
            names.map((each) => change(each, home)),
            source(zones),
            memory,
          );
          const found = new Map(
            groups.flatMap(({ zone, changes }) =>
              changes.map(({ at }) => [at, zone.name] as const),
            ),
          );
          for (const [at, each] of names.entries()) {
            const [longest] = zones
              .filter((zone) => isWithin(each, zone))
              .toSorted((a, b) => b.length - a.length);
            expect(found.get(at)).toBe(longest);
            expect(failures.has(at)).toBe(longest === undefined);
          }
        },
      ),
    );
  });

  it('of a wildcard is looked for below the star', () => {
    expect(zonesToTry(change('*.a.example.com', home).record)).toEqual([
      'a.example.com',
      'example.com',
      'com',
    ]);
  });

  it('is asked for once by several names, and then not at all', async () => {
    const { memory } = testContext();
    const changes = [change('a.example.com', home), change('b.example.com', home)];
    const zones = source(['example.com']);
    await groupByZone(changes, zones, memory);
    expect(zones.asked).toEqual(['a.example.com', 'example.com', 'b.example.com']);
    await groupByZone(changes, zones, memory);
    expect(zones.asked).toHaveLength(3);
  });

  it('is read from one list where many are unknown', async () => {
    const { memory } = testContext();
    const zones = source(['example.com']);
    const changes = Array.from({ length: 50 }, (_, at) => change(`h${at}.example.com`, home));
    await groupByZone(changes, zones, memory);
    expect(zones.asked).toEqual(['*']);
  });

  const many = Array.from({ length: 5 }, (_, at) => change(`h${at}.example.com`, home));

  function failing(tooLarge: boolean) {
    const zones = source(['example.com']);
    const list = async () => {
      zones.asked.push('*');
      throw new ApiFailure(failure('unknown', 'no list'), undefined, tooLarge);
    };
    return { ...zones, list };
  }

  it('is looked for by name where the list is too long to read', async () => {
    const zones = failing(true);
    const { groups } = await groupByZone(many, zones, testContext().memory);
    expect(groups.map((group) => group.changes.length)).toEqual([5]);
    expect(zones.asked.filter((asked) => asked === '*')).toHaveLength(1);
  });

  it('is not known where the list fails otherwise', async () => {
    const zones = failing(false);
    const { groups, failures } = await groupByZone(many, zones, testContext().memory);
    expect(groups).toEqual([]);
    expect(failures.size).toBe(5);
    expect(zones.asked).toEqual(['*']);
  });

  it('follows the user who names another than the remembered one', async () => {
    const { memory } = testContext();
    const zones = source(['example.com', 'lab.example.com']);
    await groupByZone([change('a.lab.example.com', home)], zones, memory);
    const named = change('a.lab.example.com', home, { zone: 'example.com' });
    const { groups } = await groupByZone([named], zones, memory);
    expect(groups.map(({ zone }) => zone.name)).toEqual(['example.com']);
  });
});

describe('what is remembered of a zone', () => {
  const asked = [change('home.example.com', home)];
  const zoneWith = (id: string) => ({
    find: async (name: string) => (name === 'example.com' ? { id, name } : undefined),
    list: async () => [],
  });

  it.each(['id with blanks', 'x'.repeat(201), 'two\nlines'])(
    'has no odd id, which is searched again: %j',
    async (id) => {
      const { memory, remembered } = testContext();
      for (const _ of [1, 2]) {
        const { groups } = await groupByZone(asked, zoneWith(id), memory);
        expect(groups.map(({ zone }) => zone)).toEqual([{ id, name: 'example.com' }]);
      }
      expect(remembered.size).toBe(0);
    },
  );

  it.each(['', 'id', 'id ', ' example.com', 'id example.net', 'id ample.com'])(
    'is searched again where it cannot be: %j',
    async (kept) => {
      const remembered = new Map([['zone:home.example.com', kept]]);
      const { memory } = testContext({ remembered });
      const { groups } = await groupByZone(asked, zoneWith('1'), memory);
      expect(groups.map(({ zone }) => zone)).toEqual([{ id: '1', name: 'example.com' }]);
    },
  );

  it('may hold blanks in its id, as an earlier version kept it', async () => {
    const remembered = new Map([['zone:home.example.com', 'my zone example.com']]);
    const { groups } = await groupByZone(asked, zoneWith('1'), testContext({ remembered }).memory);
    expect(groups.map(({ zone }) => zone)).toEqual([{ id: 'my zone', name: 'example.com' }]);
  });
});

describe('a list of zones', () => {
  const source = (why: Failure) => {
    let asked = 0;
    const zones = zonesByList(async () => {
      asked += 1;
      throw new ApiFailure(why);
    });
    return { zones, asked: () => asked };
  };

  it('that fails is not asked for again, by whatever name', async () => {
    const { zones, asked } = source(failure('server', 'down'));
    const changes = [change('a.example.com', home), change('b.example.net', home)];
    const { failures } = await groupByZone(changes, zones, testContext().memory);
    expect([...failures.values()]).toMatchObject([{ kind: 'server' }, { kind: 'server' }]);
    expect(asked()).toBe(1);
  });

  it('that is refused is refused for the account', async () => {
    const { zones } = source(failure('auth', 'no'));
    const changes = [change('a.example.com', home)];
    const { failures } = await groupByZone(changes, zones, testContext().memory);
    expect([...failures.values()]).toMatchObject([{ kind: 'auth', scope: 'account' }]);
  });
});

describe('a refused credential', () => {
  const fine: Outcome = { kind: 'alreadyRight', evidence: 'provider' };
  const no = failure('auth', 'no');
  const lone = failure('auth', 'no', { scope: 'account' });
  const table: readonly (readonly [string, Record<string, Outcome>, readonly object[]])[] = [
    ['by one zone is that zone’s', { 'a.test': no, 'b.test': fine }, [{ scope: 'record' }, fine]],
    [
      'after a success is no account’s',
      { 'a.test': fine, 'b.test': lone },
      [fine, { scope: 'record' }],
    ],
    [
      'by all of several zones is the account’s',
      { 'a.test': no, 'b.test': no },
      [{ scope: 'account' }, { scope: 'account' }],
    ],
    ['by the only zone is no more than that', { 'a.test': no }, [{ scope: 'record' }]],
    [
      'in different words is each zone’s',
      { 'a.test': no, 'b.test': failure('auth', 'not b') },
      [{ scope: 'record' }, { scope: 'record' }],
    ],
    [
      'beside another trouble says nothing of the account',
      { 'a.test': no, 'b.test': no, 'c.test': failure('server', 'down') },
      [{ scope: 'record' }, { scope: 'record' }, { kind: 'server' }],
    ],
    [
      'that the service calls the account’s stays so',
      { 'a.test': lone, 'b.test': failure('server', 'down') },
      [{ scope: 'account' }, { kind: 'server' }],
    ],
  ];

  it.each(table)('%s', async (_, outcomes, expected) => {
    const changes = Object.keys(outcomes).map((zone) => change(`home.${zone}`, home));
    const given = await inZones(
      changes,
      source(Object.keys(outcomes)),
      testContext().memory,
      async ({ zone }) => [outcomes[zone.name] ?? fine],
    );
    expect(given).toMatchObject(expected);
  });
});
