import type { Channel } from '../channel.ts';
import { isCutOff } from '../due.ts';
import { second } from '../duration.ts';
import type { Engine } from '../engine.ts';
import type { ChannelSettings } from '../settings.ts';
import { channelSentence } from '../views/channel-failure.ts';
import { healthOf } from '../views/channel-message.ts';
import { channelsOf } from './channels-of.ts';
import { askedRest, longestAsked } from './schedule.ts';
import { beat, messageWorld, type SendPorts } from './send.ts';

/** Once a minute, as far as checks once a minute are never quite that far apart. */
const shortestGap = 55 * second;

/** Tells health checks how everything is; what fails is not told again, since the next one follows. */
export class Beats {
  readonly #engine: () => Engine;
  readonly #underWay = new Map<string, Promise<void>>();
  /** No beat before this time, by the channel. */
  readonly #next = new Map<string, number>();
  /** Channels whose failure was logged. */
  readonly #failing = new Set<string>();

  constructor(engine: () => Engine) {
    this.#engine = engine;
  }

  /** Tells each health check that has not been told of late. Returns at once. */
  beat(): void {
    const { ports, settings, keeper } = this.#engine();
    const { channels } = ports;
    if (channels === undefined || isCutOff(keeper.state)) return;
    for (const channel of channelsOf(settings)) {
      const stopped = keeper.state.channels?.[channel.id]?.stopped;
      if (channel.locked !== undefined || stopped !== undefined) continue;
      const kind = channels.find(channel.channel);
      if (kind.beat === undefined || !this.#isDue(channel.id)) continue;
      this.#begin(kind, channel, { ...ports, channels });
    }
  }

  /** Resolves when all that is under way is over. */
  async over(): Promise<void> {
    await Promise.all(this.#underWay.values());
  }

  #isDue(id: string): boolean {
    if (this.#underWay.has(id)) return false;
    const wait = (this.#next.get(id) ?? 0) - this.#engine().ports.clock.now();
    // A longer one was meant before the clock was set back.
    return wait <= 0 || wait > longestAsked;
  }

  #begin(kind: Channel, channel: ChannelSettings, ports: SendPorts): void {
    const { id } = channel;
    const work = this.#tell(kind, channel, ports)
      .catch(() => undefined)
      .finally(() => this.#underWay.delete(id));
    this.#underWay.set(id, work);
  }

  async #tell(kind: Channel, channel: ChannelSettings, ports: SendPorts): Promise<void> {
    const { settings, keeper, signal } = this.#engine();
    const { id } = channel;
    const { log, clock, channels } = ports;
    const now = clock.now();
    this.#next.set(id, now + shortestGap);
    const health = healthOf(messageWorld(channels, channel, settings, keeper.state), now);
    const { timeout } = settings;
    const delivery = await beat(kind, channel, health, ports, { timeout, signal });
    if (delivery === undefined) return;
    if (delivery.kind === 'delivered') {
      if (this.#failing.delete(id)) log.info('a health check can be told again', { channel: id });
      return;
    }
    this.#next.set(id, now + Math.max(shortestGap, askedRest(delivery)));
    if (this.#failing.has(id) || isCutOff(keeper.state)) return;
    this.#failing.add(id);
    const failed = { id, service: kind, kind: delivery.kind, detail: delivery.detail };
    const detail = channelSentence({ ...failed, stopped: false }, 'en', channels.actions);
    log.warn('a health check could not be told', { channel: id, failure: delivery.kind, detail });
  }
}
