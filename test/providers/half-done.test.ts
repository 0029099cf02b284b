import { describe, expect, it } from 'vitest';
import { type Failure, failure } from '../../electron/core/outcome.ts';
import { ApiFailure } from '../../electron/providers/api/api-failure.ts';
import type { HeldRecord } from '../../electron/providers/api/record-plan.ts';
import { applyRecords, type RecordService } from '../../electron/providers/api/record-service.ts';
import type { HeldSet } from '../../electron/providers/api/set-plan.ts';
import { applySets, type SetService } from '../../electron/providers/api/set-service.ts';
import { inZones } from '../../electron/providers/api/zone-groups.ts';
import { change } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { testContext } from '../support/provider-context.ts';

const zone = { id: 'z1', name: 'example.com' };
const home = '81.2.69.142';
const old = '89.160.20.112';
const source = { find: async () => zone, list: async () => [zone] };

const fails = (kind: Failure['kind'], more: Partial<Failure> = {}) =>
  new ApiFailure(failure(kind, 'so it says', more));

const record = (host: string, id: string, value: string): HeldRecord => ({
  id,
  name: `${host}.example.com`,
  type: 'A',
  value,
  ttl: 300,
});

/** Looks that come one after another; the last one stays. An error is a look that fails. */
function looks<Held>(...shows: readonly (readonly Held[] | Error)[]) {
  let count = 0;
  const get = async () => {
    count += 1;
    const shown = shows[Math.min(count, shows.length) - 1] ?? [];
    if (shown instanceof Error) throw shown;
    return shown;
  };
  return { reader: { by: 'zone', get } as const, count: () => count };
}

/** A service with records, and what it was asked to do. */
function records(reader: RecordService['reader'], parts: Partial<RecordService> = {}) {
  const done: string[] = [];
  const service: RecordService = {
    ...source,
    newTtl: 300,
    reader,
    update: async (_, { id }, { value }) => {
      done.push(`update ${id}`);
      return value;
    },
    create: async (_, { value }) => {
      done.push('create');
      return value;
    },
    remove: async (_, { id }) => void done.push(`remove ${id}`),
    ...parts,
  };
  const apply = (...hosts: readonly string[]) =>
    inZones(
      hosts.map((host) => change(`${host}.example.com`, home)),
      service,
      testContext().memory,
      (group) => applyRecords(service, group),
    );
  return { apply, done };
}

describe('a write of several requests', () => {
  it('is in doubt, not undone, where a surplus record could not be deleted', async () => {
    const shown = looks([record('a', '1', old), record('a', '2', old)]);
    const remove = async () => {
      throw fails('rateLimited', { scope: 'account', retryAfter: 5000 });
    };
    const [outcome] = await records(shown.reader, { remove }).apply('a');
    expect(outcome).toMatchObject({ kind: 'rateLimited', scope: 'account', retryAfter: 5000 });
    expect(outcome).toMatchObject({ unconfirmed: true, detail: saying('so it says') });
    expect(outcome).toMatchObject({ detail: saying('the address is there') });
  });

  it('is not looked at again where it is in doubt: what is there may be ours', async () => {
    const shown = looks([], [record('a', '1', home)]);
    const create = async () => {
      throw fails('conflict', { unconfirmed: true });
    };
    const [outcome] = await records(shown.reader, { create }).apply('a');
    expect(outcome).toMatchObject({ kind: 'conflict', unconfirmed: true });
  });
});

describe('a set that is in doubt', () => {
  it('is not looked at again', async () => {
    const shown = looks<HeldSet>([], []);
    const write = async () => {
      throw fails('conflict', { unconfirmed: true });
    };
    const service: SetService = { ...source, newTtl: 300, batch: 1, reader: shown.reader, write };
    const changes = [{ ...change('a.example.com', home), at: 0 }];
    const outcomes = await applySets(service, { zone, changes });
    expect(outcomes).toMatchObject([{ kind: 'conflict', unconfirmed: true }]);
    expect(shown.count()).toBe(1);
  });
});

describe('surplus records beside one that is right already', () => {
  const right = record('a', '1', home);
  const surplus = record('a', '2', old);

  it('are deleted after a second look', async () => {
    const shown = looks([right, surplus]);
    const { apply, done } = records(shown.reader);
    expect(await apply('a')).toMatchObject([{ kind: 'updated', evidence: 'provider' }]);
    expect(done).toEqual(['remove 2']);
    expect(shown.count()).toBe(2);
  });

  it('take the address where the right one is gone by then', async () => {
    const { apply, done } = records(looks([right, surplus], [surplus]).reader);
    expect(await apply('a')).toMatchObject([{ kind: 'updated', previous: { text: old } }]);
    expect(done).toEqual(['update 2']);
  });

  it('stay where the second look fails', async () => {
    const { apply, done } = records(looks<HeldRecord>([right, surplus], fails('server')).reader);
    expect(await apply('a')).toMatchObject([{ kind: 'server' }]);
    expect(done).toEqual([]);
  });

  it('are looked at twice too where a refusal showed that the first look was stale', async () => {
    const shown = looks([surplus], [right, surplus], [surplus]);
    let refusals = 1;
    const done: string[] = [];
    const update: RecordService['update'] = async (_, { id }, { value }) => {
      done.push(`update ${id}`);
      refusals -= 1;
      if (refusals === 0) throw fails('recordNotFound');
      return value;
    };
    const { apply, done: others } = records(shown.reader, { update });
    expect(await apply('a')).toMatchObject([{ kind: 'updated' }]);
    expect([...done, ...others]).toEqual(['update 2', 'update 2']);
  });
});

describe('a zone that is gone at the second look', () => {
  const gone = fails('zoneNotFound');

  it('is the failure of its record only, and runs no other again', async () => {
    const shown = looks<HeldRecord>([record('a', '1', old), record('b', '2', old)], gone, []);
    const update: RecordService['update'] = async (_, { id }, { value }) => {
      if (id === '2') throw fails('recordNotFound');
      return value;
    };
    const outcomes = await records(shown.reader, { update }).apply('a', 'b');
    expect(outcomes.map(({ kind }) => kind)).toEqual(['updated', 'recordNotFound']);
    expect(shown.count()).toBe(2);
  });

  it('is so for sets too', async () => {
    const set = (host: string): HeldSet => {
      return { name: `${host}.example.com`, type: 'A', values: [old], ttl: 300 };
    };
    const shown = looks<HeldSet>([set('a'), set('b')], gone, []);
    const service: SetService = {
      ...source,
      newTtl: 300,
      batch: 1,
      reader: shown.reader,
      write: async (_, [wanted]) => {
        if (wanted?.name.startsWith('b')) throw fails('recordNotFound');
        return undefined;
      },
    };
    const changes = ['a', 'b'].map((host) => change(`${host}.example.com`, home));
    const outcomes = await inZones(changes, service, testContext().memory, (group) =>
      applySets(service, group),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(['updated', 'recordNotFound']);
    expect(shown.count()).toBe(2);
  });
});

describe('a request for several sets', () => {
  /** Does one after another, and stops at the first that it refuses. */
  function sloppy(refuse: (name: string, isNew: boolean) => Failure['kind'] | undefined) {
    const held = new Map<string, HeldSet>();
    const sent: number[] = [];
    const service: SetService = {
      ...source,
      newTtl: 300,
      batch: 10,
      reader: { by: 'zone', get: async () => [...held.values()] },
      write: async (_, wanted) => {
        sent.push(wanted.length);
        for (const { name, type, values, held: before } of wanted) {
          const kind = refuse(name, before === undefined);
          if (kind !== undefined) throw fails(kind);
          if (before === undefined && held.has(name)) throw fails('conflict');
          held.set(name, { name, type, values, ttl: 300 });
        }
        return undefined;
      },
    };
    const apply = async (...hosts: readonly string[]) => {
      const changes = hosts.map((host, at) => ({ ...change(`${host}.example.com`, home), at }));
      return (await applySets(service, { zone, changes })).map(({ kind }) => kind);
    };
    return { apply, held, sent };
  }

  it('that did the first of them all the same, has made it', async () => {
    const { apply } = sloppy((name) => (name.startsWith('b') ? 'invalid' : undefined));
    expect(await apply('a', 'b', 'c')).toEqual(['created', 'invalid', 'created']);
  });

  it('that the plan refuses for one is sent again set by set', async () => {
    const { apply, held } = sloppy((_, isNew) => (isNew ? 'plan' : undefined));
    const name = 'a.example.com';
    held.set(name, { name, type: 'A', values: [old], ttl: 300 });
    expect(await apply('b', 'a')).toEqual(['plan', 'updated']);
  });
});
