import type { Delivery } from '../channel.ts';
import { type Failure, failure } from '../outcome.ts';
import type { Settings } from '../settings.ts';
import { type AppState, emptyState } from '../state.ts';
import { tooLate, tryFor } from '../trial.ts';
import { healthOf, testMessage } from '../views/channel-message.ts';
import { messageId } from './message-id.ts';
import { messageWorld, type SendPorts, send } from './send.ts';

const locked: Failure = failure('auth', {
  en: 'its credentials can no longer be read on this computer',
  'zh-CN': '其凭据已无法在本机读取',
});

/** What a test needs; the state is where its addresses come from. */
export interface TryPorts extends SendPorts {
  readonly state?: AppState | undefined;
  readonly signal: AbortSignal;
}

/**
 * Sends a test message to one channel of the settings now, whatever it wants to hear and when. It
 * writes nothing: where the message was taken, {@link Updater.resumeChannel} lifts a stop. Rejects
 * only with the signal's reason.
 */
export async function tryChannel(
  settings: Settings,
  id: string,
  ports: TryPorts,
): Promise<Delivery> {
  const channel = settings.channels?.[id];
  if (channel === undefined) throw new Error(`the settings name no channel ${id}`);
  if (channel.locked !== undefined) return locked;
  const { channels, clock, random, state = emptyState } = ports;
  const world = messageWorld(channels, channel, settings, state);
  const now = clock.now();
  const health = healthOf(world, now);
  const message = { ...testMessage(messageId(random), now, world), health };
  const { timeout } = settings;
  const delivery = await tryFor(clock, ports.signal, (signal) =>
    send(channels.find(channel.channel), channel, message, ports, { timeout, signal }),
  );
  return delivery ?? tooLate;
}
