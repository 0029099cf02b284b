import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { ChannelPlace } from '../../contract/i18n/en/notify.ts';
import { dateText } from '../../contract/i18n/format.ts';
import type { Language } from '../../contract/language.ts';
import type { Channel } from '../channel.ts';
import { cleanDetail, type Detail, type FailureKind } from '../outcome.ts';
import type { Actions } from './outcome.ts';

/** One message that did not get through, as far as is known, and what follows from it. */
export interface ChannelFailure {
  /** The channel's id in the settings. */
  readonly id: string;
  readonly service: Pick<Channel, 'name' | 'docs'>;
  readonly kind: FailureKind;
  readonly detail?: Detail | undefined;
  /** It may have arrived. */
  readonly unconfirmed?: boolean | undefined;
  /** Nothing more is sent there until the user acts. */
  readonly stopped: boolean;
  /** Milliseconds since 1970. */
  readonly nextTry?: number | undefined;
}

function withDetail(cause: string, detail: Detail | undefined, language: Language): string {
  const { outcomes } = catalogue(language);
  if (detail !== undefined && typeof detail !== 'string') {
    return outcomes.withNote(cause, cleanDetail(detail[language]));
  }
  const said = cleanDetail(detail ?? '');
  return said === '' ? outcomes.withoutDetail(cause) : outcomes.withDetail(cause, said);
}

/** What happened and why, as far as known, in one sentence. */
export function channelCause(
  kind: FailureKind,
  place: ChannelPlace,
  detail: Detail | undefined,
  language: Language,
): string {
  return withDetail(catalogue(language).notify.failure[kind].cause(place), detail, language);
}

/** The sentence for a channel's failure: what happened, why, what to do, what happens next. */
export function channelSentence(
  failure: ChannelFailure,
  language: Language,
  actions: Actions = 'cli',
): string {
  const { notify, outcomes } = catalogue(language);
  const { id, service, kind, detail, unconfirmed, stopped, nextTry } = failure;
  const place: ChannelPlace = { id, service: service.name[language], docs: service.docs };
  const text = notify.failure[kind];
  const cause = unconfirmed === true ? notify.unconfirmed(place) : text.cause(place);
  const parts = [withDetail(cause, detail, language), text.next(place)];
  if (stopped) parts.push(actions === 'cli' ? notify.stopped : notify.stoppedDesktop);
  else if (nextTry !== undefined) parts.push(outcomes.nextTry(dateText(language, nextTry)));
  return outcomes.sentence(parts);
}
