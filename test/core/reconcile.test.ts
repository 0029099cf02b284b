import { describe, expect, it } from 'vitest';
import { failure } from '../../electron/core/outcome.ts';
import { plan } from '../../electron/core/plan.ts';
import { reconcile, resume } from '../../electron/core/reconcile.ts';
import { remember } from '../../electron/core/remember.ts';
import { type AppState, emptyState } from '../../electron/core/state.ts';
import {
  account,
  homeV4,
  punishing,
  reading,
  record,
  settingsOf,
  writing,
} from '../support/core-world-parts.ts';

const now = Date.UTC(2026, 10, 22);
const www = record('www.example.com');
const work = record('www.example.org', 'A', { account: 'work' });
const accounts = [account('home'), account('work')];
const settings = settingsOf([www, work], accounts);
const stopped = { kind: 'blocked', detail: 'abuse', at: now } as const;

function stoppedState(): AppState {
  const both = remember(
    reconcile(emptyState, settings),
    [{ record: www, address: homeV4, previous: undefined }],
    [failure('blocked', 'abuse', { scope: 'account' })],
    { capabilities: punishing, now, random: 0 },
  );
  return remember(
    both,
    [{ record: work, address: homeV4, previous: undefined }],
    [failure('auth', 'badauth', { scope: 'account' })],
    { capabilities: punishing, now, random: 0 },
  );
}

function published(): AppState {
  const context = { capabilities: reading, now, random: 0 };
  return [www, work].reduce(
    (state, each) =>
      remember(
        state,
        [{ record: each, address: homeV4, previous: undefined }],
        [{ kind: 'updated', evidence: 'accepted' }],
        context,
      ),
    reconcile(emptyState, settings),
  );
}

describe('a restart with the same settings', () => {
  it('keeps every stop, also of a record that never succeeded', () => {
    const state = stoppedState();
    expect(reconcile(state, settings)).toEqual(state);
  });

  it('changes nothing at all', () => {
    const state = published();
    expect(reconcile(state, settings)).toEqual(state);
  });
});

describe('an edited account', () => {
  const edited = settingsOf([www, work], [account('home', { fingerprint: '2' }), account('work')]);

  it('loses its stop, its waits and its memory; another keeps its own', () => {
    const before = stoppedState();
    const { home, work: other } = reconcile(before, edited).accounts;
    expect(home).toEqual({ provider: 'reading', fingerprint: '2', failures: 0, memory: {} });
    expect(other).toEqual(before.accounts.work);
  });

  it('lets its records be tried at once; another’s stay stopped', () => {
    const { records } = reconcile(stoppedState(), edited);
    expect(records[www.id]).toMatchObject({ failures: 0, stopped: undefined, nextTry: undefined });
    expect(records[work.id]?.stopped?.kind).toBe('auth');
  });

  it('starts a new streak with the next failure', () => {
    const failing = remember(
      published(),
      [{ record: www, address: homeV4, previous: undefined }],
      [failure('server', 'x')],
      { capabilities: reading, now, random: 0 },
    );
    expect(reconcile(failing, edited).records[www.id]?.failingSince).toBeUndefined();
  });

  it.each([
    ['a service that looks', reading],
    ['a service that does not', writing],
  ])('is written anew at %s: it may lead elsewhere now', (_, capabilities) => {
    const state = reconcile(published(), edited);
    const { groups } = plan({
      settings: edited,
      state,
      detections: {
        ipv4: { kind: 'known', address: homeV4, voices: [], silent: [], by: 'steady' },
        ipv6: { kind: 'off' },
      },
      capabilities: () => capabilities,
      now,
    });
    const reasons = groups.flatMap(({ changes }) => changes);
    expect(reasons.map(({ record, reason }) => [record.id, reason])).toEqual([
      [www.id, 'settingsChanged'],
    ]);
  });

  it('of another provider forgets what was published', () => {
    const moved = settingsOf(
      [www, work],
      [account('home', { provider: 'writing', fingerprint: '2' }), account('work')],
    );
    const state = reconcile(published(), moved);
    expect(state.records[www.id]).toBeUndefined();
    expect(state.records[work.id]?.published?.address).toEqual(homeV4);
  });
});

describe('an edited record', () => {
  it('loses its own stop, and nothing else', () => {
    const state: AppState = {
      ...published(),
      records: {
        [www.id]: { ...published().records[www.id], failures: 2, stopped },
        [work.id]: { failures: 0, stopped, fingerprint: '[null,null,null]' },
      },
    };
    const edited = settingsOf([{ ...www, ttl: 300 }, work], accounts);
    const { records } = reconcile(state, edited);
    expect(records[www.id]).toMatchObject({ failures: 0, stopped: undefined });
    expect(records[www.id]?.published?.address).toEqual(homeV4);
    expect(records[work.id]?.stopped).toEqual(stopped);
  });

  it('that was taken out is forgotten, with its account', () => {
    const { records, accounts: left } = reconcile(
      published(),
      settingsOf([work], [account('work')]),
    );
    expect(Object.keys(records)).toEqual([work.id]);
    expect(Object.keys(left)).toEqual(['work']);
  });
});

describe('the user’s word', () => {
  it('lifts every stop', () => {
    const { records, accounts: after } = resume(stoppedState(), settings);
    expect(Object.values(records).map((each) => each.stopped)).toEqual([undefined, undefined]);
    expect(Object.values(after).map((each) => each.stopped)).toEqual([undefined, undefined]);
  });

  it('lifts only the stops of the records it names', () => {
    const { records, accounts: after } = resume(stoppedState(), settings, new Set([www.id]));
    expect(records[www.id]?.stopped).toBeUndefined();
    expect(after.home?.stopped).toBeUndefined();
    expect(records[work.id]?.stopped?.kind).toBe('auth');
    expect(after.work?.stopped?.kind).toBe('auth');
  });

  it('does not shorten a wait that is no stop', () => {
    const waiting: AppState = {
      ...published(),
      records: { [www.id]: { failures: 2, nextTry: now + 1 } },
    };
    expect(resume(waiting, settings)).toEqual(waiting);
  });
});
