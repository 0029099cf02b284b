import type { Localized } from '../../contract/language.ts';
import type { EnginePorts } from '../engine.ts';
import type { HistoryEntry } from '../history.ts';
import type { ChannelSettings } from '../settings.ts';
import type { ChannelState } from '../state.ts';
import { channelSentence } from '../views/channel-failure.ts';
import { eventsOf } from './event.ts';
import type { ChannelPorts } from './ports.ts';
import { type Attempt, isLetGo, type Sending } from './queue.ts';

type ReportPorts = Pick<EnginePorts, 'log' | 'history'> & { readonly channels: ChannelPorts };
type ToldEntry = Extract<HistoryEntry, { kind: 'told' }>;

/** Of a message that may have arrived, and is not sent again. */
const interrupted: Localized = {
  en: 'the program ended before the answer came, so that the arrival could not be confirmed',
  'zh-CN': '程序在收到应答之前结束，无法确认是否送达',
};

function keep(
  { history }: ReportPorts,
  { id, channel }: ChannelSettings,
  { notices }: Sending,
  how: Pick<ToldEntry, 'at' | 'outcome' | 'detail'>,
): void {
  const events = eventsOf(notices.map(({ notice }) => notice));
  history?.add({ kind: 'told', channel: id, service: channel, events, ...how });
}

/** Notes that a message was left open, and is not sent again. `now` is in milliseconds since 1970. */
export function reportLetGo(
  ports: ReportPorts,
  channel: ChannelSettings,
  sending: Sending,
  now: number,
): void {
  const fields = { channel: channel.id, detail: interrupted.en, again: false };
  ports.log.info('could not confirm that a message arrived', fields);
  keep(ports, channel, sending, { at: now, outcome: 'unknown', detail: interrupted });
}

/** A channel around an attempt. */
export interface Around {
  readonly before: ChannelState;
  /** Undefined where it was taken out of the settings meanwhile. */
  readonly after: ChannelState | undefined;
  /** This computer is offline, so that nobody has to hear of a failure. */
  readonly isCalm: boolean;
}

/** Notes how an attempt went: a line for the first failure of a streak, for a stop, and for its end. */
export function reportAttempt(
  ports: ReportPorts,
  channel: ChannelSettings,
  attempt: Attempt,
  { before, after, isCalm }: Around,
): void {
  const { log, channels } = ports;
  const { sending, delivery, now: at } = attempt;
  const { id } = channel;
  if (delivery.kind === 'delivered') {
    keep(ports, channel, sending, { at, outcome: delivery.kind });
    log.debug('told', { channel: id });
    if (before.failures > 0 && !isCalm) log.info('a channel works again', { channel: id });
    return;
  }
  const { kind, detail, unconfirmed } = delivery;
  keep(ports, channel, sending, { at, outcome: kind, detail });
  const stopped = after?.stopped !== undefined;
  const failed = {
    id,
    service: channels.find(channel.channel),
    kind,
    detail,
    unconfirmed,
    stopped,
  };
  const isNews = before.failures === 0 || stopped || isLetGo(attempt);
  const level = isNews && !isCalm ? 'warn' : 'debug';
  log[level](stopped ? 'a channel is stopped' : 'a channel could not be told', {
    channel: id,
    failure: kind,
    detail: channelSentence(failed, 'en', channels.actions),
    again: !isLetGo(attempt),
  });
}
