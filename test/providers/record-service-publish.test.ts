import { describe, expect, it } from 'vitest';
import { failure } from '../../electron/core/outcome.ts';
import { ApiFailure } from '../../electron/providers/api/api-failure.ts';
import type { HeldRecord } from '../../electron/providers/api/record-plan.ts';
import { applyRecords, type RecordService } from '../../electron/providers/api/record-service.ts';
import { change } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';

const home = '81.2.69.142';
const old = '89.160.20.112';
const zone = { id: '1', name: 'example.com' };

function record(host: string, value: string): HeldRecord {
  return { id: host, name: `${host}.example.com`, type: 'A', value, ttl: 300 };
}

/** A service that holds `right`, `stale` and `stuck`, of which the last cannot be changed. */
function world(parts: { readonly waits?: boolean; readonly why?: Error; readonly reads?: Error }) {
  const calls: string[] = [];
  let waiting = parts.waits ?? false;
  const held = [record('right', home), record('stale', old), record('stuck', old)];
  const service: RecordService = {
    newTtl: 300,
    list: async () => [zone],
    find: async () => zone,
    reader: {
      by: 'zone',
      get: async () => {
        if (parts.reads !== undefined) throw parts.reads;
        return held;
      },
    },
    async update(_, { id }, { value }) {
      if (id === 'stuck') throw new ApiFailure(failure('invalid', 'no'));
      calls.push(`write ${id}`);
      waiting = true;
      return value;
    },
    create: async () => undefined,
    remove: async () => undefined,
    publisher: {
      waits: () => waiting,
      async publish({ name }) {
        calls.push(`publish ${name}`);
        if (parts.why !== undefined) throw parts.why;
        waiting = false;
      },
    },
  };
  const apply = (...hosts: readonly string[]) =>
    applyRecords(service, {
      zone,
      changes: hosts.map((host, at) => ({ ...change(`${host}.example.com`, home), at })),
    });
  return { apply, calls, service };
}

const down = new ApiFailure(failure('server', 'it is down'));

describe('a service that publishes only when it is told', () => {
  it('is told once, after the last write', async () => {
    const { apply, calls } = world({});
    const outcomes = await apply('stale', 'right', 'stuck');
    expect(outcomes.map(({ kind }) => kind)).toEqual(['updated', 'alreadyRight', 'invalid']);
    expect(calls).toEqual(['write stale', 'publish example.com']);
  });

  it('is not told where nothing waits', async () => {
    const { apply, calls } = world({});
    await apply('right', 'stuck');
    expect(calls).toEqual([]);
  });

  it('is told where only earlier writes wait', async () => {
    const { apply, calls } = world({ waits: true });
    expect((await apply('right')).map(({ kind }) => kind)).toEqual(['alreadyRight']);
    expect(calls).toEqual(['publish example.com']);
  });

  it('leaves in doubt what was written where it does not publish', async () => {
    const [stale, right, stuck] = await world({ why: down }).apply('stale', 'right', 'stuck');
    expect(stale).toMatchObject({
      kind: 'server',
      unconfirmed: true,
      detail: saying('not published: it is down'),
    });
    expect(right).toMatchObject({ kind: 'alreadyRight' });
    expect(stuck).toMatchObject({ kind: 'invalid', detail: 'no' });
  });

  it('leaves in doubt what is right too, where earlier writes wait', async () => {
    const [right, stuck] = await world({ waits: true, why: down }).apply('right', 'stuck');
    expect(right).toMatchObject({ kind: 'server', unconfirmed: true });
    expect(stuck).toMatchObject({ kind: 'invalid' });
  });

  it('ends with the signal’s reason, like every other call', async () => {
    const reason = new Error('the program ends');
    await expect(world({ why: reason }).apply('stale')).rejects.toBe(reason);
  });

  it('is not told where the zone could not be read', async () => {
    const { apply, calls } = world({ waits: true, reads: down });
    await expect(apply('right')).rejects.toBe(down);
    expect(calls).toEqual([]);
  });
});
