import { describe, expect, it } from 'vitest';
import { failure, missingOutcome } from '../../electron/core/outcome.ts';
import { recordFingerprint } from '../../electron/core/plan.ts';
import {
  type PreviewedRecord,
  type PreviewInput,
  previewSettings,
  touchedRecords,
} from '../../electron/core/preview.ts';
import type { Holding, Provider } from '../../electron/core/provider.ts';
import type { Settings } from '../../electron/core/settings.ts';
import { type AppState, emptyState, type RecordState } from '../../electron/core/state.ts';
import { tooLate } from '../../electron/core/trial.ts';
import { type CoreWorld, coreWorld } from '../support/core-world.ts';
import {
  aborted,
  account,
  homeV4,
  homeV6,
  nextV4,
  record,
  settingsOf,
} from '../support/core-world-parts.ts';
import { testNow } from '../support/provider-context.ts';

const never = new AbortController().signal;
const www = record('www.example.com');
const www6 = record('www.example.com', 'AAAA', { implied: true });
const of = (provider: string, more = {}) => [account('home', { provider, ...more })];
const holding = (...values: string[]): Holding => ({ values, ttl: 300 });

/** The world with what its reading provider shows. */
function showing(read: Provider['read'], world = coreWorld()): CoreWorld {
  return { ...world, ports: { ...world.ports, provider: readable(world, read) } };
}

function readable(world: CoreWorld, read: Provider['read']) {
  return (id: string): Provider => ({
    ...world.ports.provider(id),
    ...(id === 'reading' && read && { read }),
  });
}

function look(
  world: CoreWorld,
  settings: Settings,
  { present, state = emptyState }: Partial<PreviewInput> = {},
  signal = never,
) {
  return previewSettings({ settings, present, state }, world.ports, signal);
}

const kindOf = ({ planned }: PreviewedRecord) =>
  'reason' in planned ? `write ${planned.address.text} ${planned.reason}` : planned.kind;

/** A state in which these records were written with an address, an hour ago. */
function written(settings: Settings, more: Partial<RecordState> = {}): AppState {
  const at = testNow - 3_600_000;
  const accounts = Object.values(settings.accounts).map(({ id, provider, fingerprint }) => [
    id,
    { provider, fingerprint, failures: 0, memory: {} },
  ]);
  const records = settings.records.map((each) => [
    each.id,
    {
      published: { address: homeV4, at },
      checked: at,
      fingerprint: recordFingerprint(each),
      failures: 0,
      ...more,
    },
  ]);
  return {
    ...emptyState,
    accounts: Object.fromEntries(accounts),
    records: Object.fromEntries(records),
  };
}

function seen(state: AppState, ago: number): AppState {
  const at = testNow - ago;
  const last = { kind: 'known', address: nextV4, voices: [], silent: [], by: 'quorum' } as const;
  const ipv4 = { address: nextV4, since: at, seen: at, last, turn: 0 };
  return { ...state, families: { ...state.families, ipv4 } };
}

describe('the records that an edit touches', () => {
  const mail = record('mail.example.com');
  const other = record('www.example.org', 'A', { account: 'other' });
  const accounts = [account('home'), account('other')];
  const before = settingsOf([www, mail, other], accounts);
  const touched = (settings: Settings, present: Settings | undefined = before) =>
    touchedRecords({ settings, present, state: emptyState }).map(({ id }) => id);

  it('are none where nothing differs', () => {
    expect(touched(before)).toEqual([]);
    expect(touched(settingsOf([www], accounts))).toEqual([]);
  });

  it('are the new and the changed ones', () => {
    const fresh = record('new.example.com');
    const changed = { ...mail, ttl: 600 };
    expect(touched(settingsOf([www, changed, other, fresh], accounts))).toEqual([
      mail.id,
      fresh.id,
    ]);
  });

  it('are all of an account that changed', () => {
    const edited = [account('home', { fingerprint: 'another' }), account('other')];
    expect(touched(settingsOf([www, mail, other], edited))).toEqual([www.id, mail.id]);
  });

  it('are all where there were no settings', () => {
    expect(touchedRecords({ settings: before, present: undefined, state: emptyState })).toEqual([
      www,
      mail,
      other,
    ]);
  });
});

describe('the preview of settings', () => {
  it('on the first run tells what the services hold and would be told, and writes nothing', async () => {
    const asked: string[][] = [];
    const world = showing(async (records) => {
      asked.push(records.map(({ id }) => id));
      return [holding(nextV4.text), holding()];
    });
    const report = await look(world, settingsOf([www, www6]));
    expect(report.detections).toMatchObject({
      ipv4: { kind: 'known', address: homeV4 },
      ipv6: { kind: 'known', address: homeV6 },
    });
    expect(report.records.map(kindOf)).toEqual([
      `write ${homeV4.text} first`,
      `write ${homeV6.text} first`,
    ]);
    expect(report.records.map(({ found }) => found)).toEqual([holding(nextV4.text), holding()]);
    expect(asked).toEqual([[www.id, www6.id]]);
    expect(world.events).toEqual([]);
    expect(world.saved()).toBeUndefined();
  });

  it('asks only about the families and records that it touches', async () => {
    const world = coreWorld();
    const mail = record('mail.example.com');
    const report = await look(world, settingsOf([www6, www, mail]), {
      present: settingsOf([www6, www]),
    });
    expect(report.records.map(({ record: { id } }) => id)).toEqual([mail.id]);
    expect(report.needed).toEqual(['ipv4']);
    expect(world.sources.flatMap(({ asked }) => asked)).not.toContain('ipv6');
  });

  it('asks nobody where it touches nothing', async () => {
    const world = coreWorld();
    const report = await look(world, settingsOf([]));
    expect(report).toMatchObject({ needed: [], records: [] });
    expect(world.asked()).toBe(0);
  });

  it.each([
    ['takes the address of a check a moment ago', 30_000, nextV4, 0],
    ['asks anew after an interval', 60_000, homeV4, 2],
  ])('%s', async (_, ago, address, asked) => {
    const world = coreWorld();
    const report = await look(world, settingsOf([www]), { state: seen(emptyState, ago) });
    expect(report.detections.ipv4).toMatchObject({ kind: 'known', address });
    expect(world.asked()).toBe(asked);
  });

  it('takes no address of long ago, however long the interval is', async () => {
    const world = coreWorld();
    const settings = settingsOf([www], of('writing'), { interval: 24 * 3_600_000 });
    await look(world, settings, { state: seen(emptyState, 5 * 60_000) });
    expect(world.asked()).toBeGreaterThan(0);
  });

  it('leaves a record alone whose family has no address, and looks after the other', async () => {
    const world = coreWorld();
    world.say('ipv6', 'offline');
    const report = await look(world, settingsOf([www, www6], of('writing')));
    expect(report.records.map(kindOf)).toEqual([`write ${homeV4.text} first`, 'noAddress']);
  });

  it('agrees with the plan about a host that punishes repetition', async () => {
    const world = coreWorld();
    const present = settingsOf([www], of('punishing'));
    const state = written(present);
    const edited = settingsOf([www], of('punishing', { fingerprint: 'another' }));
    const again = await look(world, edited, { present, state });
    expect(again.records.map(kindOf)).toEqual(['repeatPunished']);
    const mail = record('mail.example.com');
    const more = await look(world, settingsOf([www, mail], of('punishing')), { present, state });
    expect(more.records.map(kindOf)).toEqual([`write ${homeV4.text} first`]);
    expect(world.events).toEqual([]);
  });

  it('tells a changed TTL from what was written before', async () => {
    const world = showing(async () => [holding(homeV4.text)]);
    const present = settingsOf([www]);
    const report = await look(world, settingsOf([{ ...www, ttl: 600 }]), {
      present,
      state: written(present),
    });
    expect(report.records.map(kindOf)).toEqual([`write ${homeV4.text} settingsChanged`]);
  });

  it('starts afresh with an account that was stopped and is edited', async () => {
    const world = showing(async () => [holding()]);
    const present = settingsOf([www]);
    const stopped = { kind: 'auth', detail: 'no', at: testNow } as const;
    const state = written(present, { stopped, published: undefined });
    const edited = settingsOf([www], of('reading', { fingerprint: 'another' }));
    const report = await look(world, edited, { present, state });
    expect(report.records.map(kindOf)).toEqual([`write ${homeV4.text} first`]);
  });

  it.each([
    ['refused it', { stopped: { kind: 'auth', detail: 'no', at: testNow } }, 'stopped'],
    ['wants to rest', { nextTry: testNow + 60_000 }, 'waiting'],
  ] as const)('asks nothing of an account whose service %s', async (_, trouble, kind) => {
    const asked: unknown[] = [];
    const world = showing(async (records) => {
      asked.push(records);
      return [];
    });
    const present = settingsOf([]);
    const home = { provider: 'reading', fingerprint: 'home-1', failures: 1, memory: {} };
    const state = { ...emptyState, accounts: { home: { ...home, ...trouble } } };
    const report = await look(world, settingsOf([www]), { present, state });
    expect(report.records.map(kindOf)).toEqual([kind]);
    expect(asked).toEqual([]);
  });

  it('asks nothing for an account that is locked', async () => {
    const asked: unknown[] = [];
    const world = showing(async (records) => {
      asked.push(records);
      return [];
    });
    const locked = of('reading', { locked: ['token'], fields: undefined, fingerprint: '' });
    const report = await look(world, settingsOf([www], locked));
    expect(report.records.map(kindOf)).toEqual(['locked']);
    expect(asked).toEqual([]);
  });

  it('keeps every record that nothing was told about', async () => {
    const mail = record('mail.example.com');
    const world = showing(async () => [holding()]);
    const report = await look(world, settingsOf([www, mail]));
    expect(report.records.map(({ found }) => found)).toEqual([holding(), missingOutcome]);
  });

  it('takes a provider that throws for a fault of ours', async () => {
    const world = showing(async () => Promise.reject(new TypeError('x is undefined')));
    const report = await look(world, settingsOf([www]));
    expect(report.records[0]?.found).toMatchObject({ kind: 'unknown' });
    expect(JSON.stringify(world.log)).toContain('a provider broke its promise');
  });

  it('tells the failure of one record beside what the others hold', async () => {
    const why = failure('zoneNotFound', 'no zone');
    const world = showing(async () => [why, holding()]);
    const report = await look(world, settingsOf([www, record('mail.example.com')]));
    expect(report.records.map(({ found }) => found)).toEqual([why, holding()]);
  });

  it('does without what takes too long', async () => {
    const world = showing((_, __, { signal }) => aborted(signal));
    world.say('ipv6', 'hangs');
    const looking = look(world, settingsOf([www, www6]));
    await world.clock.advance(30_000);
    const report = await looking;
    expect(report.records.map(kindOf)).toEqual([`write ${homeV4.text} first`, 'noAddress']);
    expect(report.records.map(({ found }) => found)).toEqual([tooLate, tooLate]);
    expect(world.clock.waiting()).toBe(0);
  });

  it('rejects at once with the reason of its signal', async () => {
    const world = showing((_, __, { signal }) => aborted(signal));
    world.say('ipv4', 'hangs');
    const ending = new AbortController();
    const looking = look(world, settingsOf([www]), {}, ending.signal);
    const reason = new Error('the window is closed');
    ending.abort(reason);
    await expect(looking).rejects.toBe(reason);
    expect(world.clock.waiting()).toBe(0);
  });

  it('rejects too where only a service is waited for, and takes that for no fault', async () => {
    const world = showing((_, __, { signal }) => aborted(signal));
    const ending = new AbortController();
    const state = seen(emptyState, 1000);
    const looking = look(world, settingsOf([www]), { state }, ending.signal);
    const reason = new Error('the window is closed');
    ending.abort(reason);
    await expect(looking).rejects.toBe(reason);
    expect(world.log).toEqual([]);
  });
});
