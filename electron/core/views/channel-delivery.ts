import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { Language } from '../../contract/language.ts';
import type { Channel, Delivery } from '../channel.ts';
import { channelsOf } from '../notify/channels-of.ts';
import { nextTryOf } from '../notify/schedule.ts';
import type { Settings } from '../settings.ts';
import type { AppState, ChannelState } from '../state.ts';
import { channelSentence } from './channel-failure.ts';
import { detailData, detailIn, isoTime } from './outcome.ts';
import { type Block, line, type Page } from './page.ts';
import type { FailureData } from './update.ts';

/** How one channel was told. An entry of `channels` in the JSON of `update` and of `notify`. */
export interface DeliveryData {
  readonly id: string;
  /** What kind it is. */
  readonly channel: string;
  /** `late`: no answer in the time that there was. `stopped`: not tried, since it was refused before. */
  readonly result: 'delivered' | 'failed' | 'late' | 'stopped';
  readonly ok: boolean;
  readonly failure?: FailureData | undefined;
  /** What is still to be told is not tried before this; ISO 8601. */
  readonly nextTry?: string | undefined;
}

/** The JSON of `notify`. */
export interface NotifyData {
  readonly ok: boolean;
  readonly channels: readonly DeliveryData[];
}

interface Told {
  readonly channel: { readonly id: string; readonly channel: string };
  readonly delivery?: Delivery | undefined;
  readonly state?: ChannelState | undefined;
}

/** How a channel was told, for JSON and for people. */
export function deliveryData({ channel, delivery, state }: Told): DeliveryData {
  const { id, channel: kind } = channel;
  if (delivery === undefined) return { id, channel: kind, result: 'late', ok: false };
  if (delivery.kind === 'delivered') return { id, channel: kind, result: 'delivered', ok: true };
  const stopped = state?.stopped !== undefined;
  const failure = {
    kind: delivery.kind,
    ...detailData(delivery.detail),
    unconfirmed: delivery.unconfirmed === true,
    stopped,
  };
  const nextTry = isoTime(state && nextTryOf(state));
  return { id, channel: kind, result: 'failed', ok: false, failure, nextTry };
}

/** How the channels were told after a check; those that are stopped, and were not tried, as well. */
export function deliveriesData(
  told: readonly Told[],
  state: AppState,
  settings: Settings,
): readonly DeliveryData[] {
  return channelsOf(settings).flatMap(({ id, channel }): readonly DeliveryData[] => {
    const own = told.find((one) => one.channel.id === id);
    if (own !== undefined) return [deliveryData(own)];
    const stop = state.channels?.[id]?.stopped;
    if (stop === undefined) return [];
    const failure = {
      kind: stop.kind,
      ...detailData(stop.detail),
      unconfirmed: false,
      stopped: true,
    };
    return [{ id, channel, result: 'stopped', ok: false, failure }];
  });
}

/** A kind of channel, as its declaration says; undefined for one that there is none of. */
export type FindChannel = (id: string) => Pick<Channel, 'name' | 'docs'> | undefined;

/** One line of what came of a channel. */
export function deliveryLine(data: DeliveryData, find: FindChannel, language: Language): Block {
  const { id, channel, failure, nextTry } = data;
  const { notify } = catalogue(language);
  const service = find(channel) ?? { name: { en: channel, 'zh-CN': channel }, docs: '' };
  const place = { id, service: service.name[language], docs: service.docs };
  if (data.result === 'delivered') return line(notify.delivered(place), 'good');
  if (failure === undefined) return line(notify.late(place), 'warn');
  const until = nextTry === undefined ? undefined : Date.parse(nextTry);
  const detail = detailIn(failure);
  return line(
    channelSentence({ ...failure, detail, id, service, nextTry: until }, language),
    failure.stopped ? 'bad' : 'warn',
  );
}

/** A line for each channel that could not be told. */
export function failedDeliveries(
  data: readonly DeliveryData[],
  find: FindChannel,
  language: Language,
): Page {
  return data.filter(({ ok }) => !ok).map((one) => deliveryLine(one, find, language));
}
