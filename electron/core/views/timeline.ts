import { catalogue } from '../../contract/i18n/catalogue.ts';
import { listText } from '../../contract/i18n/format.ts';
import type { Language } from '../../contract/language.ts';
import type { TimelineView } from '../../contract/snapshot.ts';
import { type HistoryEvent, historyEvents, type OwnEvent } from '../history/events.ts';
import type { HistoryEntry } from '../history.ts';
import type { AppState } from '../state.ts';
import type { TimelineEntry } from '../timeline-entry.ts';
import { evidenceText, type FindProvider, providerNamed, recordParts } from './outcome.ts';
import { recordName } from './record-name.ts';
import { settingsSentence } from './settings-change.ts';
import { type ServiceName, toldSentence } from './told.ts';

/** Older ones are kept, and shown when somebody asks for them. */
const mostShown = 50;
const mostOfHistory = 500;

/** Changes of the settings that one line names. */
const mostChanges = 3;

function recordsText(
  { records, count }: Exclude<TimelineEntry, { kind: 'address' }>,
  language: Language,
): string {
  const rest = count - records.length;
  const more = rest > 0 ? [catalogue(language).toast.more(rest)] : [];
  return listText(language, [...records.map((id) => recordName(recordParts(id))), ...more]);
}

function failedSentence(
  entry: Extract<TimelineEntry, { kind: 'failed' }>,
  language: Language,
  find: FindProvider,
): string {
  const { outcomes, timeline } = catalogue(language);
  const { name, type } = recordParts(entry.records[0] ?? '');
  const provider = providerNamed(entry.provider, find, entry.account);
  const cause = outcomes.failure[entry.failure].cause({
    provider: provider.name[language],
    account: entry.account,
    record: recordName({ name, type }),
    name,
    docs: provider.docs,
  });
  return timeline.failed(recordsText(entry, language), cause);
}

/** In which words it is told. */
export interface TimelineWords {
  readonly language: Language;
  readonly find: FindProvider;
  readonly nameOf: ServiceName;
}

function sentenceOf(entry: HistoryEvent, { language, find, nameOf }: TimelineWords): string {
  const { timeline, status } = catalogue(language);
  switch (entry.kind) {
    case 'address': {
      const { address, before } = entry;
      const family = status.family[address.family];
      return before === undefined
        ? timeline.address(family, address.text)
        : timeline.changed(family, before.text, address.text);
    }
    case 'written': {
      const how = evidenceText(entry.evidence, language);
      const records = recordsText(entry, language);
      return timeline.written[entry.how](records, entry.count, entry.address.text, how);
    }
    case 'failed':
      return failedSentence(entry, language, find);
    case 'recovered':
      return timeline.recovered(recordsText(entry, language), entry.count);
    case 'settings':
      return settingsSentence(entry, language, mostChanges);
    case 'told':
      return toldSentence(entry, language, nameOf);
  }
}

/** The newest first. */
function viewsOf(
  events: readonly HistoryEvent[],
  words: TimelineWords,
  now: number,
): readonly TimelineView[] {
  return events
    .map((entry): TimelineView => {
      const { kind, at } = entry;
      return { at: Math.min(at, now), kind, sentence: sentenceOf(entry, words) };
    })
    .reverse();
}

/** What the history alone knows of, lately. */
function isOwn(entry: HistoryEntry): entry is OwnEvent {
  return entry.kind === 'settings' || entry.kind === 'told';
}

/**
 * What happened of late, the newest first. `now` is in milliseconds since 1970: what a clock that was
 * ahead has put into the future is shown as of now.
 */
export function timelineViews(
  { timeline = [] }: Pick<AppState, 'timeline'>,
  recent: readonly HistoryEntry[],
  words: TimelineWords,
  now: number,
): readonly TimelineView[] {
  const own = recent.filter(isOwn);
  const events: readonly HistoryEvent[] =
    own.length === 0 ? timeline : [...timeline, ...own].toSorted((a, b) => a.at - b.at);
  return viewsOf(events.slice(-mostShown), words, now);
}

/** What happened as far as the history reaches back, and what the timeline has from before that. */
export function historyViews(
  { timeline = [] }: Pick<AppState, 'timeline'>,
  entries: readonly HistoryEntry[],
  words: TimelineWords,
  now: number,
): readonly TimelineView[] {
  const begin = entries[0]?.at ?? Number.POSITIVE_INFINITY;
  const before = timeline.filter(({ at }) => at < begin);
  return viewsOf([...before, ...historyEvents(entries)].slice(-mostOfHistory), words, now);
}
