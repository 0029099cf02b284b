import { isCutOff } from '../due.ts';
import { minute, second } from '../duration.ts';
import type { Engine } from '../engine.ts';
import { inTime } from '../in-time.ts';
import type { ChannelSettings } from '../settings.ts';
import { type Told, tellChannel } from './attempt.ts';
import { Beats } from './beats.ts';
import { channelsOf } from './channels-of.ts';
import { dueAt } from './schedule.ts';
import type { SendLimits } from './send.ts';

/** No timer sleeps longer, so that a computer that slept notices soon after waking. */
const longestSleep = minute;
/** Milliseconds of rest after a fault. */
const restAfterFault = minute;

/** Why a sleep ends early. Made once: without a reason each abort makes an error with its stack. */
const woken = new Error('there may be something to tell');

/**
 * Tells the channels what waits for them, each on its own and one message at a time. No check waits
 * for it. What is under way when the program ends stays marked in the state, for the next start.
 */
export class Courier {
  readonly #engine: () => Engine;
  readonly #beats: Beats;
  readonly #underWay = new Set<string>();
  #wake = new AbortController();
  #running = false;

  /** @param engine as it is at the moment, with the settings of now */
  constructor(engine: () => Engine) {
    this.#engine = engine;
    this.#beats = new Beats(engine);
  }

  /** Tells from now on whatever is due, until the program ends. Does nothing where it does so already. */
  start(): void {
    if (this.#running || this.#engine().ports.channels === undefined) return;
    this.#running = true;
    void this.#run();
  }

  /** There may be something new to tell, or the program ends. */
  wake(): void {
    this.#wake.abort(woken);
  }

  /** Tells the health checks how everything is, after a check. Returns at once. */
  beat(): void {
    this.#beats.beat();
  }

  /**
   * Tries each channel that is due, once, for so many milliseconds in all, and lets what the health
   * checks are told come to its end.
   */
  async deliver(ms: number): Promise<readonly Told[]> {
    const { ports, settings, keeper, signal } = this.#engine();
    const timeout = Math.max(Math.min(settings.timeout, ms - second), second);
    const due = this.#due();
    const told = new Map<string, Told>();
    await inTime(ms, ports.clock, signal, async (inner) => {
      const work = due.map(async ({ id }) => {
        const result = await this.#tell(id, { timeout, signal: inner });
        if (result !== undefined) told.set(id, result);
      });
      await Promise.all([...work, this.#beats.over()]);
    }).catch(() => undefined);
    return due.flatMap((channel): readonly Told[] => {
      const state = keeper.state.channels?.[channel.id];
      const result = told.get(channel.id);
      if (result !== undefined) return [result];
      return state?.sending === undefined ? [] : [{ channel, state }];
    });
  }

  async #run(): Promise<void> {
    const { ports, signal } = this.#engine();
    while (!signal.aborted) {
      this.#wake = new AbortController();
      try {
        const { timeout } = this.#engine().settings;
        for (const { id } of this.#due()) {
          // What comes of it is in the state; the end of the program is no news.
          this.#tell(id, { timeout, signal }).catch(() => undefined);
        }
        await this.#rest();
      } catch (error) {
        ports.log.error('fault while telling', { error });
        await ports.clock.sleep(restAfterFault, signal).catch(() => undefined);
      }
    }
  }

  /** Until something may be due; with nothing to tell, until somebody wakes it. */
  async #rest(): Promise<void> {
    const { clock } = this.#engine().ports;
    const wake = this.#wake.signal;
    const next = Math.min(
      ...this.#times(clock.now()).map(([, at]) => at),
      Number.POSITIVE_INFINITY,
    );
    if (next < Number.POSITIVE_INFINITY) {
      const wait = Math.min(Math.max(next - clock.now(), 0), longestSleep);
      await clock.sleep(wait, wake).catch(() => undefined);
    } else {
      await new Promise<void>((resolve) => {
        if (wake.aborted) resolve();
        else wake.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }

  /** When each channel that is not being told may be told, in milliseconds since 1970. */
  #times(now: number): readonly (readonly [ChannelSettings, number])[] {
    const { ports, settings, keeper } = this.#engine();
    const { channels } = ports;
    const { state } = keeper;
    if (channels === undefined || isCutOff(state)) return [];
    const moment = { now, minute: channels.minuteOfDay(now) };
    return channelsOf(settings).flatMap((channel) => {
      const known = state.channels?.[channel.id];
      if (known === undefined || this.#underWay.has(channel.id)) return [];
      return [[channel, dueAt(known, channel, state, moment)] as const];
    });
  }

  #due(): readonly ChannelSettings[] {
    // One look at the clock: what is due now would be due later by the next.
    const now = this.#engine().ports.clock.now();
    return this.#times(now).flatMap(([channel, at]) => (at <= now ? [channel] : []));
  }

  async #tell(id: string, limits: SendLimits): Promise<Told | undefined> {
    this.#underWay.add(id);
    try {
      return await tellChannel(this.#engine, id, limits);
    } finally {
      this.#underWay.delete(id);
      this.wake();
    }
  }
}
