import { describe, expect, it } from 'vitest';
import { type FailureKind, isFailure } from '../../../electron/core/outcome.ts';
import { saying } from '../detail.ts';
import { leaksIn } from './echoes.ts';
import { home, kinds, old, type Trial } from './trial.ts';
import { describeWhere } from './where.ts';
import { change, type WorldFault } from './world.ts';

/** What a fault must come to: its kind, and whether a write that it met is in doubt. */
export const faultTable: Readonly<
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
  unavailable: { kind: 'server', doubt: true },
  rateLimited: { kind: 'rateLimited', doubt: false },
  rateLimitedFor90s: { kind: 'rateLimited', doubt: false },
  truncated: { kind: 'unknown', doubt: true },
  oversized: { kind: 'unknown', doubt: true },
  html: { kind: 'unknown', doubt: true },
  redirect: { kind: 'unknown', doubt: false },
  credential: { kind: 'auth', doubt: false },
};

const allFaults = Object.keys(faultTable) as WorldFault[];

/** What becomes of a round in which something goes wrong. */
export function describeFailing(trial: Trial): void {
  const { harness, apply, applyOne, values } = trial;
  const faultNames = allFaults;
  const addHome = () =>
    trial.world().addRecord({ name: 'home.example.com', type: 'A', value: old });

  describe('failing', () => {
    it('writes the others where one record is refused (ddns-go: the rest was skipped silently)', async () => {
      const world = trial.world();
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
      const world = trial.world();
      addHome();
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
        addHome();
        trial.world().fault(fault, 'write');
        const outcome = await applyOne(change('home.example.com', home));
        if (!isFailure(outcome) && harness.silentWrites && fault === 'truncated') {
          return expect(outcome.kind).toBe('updated');
        }
        const expected = faultTable[fault];
        expect(outcome.kind).toBe(expected?.kind);
        expect('unconfirmed' in outcome && outcome.unconfirmed === true).toBe(expected?.doubt);
      },
    );

    it('finds its write done where only the answer was lost', async () => {
      addHome();
      trial.world().fault('answerLost', 'write');
      const first = await applyOne(change('home.example.com', home));
      expect(first).toMatchObject({ kind: 'network', unconfirmed: true });
      const half = harness.replacesByAdding === true;
      if (half) expect(values('home.example.com').toSorted()).toEqual([home, old]);
      expect(await applyOne(change('home.example.com', home))).toMatchObject({
        kind: half ? 'updated' : 'alreadyRight',
      });
      expect(values('home.example.com')).toEqual([home]);
    });

    it('passes on how long to wait', async () => {
      trial.world().fault('rateLimitedFor90s');
      const outcome = await applyOne(change('home.example.com', home));
      expect(outcome).toMatchObject({ kind: 'rateLimited', retryAfter: 90_000 });
    });

    it('asks nothing more of a service that said to slow down', async () => {
      trial.world().addZone('example.net');
      trial.world().fault('rateLimited');
      const outcomes = await apply(change('a.example.com', home), change('a.example.net', home));
      expect(kinds(outcomes)).toEqual(['rateLimited', 'rateLimited']);
      const { reads, writes } = trial.world().requests();
      expect(reads + writes).toBe(1);
    });

    it('takes a refused credential for the whole account, and asks nothing more', async () => {
      trial.world().addZone('example.net');
      trial.world().fault('credential');
      const outcomes = await apply(change('a.example.com', home), change('a.example.net', home));
      expect(outcomes[0]).toMatchObject({ kind: 'auth' });
      expect(outcomes[0]).toMatchObject({ kind: 'auth', scope: 'account' });
      expect(outcomes[1]).toMatchObject({ kind: 'auth', scope: 'account' });
      const { reads, writes } = trial.world().requests();
      expect(reads + writes).toBe(1);
    });

    it('follows no redirect and gives its credential to no other host', async () => {
      trial.world().fault('redirect');
      const outcome = await applyOne(change('home.example.com', home));
      expect(outcome).toMatchObject({ kind: 'unknown', detail: saying('elsewhere.test') });
      expect(trial.world().hosts()).not.toContain('elsewhere.test');
    });

    it('rejects with the reason of its signal, and only then', async () => {
      const controller = new AbortController();
      const reason = new Error('the program ends');
      controller.abort(reason);
      trial.reopen({ signal: controller.signal });
      await expect(apply(change('home.example.com', home))).rejects.toBe(reason);
      expect(trial.world().requests()).toEqual({ reads: 0, writes: 0 });
    });

    it('lets no secret out, in outcomes or in the log', async () => {
      const faults: WorldFault[] = [...faultNames, 'answerLost'];
      faults.push('secretEchoed');
      const said: unknown[] = [];
      for (const fault of faults) {
        for (const at of ['read', 'write'] as const) {
          trial.renew();
          trial.world().fault(fault, at);
          said.push(await apply(change('home.example.com', home)), trial.context().lines);
          said.push([...trial.context().remembered]);
        }
      }
      expect(leaksIn(JSON.stringify(said), trial.world().secrets)).toEqual([]);
    });
  });

  describeWhere(harness.errors.length > 0)('the errors that the service documents', () => {
    it.each(harness.errors)('$title ($at) comes to $kind', async (row) => {
      const world = trial.world();
      if (!row.creating) addHome();
      world.answer(row.reply, row.at, row.when === undefined ? {} : { when: row.when });
      const outcome = await applyOne(change('home.example.com', home));
      expect(outcome).toMatchObject({
        kind: row.kind,
        scope: row.scope ?? 'record',
        ...(row.retryAfter === undefined ? {} : { retryAfter: row.retryAfter }),
      });
    });
  });

  describeWhere(harness.clockRefusal !== undefined)('a clock that is off', () => {
    const minutes = 60_000;

    it('is corrected by the service’s own, with one request more', async () => {
      addHome();
      await apply(change('home.example.com', old));
      trial.world().shiftClock?.(25 * minutes);
      const requests = await trial.counted(async () => {
        expect(await applyOne(change('home.example.com', home))).toMatchObject({ kind: 'updated' });
      });
      expect(requests).toBe(trial.world().provider.capabilities.requestsPerChange + 1);
    });

    it('is told as such where the service refuses the corrected time too', async () => {
      addHome();
      const refusal = harness.clockRefusal;
      if (refusal === undefined || !('status' in refusal)) throw new Error('no refusal');
      const date = new Date(trial.context().clock.now() + 25 * minutes).toUTCString();
      const reply = { ...refusal, headers: { ...refusal.headers, date } };
      trial.world().answer(reply, undefined, { times: Number.POSITIVE_INFINITY });
      const outcomes = await apply(change('home.example.com', home), change('b.example.com', home));
      expect(kinds(outcomes)).toEqual(['clock', 'clock']);
      expect(outcomes[0]).toMatchObject({ scope: 'account', detail: saying('25 min') });
      const { reads, writes } = trial.world().requests();
      expect(reads + writes).toBe(2);
    });
  });
}
