import { describe, expect, it } from 'vitest';
import { delivered } from '../../../electron/core/channel.ts';
import { day } from '../../../electron/core/duration.ts';
import {
  afterAttempt,
  depart,
  freshChannel,
  withNotices,
} from '../../../electron/core/notify/queue.ts';
import { failure } from '../../../electron/core/outcome.ts';
import { reconcile } from '../../../electron/core/reconcile.ts';
import type { Settings } from '../../../electron/core/settings.ts';
import { type AppState, type ChannelState, emptyState } from '../../../electron/core/state.ts';
import { readState } from '../../../electron/core/state-schema.ts';
import type { Notice } from '../../../electron/core/views/notices.ts';
import { homeV4, nextV4 } from '../../support/core-world-parts.ts';
import { testNow as now } from '../../support/provider-context.ts';
import { channelOf, settingsWith, www } from './notify-world.ts';

const key = 'sources/ipv4';
const disagree: Notice = { kind: 'problem', problem: { kind: 'disagree', key, family: 'ipv4' } };
const agree: Notice = { kind: 'recovered', key };
const pager = channelOf('pager');
const settings = settingsWith([pager]);
const fresh = reconcile(emptyState, settings);
const wish = { now, id: 'new', repeatable: false };

function withState(change: Partial<ChannelState>, from: AppState = fresh): AppState {
  const before = from.channels?.pager ?? freshChannel(pager);
  return { ...from, channels: { ...from.channels, pager: { ...before, ...change } } };
}

function add(state: AppState, notices: readonly Notice[], of: Settings = settings): AppState {
  return withNotices(state, notices, of, now);
}

describe('what waits', () => {
  it('is bounded, and the oldest goes first', () => {
    const records = Array.from({ length: 300 }, (_, at) => `home/host-${at}.example.com/A`);
    const many = records.map(
      (record): Notice => ({ kind: 'published', address: homeV4, records: [record] }),
    );
    const one = many.reduce(
      (state, notice, at) => withNotices(state, [notice], settings, now + at),
      fresh,
    );
    // All of one address are one notice; those of many accounts and kinds are not.
    expect(one.channels?.pager?.waiting).toHaveLength(1);
    const problems = records.map(
      (record): Notice => ({
        kind: 'problem',
        problem: {
          kind: 'locked',
          key: `locked/${record}`,
          account: 'home',
          fields: [],
          records: [],
        },
      }),
    );
    const waiting = add(fresh, problems).channels?.pager?.waiting;
    expect(waiting).toHaveLength(200);
    expect(waiting?.[0]?.notice).toEqual(problems[100]);
  });

  it('is only what a channel wants by the time that it is sent, and what is still true', () => {
    const told = { ...add(fresh, [disagree]), told: { [key]: now } };
    expect(depart(told, pager, wish).sending?.notices).toHaveLength(1);
    expect(depart(told, { ...pager, events: ['changed'] }, wish).sending).toBeUndefined();
    expect(depart({ ...told, told: {} }, pager, wish).sending).toBeUndefined();
    expect(depart(told, pager, { ...wish, now: now + 4 * day }).sending).toBeUndefined();
  });

  it('does not grow while nothing is to be told', () => {
    expect(add(fresh, [])).toBe(fresh);
    const quiet = settingsWith([channelOf('pager', { events: ['action'] })]);
    expect(add(fresh, [disagree], quiet)).toBe(fresh);
  });
});

describe('what a channel knows', () => {
  it('is told the end of what it may have been told, though it was let go', () => {
    const sending = { id: 'old', at: now, notices: [{ at: now, notice: disagree }] };
    const open = { ...withState({ sending }), told: { [key]: now } };
    const over = { ...add(open, [agree]), told: {} };
    const leaving = depart(over, pager, wish);
    expect(leaving.letGo?.id).toBe('old');
    expect(leaving.sending).toMatchObject({ id: 'new', notices: [{ notice: agree }] });
  });

  it('is told the end of a problem that had become another one, of which it was never told', () => {
    const [failed, worse] = ['account/home/conflict', 'account/home/zoneNotFound'] as const;
    const notice: Notice = {
      kind: 'problem',
      problem: { kind: 'locked', key: worse, account: 'home', fields: [], records: [] },
    };
    const before = withState({ known: [failed], waiting: [{ at: now, notice }] });
    const end: Notice = { kind: 'recovered', key: worse, account: 'home' };
    expect(add(before, [end]).channels?.pager?.waiting).toEqual([{ at: now, notice: end }]);
  });

  it('is forgotten where the problem is gone without a word', () => {
    const known = withState({ known: [key] });
    expect(add(known, []).channels?.pager?.known).toEqual([]);
    expect(add({ ...known, told: { [key]: now } }, []).channels?.pager?.known).toEqual([key]);
  });
});

describe('after an attempt', () => {
  const sending = { id: 'a', at: now, notices: [{ at: now, notice: disagree }] };
  const before: ChannelState = { ...freshChannel(pager), sending };
  const attempt = {
    sending,
    delivery: failure('auth', 'no'),
    repeatable: false,
    again: false,
    fingerprint: pager.fingerprint,
    now,
    random: 0,
  } as const;

  it('what surely did not arrive waits again, before what came later', () => {
    const waiting = [{ at: now + 1, notice: { ...agree, key: 'sources/ipv6' } }];
    const after = afterAttempt({ ...before, waiting }, attempt);
    expect(after.sending).toBeUndefined();
    expect(after.waiting.map(({ at }) => at)).toEqual([now, now + 1]);
  });

  it('a problem that came back and is over by now is told no more', () => {
    const waiting = [{ at: now + 1, notice: agree }];
    expect(afterAttempt({ ...before, waiting }, attempt).waiting).toEqual([]);
  });

  it('settings that were edited meanwhile are not stopped by it', () => {
    const edited = { ...before, fingerprint: 'pager-2' };
    expect(afterAttempt(edited, attempt)).toMatchObject({ failures: 0, stopped: undefined });
    expect(afterAttempt(before, attempt)).toMatchObject({ failures: 1, stopped: { kind: 'auth' } });
  });

  it('a channel that sends something else by now is left alone', () => {
    const other = { ...before, sending: { ...sending, id: 'b' } };
    expect(afterAttempt(other, { ...attempt, delivery: delivered })).toBe(other);
  });
});

describe('new settings', () => {
  const stopped = { kind: 'auth', detail: 'no', at: now } as const;
  const waiting = [{ at: now, notice: disagree }];
  const troubled = withState({ stopped, failures: 3, nextTry: now + day, waiting });

  it('forget a channel that was taken out', () => {
    expect(reconcile(troubled, settingsWith([])).channels).toBeUndefined();
    const other = reconcile(troubled, settingsWith([channelOf('other')]));
    expect(Object.keys(other.channels ?? {})).toEqual(['other']);
  });

  it('leave one alone that was not edited', () => {
    expect(reconcile(troubled, settings).channels?.pager).toBe(troubled.channels?.pager);
    const locked = settingsWith([channelOf('pager', { locked: ['token'], fingerprint: '' })]);
    expect(reconcile(troubled, locked).channels?.pager).toBe(troubled.channels?.pager);
  });

  it('lift the stop of one that was edited, whose notices go on waiting', () => {
    const edited = settingsWith([channelOf('pager', { fingerprint: 'pager-2' })]);
    expect(reconcile(troubled, edited).channels?.pager).toEqual({
      channel: 'pager',
      fingerprint: 'pager-2',
      waiting,
      failures: 0,
      stopped: undefined,
      nextTry: undefined,
    });
  });

  it('begin afresh where it is another kind by now', () => {
    const other = settingsWith([channelOf('pager', { channel: 'mail' })]);
    expect(reconcile(troubled, other).channels?.pager).toEqual({
      channel: 'mail',
      fingerprint: 'pager-1',
      waiting: [],
      failures: 0,
    });
  });
});

describe('the state on the disk', () => {
  it('keeps all of it', () => {
    const published: Notice = {
      kind: 'published',
      address: nextV4,
      before: homeV4,
      late: true,
      records: [www.id],
    };
    const state = withState({
      known: [key],
      waiting: [
        { at: now, notice: disagree },
        { at: now, notice: agree },
      ],
      sending: { id: 'a', at: now, notices: [{ at: now, notice: published }] },
    });
    expect(readState(JSON.parse(JSON.stringify(state)))?.channels).toEqual(state.channels);
  });
});
