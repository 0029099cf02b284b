import { catalogue } from '../../contract/i18n/catalogue.ts';
import { dateText } from '../../contract/i18n/format.ts';
import type { Language } from '../../contract/language.ts';
import type { ChannelView } from '../../contract/snapshot.ts';
import type { Channel } from '../channel.ts';
import { nextTryOf } from '../notify/schedule.ts';
import type { ChannelSettings, Settings } from '../settings.ts';
import type { AppState } from '../state.ts';
import { channelSentence } from './channel-failure.ts';

/** Finds a kind of channel by its id. */
export type FindChannel = (id: string) => Pick<Channel, 'name' | 'docs'> | undefined;

function howItGoes(
  { id, locked, fingerprint }: ChannelSettings,
  service: ReturnType<FindChannel>,
  state: AppState,
  language: Language,
): Pick<ChannelView, 'standing' | 'sentence'> {
  const words = catalogue(language).edits.channel.state;
  if (locked !== undefined) return { standing: 'locked', sentence: words.locked };
  const known = state.channels?.[id];
  // With other settings it begins anew.
  const last = known?.fingerprint === fingerprint ? known.last : undefined;
  if (known === undefined || last === undefined || service === undefined) {
    return { standing: 'unknown', sentence: words.never };
  }
  if (last.kind === 'delivered') {
    return { standing: 'upToDate', sentence: words.delivered(dateText(language, last.at)) };
  }
  const stopped = known.stopped !== undefined;
  const failure = { id, service, kind: last.kind, detail: last.detail, nextTry: nextTryOf(known) };
  return {
    standing: stopped ? 'stopped' : 'failed',
    sentence: channelSentence({ ...failure, stopped }, language, 'desktop'),
  };
}

/** Every channel of the settings, in their order. */
export function channelViews(
  settings: Settings,
  state: AppState,
  find: FindChannel,
  language: Language,
): readonly ChannelView[] {
  return Object.values(settings.channels ?? {}).map((channel) => {
    const service = find(channel.channel);
    return {
      id: channel.id,
      name: service?.name[language] ?? channel.channel,
      ...howItGoes(channel, service, state, language),
    };
  });
}
