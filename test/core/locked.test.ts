import { describe, expect, it } from 'vitest';
import { nextDue, nextRetry } from '../../electron/core/due.ts';
import { day, hour, minute } from '../../electron/core/duration.ts';
import { failure } from '../../electron/core/outcome.ts';
import { plan } from '../../electron/core/plan.ts';
import { reconcile } from '../../electron/core/reconcile.ts';
import type { AccountSettings } from '../../electron/core/settings.ts';
import { type AppState, emptyState } from '../../electron/core/state.ts';
import { type CoreWorld, coreWorld } from '../support/core-world.ts';
import { started, www } from '../support/core-world-daemon.ts';
import { account, homeV4, nextV4, record, settingsOf } from '../support/core-world-parts.ts';

const work = record('www.example.org', 'A', { account: 'work' });
const other = account('work', { provider: 'writing' });

function locked(provider: string): AccountSettings {
  return { id: 'home', provider, fields: undefined, fingerprint: '', locked: ['token'] };
}

function both(home: AccountSettings) {
  return settingsOf([www, work], [home, other]);
}

type Host = 'reading' | 'punishing';

/** A provider whose functions fail the test when they get the fields of a locked account. */
function guarded(world: CoreWorld, host: Host): void {
  const provider = world.providers[host];
  const { capabilities, apply } = provider;
  const readable = (fields: unknown) => expect(fields).toEqual({ token: 'one' });
  Object.assign(provider, {
    capabilitiesOf: (fields: unknown) => {
      readable(fields);
      return capabilities;
    },
    authoritative: (fields: unknown) => {
      readable(fields);
      return [];
    },
    apply: (...args: Parameters<typeof apply>) => {
      readable(args[1]);
      return apply(...args);
    },
  });
}

/** The state of a process that published everything, and was then cut off at the first account. */
async function usual(host: Host): Promise<{ readonly world: CoreWorld; readonly state: AppState }> {
  const world = coreWorld();
  guarded(world, host);
  const home = account('home', { provider: host });
  const { updater, running } = await started(world, both(home));
  updater.stop();
  await running;
  for (const { calls } of Object.values(world.providers)) calls.length = 0;
  world.events.length = 0;
  world.notices.length = 0;
  const state = world.saved();
  if (state === undefined) throw new Error('nothing saved');
  return { world, state };
}

describe('a locked account', () => {
  it('rests in the plan before anything else, also where the user forces', () => {
    const input = {
      settings: both(locked('reading')),
      state: emptyState,
      detections: {
        ipv4: { kind: 'unavailable', why: 'offline', voices: [], silent: [] },
        ipv6: { kind: 'off' },
      },
      capabilities: () => {
        throw new Error('asked');
      },
      now: 0,
      force: true,
    } as const;
    expect(plan(input).resting[0]).toEqual({ record: www, rest: { kind: 'locked' } });
  });

  it.each<Host>(['reading', 'punishing'])(
    'is told nothing for days, and its state stays as it is, while another goes on (%s)',
    async (host) => {
      const { world, state } = await usual(host);
      const { updater } = await started(world, both(locked(host)));
      world.say('ipv4', nextV4);
      await world.clock.advance(2 * hour);
      world.clock.jump(40 * day);
      await updater.check('user', { force: true });
      expect(world.told(host)).toEqual([]);
      expect(world.events.filter((event) => event.includes(www.id))).toEqual([]);
      expect(world.told('writing')).toContain(`${work.id} ${nextV4.text}`);
      expect(updater.state.records[www.id]).toEqual(state.records[www.id]);
      expect(updater.state.accounts.home).toEqual(state.accounts.home);
    },
  );

  it.each<Host>(['reading', 'punishing'])(
    'is asked nothing about a call that was cut off (%s)',
    async (host) => {
      const { world, state } = await usual(host);
      const cut = { ...state.records[www.id], failures: 0, inFlight: { address: nextV4, at: 1 } };
      world.put({ ...state, records: { ...state.records, [www.id]: cut } });
      const { updater } = await started(world, both(locked(host)));
      await world.clock.advance(hour);
      expect(updater.state.records[www.id]).toEqual(JSON.parse(JSON.stringify(cut)));
      expect(world.events.filter((event) => event.includes(www.id))).toEqual([]);
    },
  );

  it('goes on where it stood when it is unlocked unchanged: nothing is repeated', async () => {
    const { world, state } = await usual('punishing');
    const { updater } = await started(world, both(locked('punishing')));
    await world.clock.advance(hour);
    await updater.replaceSettings(both(account('home', { provider: 'punishing' })));
    expect(world.told('punishing')).toEqual([]);
    expect(updater.state.accounts.home).toEqual(state.accounts.home);
    world.say('ipv4', nextV4);
    await world.clock.advance(minute + 5_000);
    expect(world.told('punishing')).toEqual([`${www.id} ${nextV4.text}`]);
  });

  it('keeps its stop while locked, whatever the user forces', async () => {
    const world = coreWorld();
    world.providers.punishing.reply = () => failure('auth', 'badauth', { scope: 'account' });
    const home = account('home', { provider: 'punishing' });
    const { updater } = await started(world, both(home));
    await updater.replaceSettings(both(locked('punishing')));
    await updater.check('user', { force: true });
    expect(updater.state.accounts.home?.stopped?.kind).toBe('auth');
    await updater.replaceSettings(both(home));
    expect(world.told('punishing')).toHaveLength(1);
  });

  it('starts afresh when it is unlocked with other credentials', async () => {
    const world = coreWorld();
    world.providers.punishing.reply = () => failure('auth', 'badauth', { scope: 'account' });
    const { updater } = await started(world, both(account('home', { provider: 'punishing' })));
    await updater.replaceSettings(both(locked('punishing')));
    const typed = account('home', { provider: 'punishing', fingerprint: 'home-2' });
    await updater.replaceSettings(both(typed));
    expect(world.told('punishing')).toHaveLength(2);
    expect(updater.state.accounts.home?.fingerprint).toBe('home-2');
  });

  it('that never was unlocked here begins when it is', async () => {
    const world = coreWorld();
    const { updater } = await started(world, both(locked('reading')));
    expect(updater.state.accounts.home?.fingerprint).toBe('');
    await updater.replaceSettings(both(account('home')));
    expect(world.told('reading')).toEqual([`${www.id} ${homeV4.text}`]);
  });

  it('that moved to another provider meanwhile forgets what was published', async () => {
    const { state } = await usual('reading');
    const { accounts, records } = reconcile(state, both(locked('punishing')));
    expect(accounts.home).toMatchObject({ provider: 'punishing', fingerprint: '' });
    expect(records[www.id]).toBeUndefined();
  });

  it('keeps nobody awake: neither its retries nor its verifications are due', () => {
    const verification = { kind: 'pending', at: 0, next: 5, tries: 0 } as const;
    const published = { address: homeV4, at: 0 };
    const known = { failures: 1, nextTry: 7, published, verification };
    const state = { ...emptyState, nextCheck: minute, records: { [www.id]: known } };
    expect(nextDue(state, both(locked('reading')))).toBe(minute);
    expect(nextRetry(state, both(locked('reading')))).toBe(Number.POSITIVE_INFINITY);
    expect(nextRetry(state, both(account('home')))).toBe(7);
  });

  it('does not make the daemon spin over a verification that is due', async () => {
    const { world } = await usual('reading');
    world.clock.jump(day);
    await started(world, both(locked('reading')));
    const before = world.log.length;
    await world.clock.advance(10 * minute);
    expect(world.log.length - before).toBeLessThan(100);
  });
});

describe('the user', () => {
  it('is told of a locked account once, across restarts, and not when it is unlocked', async () => {
    const { world } = await usual('reading');
    const first = await started(world, both(locked('reading')));
    await world.clock.advance(hour);
    first.updater.stop();
    await first.running;
    const { updater } = await started(world, both(locked('reading')));
    await world.clock.advance(hour);
    const problem = {
      kind: 'locked',
      key: 'locked/home',
      account: 'home',
      fields: ['token'],
      records: [www.id],
    };
    expect(world.notices).toEqual([{ kind: 'problem', problem }]);
    await updater.replaceSettings(both(account('home')));
    expect(world.notices).toHaveLength(1);
    expect(updater.state.told).toEqual({});
    await updater.replaceSettings(both(locked('reading')));
    expect(world.notices).toHaveLength(2);
  });

  it('is told nothing of how it failed before, and of its recovery only when it works', async () => {
    const world = coreWorld();
    world.providers.reading.reply = () => failure('server', 'down');
    const { updater } = await started(world, both(account('home')));
    await updater.replaceSettings(both(locked('reading')));
    await world.clock.advance(3 * hour);
    const kinds = () =>
      world.notices.flatMap((one) => (one.kind === 'problem' ? one.problem.kind : one.kind));
    expect(kinds()).toEqual(['published', 'locked']);
    await updater.replaceSettings(both(account('home')));
    expect(kinds()).toEqual(['published', 'locked', 'failure']);
    await updater.replaceSettings(both(locked('reading')));
    expect(kinds().slice(3)).toEqual(['locked']);
    world.providers.reading.reply = () => ({ kind: 'updated', evidence: 'provider' });
    await updater.replaceSettings(both(account('home')));
    await updater.check('user', { force: true });
    expect(kinds().slice(4)).toEqual(['published', 'recovered']);
  });
});
