import { describe, expect, it } from 'vitest';
import { hour, minute } from '../../electron/core/duration.ts';
import { failure } from '../../electron/core/outcome.ts';
import { recordFingerprint } from '../../electron/core/plan.ts';
import { type AppState, emptyState, type RecordState } from '../../electron/core/state.ts';
import { coreWorld } from '../support/core-world.ts';
import { account, homeV4, nextV4, record, settingsOf, takes } from '../support/core-world-parts.ts';

const www = record('www.example.com');
const settings = settingsOf([www], [account('home', { provider: 'punishing' })]);
const home = { provider: 'punishing', fingerprint: 'home-1', failures: 0, memory: {} };

/** A process that starts at a punishing host from this state of the record. */
async function restarted(known: RecordState, more: Partial<AppState> = {}) {
  const world = coreWorld();
  const families = { ipv4: { address: homeV4, turn: 0 }, ipv6: { turn: 0 } };
  world.put({
    ...emptyState,
    families,
    accounts: { home },
    records: { [www.id]: known },
    ...more,
  });
  const updater = await world.open(settings);
  return { world, updater, now: world.clock.now(), known: () => updater.state.records[www.id] };
}

const start = coreWorld().clock.now();
const open = (ago: number, address = homeV4) => ({ address, at: start - ago });
const before = { address: nextV4, at: start - 48 * hour };

describe('a call to a punishing host that was cut off', () => {
  it.each(['inFlight', 'unconfirmed'] as const)(
    'is not repeated where its name servers show that it arrived (%s)',
    async (mark) => {
      const { world, updater, known } = await restarted({
        failures: 1,
        published: before,
        [mark]: open(5 * minute),
      });
      await updater.check('start');
      expect(world.told('punishing')).toEqual([]);
      expect(world.events[0]).toBe(`verify ${www.id}`);
      expect(known()).toMatchObject({
        published: { address: homeV4, at: start - 5 * minute },
        evidence: 'authoritative',
      });
    },
  );

  it.each(['differs', 'missing', 'unknown', 'alias', 'pending', 'proxied'] as const)(
    'is repeated after they were asked and do not show it (%s)',
    async (kind) => {
      const { world, updater } = await restarted({ failures: 0, inFlight: open(5 * minute) });
      world.looks = () => kind;
      await updater.check('start');
      const [first, , third] = world.events;
      expect([first, third]).toEqual([`verify ${www.id}`, `apply ${www.id}`]);
    },
  );

  it('is neither asked about nor repeated within 5 min', async () => {
    const { world, updater } = await restarted({ failures: 0, inFlight: open(5 * minute - 1) });
    await updater.check('user', { force: true });
    expect(world.events.filter((event) => event !== 'save')).toEqual([]);
  });

  it('is not asked about while its record waits anyway', async () => {
    const { world, updater, now } = await restarted({
      failures: 3,
      published: before,
      unconfirmed: open(hour),
      nextTry: start + 1,
    });
    expect(now).toBe(start);
    await updater.check('start');
    expect(world.events.filter((event) => event !== 'save')).toEqual([]);
  });

  describe('and whose address is gone again, the one before being back', () => {
    const back = { failures: 2, published: { address: homeV4, at: start - 2 * hour } };
    const shows = (address: typeof homeV4) => (target: { readonly wanted: typeof homeV4 }) =>
      target.wanted.text === address.text ? 'matches' : 'differs';

    it('is not undone while the name servers show that one; in the end it never arrived', async () => {
      const { world, updater, known } = await restarted({
        ...back,
        inFlight: open(6 * minute, nextV4),
      });
      world.looks = shows(homeV4);
      await updater.check('start');
      expect(known()?.inFlight).toBeDefined();
      expect(known()?.nextTry).toBe(start + 10 * minute);
      await world.clock.advance(54 * minute);
      await updater.check('timer');
      expect(known()).toMatchObject({
        inFlight: undefined,
        failures: 0,
        evidence: 'authoritative',
      });
      expect(world.told('punishing')).toEqual([]);
    });

    it('is undone where they show that it arrived', async () => {
      const { world, updater } = await restarted({ ...back, inFlight: open(6 * minute, nextV4) });
      world.looks = shows(nextV4);
      await updater.check('start');
      expect(world.told('punishing')).toEqual([`${www.id} ${homeV4.text}`]);
    });

    it('is undone where they show neither', async () => {
      const { world, updater } = await restarted({ ...back, inFlight: open(6 * minute, nextV4) });
      world.looks = () => 'unknown';
      await updater.check('start');
      expect(world.told('punishing')).toHaveLength(1);
    });
  });

  it('is nobody’s business while its host is stopped: no answer lifts a stop', async () => {
    const stopped = { kind: 'auth', detail: 'badauth', at: start - hour } as const;
    const known = {
      failures: 2,
      published: before,
      unconfirmed: open(hour),
      stopped,
      fingerprint: recordFingerprint(www),
    };
    const record = await restarted(known);
    await record.updater.check('start');
    expect(record.known()?.stopped).toEqual(stopped);
    const account = await restarted(
      { ...known, stopped: undefined },
      { accounts: { home: { ...home, stopped } } },
    );
    await account.updater.check('start');
    for (const { world } of [record, account]) {
      expect(world.events.filter((event) => event !== 'save')).toEqual([]);
    }
  });

  it('is not taken for done where the address stood there before: a keep-alive leaves no trace', async () => {
    const { world, updater, known } = await restarted({
      failures: 1,
      published: open(29 * 24 * hour),
      unconfirmed: open(hour),
    });
    await updater.check('start');
    expect(world.told('punishing')).toEqual([]);
    expect(known()?.published?.at).toBe(start - 29 * 24 * hour);
    expect(known()?.unconfirmed).toBeDefined();
  });
});

describe('name servers', () => {
  it('are asked right after a change, and are the strongest evidence', async () => {
    const { world, updater, known } = await restarted({ failures: 0 });
    world.looks = ({ wanted, record, hints }) => {
      expect([wanted, record, hints]).toEqual([homeV4, www, []]);
      return 'matches';
    };
    await updater.check('start');
    expect(known()).toMatchObject({ evidence: 'authoritative', verification: { kind: 'matches' } });
  });

  it('are those that the account names, where it does', async () => {
    const { world, updater } = await restarted({ failures: 0 });
    const server = { host: '127.0.0.1', port: 53 };
    Object.assign(world.providers.punishing, {
      authoritative: (fields: unknown) => {
        expect(fields).toEqual({ token: 'one' });
        return [server];
      },
    });
    const hints: unknown[] = [];
    world.looks = (target) => {
      hints.push(...target.hints);
      return 'matches';
    };
    await updater.check('start');
    expect(hints).toEqual([server]);
  });

  it('are not asked about a record that was never published', async () => {
    const { world, updater } = await restarted({ failures: 0 });
    world.providers.punishing.reply = () => failure('server', '911');
    await updater.check('start');
    expect(world.events.some((event) => event.startsWith('verify'))).toBe(false);
  });

  it('that cannot be asked at all leave the check as good as it was', async () => {
    const { world, updater, known } = await restarted({ failures: 0 });
    world.providers.punishing.reply = () => takes;
    Object.assign(world.ports, {
      verify: async () => {
        throw new TypeError('oops');
      },
    });
    await updater.check('start');
    expect(known()).toMatchObject({ evidence: 'accepted', verification: { kind: 'unknown' } });
    expect(world.log.filter(({ level }) => level === 'error')).toHaveLength(1);
  });
});
