import { describe, expect, it } from 'vitest';
import { failure, type Outcome } from '../../electron/core/outcome.ts';
import { ApiFailure } from '../../electron/providers/api/api-failure.ts';
import { changesOf, type Packing } from '../../electron/providers/api/host-batch.ts';
import { applyHosts, type HostService } from '../../electron/providers/api/host-service.ts';
import { httpApi } from '../../electron/providers/api/http-api.ts';
import { addr } from '../support/address.ts';
import { change } from '../support/conformance/world.ts';
import { createEmulator, emulatedHttp, faults } from '../support/emulator.ts';
import { testContext } from '../support/provider-context.ts';

const v4 = '81.2.69.142';
const v6 = '2a02:8071:1:2::7';
const name = { en: 'X', 'zh-CN': '某商' };
const done: Outcome = { kind: 'updated', evidence: 'accepted' };
const plain: Packing = {
  families: ['ipv4', 'ipv6'],
  together: true,
  omitted: 'kept',
  names: 1,
};

/** A service that notes what it is told, as `name ipv4 ipv6`. */
function service(
  packing: Partial<Packing>,
  answer: (names: readonly string[]) => readonly Outcome[] | undefined = () => undefined,
) {
  const told: string[] = [];
  const host: HostService = {
    packing: { ...plain, ...packing },
    async update(batch) {
      const { ipv4, ipv6 } = batch.addresses;
      const names = batch.names.map((unit) => unit.name);
      told.push([names.join(','), ipv4?.text, ipv6?.text].filter(Boolean).join(' '));
      return answer(names) ?? changesOf(batch).map(() => done);
    },
  };
  return { host, told };
}

const four = ['a', 'b', 'c', 'd'].map((label) => change(`${label}.example.com`, v4));

describe('a service with an update URL', () => {
  it('is told both families of a name at once, each name alone', async () => {
    const { host, told } = service({});
    await applyHosts(host, name, [
      change('a.example.com', v4),
      change('b.example.com', v4),
      change('a.example.com', v6),
    ]);
    expect(told).toEqual([`a.example.com ${v4} ${v6}`, `b.example.com ${v4}`]);
  });

  it('is told each family alone where it takes no more', async () => {
    const { host, told } = service({ together: false, omitted: 'lost' });
    const known = { ...change('a.example.com', v4), sibling: addr(v6) };
    await applyHosts(host, name, [known, change('a.example.com', v6)]);
    expect(told).toEqual([`a.example.com ${v4}`, `a.example.com ${v6}`]);
  });

  it('is told names with the same addresses together, as many as it takes', async () => {
    const { host, told } = service({ names: 3 });
    await applyHosts(host, name, [...four, change('a.example.com', v6)]);
    expect(told).toEqual([
      `a.example.com ${v4} ${v6}`,
      `b.example.com,c.example.com,d.example.com ${v4}`,
    ]);
  });

  it('is told the other family along where it would lose it, and only then', async () => {
    const known = { ...change('a.example.com', v4), sibling: addr(v6) };
    for (const omitted of ['kept', 'lost'] as const) {
      const { host, told } = service({ omitted });
      await applyHosts(host, name, [known]);
      expect(told).toEqual([`a.example.com ${v4}${omitted === 'lost' ? ` ${v6}` : ''}`]);
    }
    const { host, told } = service({ omitted: 'lost', families: ['ipv4'] });
    await applyHosts(host, name, [known]);
    expect(told).toEqual([`a.example.com ${v4}`]);
  });

  it('gets the outcome of each change to its place, a missing one in doubt', async () => {
    const refused = failure('hostNotFound', 'nohost');
    const { host } = service({ names: 4 }, () => [done, refused, done]);
    const outcomes = await applyHosts(host, name, [...four]);
    expect(outcomes.map(({ kind }) => kind)).toEqual([
      'updated',
      'hostNotFound',
      'updated',
      'unknown',
    ]);
    expect(outcomes[3]).toMatchObject({ unconfirmed: true });
  });

  it('is told nothing more after a failure of the account, whose doubt is not passed on', async () => {
    const why = failure('server', '911', { scope: 'account', unconfirmed: true });
    const { host, told } = service({}, (names) =>
      names[0] === 'b.example.com' ? [why] : undefined,
    );
    const outcomes = await applyHosts(host, name, four);
    expect(outcomes.map((each) => 'unconfirmed' in each)).toEqual([false, true, false, false]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['updated', 'server', 'server', 'server']);
    expect(told).toHaveLength(2);
  });

  it('goes on after a failure of a record, thrown or told', async () => {
    const { host, told } = service({}, ([first]) => {
      if (first === 'a.example.com') throw new ApiFailure(failure('invalid', 'no'));
      return first === 'b.example.com' ? [failure('hostNotFound', 'no')] : undefined;
    });
    const outcomes = await applyHosts(host, name, four);
    expect(outcomes.map(({ kind }) => kind)).toEqual([
      'invalid',
      'hostNotFound',
      'updated',
      'updated',
    ]);
    expect(told).toHaveLength(4);
  });

  describe('where it refuses a request of both families', () => {
    const both = [change('a.example.com', v4), change('a.example.com', v6)];
    const unfit = failure('invalid', 'no IPv6 here');

    /** Refuses what carries IPv6: by the outcome of each change, or by throwing. */
    function refusing(packing: Partial<Packing>, why = unfit, thrown = false) {
      const { host, told } = service(packing);
      const update: HostService['update'] = async (batch) => {
        const outcomes = await host.update(batch);
        if (batch.addresses.ipv6 === undefined) return outcomes;
        if (thrown) throw new ApiFailure(why);
        return outcomes.map(() => why);
      };
      return { host: { ...host, update }, told };
    }

    it.each([false, true])('is told each alone (thrown: %s)', async (thrown) => {
      const { host, told } = refusing({}, unfit, thrown);
      expect(await applyHosts(host, name, both)).toEqual([done, unfit]);
      expect(told).toEqual([
        `a.example.com ${v4} ${v6}`,
        `a.example.com ${v4}`,
        `a.example.com ${v6}`,
      ]);
    });

    it('is told each alone of the refused names only', async () => {
      const { host, told } = service({ names: 3 });
      const update: HostService['update'] = async (batch) => {
        await host.update(batch);
        return changesOf(batch).map(({ record }) =>
          record.name === 'b.example.com' && batch.addresses.ipv6 !== undefined ? unfit : done,
        );
      };
      const changes = ['a', 'b', 'c'].flatMap((label) =>
        [v4, v6].map((address) => change(`${label}.example.com`, address)),
      );
      const outcomes = await applyHosts({ ...host, update }, name, changes);
      expect(outcomes).toEqual([done, done, done, unfit, done, done]);
      expect(told.slice(1)).toEqual([`b.example.com ${v4}`, `b.example.com ${v6}`]);
    });

    it.each([
      ['would lose the other', { omitted: 'lost' }, unfit],
      ['takes one alone anyway', { together: false }, unfit],
      ['is in doubt', {}, failure('unknown', 'what?', { unconfirmed: true })],
      ['refuses the account', {}, failure('plan', 'no', { scope: 'account' })],
      ['says when to come again', {}, failure('invalid', 'no', { retryAfter: 60_000 })],
      ['refuses the credential of the name', {}, failure('auth', 'no')],
      ['does not know the name', {}, failure('hostNotFound', 'nohost')],
      ['is in trouble', {}, failure('server', '911')],
    ] as const)('is told nothing twice where it %s', async (_, packing, why) => {
      const { host, told } = refusing(packing, why);
      await applyHosts(host, name, both);
      expect(told).toHaveLength(packing === undefined || !('together' in packing) ? 1 : 2);
    });
  });

  it('lets a fault of ours pass', async () => {
    const { host } = service({}, () => {
      throw new TypeError('a fault');
    });
    await expect(applyHosts(host, name, four)).rejects.toThrow('a fault');
  });
});

describe('asking for whatever answer comes', () => {
  function world(hangs: readonly number[]) {
    const emulator = createEmulator(() => ({ status: 418, body: 'a word' }));
    let count = 0;
    emulator.faults.push({
      times: 9,
      reply: () => {
        count += 1;
        return hangs.includes(count) ? faults.hang : undefined;
      },
    });
    const context = testContext({ http: emulatedHttp({ 'x.example': emulator }) });
    const api = httpApi({ base: 'https://x.example', secrets: [] }, context);
    const ask = () => api.ask({ method: 'GET', path: '/', write: true }).catch((error) => error);
    return { ask, emulator };
  }

  it('gives a refusal as it came', async () => {
    const { ask } = world([]);
    expect(await ask()).toMatchObject({ status: 418, body: 'a word', write: true });
  });

  it('is given up after two broken exchanges in a row, and not after two with an answer between', async () => {
    const inRow = world([1, 2]);
    const between = world([1, 3]);
    for (const { ask } of [inRow, between]) for (let at = 0; at < 4; at += 1) await ask();
    expect(inRow.emulator.requests).toHaveLength(2);
    expect(between.emulator.requests).toHaveLength(4);
  });
});
