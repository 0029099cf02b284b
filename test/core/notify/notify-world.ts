import * as z from 'zod';
import { channelEvents } from '../../../electron/contract/channel-event.ts';
import {
  type Channel,
  type ChannelContext,
  type ChannelMessage,
  type Delivery,
  defineChannel,
  delivered,
  type Health,
} from '../../../electron/core/channel.ts';
import type { EnginePorts } from '../../../electron/core/engine.ts';
import type { HistoryEntry } from '../../../electron/core/history.ts';
import type { ChannelSettings, Settings } from '../../../electron/core/settings.ts';
import type { ChannelState } from '../../../electron/core/state.ts';
import { Updater } from '../../../electron/core/updater.ts';
import { type CoreWorld, coreWorld } from '../../support/core-world.ts';
import { aborted, record, settingsOf } from '../../support/core-world-parts.ts';

type Told = Extract<HistoryEntry, { kind: 'told' }>;

/** Stands in the fields of every channel here. */
export const secret = 'SECRET-of-a-channel';

const account = z.object({
  token: z.string().meta({ secret: true, label: { en: 'token', 'zh-CN': '令牌' } }),
});

/** What a fake channel answers; undefined for nothing before the signal aborts. */
export type Answer = Delivery | Error | undefined;

export interface FakeChannel {
  readonly kind: Channel;
  readonly sent: ChannelMessage[];
  readonly beats: Health[];
  readonly contexts: ChannelContext[];
  answers: (message: ChannelMessage | Health) => Answer | Promise<Answer>;
}

export function fakeChannel(
  id: string,
  { repeatable = false, beats = false }: { repeatable?: boolean; beats?: boolean } = {},
): FakeChannel {
  const name = { en: `The ${id}`, 'zh-CN': `${id} 服务` };
  const answer = async (message: ChannelMessage | Health, context: ChannelContext) => {
    fake.contexts.push(context);
    const said = await fake.answers(message);
    if (said instanceof Error) throw said;
    return said ?? aborted(context.signal);
  };
  const fake: FakeChannel = {
    kind: defineChannel<z.infer<typeof account>>({
      id,
      name,
      website: 'https://example.com/',
      docs: 'https://example.com/docs',
      setup: name,
      triedAgainst: 'emulator',
      account,
      repeatable,
      send(message, _, context) {
        fake.sent.push(message);
        return answer(message, context);
      },
      ...(beats && {
        beat(health, _, context) {
          fake.beats.push(health);
          return answer(health, context);
        },
      }),
    }),
    sent: [],
    beats: [],
    contexts: [],
    answers: () => delivered,
  };
  return fake;
}

/** A channel of the settings, of the kind with the same id unless it is named. */
export function channelOf(id: string, more: Partial<ChannelSettings> = {}): ChannelSettings {
  return {
    id,
    channel: id,
    fields: { token: secret },
    fingerprint: `${id}-1`,
    events: channelEvents,
    ...more,
  };
}

export const www = record('www.example.com');

export function settingsWith(
  channels: readonly ChannelSettings[],
  more: Partial<Settings> = {},
): Settings {
  const all = Object.fromEntries(channels.map((one) => [one.id, one]));
  return settingsOf([www], undefined, { channels: all, ...more });
}

export interface NotifyWorld {
  readonly core: CoreWorld;
  readonly ports: EnginePorts;
  /** What the history keeps of messages. */
  readonly history: Told[];
  /** Minutes since midnight. */
  minute: number;
  open(settings: Settings): Promise<Updater>;
  /** What the disk holds of a channel. */
  saved(id: string): ChannelState | undefined;
}

/** A computer with these ways to tell somebody. */
export function notifyWorld(...fakes: readonly FakeChannel[]): NotifyWorld {
  const core = coreWorld();
  const history: Told[] = [];
  const ports: EnginePorts = {
    ...core.ports,
    history: { add: (entry) => entry.kind === 'told' && history.push(entry) },
    channels: {
      find(id) {
        const found = fakes.find(({ kind }) => kind.id === id);
        if (found === undefined) throw new Error(`no channel ${id}`);
        return found.kind;
      },
      mail: { send: async () => Promise.reject(new Error('nobody sends mail here')) },
      language: () => 'en',
      minuteOfDay: () => world.minute,
      names: () => () => undefined,
      actions: 'cli',
    },
  };
  const world: NotifyWorld = {
    core,
    ports,
    history,
    minute: 12 * 60,
    open: (settings) => Updater.open(ports, settings),
    saved: (id) => core.saved()?.channels?.[id],
  };
  return world;
}

/** A process that runs until the test ends it. */
export async function started(world: NotifyWorld, settings: Settings) {
  const updater = await world.open(settings);
  const running = updater.run();
  await world.core.clock.advance(0);
  return { updater, running };
}

export const titles = ({ sent }: FakeChannel) => sent.map(({ title }) => title);
