import { describe, expect, it } from 'vitest';
import { type Failure, type FailureKind, failure } from '../../electron/core/outcome.ts';
import { ApiFailure } from '../../electron/providers/api/api-failure.ts';
import type { HeldSet, WantedSet } from '../../electron/providers/api/set-plan.ts';
import { applySets, type SetService } from '../../electron/providers/api/set-service.ts';
import { change } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';

const zone = { id: 'z1', name: 'example.com' };
const home = '81.2.69.142';
const old = '89.160.20.112';

const set = (name: string, values: readonly string[], more: Partial<HeldSet> = {}): HeldSet => ({
  name: `${name}.example.com`,
  type: 'A',
  values,
  ttl: 300,
  ...more,
});

type Write = SetService['write'];

function service(held: readonly HeldSet[], write: Write, batch = 10) {
  const made: SetService = {
    newTtl: 60,
    batch,
    find: async () => zone,
    list: async () => [zone],
    reader: { by: 'zone', get: async () => held },
    write,
  };
  const apply = (...names: readonly string[]) => {
    const changes = names.map((name, at) => ({ ...change(`${name}.example.com`, home), at }));
    return applySets(made, { zone, changes });
  };
  return apply;
}

/** Refuses any request that holds one of these names. */
function refusing(kind: FailureKind, ...names: readonly string[]) {
  const sent: string[][] = [];
  const write: Write = async (_, sets) => {
    sent.push(sets.map(({ name }) => name.replace('.example.com', '')));
    if (sets.some(({ name }) => names.some((each) => name.startsWith(`${each}.`)))) {
      throw new ApiFailure(failure(kind, 'refused', kind === 'auth' ? { scope: 'account' } : {}));
    }
    return sets.map(({ values }) => values);
  };
  return { sent, write };
}

const kinds = (outcomes: readonly { readonly kind: string }[]) => outcomes.map(({ kind }) => kind);

describe('sets of a service', () => {
  it('travel together as far as the service takes them', async () => {
    const { sent, write } = refusing('invalid');
    expect(kinds(await service([], write, 2)('a', 'b', 'c'))).toEqual([
      'created',
      'created',
      'created',
    ]);
    expect(sent).toEqual([['a', 'b'], ['c']]);
  });

  it('are sent alone after a refusal of some, so that only the refused one fails', async () => {
    const { sent, write } = refusing('invalid', 'b');
    expect(kinds(await service([], write)('a', 'b', 'c'))).toEqual([
      'created',
      'invalid',
      'created',
    ]);
    expect(sent).toEqual([['a', 'b', 'c'], ['a'], ['b'], ['c']]);
  });

  it.each(['auth', 'rateLimited', 'server', 'network'] as const)(
    'are not sent again after a failure that judged none of them: %s',
    async (kind) => {
      const { sent, write } = refusing(kind, 'b');
      expect(kinds(await service([], write)('a', 'b'))).toEqual([kind, kind]);
      expect(sent).toHaveLength(1);
    },
  );

  it('that are blocked by a policy fail with its reason, and are not written', async () => {
    const why: Failure = failure('conflict', 'a weighted set');
    const { sent, write } = refusing('invalid');
    const outcomes = await service([set('a', [], { blocked: why })], write)('a', 'b');
    expect(outcomes[0]).toEqual(why);
    expect(sent).toEqual([['b']]);
  });

  it.each(['CNAME', 'ALIAS', 'ANAME'])(
    'are written beside one of type %s, and not made where it has their place',
    async (type) => {
      const { sent, write } = refusing('invalid');
      const aliases = ['a', 'b'].map((name) => set(name, ['host.example.net.'], { type }));
      const outcomes = await service([...aliases, set('a', [old])], write)('a', 'b');
      expect(outcomes).toMatchObject([
        { kind: 'updated', previous: { text: old } },
        { kind: 'conflict', detail: saying('host.example.net') },
      ]);
      expect(sent).toEqual([['a']]);
    },
  );

  it('become one value, keep their TTL, and say what was there', async () => {
    const written: WantedSet[] = [];
    const write: Write = async (_, sets) => {
      written.push(...sets);
      return undefined;
    };
    const [outcome] = await service([set('a', [old, '81.2.69.1'], { ttl: 77 })], write)('a');
    expect(outcome).toMatchObject({
      kind: 'updated',
      evidence: 'accepted',
      previous: { text: old },
    });
    expect(written).toMatchObject([{ values: [home], ttl: 77 }]);
  });

  it('that the answer shows with another address, or one more, do not count as written', async () => {
    const other: Write = async () => [['81.2.69.9']];
    const more: Write = async () => [[home, old]];
    expect(kinds(await service([], other)('a'))).toEqual(['mismatch']);
    expect(kinds(await service([], more)('a'))).toEqual(['mismatch']);
  });

  it('that another client changed meanwhile are looked at again', async () => {
    let looks = 0;
    const shows = [[], [set('a', [old])]];
    const made: SetService = {
      newTtl: 60,
      batch: 1,
      find: async () => zone,
      list: async () => [zone],
      reader: {
        by: 'name',
        get: async () => {
          looks += 1;
          return shows[Math.min(looks, 2) - 1] ?? [];
        },
      },
      write: async (_, [wanted]) => {
        if (wanted?.held === undefined) throw new ApiFailure(failure('conflict', 'it exists'));
        return [wanted.values];
      },
    };
    const changes = [{ ...change('a.example.com', home), at: 0 }];
    expect(kinds(await applySets(made, { zone, changes }))).toEqual(['updated']);
    expect(looks).toBe(2);
  });
});
