import type { Channel, ChannelContext, ChannelMessage, Delivery, Health } from '../channel.ts';
import type { EnginePorts } from '../engine.ts';
import { failure, ownFault } from '../outcome.ts';
import type { ChannelSettings, Settings } from '../settings.ts';
import type { AppState } from '../state.ts';
import type { MessageWorld } from '../views/channel-message.ts';
import type { ChannelPorts } from './ports.ts';

/** What a channel is spoken to over. */
export type SendPorts = Pick<EnginePorts, 'http' | 'clock' | 'log' | 'random'> & {
  readonly channels: ChannelPorts;
};

/** In which words a channel is told. */
export function messageWorld(
  { language, names, actions }: ChannelPorts,
  channel: ChannelSettings,
  settings: Settings,
  state: AppState,
): MessageWorld {
  return {
    state,
    settings,
    find: names(settings),
    language: channel.language ?? language(),
    actions,
  };
}

/** Milliseconds for one request, and when all is given up. */
export type SendLimits = Pick<ChannelContext, 'timeout' | 'signal'>;

/**
 * Hands a message over. A channel that breaks its promise is a failure like any other, of which
 * nobody knows whether the message arrived. Rejects only with the signal's reason.
 */
export function send(
  kind: Channel,
  channel: ChannelSettings,
  message: ChannelMessage,
  ports: SendPorts,
  limits: SendLimits,
): Promise<Delivery> {
  return keepingItsPromise(kind, ports, limits, (context) =>
    kind.send(message, channel.fields, context),
  );
}

/** Tells a channel how everything is; see {@link send}. Undefined for one that does not want it. */
export function beat(
  kind: Channel,
  channel: ChannelSettings,
  health: Health,
  ports: SendPorts,
  limits: SendLimits,
): Promise<Delivery> | undefined {
  if (kind.beat === undefined) return undefined;
  return keepingItsPromise(
    kind,
    ports,
    limits,
    async (context) => kind.beat?.(health, channel.fields, context) ?? broken,
  );
}

const broken = failure('unknown', ownFault, { unconfirmed: true });

async function keepingItsPromise(
  kind: Channel,
  { http, clock, log, channels }: SendPorts,
  limits: SendLimits,
  work: (context: ChannelContext) => Promise<Delivery>,
): Promise<Delivery> {
  const { signal } = limits;
  try {
    const delivery = await work({ http, mail: channels.mail, clock, log, ...limits });
    // What failed because it was given up says nothing of the channel.
    if (delivery.kind !== 'delivered') signal.throwIfAborted();
    return delivery;
  } catch (error) {
    signal.throwIfAborted();
    log.error('a channel broke its promise', { service: kind.id, error });
    return broken;
  }
}
