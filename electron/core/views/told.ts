import type { ChannelEvent } from '../../contract/channel-event.ts';
import { catalogue } from '../../contract/i18n/catalogue.ts';
import { listText } from '../../contract/i18n/format.ts';
import type { Language, Localized } from '../../contract/language.ts';
import type { Detail, FailureKind } from '../outcome.ts';
import { channelCause } from './channel-failure.ts';
import { oneLine } from './cut-text.ts';

/** How a kind of channel is called; undefined for one that the program no longer knows. */
export type ServiceName = (service: string) => Localized | undefined;

/** Whom a message reached or did not reach, and what it was about, as one line. */
export function toldSentence(
  told: {
    readonly channel: string;
    readonly service: string;
    readonly events: readonly ChannelEvent[];
    readonly outcome: 'delivered' | FailureKind;
    readonly detail?: Detail | undefined;
  },
  language: Language,
  nameOf: ServiceName,
): string {
  const { history } = catalogue(language);
  const { service, events, outcome, detail } = told;
  const channel = oneLine(told.channel);
  const name = nameOf(service)?.[language] ?? oneLine(service);
  const what = listText(
    language,
    events.map((event) => history.events[event]),
  );
  if (outcome === 'delivered') return history.told(channel, name, what);
  const place = { id: channel, service: name, docs: '' };
  return history.notTold(channel, name, what, channelCause(outcome, place, detail, language));
}
