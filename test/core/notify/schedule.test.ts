import { describe, expect, it } from 'vitest';
import { day, hour, minute, second } from '../../../electron/core/duration.ts';
import { dueAt, nextAttempt, stopsChannel } from '../../../electron/core/notify/schedule.ts';
import { failure, failureKinds } from '../../../electron/core/outcome.ts';
import { type ChannelState, emptyState } from '../../../electron/core/state.ts';
import { testNow as now } from '../../support/provider-context.ts';
import { channelOf } from './notify-world.ts';

const noon = { now, minute: 12 * 60 };
const waiting: ChannelState['waiting'] = [
  { at: now, notice: { kind: 'recovered', key: 'sources/ipv4' } },
];
const channel: ChannelState = { channel: 'pager', fingerprint: 'x', waiting, failures: 0 };

function due(more: Partial<ChannelState> = {}, moment = noon): number {
  return dueAt({ ...channel, ...more }, channelOf('pager'), emptyState, moment);
}

describe('the back-off of a channel', () => {
  it('has full jitter under a ceiling from a minute to an hour', () => {
    const why = failure('server', '');
    const rest = (failures: number, random: number) =>
      nextAttempt(why, failures, now, random) - now;
    expect(rest(0, 0)).toBe(5 * second);
    expect(rest(0, 1)).toBe(minute + 5 * second);
    expect(rest(3, 1)).toBe(8 * minute + 5 * second);
    expect(rest(1000, 1)).toBe(hour + 5 * second);
  });

  it('is never shorter than the service asked for, as far as that is within a day', () => {
    const rest = (retryAfter: number) =>
      nextAttempt(failure('rateLimited', '', { retryAfter }), 0, now, 0) - now;
    expect(rest(7 * minute)).toBe(7 * minute);
    expect(rest(400 * day)).toBe(day);
    expect(rest(Number.NaN)).toBe(5 * second);
    expect(rest(-1)).toBe(5 * second);
  });

  it('ends where only the user can mend it', () => {
    expect(failureKinds.filter(stopsChannel)).toEqual([
      'auth',
      'blocked',
      'plan',
      'zoneNotFound',
      'recordNotFound',
      'hostNotFound',
      'invalid',
    ]);
  });
});

describe('a channel is due', () => {
  it('at once where something waits, or was left open', () => {
    expect(due()).toBe(now);
    const sending = { id: 'a', at: now, notices: waiting };
    expect(due({ waiting: [], sending })).toBe(now);
    expect(due({ waiting: [] })).toBe(Number.POSITIVE_INFINITY);
  });

  it('after its rest, but not after one that the clock has left behind', () => {
    expect(due({ nextTry: now + hour })).toBe(now + hour);
    expect(due({ nextTry: now - hour })).toBe(now);
    expect(due({ nextTry: now + 30 * day })).toBe(now);
    const last = { kind: 'server', at: now + minute } as const;
    expect(due({ nextTry: now + hour, last })).toBe(now);
  });

  it('never while it is stopped, locked, offline or elsewhere', () => {
    const stopped = { kind: 'auth', detail: '', at: now } as const;
    expect(due({ stopped })).toBe(Number.POSITIVE_INFINITY);
    const at = (settings = channelOf('pager'), state = emptyState) =>
      dueAt(channel, settings, state, noon);
    expect(at(channelOf('pager', { locked: ['token'] }))).toBe(Number.POSITIVE_INFINITY);
    expect(at(undefined, { ...emptyState, offlineSince: now })).toBe(Number.POSITIVE_INFINITY);
    expect(at(undefined, { ...emptyState, elsewhereSince: now })).toBe(Number.POSITIVE_INFINITY);
  });

  it('not within its quiet hours, where it is looked at again after a minute', () => {
    const settings = channelOf('pager', { quietHours: { from: '22:00', to: '07:00' } });
    const at = (minuteOfDay: number) =>
      dueAt(channel, settings, emptyState, { now, minute: minuteOfDay });
    expect(at(22 * 60)).toBe(now + minute);
    expect(at(7 * 60 - 1)).toBe(now + minute);
    expect(at(7 * 60)).toBe(now);
  });
});
