import { catalogue } from '../../contract/i18n/catalogue.ts';
import { numberText } from '../../contract/i18n/format.ts';
import type { Language } from '../../contract/language.ts';
import type { ListResult, TestResult } from '../../contract/setup.ts';
import type { Connection } from '../connection.ts';
import type { Listing } from '../listing.ts';
import type { Failure } from '../outcome.ts';
import { plainText } from '../plain-text.ts';
import { failureSentence, type NamedProvider } from './outcome.ts';
import { recordActions } from './record-actions.ts';
import { linkOf } from './record-view.ts';

/** An account that something is tried with. */
export interface TrialView {
  readonly account: string;
  readonly provider: NamedProvider;
  readonly language: Language;
  /** Takes every secret out of a text. */
  readonly clean: (text: string) => string;
}

/** Names that are shown of one list. */
const mostShown = 1000;

/** Most characters of a text of the service's that are shown; a right name has no more. */
const longest = 253;

/** A text of the service's: without secrets first, since half of one would not be found. */
export function shownText(text: string, clean: TrialView['clean']): string {
  return plainText(clean(text), longest);
}

/** What failed with a record, or with the account as a whole, and what to do about it. */
export function trialSentence(
  { kind, detail }: Failure,
  record: { readonly name: string; readonly type: string },
  { account, provider, language, clean }: TrialView,
): string {
  const about = { ...record, account };
  // In a trial nothing was written, so nothing of it is in doubt.
  const found = { kind, detail, record: about, provider, stopped: false };
  return clean(failureSentence(found, language, 'desktop'));
}

/** What came of trying an account. */
export function testView(connection: Connection, view: TrialView): TestResult {
  const { setup, status } = catalogue(view.language);
  const texts = setup.test;
  switch (connection.kind) {
    case 'untestable':
      return { kind: 'untestable', sentence: texts.untestable };
    case 'failed':
      return failed(connection.failure, view, { name: status.accounts.anyName, type: '' });
    case 'works': {
      const { zones, records } = connection;
      if (zones === undefined) {
        const failures = records.flatMap(({ record, found }) =>
          'kind' in found ? [{ record, found }] : [],
        );
        const [first] = failures;
        // With every look in vain, nothing shows that it works.
        return first === undefined || failures.length < records.length
          ? { kind: 'works', zones: null, sentence: texts.works }
          : failed(first.found, view, first.record);
      }
      const count = zones.length;
      const sentence =
        count === 0 ? texts.noZones : texts.zones(count, numberText(view.language, count));
      const shown = zones.slice(0, mostShown).map((zone) => shownText(zone, view.clean));
      return { kind: 'works', zones: shown, sentence };
    }
  }
}

function failed(
  failure: Failure,
  view: TrialView,
  record: { readonly name: string; readonly type: string },
): TestResult {
  const trouble = { kind: 'failure', failure: failure.kind, stopped: false } as const;
  const actions = recordActions(trouble, linkOf(view.provider));
  return { kind: 'failed', sentence: trialSentence(failure, record, view), actions };
}

/** The host names of a zone. */
export function listView(listing: Listing, zone: string, view: TrialView): ListResult {
  switch (listing.kind) {
    case 'unlisted':
      return { kind: 'failed', sentence: catalogue(view.language).setup.list.unlisted };
    case 'failed':
      return {
        kind: 'failed',
        sentence: trialSentence(listing.failure, { name: zone, type: '' }, view),
      };
    case 'listed': {
      const records = listing.records
        .slice(0, mostShown)
        .map(({ name, types }) => ({ name: shownText(name, view.clean), types }));
      return { kind: 'listed', records };
    }
  }
}
