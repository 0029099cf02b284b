import { describe, expect, it } from 'vitest';
import { hour, minute } from '../../electron/core/duration.ts';
import { failure, failureKinds } from '../../electron/core/outcome.ts';
import { type AppState, emptyState, type RecordState } from '../../electron/core/state.ts';
import { readState } from '../../electron/core/state-schema.ts';
import { withTimeline } from '../../electron/core/timeline.ts';
import { coreWorld } from '../support/core-world.ts';
import { started, www } from '../support/core-world-daemon.ts';
import { homeV4, homeV6, nextV4, record, settingsOf } from '../support/core-world-parts.ts';
import {
  desktopSettings,
  failing,
  family,
  goodState,
  homeA,
  homeAaaa,
  noon,
  right,
  stopped,
  withRecords,
  workA,
} from '../support/desktop-parts.ts';
import { fullState } from '../support/state-sample.ts';

const later = noon + minute;
const happened = (before: AppState, after: AppState, settings = desktopSettings) =>
  withTimeline(after, before, settings, later).timeline ?? [];
const kinds = (before: AppState, after: AppState) =>
  happened(before, after).map(({ kind }) => kind);

const home = (known: RecordState) => withRecords({ [homeA.id]: known });
const done = (kind: 'updated' | 'created' | 'alreadyRight', address = nextV4): RecordState => ({
  ...right(address, later),
  last: { kind, at: later },
});

describe('the timeline', () => {
  it('has an address that was found or changed, each family for itself', () => {
    const ipv4 = family(nextV4);
    const changed = { ...goodState, families: { ...goodState.families, ipv4 } };
    expect(happened(goodState, changed)).toEqual([
      { kind: 'address', at: later, address: nextV4, before: homeV4 },
    ]);
    expect(happened({ ...goodState, families: emptyState.families }, goodState)).toEqual([
      { kind: 'address', at: later, address: homeV4, before: undefined },
      { kind: 'address', at: later, address: homeV6, before: undefined },
    ]);
  });

  it.each(['updated', 'created', 'alreadyRight'] as const)('has a record that was %s', (how) => {
    expect(happened(goodState, home(done(how)))).toEqual([
      {
        kind: 'written',
        at: later,
        how,
        address: nextV4,
        evidence: 'authoritative',
        records: [homeA.id],
        count: 1,
      },
    ]);
  });

  it.each([
    ['the same address written again is', home(done('updated', homeV4)), ['written']],
    ['a look that finds what was known is not', home(done('alreadyRight', homeV4)), []],
    ['nothing is not', { ...goodState, lastCheck: later, nextCheck: later + hour }, []],
    ['an address that is gone for now is not', { ...goodState, families: emptyState.families }, []],
    [
      'a try that is under way is not',
      home({ ...right(homeV4), inFlight: done('updated').published }),
      [],
    ],
    [
      'what the name servers say is not',
      home({ ...right(homeV4), verification: { kind: 'differs', at: later, tries: 1 } }),
      [],
    ],
    ['a record without a trace is not', { ...goodState, records: {} }, []],
  ] as const)('notes what happened: %s', (_, after, expected) => {
    expect(kinds(goodState, after)).toEqual(expected);
  });

  it('is the same state where nothing happened', () => {
    const after = { ...goodState, lastCheck: later };
    expect(withTimeline(after, goodState, desktopSettings, later)).toBe(after);
  });

  it.each(failureKinds)('has a failure once, until it is over: %s', (kind) => {
    const bad = home(failing(kind));
    expect(happened(goodState, bad)).toEqual([
      {
        kind: 'failed',
        at: later,
        failure: kind,
        account: 'home',
        provider: 'acme',
        records: [homeA.id],
        count: 1,
      },
    ]);
    const again = home({ ...failing(kind, hour), failures: 2, last: { kind, at: later } });
    expect(happened(bad, again)).toEqual([]);
    // Who edits the settings mends nothing yet.
    const lifted = home({ ...failing(kind), failures: 0, failingSince: undefined });
    expect(happened(lifted, again)).toEqual([]);
    expect(kinds(bad, home(done('updated')))).toEqual(['written', 'recovered']);
    expect(kinds(bad, home(done('alreadyRight', homeV4)))).toEqual(['recovered']);
  });

  it('takes a record that was forgotten for no recovery', () => {
    expect(happened(home(failing('tls')), { ...goodState, records: {} })).toEqual([]);
  });

  it.each([
    ['network', 'server', []],
    ['rateLimited', 'tls', []],
    ['network', 'auth', ['failed']],
    ['zoneNotFound', 'recordNotFound', ['failed']],
    ['auth', 'network', ['failed']],
  ] as const)('takes %s and then %s for one trouble, or not', (one, other, expected) => {
    expect(kinds(home(failing(one)), home(stopped(other)))).toEqual(expected);
  });

  it('says in one what records of one round share, and names three', () => {
    const records = Array.from({ length: 100 }, (_, at) => record(`h${at}.example.com`));
    const settings = settingsOf(records);
    const all = (known: RecordState): AppState => ({
      ...goodState,
      records: Object.fromEntries(records.map(({ id }) => [id, known])),
    });
    const firstThree = records.slice(0, 3).map(({ id }) => id);
    const [before, bad, after] = [all(right(homeV4)), all(failing('tls')), all(done('updated'))];
    for (const entries of [
      happened(before, after, settings),
      happened(before, bad, settings),
      happened(bad, all(done('alreadyRight', homeV4)), settings),
    ]) {
      expect(entries).toMatchObject([{ records: firstThree, count: 100 }]);
    }
  });

  it('keeps apart what differs, and claims no more than is known of all', () => {
    const after = withRecords({
      [homeA.id]: { ...done('updated'), evidence: 'provider' },
      [homeAaaa.id]: done('updated', homeV6),
      [workA.id]: done('updated'),
    });
    expect(happened(goodState, after)).toMatchObject([
      { address: nextV4, records: [homeA.id, workA.id], evidence: 'provider' },
      { address: homeV6, records: [homeAaaa.id], evidence: 'authoritative' },
    ]);
    const bad = withRecords({ [homeA.id]: failing('tls'), [workA.id]: failing('tls') });
    expect(happened(goodState, bad)).toMatchObject([{ account: 'home' }, { account: 'work' }]);
  });

  it('keeps the last two hundred', () => {
    let state: AppState = goodState;
    for (let turn = 0; turn < 210; turn += 1) {
      const ipv4 = family(turn % 2 === 0 ? nextV4 : homeV4);
      const after = { ...state, families: { ...state.families, ipv4 } };
      state = withTimeline(after, state, desktopSettings, noon + turn);
    }
    expect(state.timeline).toHaveLength(200);
    expect(state.timeline?.at(0)?.at).toBe(noon + 10);
    expect(state.timeline?.at(-1)?.at).toBe(noon + 209);
  });
});

describe('the timeline of a daemon', () => {
  it('grows by what happens, and not by checks that change nothing', async () => {
    const world = coreWorld();
    const { updater } = await started(world);
    const entries = () => updater.state.timeline ?? [];
    expect(entries()).toMatchObject([
      { kind: 'address', address: homeV4 },
      { kind: 'written', how: 'updated', records: [www.id], evidence: 'authoritative' },
    ]);
    await world.clock.advance(12 * hour);
    expect(entries()).toHaveLength(2);
    world.say('ipv4', nextV4);
    const { reply } = world.providers.reading;
    world.providers.reading.reply = () => failure('server', 'down');
    await world.clock.advance(3 * hour);
    expect(entries().slice(2)).toMatchObject([
      { kind: 'address', address: nextV4, before: homeV4 },
      { kind: 'failed', failure: 'server', account: 'home', provider: 'reading' },
    ]);
    world.providers.reading.reply = reply;
    await world.clock.advance(3 * hour);
    expect(entries().slice(4)).toMatchObject([{ kind: 'written' }, { kind: 'recovered' }]);
  });

  it('goes on where it was after a restart, also in the middle of a failure', async () => {
    const world = coreWorld();
    world.providers.reading.reply = () => failure('auth', 'no');
    const { updater, running } = await started(world);
    updater.stop();
    await running;
    const next = await started(world);
    await world.clock.advance(hour);
    expect(world.saved()?.timeline?.map(({ kind }) => kind)).toEqual(['address', 'failed']);
    expect(next.updater.state.timeline).toEqual(world.saved()?.timeline);
  });

  it('has no part in whether a state can be read', () => {
    const entry = { kind: 'of tomorrow', at: 1 };
    const { timeline: _, ...rest } = fullState;
    for (const timeline of [undefined, [entry], 'nonsense']) {
      expect(readState({ ...rest, timeline })).toEqual(rest);
    }
  });
});
