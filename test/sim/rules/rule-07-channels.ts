import { isEndedBy, knownAfter } from '../../../electron/core/notify/merge.ts';
import type { AppState, WaitingNotice } from '../../../electron/core/state.ts';
import type { Notice } from '../../../electron/core/views/notices.ts';
import type { MakeRule } from './rule.ts';

const hour = 3_600_000;
/** Milliseconds in which whatever waits for a channel that works has to be told; quiet hours are 9 hours. */
const patience = 4 * hour;
const nightly = 9 * hour;
/** The clock was so wrong that what waited was too old. */
const wildJump = 24 * hour;

type Recovered = Extract<Notice, { kind: 'recovered' }>;
type Sent = NonNullable<NonNullable<AppState['channels']>[string]['sending']>;

interface Ended {
  readonly channel: string;
  readonly key: string;
}

/** Rule 7, for each channel: one problem is one message, and one more when it is over. */
export const oneMessage: MakeRule = ({ world, machine, breach }) => {
  const name = 'rule 7: one problem is one message of each channel, and one more on recovery';
  const { clock } = world;
  /** What is marked on the disk as being sent, by `channel/id`; what is not there any more stays. */
  const marks = new Map<string, Sent>();
  /** Messages that arrived, and what they told: by `channel/id`, and by `channel notice`. */
  const arrived = new Set<string>();
  const told = new Map<string, string>();
  /** The open problems that each channel was told of. */
  const open = new Map<string, readonly string[]>();
  /** Recoveries that a channel is to be told, since it was told of the problem. */
  const owing = new Map<string, Ended & { readonly at: number }>();
  /** Problems that it was told of, and that are over with or without a word. */
  const over = new Map<string, Ended>();
  /** Problems that were to be told, by `channel/key/at`. */
  const marked = new Set<string>();
  let durable: AppState['channels'];
  let isWild = false;

  function note({ channels = {}, told: problems }: AppState): void {
    durable = channels;
    for (const [channel, keys] of open) {
      // It is over, be it with a word or without one: told again, it is another trouble.
      const gone = keys.filter((key) => !(key in problems));
      for (const key of gone) over.set(`${channel}/${key}`, { channel, key });
      if (gone.length > 0)
        open.set(
          channel,
          keys.filter((key) => !gone.includes(key)),
        );
    }
    for (const [channel, { sending }] of Object.entries(channels)) {
      if (sending === undefined || marks.has(`${channel}/${sending.id}`)) continue;
      marks.set(`${channel}/${sending.id}`, sending);
      for (const { at, notice } of sending.notices) {
        if (notice.kind === 'problem') marked.add(`${channel}/${notice.problem.key}/${at}`);
        else if (notice.kind === 'recovered') {
          // It may be let go; that it was meant to be told is enough.
          for (const so of [owing, over]) {
            for (const [one, owed] of so) {
              if (owed.channel === channel && isEndedBy(owed.key, notice)) so.delete(one);
            }
          }
        }
      }
    }
  }

  function arrive(channel: string, id: string): void {
    const message = `${channel}/${id}`;
    const repeatable = machine.settings().channels?.[channel]?.channel !== 'once';
    if (arrived.has(message)) {
      if (!repeatable) breach(name, `${channel} is told ${id} twice`);
      return;
    }
    arrived.add(message);
    const notices = marks.get(message)?.notices ?? [];
    for (const one of notices) judge(channel, id, one);
    open.set(channel, knownAfter(open.get(channel) ?? [], notices));
  }

  function judge(channel: string, id: string, { at, notice }: WaitingNotice): void {
    const what = `${channel} ${at} ${JSON.stringify(notice)}`;
    const before = told.get(what);
    told.set(what, id);
    if (before !== undefined) breach(name, `told in ${before} and in ${id}: ${what}`);
    if (notice.kind !== 'problem' || !wantsAll(channel)) return;
    const { key } = notice.problem;
    if (open.get(channel)?.includes(key)) breach(name, `${channel} is told ${key} twice`);
  }

  /** The desktop is told that something is over: so is every channel that knows of it. */
  function owe(notice: Recovered): void {
    for (const [one, { channel, key }] of over) {
      if (!isEndedBy(key, notice) || !wantsAll(channel)) continue;
      owing.set(one, { channel, key, at: world.epoch + clock.now() });
      over.delete(one);
    }
  }

  function wantsAll(channel: string): boolean {
    return (machine.settings().channels?.[channel]?.events.length ?? 0) === 5;
  }

  return {
    name,
    on(event) {
      switch (event.kind) {
        case 'saved':
          return note(event.state);
        case 'message': {
          const sending = durable?.[event.channel]?.sending;
          if (sending?.id === event.id) return;
          return breach(
            name,
            `${event.channel}: ${event.id} leaves, and is not marked on the disk`,
          );
        }
        case 'delivered':
          return arrive(event.channel, event.id);
        case 'notice':
          if (event.notice.kind === 'recovered') owe(event.notice);
          return;
        case 'clock':
          isWild ||= Math.abs(event.ms) > wildJump;
          return;
        default:
      }
    },
    end() {
      const { state } = machine.disk;
      for (const [channel, { waiting, sending, stopped }] of Object.entries(
        state?.channels ?? {},
      )) {
        const isNightly = machine.settings().channels?.[channel]?.quietHours !== undefined;
        const since = world.epoch + clock.now() - patience - (isNightly ? nightly : 0);
        if (stopped !== undefined) breach(name, `${channel} is stopped in the end`);
        const late = [...waiting, ...(sending?.notices ?? [])].find(({ at }) => at < since);
        if (late !== undefined) breach(name, `${channel} was never told ${JSON.stringify(late)}`);
        if (!wantsAll(channel) || isWild) continue;
        for (const { channel: whom, key, at } of owing.values()) {
          if (whom === channel && at < since)
            breach(name, `${channel}: no word of the end of ${key}`);
        }
        for (const [key, at] of Object.entries(state?.told ?? {})) {
          if (at < since && !marked.has(`${channel}/${key}/${at}`)) {
            breach(name, `${channel} was never told of ${key}, which is still there`);
          }
        }
      }
    },
  };
};
