import { catalogue } from '../../contract/i18n/catalogue.ts';
import { listText } from '../../contract/i18n/format.ts';
import type { Language } from '../../contract/language.ts';
import type { TimelineView } from '../../contract/snapshot.ts';
import type { AppState } from '../state.ts';
import type { TimelineEntry } from '../timeline-entry.ts';
import { evidenceText, type FindProvider, providerNamed, recordParts } from './outcome.ts';
import { recordName } from './record-name.ts';

/** Older ones are kept, but nobody reads that far. */
const mostShown = 50;

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

function sentenceOf(entry: TimelineEntry, language: Language, find: FindProvider): string {
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
  }
}

/**
 * What happened, the newest first. `now` is in milliseconds since 1970: what a clock that was ahead
 * has put into the future is shown as of now.
 */
export function timelineViews(
  { timeline = [] }: Pick<AppState, 'timeline'>,
  language: Language,
  find: FindProvider,
  now: number,
): readonly TimelineView[] {
  return timeline
    .slice(-mostShown)
    .map((entry): TimelineView => {
      const { kind, at } = entry;
      return { at: Math.min(at, now), kind, sentence: sentenceOf(entry, language, find) };
    })
    .reverse();
}
