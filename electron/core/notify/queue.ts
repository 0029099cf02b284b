import type { Delivery } from '../channel.ts';
import { day } from '../duration.ts';
import type { Failure } from '../outcome.ts';
import type { ChannelSettings, Settings } from '../settings.ts';
import type { AppState, ChannelState, WaitingNotice } from '../state.ts';
import type { Notice } from '../views/notices.ts';
import { channelsOf } from './channels-of.ts';
import { eventOf } from './event.ts';
import { isEndedBy, knownAfter, merged } from './merge.ts';
import { nextAttempt, stopsChannel } from './schedule.ts';

/** One message on its way. */
export type Sending = NonNullable<ChannelState['sending']>;

/** Notices that wait in one channel, and milliseconds after which nobody cares any more. */
const mostWaiting = 200;
const longestWait = 3 * day;

export function freshChannel({ channel, fingerprint }: ChannelSettings): ChannelState {
  return { channel, fingerprint, waiting: [], failures: 0 };
}

/** The state with one channel changed; the same where there is no such channel. */
export function withChannel(
  state: AppState,
  id: string,
  change: (before: ChannelState) => ChannelState,
): AppState {
  const before = state.channels?.[id];
  if (before === undefined) return state;
  const after = change(before);
  return after === before ? state : { ...state, channels: { ...state.channels, [id]: after } };
}

/** Appends what happened now to every channel that wants to be told. Pure. */
export function withNotices(
  state: AppState,
  notices: readonly Notice[],
  settings: Settings,
  now: number,
): AppState {
  return channelsOf(settings).reduce(
    (so, { id, events }) =>
      withChannel(so, id, (before) => {
        const news = notices
          .filter((notice) => events.includes(eventOf(notice)))
          .map((notice) => ({ at: now, notice }));
        const channel = withoutForgotten(before, so, news);
        if (news.length === 0) return channel;
        const waiting = merged([...channel.waiting, ...news], channel.known);
        return { ...channel, waiting: waiting.slice(-mostWaiting) };
      }),
    state,
  );
}

/** Forgets the problems that are over without a word of it to this channel. */
function withoutForgotten(
  channel: ChannelState,
  { told }: AppState,
  news: readonly WaitingNotice[],
): ChannelState {
  const { known = [], waiting, sending } = channel;
  const later = [...(sending?.notices ?? []), ...waiting, ...news];
  const left = known.filter(
    (key) =>
      Object.hasOwn(told, key) ||
      later.some(({ notice }) => notice.kind === 'recovered' && isEndedBy(key, notice)),
  );
  return left.length === known.length ? channel : { ...channel, known: left };
}

/** What of the waiting notices is still worth telling: wanted, not old, and true. */
function worthTelling(
  { waiting }: ChannelState,
  { events }: ChannelSettings,
  { told }: AppState,
  now: number,
): readonly WaitingNotice[] {
  return waiting.filter(({ at, notice }) => {
    if (now - at > longestWait || !events.includes(eventOf(notice))) return false;
    return notice.kind !== 'problem' || Object.hasOwn(told, notice.problem.key);
  });
}

/** What is to be sent next, with what the state is to hold before that. */
export interface Departure {
  readonly state: AppState;
  /** Undefined where nothing is left to tell. */
  readonly sending: Sending | undefined;
  /** It may have arrived already. */
  readonly again: boolean;
  /** It may have arrived, and is not sent again. */
  readonly letGo: Sending | undefined;
}

/**
 * Marks what a channel is to be told now as being sent. What a former attempt left open is sent
 * again where that is harmless, else it is let go. Pure.
 *
 * @param id of a new message
 */
export function depart(
  state: AppState,
  settings: ChannelSettings,
  {
    now,
    id,
    repeatable,
  }: { readonly now: number; readonly id: string; readonly repeatable: boolean },
): Departure {
  const open = state.channels?.[settings.id]?.sending;
  if (open !== undefined && repeatable && now - open.at <= longestWait) {
    return { state, sending: open, again: true, letGo: undefined };
  }
  let sending: Sending | undefined;
  const next = withChannel(state, settings.id, (before) => {
    const channel = open === undefined ? before : arrived(before, open);
    const notices = worthTelling(channel, settings, state, now);
    if (notices.length > 0) sending = { id, at: now, notices };
    return { ...channel, waiting: [], sending };
  });
  return { state: next, sending, again: false, letGo: open };
}

/** The channel has heard of these, or may have: nobody tells it again. */
function arrived(channel: ChannelState, { notices }: Sending): ChannelState {
  const known = knownAfter(channel.known ?? [], notices);
  return { ...channel, sending: undefined, known };
}

/** Nothing has left: what was to be sent waits again. */
export function turnedBack(channel: ChannelState, sending: Sending): ChannelState {
  if (channel.sending?.id !== sending.id) return channel;
  const waiting = merged([...sending.notices, ...channel.waiting], channel.known);
  return { ...channel, sending: undefined, waiting };
}

/** How an attempt went that is over. */
export interface Attempt {
  readonly sending: Sending;
  readonly delivery: Delivery;
  readonly repeatable: boolean;
  /** As in {@link Departure}. */
  readonly again: boolean;
  /** Of the settings that it was sent with. */
  readonly fingerprint: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** From 0 to 1. */
  readonly random: number;
}

/** True where a message may have arrived, and is not sent again. */
export function isLetGo({ delivery, repeatable, again }: Attempt): boolean {
  if (delivery.kind === 'delivered' || repeatable) return false;
  return again || delivery.unconfirmed === true;
}

/** What follows from an attempt; nothing where the channel has become another meanwhile. Pure. */
export function afterAttempt(channel: ChannelState, attempt: Attempt): ChannelState {
  const { sending, delivery, now } = attempt;
  if (channel.sending?.id !== sending.id) return channel;
  if (delivery.kind === 'delivered') {
    const last = { kind: delivery.kind, at: now };
    return { ...arrived(channel, sending), ...rested, failures: 0, last };
  }
  const { kind, detail } = delivery;
  const held = heldAfter(channel, attempt, delivery);
  const last = { kind, detail, at: now };
  // The user has edited the channel meanwhile: how it failed before means nothing any more.
  if (channel.fingerprint !== attempt.fingerprint) return { ...held, ...rested, failures: 0, last };
  const failures = channel.failures + 1;
  if (stopsChannel(kind)) return { ...held, ...rested, failures, last, stopped: last };
  const nextTry = nextAttempt(delivery, channel.failures, now, attempt.random);
  return { ...held, failures, last, stopped: undefined, nextTry };
}

const rested = { nextTry: undefined, stopped: undefined } as const;

/** What is still to be told after a failure. */
function heldAfter(channel: ChannelState, attempt: Attempt, why: Failure): ChannelState {
  const { sending, again } = attempt;
  if (isLetGo(attempt)) return arrived(channel, sending);
  const mayHaveArrived = again || why.unconfirmed === true;
  return mayHaveArrived ? channel : turnedBack(channel, sending);
}

/** Lets a channel that was stopped be tried again: the user asked for it. */
export function resumed(channel: ChannelState): ChannelState {
  if (channel.stopped === undefined && channel.nextTry === undefined) return channel;
  return { ...channel, ...rested, failures: 0 };
}
