import { announce } from '../announce.ts';
import type { Delivery } from '../channel.ts';
import { isCutOff } from '../due.ts';
import { minute } from '../duration.ts';
import type { Engine } from '../engine.ts';
import type { ChannelSettings } from '../settings.ts';
import type { ChannelState } from '../state.ts';
import { channelMessage, healthOf } from '../views/channel-message.ts';
import { messageId } from './message-id.ts';
import {
  type Attempt,
  afterAttempt,
  type Departure,
  depart,
  turnedBack,
  withChannel,
} from './queue.ts';
import { reportAttempt, reportLetGo } from './report.ts';
import { messageWorld, type SendLimits, send } from './send.ts';

/** How one channel was told; without a delivery there was no answer in time. */
export interface Told {
  readonly channel: ChannelSettings;
  readonly delivery?: Delivery | undefined;
  /** The channel after it; undefined where it was taken out of the settings meanwhile. */
  readonly state: ChannelState | undefined;
}

/** Milliseconds of rest where the mark of what is sent could not be kept, and after a fault. */
const restAfterFault = minute;

/**
 * Tells one channel what waits for it, as one message that is marked on the disk before it leaves.
 * Undefined where there was nothing to tell, or nothing left. Rejects with the signal's reason, and
 * the mark then stays; a fault of ours is logged.
 *
 * @param engine as it is at the moment, with the settings of now
 */
export async function tellChannel(
  engine: () => Engine,
  id: string,
  limits: SendLimits,
): Promise<Told | undefined> {
  try {
    return await attempt(engine, id, limits);
  } catch (error) {
    limits.signal.throwIfAborted();
    const { ports, keeper } = engine();
    ports.log.error('fault while telling', { channel: id, error });
    letRest(engine(), id, keeper.state.channels?.[id]?.sending);
    return undefined;
  }
}

async function attempt(
  engine: () => Engine,
  id: string,
  limits: SendLimits,
): Promise<Told | undefined> {
  const { keeper, settings, ports: all } = engine();
  const { channels } = all;
  const channel = settings.channels?.[id];
  if (channels === undefined || channel === undefined) return undefined;
  const ports = { ...all, channels };
  const kind = channels.find(channel.channel);
  const { repeatable } = kind;
  const now = ports.clock.now();
  const wish = { now, id: messageId(ports.random), repeatable };
  const leaving = depart(keeper.state, channel, wish);
  keeper.set(leaving.state);
  if (leaving.letGo !== undefined) reportLetGo(ports, channel, leaving.letGo, now);
  const isKept = await keeper.save();
  const { sending, again } = leaving;
  if (sending === undefined) return undefined;
  const { fingerprint } = channel;
  const isInForce = engine().settings.channels?.[id]?.fingerprint === fingerprint;
  if (!isKept || !isInForce || limits.signal.aborted) {
    await hold(engine(), id, leaving, isKept);
    return undefined;
  }
  const world = messageWorld(channels, channel, engine().settings, keeper.state);
  const rendered = channelMessage(sending.id, sending.notices, world);
  const message = { ...rendered, health: healthOf(world, ports.clock.now()) };
  const delivery = await send(kind, channel, message, ports, limits);
  const over = { now: ports.clock.now(), random: ports.random() };
  return remember(engine(), channel, {
    sending,
    delivery,
    repeatable,
    again,
    fingerprint,
    ...over,
  });
}

/** Nothing leaves without its mark on the disk, or to settings that are not in force any more. */
async function hold(
  engine: Engine,
  id: string,
  { sending, again }: Departure,
  isKept: boolean,
): Promise<void> {
  const { keeper } = engine;
  const back = again ? undefined : sending;
  if (!isKept) return letRest(engine, id, back);
  if (back === undefined) return;
  keeper.update((state) => withChannel(state, id, (before) => turnedBack(before, back)));
  // A mark that stays would mean that it may have arrived.
  await keeper.save();
}

/** The channel rests for a moment, so that nothing spins. */
function letRest({ keeper, ports }: Engine, id: string, sending: ChannelState['sending']): void {
  const now = ports.clock.now();
  const nextTry = now + restAfterFault;
  keeper.update((state) =>
    withChannel(state, id, (before) => ({
      ...(sending === undefined ? before : turnedBack(before, sending)),
      // One from before the clock was set back would end the rest at once.
      last: before.last && { ...before.last, at: Math.min(before.last.at, now) },
      nextTry,
    })),
  );
}

async function remember(
  { ports, keeper }: Engine,
  channel: ChannelSettings,
  made: Attempt,
): Promise<Told> {
  const { channels } = ports;
  const { id } = channel;
  const before = keeper.state.channels?.[id];
  keeper.update((state) => withChannel(state, id, (one) => afterAttempt(one, made)));
  const after = keeper.state.channels?.[id];
  if (channels !== undefined && before !== undefined) {
    const isCalm = isCutOff(keeper.state);
    reportAttempt({ ...ports, channels }, channel, made, { before, after, isCalm });
  }
  await keeper.save();
  announce(ports.log, () => ports.onState?.(keeper.state));
  return { channel, delivery: made.delivery, state: after };
}
