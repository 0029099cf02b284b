import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithin } from '../../electron/core/name.ts';
import { failure } from '../../electron/core/outcome.ts';
import { ApiFailure } from '../../electron/providers/api/json-api.ts';
import { groupByZone, zonesToTry } from '../../electron/providers/api/zone-search.ts';
import { change } from '../support/conformance-world.ts';
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
    expect(new Set(zones.asked)).toEqual(new Set(['*']));
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
