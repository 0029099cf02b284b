import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FailureKind, isFailure, type Outcome } from '../../electron/core/outcome.ts';
import { type Change, capabilitiesOf } from '../../electron/core/provider.ts';
import {
  change,
  type Harness,
  type HeldRecord,
  type World,
  type WorldFault,
} from './conformance-world.ts';
import { saying } from './detail.ts';
import type { TestContext } from './provider-context.ts';

const home = '81.2.69.142';
const old = '89.160.20.112';
const home6 = '2a02:8071:1:2::7';
const old6 = '2a02:8071:1:2::9';

/** What a fault must come to: its kind, and whether a write that it met is in doubt. */
const faultTable: Readonly<
  Partial<Record<WorldFault, { readonly kind: FailureKind; readonly doubt: boolean }>>
> = {
  offline: { kind: 'offline', doubt: false },
  refused: { kind: 'network', doubt: false },
  tls: { kind: 'tls', doubt: false },
  proxyAuth: { kind: 'proxyAuth', doubt: false },
  hang: { kind: 'network', doubt: true },
  reset: { kind: 'network', doubt: true },
  serverError: { kind: 'server', doubt: true },
  badGateway: { kind: 'server', doubt: true },
  rateLimited: { kind: 'rateLimited', doubt: false },
  rateLimitedFor90s: { kind: 'rateLimited', doubt: false },
  truncated: { kind: 'unknown', doubt: true },
  oversized: { kind: 'unknown', doubt: true },
  html: { kind: 'unknown', doubt: true },
  redirect: { kind: 'unknown', doubt: false },
  credential: { kind: 'auth', doubt: false },
};

const allFaults = Object.keys(faultTable) as WorldFault[];

/**
 * The promises that every provider keeps, tried against an emulator of its service. Call it once
 * in the provider's test file; the harness says what the service can hold.
 */
export function describeConformance(name: string, harness: Harness): void {
  describe(`${name} keeps the promises of every provider`, () => {
    const faultNames = allFaults.filter((fault) => harness.faults?.includes(fault) ?? true);
    let world: World;
    let context: TestContext;

    beforeEach(() => {
      world = harness.makeWorld();
      world.addZone('example.com');
      context = world.context();
    });

    afterEach(() => {
      expect(world.violations()).toEqual([]);
    });

    const apply = (...changes: Change[]): Promise<readonly Outcome[]> =>
      world.provider.apply(changes, world.account, context);

    const applyOne = async (one: Change): Promise<Outcome> => {
      const [outcome, ...others] = await apply(one);
      expect(others).toEqual([]);
      if (outcome === undefined) throw new Error('no outcome');
      return outcome;
    };

    const kinds = (outcomes: readonly Outcome[]) => outcomes.map(({ kind }) => kind);

    const values = (recordName: string, type?: string): readonly string[] =>
      world
        .records()
        .filter((held) => held.name === recordName && (type === undefined || held.type === type))
        .map(({ value }) => value);

    const one = (recordName: string, type: string): HeldRecord | undefined =>
      world.records().find((held) => held.name === recordName && held.type === type);

    describe('writing', () => {
      it('makes records that are missing, of both families', async () => {
        const outcomes = await apply(
          change('new.example.com', home),
          change('new.example.com', home6),
        );
        expect(kinds(outcomes)).toEqual(['created', 'created']);
        expect(values('new.example.com', 'A')).toEqual([home]);
        expect(values('new.example.com', 'AAAA')).toEqual([home6]);
      });

      it('changes an address and says what was there before', async () => {
        world.addRecord({ name: 'home.example.com', type: 'A', value: old });
        const outcome = await applyOne(change('home.example.com', home));
        expect(outcome).toMatchObject({ kind: 'updated', previous: { text: old } });
        expect(values('home.example.com')).toEqual([home]);
      });

      it('writes nothing where the record is right already', async () => {
        world.addRecord({ name: 'home.example.com', type: 'A', value: home });
        world.addRecord({ name: 'home.example.com', type: 'AAAA', value: home6 });
        const outcomes = await apply(
          change('home.example.com', home),
          change('home.example.com', home6),
        );
        expect(kinds(outcomes)).toEqual(['alreadyRight', 'alreadyRight']);
        expect(world.requests().writes).toBe(0);
      });

      it('compares IPv6 addresses in binary, not as text', async () => {
        const written = '2A02:8071:0001:0002:0:0:0:7';
        world.addRecord({ name: 'home.example.com', type: 'AAAA', value: written });
        expect(await applyOne(change('home.example.com', home6))).toMatchObject({
          kind: 'alreadyRight',
        });
      });

      it('never mixes up types (ddns-go: an AAAA update overwrote the A record)', async () => {
        world.addRecord({ name: 'home.example.com', type: 'A', value: old });
        world.addRecord({ name: 'home.example.com', type: 'AAAA', value: old6 });
        world.addRecord({ name: 'home.example.com', type: 'TXT', value: '"note"' });
        await apply(change('home.example.com', home6));
        expect(values('home.example.com', 'A')).toEqual([old]);
        expect(values('home.example.com', 'AAAA')).toEqual([home6]);
        expect(values('home.example.com', 'TXT')).toEqual(['"note"']);
      });

      it('keeps TTL, comments and tags as found (ddns-go: a PUT dropped the tags and reset the TTL)', async () => {
        world.addRecord({ name: 'home.example.com', type: 'A', value: old, ttl: 1234 });
        const before = one('home.example.com', 'A');
        await apply(change('home.example.com', home));
        expect(one('home.example.com', 'A')).toEqual({ ...before, value: home });
      });

      it('sets the TTL that the user set, on new and on old records', async () => {
        world.addRecord({ name: 'home.example.com', type: 'A', value: home, ttl: 1234 });
        const outcomes = await apply(
          change('home.example.com', home, { ttl: 600 }),
          change('new.example.com', home, { ttl: 600 }),
        );
        expect(kinds(outcomes)).toEqual(['updated', 'created']);
        expect(one('home.example.com', 'A')?.ttl).toBe(600);
        expect(one('new.example.com', 'A')?.ttl).toBe(600);
      });

      it('leaves every other record of the zone as it was', async () => {
        world.addRecord({ name: 'home.example.com', type: 'A', value: old });
        const others = [
          { name: 'ahome.example.com', type: 'A', value: old },
          { name: 'www.home.example.com', type: 'A', value: old },
          { name: 'example.com', type: 'A', value: old },
        ];
        for (const other of others) world.addRecord(other);
        const before = world.records().filter((held) => held.name !== 'home.example.com');
        await apply(change('home.example.com', home));
        const after = world.records().filter((held) => held.name !== 'home.example.com');
        expect(after).toEqual(before);
      });

      it('writes the apex and a wildcard', async () => {
        world.addRecord({ name: 'example.com', type: 'A', value: old });
        world.addRecord({ name: 'www.example.com', type: 'A', value: old });
        const outcomes = await apply(change('example.com', home), change('*.example.com', home));
        expect(kinds(outcomes)).toEqual(['updated', 'created']);
        expect(values('example.com')).toEqual([home]);
        expect(values('*.example.com')).toEqual([home]);
        expect(values('www.example.com')).toEqual([old]);
      });

      it('writes names and zones with letters beyond ASCII', async () => {
        world.addZone('xn--bcher-kva.example');
        const outcome = await applyOne(change('xn--hm-via.xn--bcher-kva.example', home));
        expect(outcome.kind).toBe('created');
        expect(values('xn--hm-via.xn--bcher-kva.example')).toEqual([home]);
      });

      it.runIf(harness.duplicates)(
        'leaves one record where several had the name and type',
        async () => {
          world.addRecord({ name: 'home.example.com', type: 'A', value: '81.2.69.1' });
          world.addRecord({ name: 'home.example.com', type: 'A', value: old });
          world.addRecord({ name: 'home.example.com', type: 'AAAA', value: home6 });
          const outcome = await applyOne(change('home.example.com', home));
          expect(outcome.kind).toBe('updated');
          expect(values('home.example.com', 'A')).toEqual([home]);
          expect(values('home.example.com', 'AAAA')).toEqual([home6]);
        },
      );

      it.runIf(harness.duplicates)('keeps the right one of several records', async () => {
        world.addRecord({ name: 'home.example.com', type: 'A', value: old });
        world.addRecord({ name: 'home.example.com', type: 'A', value: home, ttl: 777 });
        await apply(change('home.example.com', home));
        expect(values('home.example.com', 'A')).toEqual([home]);
      });

      it.runIf(harness.aliases)('leaves a CNAME alone and names its target', async () => {
        world.addRecord({ name: 'www.example.com', type: 'CNAME', value: 'host.example.net' });
        const outcomes = await apply(
          change('www.example.com', home),
          change('a.example.com', home),
        );
        expect(kinds(outcomes)).toEqual(['conflict', 'created']);
        expect(outcomes[0]).toMatchObject({ detail: saying('host.example.net') });
        expect(values('www.example.com')).toEqual(['host.example.net']);
      });
    });

    describe('zones', () => {
      it('finds zones by whole labels (ddns-go: notexample.com was taken for example.com)', async () => {
        world.addZone('notexample.com');
        world.addRecord({ name: 'notexample.com', type: 'A', value: old });
        const outcomes = await apply(
          change('notexample.com', home),
          change('a.notexample.com', home),
          change('a.example.com', home),
        );
        expect(kinds(outcomes)).toEqual(['updated', 'created', 'created']);
        expect(values('notexample.com')).toEqual([home]);
      });

      it('prefers the longest zone (ddns-go: the first that fitted was taken)', async () => {
        world.addZone('lab.example.com');
        world.addRecord({ name: 'a.lab.example.com', type: 'A', value: old });
        const outcome = await applyOne(change('a.lab.example.com', home));
        expect(outcome.kind).toBe('updated');
        expect(values('a.lab.example.com')).toEqual([home]);
      });

      it('writes into the zone that the user named', async () => {
        world.addZone('lab.example.com');
        const outcome = await applyOne(change('a.lab.example.com', home, { zone: 'example.com' }));
        expect(outcome.kind).toBe('created');
        expect(values('a.lab.example.com')).toEqual([home]);
      });

      it('says which zones it looked for, and still writes the others', async () => {
        const outcomes = await apply(
          change('a.example.com', home),
          change('a.b.missing.net', home),
          change('b.example.com', home),
        );
        expect(kinds(outcomes)).toEqual(['created', 'zoneNotFound', 'created']);
        expect(outcomes[1]).toMatchObject({ detail: saying('missing.net') });
      });

      it('gives one outcome for each change, in order, however the zones are mixed', async () => {
        world.addZone('example.net');
        world.addRecord({ name: 'b.example.net', type: 'A', value: home });
        world.addRecord({ name: 'c.example.com', type: 'A', value: old });
        const outcomes = await apply(
          change('a.example.com', home),
          change('b.example.net', home),
          change('c.example.com', home),
          change('d.example.net', home6),
        );
        expect(kinds(outcomes)).toEqual(['created', 'alreadyRight', 'updated', 'created']);
      });
    });

    describe('failing', () => {
      it('writes the others where one record is refused (ddns-go: the rest was skipped silently)', async () => {
        for (const each of ['a', 'b', 'c']) {
          world.addRecord({ name: `${each}.example.com`, type: 'A', value: old });
        }
        world.refuse('b.example.com');
        const outcomes = await apply(
          change('a.example.com', home),
          change('b.example.com', home),
          change('c.example.com', home),
        );
        expect(outcomes.map(isFailure)).toEqual([false, true, false]);
        expect(outcomes[1]).toMatchObject({ scope: 'record' });
        expect(values('a.example.com')).toEqual([home]);
        expect(values('b.example.com')).toEqual([old]);
        expect(values('c.example.com')).toEqual([home]);
      });

      it.each(faultNames)('changes nothing where looking fails: %s', async (fault) => {
        world.addRecord({ name: 'home.example.com', type: 'A', value: old });
        await apply(change('home.example.com', old));
        const before = world.records();
        world.fault(fault, 'read');
        const outcome = await applyOne(change('home.example.com', home));
        expect(outcome.kind).toBe(faultTable[fault]?.kind);
        expect(outcome).not.toHaveProperty('unconfirmed', true);
        expect(world.records()).toEqual(before);
      });

      it.each(faultNames)(
        'says what came of a write, and whether it is in doubt: %s',
        async (fault) => {
          world.addRecord({ name: 'home.example.com', type: 'A', value: old });
          world.fault(fault, 'write');
          const outcome = await applyOne(change('home.example.com', home));
          if (!isFailure(outcome) && harness.silentWrites && fault === 'truncated') return;
          const expected = faultTable[fault];
          expect(outcome.kind).toBe(expected?.kind);
          expect('unconfirmed' in outcome && outcome.unconfirmed === true).toBe(expected?.doubt);
        },
      );

      it('finds its write done where only the answer was lost', async () => {
        world.addRecord({ name: 'home.example.com', type: 'A', value: old });
        world.fault('answerLost', 'write');
        const first = await applyOne(change('home.example.com', home));
        expect(first).toMatchObject({ kind: 'network', unconfirmed: true });
        expect(await applyOne(change('home.example.com', home))).toMatchObject({
          kind: 'alreadyRight',
        });
      });

      it('passes on how long to wait', async () => {
        world.fault('rateLimitedFor90s');
        const outcome = await applyOne(change('home.example.com', home));
        expect(outcome).toMatchObject({ kind: 'rateLimited', retryAfter: 90_000 });
      });

      it('asks nothing more of a service that said to slow down', async () => {
        world.addZone('example.net');
        world.fault('rateLimited');
        const outcomes = await apply(change('a.example.com', home), change('a.example.net', home));
        expect(kinds(outcomes)).toEqual(['rateLimited', 'rateLimited']);
        const { reads, writes } = world.requests();
        expect(reads + writes).toBe(1);
      });

      it('takes a refused credential for the whole account', async () => {
        world.fault('credential');
        const outcome = await applyOne(change('home.example.com', home));
        expect(outcome).toMatchObject({ kind: 'auth', scope: 'account' });
      });

      it.runIf(harness.http)(
        'follows no redirect and gives its credential to no other host',
        async () => {
          world.fault('redirect');
          const outcome = await applyOne(change('home.example.com', home));
          expect(outcome).toMatchObject({
            kind: 'unknown',
            detail: saying('elsewhere.test'),
          });
          expect(new Set(world.hosts()).size).toBe(1);
          expect(world.hosts()).not.toContain('elsewhere.test');
        },
      );

      it('rejects with the reason of its signal, and only then', async () => {
        const controller = new AbortController();
        const reason = new Error('the program ends');
        controller.abort(reason);
        context = world.context({ signal: controller.signal });
        await expect(apply(change('home.example.com', home))).rejects.toBe(reason);
        expect(world.requests()).toEqual({ reads: 0, writes: 0 });
      });

      it('lets no secret out, in outcomes or in the log', async () => {
        const faults: WorldFault[] = [...faultNames, 'answerLost'];
        if (harness.http) faults.push('secretEchoed');
        const said: unknown[] = [];
        for (const fault of faults) {
          for (const at of ['read', 'write'] as const) {
            world = harness.makeWorld();
            world.addZone('example.com');
            context = world.context();
            world.fault(fault, at);
            said.push(await apply(change('home.example.com', home)), context.lines);
          }
        }
        const text = JSON.stringify(said);
        for (const secret of world.secrets) expect(text).not.toContain(secret);
      });
    });

    describe('economy', () => {
      const many = (to: string) =>
        Array.from({ length: 100 }, (_, at) => change(`h${at}.example.com`, to));

      const counted = async (task: () => Promise<unknown>) => {
        const before = world.requests();
        await task();
        const after = world.requests();
        return after.reads + after.writes - before.reads - before.writes;
      };

      it('searches a zone once, and remembers it across a restart', async () => {
        await apply(change('home.example.com', home));
        context = world.context({ remembered: context.remembered });
        const requests = await counted(() => apply(change('home.example.com', old)));
        const capabilities = capabilitiesOf(world.provider, world.account);
        expect(requests).toBeLessThanOrEqual(capabilities.requestsPerChange);
      });

      it('changes a hundred records of a known zone with at most two requests', async () => {
        if (!capabilitiesOf(world.provider, world.account).batch) return;
        const first = await apply(...many(old));
        expect(new Set(kinds(first))).toEqual(new Set(['created']));
        let outcomes: readonly Outcome[] = [];
        const requests = await counted(async () => {
          outcomes = await apply(...many(home));
        });
        expect(new Set(kinds(outcomes))).toEqual(new Set(['updated']));
        expect(requests).toBeLessThanOrEqual(2);
        expect(world.records().filter(({ value }) => value === home)).toHaveLength(100);
      });

      it('looks at a hundred right records with one request', async () => {
        if (!capabilitiesOf(world.provider, world.account).batch) return;
        await apply(...many(home));
        expect(await counted(() => apply(...many(home)))).toBe(1);
      });
    });
  });
}
