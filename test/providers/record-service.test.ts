import { describe, expect, it } from 'vitest';
import { failure } from '../../electron/core/outcome.ts';
import { ApiFailure } from '../../electron/providers/api/api-failure.ts';
import type { HeldRecord, WantedRecord } from '../../electron/providers/api/record-plan.ts';
import { applyRecords, type RecordService } from '../../electron/providers/api/record-service.ts';
import { change } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';

const zone = { id: 'z1', name: 'example.com' };
const home = '81.2.69.142';
const old = '89.160.20.112';

const held = (id: string, value: string, more: Partial<HeldRecord> = {}): HeldRecord => ({
  id,
  name: 'home.example.com',
  type: 'A',
  value,
  ttl: 300,
  ...more,
});

/** A service that shows one list after another, and remembers what it was asked to do. */
function service(shows: readonly (readonly HeldRecord[])[], parts: Partial<RecordService> = {}) {
  const done: string[] = [];
  let looks = 0;
  const made: RecordService = {
    newTtl: 300,
    find: async () => zone,
    list: async () => [zone],
    reader: {
      by: 'name',
      get: async () => {
        looks += 1;
        return shows[Math.min(looks, shows.length) - 1] ?? [];
      },
    },
    update: async (_, { id }, to) => {
      done.push(`update ${id} ${to.ttl}`);
      return to.value;
    },
    create: async (_, to: WantedRecord) => {
      done.push(`create ${to.ttl}`);
      return to.value;
    },
    remove: async (_, { id }) => void done.push(`remove ${id}`),
    ...parts,
  };
  const apply = async (to = home, more: Parameters<typeof change>[2] = {}) => {
    const group = { zone, changes: [{ ...change('home.example.com', to, more), at: 0 }] };
    return (await applyRecords(made, group))[0];
  };
  return { apply, done, looks: () => looks };
}

const fails = (kind: 'conflict' | 'recordNotFound' | 'invalid') => async () => {
  throw new ApiFailure(failure(kind, 'so it says'));
};

describe('a record of a service', () => {
  it('keeps its TTL, and gets the service’s own when it is new', async () => {
    const there = service([[held('1', old, { ttl: 77 })]]);
    await there.apply();
    expect(there.done).toEqual(['update 1 77']);
    const missing = service([[]]);
    await missing.apply();
    expect(missing.done).toEqual(['create 300']);
  });

  it('is left alone where the service does not tell its TTL, unless the user set one', async () => {
    const right = service([[held('1', home, { ttl: undefined })]]);
    expect(await right.apply()).toMatchObject({ kind: 'alreadyRight' });
    expect(right.done).toEqual([]);
  });

  it('of several, is the one that held the last address; the others go once it is right', async () => {
    const { apply, done } = service([
      [held('1', '81.2.69.1'), held('2', old), held('3', '81.2.69.3')],
    ]);
    await apply(home, { from: old });
    expect(done).toEqual(['update 2 300', 'remove 1', 'remove 3']);
  });

  it('is not followed by a deletion where the answer names another address', async () => {
    const update = async () => '81.2.69.9';
    const { apply, done } = service([[held('1', old), held('2', old)]], { update });
    expect(await apply()).toMatchObject({ kind: 'mismatch' });
    expect(done).toEqual([]);
  });

  it('that is gone meanwhile is looked for again, and made', async () => {
    const { apply, done, looks } = service([[held('1', old)], []], {
      update: fails('recordNotFound'),
    });
    expect(await apply()).toMatchObject({ kind: 'created' });
    expect(done).toEqual(['create 300']);
    expect(looks()).toBe(2);
  });

  it('that another client made meanwhile is taken over', async () => {
    const right = service([[], [held('1', home)]], { create: fails('conflict') });
    expect(await right.apply()).toMatchObject({ kind: 'alreadyRight' });
    const wrong = service([[], [held('1', old)]], { create: fails('conflict') });
    expect(await wrong.apply()).toMatchObject({ kind: 'updated' });
    expect(wrong.done).toEqual(['update 1 300']);
  });

  it('that is refused and shows as before is not sent a second time', async () => {
    let sent = 0;
    const create = async () => {
      sent += 1;
      return fails('conflict')();
    };
    const { apply } = service([[], []], { create });
    expect(await apply()).toMatchObject({ kind: 'conflict', detail: 'so it says' });
    expect(sent).toBe(1);
  });

  it('that is refused for its value is not looked at again', async () => {
    const { apply, looks } = service([[held('1', old)]], { update: fails('invalid') });
    expect(await apply()).toMatchObject({ kind: 'invalid' });
    expect(looks()).toBe(1);
  });

  it.each(['CNAME', 'ALIAS', 'ANAME'])(
    'is in the way of none where it is of type %s beside an address',
    async (type) => {
      const { apply, done } = service([[held('9', 'host.example.net', { type }), held('1', old)]]);
      expect(await apply()).toMatchObject({ kind: 'updated', previous: { text: old } });
      expect(done).toEqual(['update 1 300']);
    },
  );

  it.each(['CNAME', 'ALIAS', 'ANAME'])(
    'is told, and nothing made, where it is of type %s in place of an address',
    async (type) => {
      const beside = held('2', '2a02:8071:1:2::7', { type: 'AAAA' });
      const { apply, done } = service([[held('9', 'host.example.net', { type }), beside]]);
      expect(await apply()).toMatchObject({ kind: 'conflict', detail: saying('host.example.net') });
      expect(done).toEqual([]);
    },
  );

  it('that is surplus and gone already does not make the right one a failure', async () => {
    const remove = fails('recordNotFound');
    const { apply } = service([[held('1', home), held('2', old)]], { remove });
    expect(await apply()).toMatchObject({ kind: 'updated' });
  });
});
