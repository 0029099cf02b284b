import * as z from 'zod';
import { channelEvents } from '../../electron/contract/channel-event.ts';
import {
  type Channel,
  type Delivery,
  defineChannel,
  delivered,
} from '../../electron/core/channel.ts';
import { failure } from '../../electron/core/outcome.ts';
import type { ChannelSettings } from '../../electron/core/settings.ts';
import type { Life } from './life.ts';
import { realTime, type World } from './world.ts';

const second = 1_000;
const minute = 60 * second;

/** What ails one channel's service for a while. */
export const channelFaults = [
  'refused',
  /** The message arrives, its answer does not. */
  'lost',
  /** Neither arrives, and nobody knows. */
  'swallowed',
  'busy',
  'limited',
  'auth',
  'hangs',
  'throws',
] as const;
export type ChannelFault = (typeof channelFaults)[number];

/** Texts that may stand nowhere. */
const secretOf = (id: string) => `SECRET-channel-${id}-4711`;
export const channelSecrets: readonly string[] = ['once', 'again', 'night', 'few', 'health'].map(
  secretOf,
);

const account = z.object({
  id: z.string(),
  token: z.string().meta({ label: { en: 'token', 'zh-CN': '令牌' }, secret: true }),
});

/** The channels that every run has; `edits` says how often the user has typed each anew. */
export function channelSettings(
  edits: Readonly<Record<string, number>>,
): Readonly<Record<string, ChannelSettings>> {
  const make = (
    id: string,
    channel: string,
    more: Partial<ChannelSettings> = {},
  ): ChannelSettings => ({
    id,
    channel,
    fields: account.parse({ id, token: secretOf(id) }),
    fingerprint: `${id}-${edits[id] ?? 0}`,
    events: channelEvents,
    ...more,
  });
  const all = [
    make('once', 'once'),
    make('again', 'again'),
    make('night', 'once', { quietHours: { from: '22:00', to: '07:00' }, language: 'zh-CN' }),
    make('few', 'again', { events: ['action'] }),
    make('health', 'health', { events: ['failed', 'recovered'] }),
  ];
  return Object.fromEntries(all.map((one) => [one.id, one]));
}

/** The services that carry messages. */
export interface ChannelServices {
  /** What one process may use. */
  find(life: Life, id: string): Channel;
  begin(channel: string, fault: ChannelFault): void;
  end(channel: string): void;
  /** Minutes since midnight. */
  minuteOfDay(now: number): number;
}

export function createChannelServices(world: World): ChannelServices {
  const { clock } = world;
  const chance = world.chance.fork('channels');
  const faults = new Map<string, ChannelFault>();
  const faultOf = (id: string) => (world.quiet ? undefined : faults.get(id));

  function refusal(fault: ChannelFault | undefined, token: string): Delivery {
    switch (fault) {
      case undefined:
        return delivered;
      case 'auth':
        return failure('auth', `no such token: ${token}`);
      case 'busy':
        return failure('server', `out of order: ${token}`);
      case 'limited':
        return failure('rateLimited', 'slow down', { retryAfter: chance.int(1, 40) * minute });
      case 'refused':
        return failure('network', 'refused');
      default:
        return failure('network', 'no answer', { unconfirmed: true });
    }
  }

  /** One exchange: what arrives does so after half of the time, its answer after the other half. */
  function exchange(
    life: Life,
    { id, token }: z.infer<typeof account>,
    signal: AbortSignal,
    arrive: () => void,
    port: 'channel' | 'beat' = 'channel',
  ): Promise<Delivery> {
    return life.call<Delivery>(port, (settle) => {
      const fault = faultOf(id);
      if (world.link !== 'up') {
        settle.resolve(failure('offline', 'no route'));
        return;
      }
      if (fault === 'throws') {
        settle.reject(new Error('a fault of the channel'));
        return;
      }
      const breaks = world.breaks;
      const half = chance.scale(20, 4 * second) / 2;
      const wait = fault === 'hangs' ? chance.scale(10 * second, 30 * minute) : half;
      const lost = fault === 'swallowed' || fault === 'hangs' || fault === 'busy';
      const answers = fault !== 'refused' && fault !== 'auth' && fault !== 'limited' && !lost;
      if (answers) clock.plan(clock.now() + half, arrive);
      const abort = () => {
        cancel();
        settle.reject(signal.reason);
      };
      const cancel = clock.plan(
        clock.now() + half + wait,
        () => {
          signal.removeEventListener('abort', abort);
          const cut = world.breaks !== breaks;
          settle.resolve(cut ? refusal('lost', token) : refusal(fault, token));
        },
        { local: true },
      );
      signal.addEventListener('abort', abort, { once: true });
    });
  }

  function kind(life: Life, id: string): Channel {
    const name = { en: id, 'zh-CN': id };
    return defineChannel<z.infer<typeof account>>({
      id,
      name,
      website: 'https://example.com/',
      docs: 'https://example.com/docs',
      setup: name,
      triedAgainst: 'emulator',
      account,
      repeatable: id !== 'once',
      send(message, fields, { signal }) {
        const about = { channel: fields.id, id: message.id } as const;
        const { title, body } = message;
        world.emit({ kind: 'message', life: life.number, ...about, text: `${title}: ${body}` });
        return exchange(life, fields, signal, () => world.emit({ kind: 'delivered', ...about }));
      },
      ...(id === 'health' && {
        beat(health, fields, { signal }) {
          world.emit({ kind: 'beat', life: life.number, channel: fields.id, ...health });
          return exchange(life, fields, signal, () => undefined, 'beat');
        },
      }),
    });
  }

  return {
    find: kind,
    begin(channel, fault) {
      faults.set(channel, fault);
      world.emit({ kind: 'channelFault', channel, fault });
    },
    end(channel) {
      if (faults.delete(channel)) world.emit({ kind: 'channelFault', channel, fault: undefined });
    },
    minuteOfDay: () => Math.floor((realTime(world) + world.clockOffset) / minute) % 1440,
  };
}
