import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { FailurePlace, FailureText } from '../../contract/i18n/en/outcomes.ts';
import { dateText } from '../../contract/i18n/format.ts';
import type { Language, Localized } from '../../contract/language.ts';
import { cleanDetail, type Detail, type Evidence, type FailureKind } from '../outcome.ts';
import type { Provider } from '../provider.ts';
import type { RecordId } from '../record.ts';

/** A provider as sentences name it; one that the program no longer knows is named by its id. */
export interface NamedProvider extends Pick<Provider, 'id' | 'name'> {
  /** The page where credentials and records are managed; none for a server of the user's own. */
  readonly docs?: string | undefined;
}

/** Finds a provider by its id; for an account that uses one of its presets, that host. */
export type FindProvider = (id: string, account?: string) => NamedProvider | undefined;

/** Where the user acts on a sentence: next steps name commands, or what the window and the tray have. */
export type Actions = 'cli' | 'desktop';

/** One failed write, and what follows from it. */
export interface FailureCase {
  readonly kind: FailureKind;
  readonly detail?: Detail | undefined;
  readonly unconfirmed?: boolean | undefined;
  readonly record: { readonly name: string; readonly type: string; readonly account: string };
  readonly provider: NamedProvider;
  /** Nothing goes on until the user acts. */
  readonly stopped: boolean;
  /** Milliseconds since 1970. */
  readonly nextTry?: number | undefined;
}

function placeOf(
  { provider, record }: Pick<FailureCase, 'provider' | 'record'>,
  language: Language,
): FailurePlace {
  return {
    provider: provider.name[language],
    account: record.account,
    record: `${record.name} ${record.type}`.trim(),
    name: record.name,
    docs: provider.docs,
  };
}

function causeOf(
  failure: Pick<FailureCase, 'kind' | 'unconfirmed'>,
  place: FailurePlace,
  language: Language,
): string {
  const { outcomes } = catalogue(language);
  if (failure.unconfirmed !== true) return outcomes.failure[failure.kind].cause(place);
  const { network, server, other } = outcomes.unconfirmed;
  if (failure.kind === 'network' || failure.kind === 'offline') return network(place);
  return failure.kind === 'server' ? server(place) : other(place);
}

/** The cause with what is known of it: a provider's words are quoted, ours go on with the sentence. */
function withDetail(cause: string, detail: Detail | undefined, language: Language): string {
  const { outcomes } = catalogue(language);
  if (detail !== undefined && typeof detail !== 'string') {
    return outcomes.withNote(cause, cleanDetail(detail[language]));
  }
  const said = cleanDetail(detail ?? '');
  return said === '' ? outcomes.withoutDetail(cause) : outcomes.withDetail(cause, said);
}

/** What happened and why, as far as known, in one sentence. */
export function causeSentence(
  failure: Omit<FailureCase, 'stopped' | 'nextTry'>,
  language: Language,
): string {
  return withDetail(
    causeOf(failure, placeOf(failure, language), language),
    failure.detail,
    language,
  );
}

function nextStep(kind: FailureKind, place: FailurePlace, language: Language, actions: Actions) {
  const { outcomes, tray } = catalogue(language);
  const own: Partial<Record<FailureKind, FailureText['next']>> = tray.steps.failure;
  const step = actions === 'desktop' ? own[kind] : undefined;
  return (step ?? outcomes.failure[kind].next)(place);
}

/** The sentence for a failure: what happened, what the provider said, what to do, what happens next. */
export function failureSentence(
  failure: FailureCase,
  language: Language,
  actions: Actions = 'cli',
): string {
  const { outcomes, tray } = catalogue(language);
  const { stopped, nextTry } = failure;
  const place = placeOf(failure, language);
  const parts = [
    causeSentence(failure, language),
    nextStep(failure.kind, place, language, actions),
  ];
  if (stopped) parts.push(actions === 'cli' ? outcomes.stopped : tray.steps.stopped);
  else if (nextTry !== undefined) parts.push(outcomes.nextTry(dateText(language, nextTry)));
  return outcomes.sentence(parts);
}

/** A detail in JSON. */
export interface DetailData {
  /** The provider's words, or ours in English. */
  readonly detail?: string | undefined;
  /** The same in every language, where the words are ours. */
  readonly localized?: Localized | undefined;
}

/** A detail as JSON gives it; no detail is an empty object. */
export function detailData(detail: Detail | undefined): DetailData {
  if (detail === undefined) return {};
  return typeof detail === 'string' ? { detail } : { detail: detail.en, localized: detail };
}

/** What {@link detailData} was made of. */
export function detailIn({ detail, localized }: DetailData): Detail | undefined {
  return localized ?? detail;
}

/** How a record is known to be right, in words; empty where it is not. */
export function evidenceText(evidence: Evidence | undefined, language: Language): string {
  return evidence === undefined ? '' : catalogue(language).outcomes.evidence[evidence];
}

/** The parts of a record's id: neither an account nor a name holds a slash. */
export function recordParts(id: RecordId): {
  readonly account: string;
  readonly name: string;
  readonly type: string;
} {
  const [account = '', name = '', type = ''] = id.split('/');
  return { account, name, type };
}

/** Looks the provider of an account up, and makes do with its id. */
export function providerNamed(id: string, find: FindProvider, account?: string): NamedProvider {
  return find(id, account) ?? { id, name: { en: id, 'zh-CN': id } };
}

/** An instant as JSON gives it: ISO 8601 in UTC; undefined stays undefined. */
export function isoTime(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}
