import { catalogue } from '../../contract/i18n/catalogue.ts';
import { dateText, listText } from '../../contract/i18n/format.ts';
import type { Language } from '../../contract/language.ts';
import type { Preview, PreviewRow } from '../../contract/setup.ts';
import { type Family, parseAddress, sameAddress } from '../address.ts';
import { accountOf } from '../engine.ts';
import { failure } from '../outcome.ts';
import type { PlannedChange, Rest } from '../plan.ts';
import type { PreviewedRecord, PreviewReport } from '../preview.ts';
import type { Holding } from '../provider.ts';
import { familyOf } from '../record.ts';
import { recordState } from '../state.ts';
import { detectionData, detectionSentence, sourceName } from './detection.ts';
import { missingAddress } from './missing-address.ts';
import { type FindProvider, failureSentence, providerNamed } from './outcome.ts';
import { shownText, type TrialView, trialSentence } from './setup-trial.ts';

export interface PreviewView {
  readonly report: PreviewReport;
  readonly find: FindProvider;
  readonly language: Language;
  /** Takes every secret out of a text. */
  readonly clean: (text: string) => string;
}

interface Part extends PreviewView {
  readonly one: PreviewedRecord;
  readonly view: TrialView;
}

/** What is said of a row beside its record. */
type Fate = Pick<PreviewRow, 'next' | 'effect' | 'sentence'>;

/** Values of one record that are shown. */
const mostValues = 20;

const nothing = (sentence: string): Fate => ({ next: null, effect: 'none', sentence });

/** Why there is no address, in the words of the record that would need it. */
function missingSentence(family: Family, { report, language }: PreviewView): string {
  const { tray, status } = catalogue(language);
  const records = report.records.filter(({ record }) => familyOf(record.type) === family);
  const excused = records.every(({ record }) => missingAddress(record, report.state) === 'excused');
  if (excused && report.state.families[family].address === undefined) {
    return tray.notHere(status.family[family]);
  }
  return detectionSentence(detectionData(report.detections[family]), family, language, 'desktop');
}

function stoppedSentence({ one, report, view, language, clean }: Part): string {
  const { record } = one;
  const stop =
    report.state.accounts[record.account]?.stopped ?? recordState(report.state, record.id).stopped;
  if (stop === undefined) return '';
  const { kind, detail } = stop;
  const { provider } = view;
  return clean(
    failureSentence({ kind, detail, record, provider, stopped: true }, language, 'desktop'),
  );
}

function restFate(part: Part, rest: Rest): Fate {
  const { one, report, language } = part;
  const { tray, status } = catalogue(language);
  switch (rest.kind) {
    case 'upToDate': {
      const { evidence } = recordState(report.state, one.record.id);
      const sentence = evidence === undefined ? '' : tray.evidence[evidence];
      return { next: null, effect: 'same', sentence };
    }
    case 'waiting':
      return nothing(status.rest.waiting(dateText(language, rest.until)));
    case 'repeatPunished':
      return nothing(status.rest.repeatPunished(dateText(language, rest.until)));
    case 'stopped':
      return nothing(stoppedSentence(part));
    case 'locked':
      return nothing(status.rest.locked(one.record.account));
    case 'notGlobal':
      return nothing(status.rest.notGlobal);
    case 'noAddress':
      return nothing(missingSentence(familyOf(one.record.type), part));
  }
}

/** The address stands there alone: what may differ besides. */
function standing({ one, language }: Part, { ttl }: Holding, address: string): Fate {
  const { preview: texts } = catalogue(language).setup;
  const { proxied, ttl: wanted } = one.record;
  // A proxied record has the proxy's TTL, whatever the user set.
  if (proxied !== true && wanted !== undefined && ttl !== undefined && ttl !== wanted) {
    return { next: address, effect: 'change', sentence: texts.ttl(wanted) };
  }
  return { next: null, effect: 'same', sentence: proxied === undefined ? '' : texts.proxied };
}

function changeFate(part: Part, { address }: PlannedChange): Fate {
  const { one, report, view, language } = part;
  const { record, found } = one;
  const { preview: texts } = catalogue(language).setup;
  const may = report.capabilities(record.account);
  const next = address.text;
  if (found === undefined) {
    return { next, effect: 'write', sentence: may.reads ? texts.looksLater : texts.untold };
  }
  if ('kind' in found) {
    return { next: null, effect: 'failed', sentence: trialSentence(found, record, view) };
  }
  const { values } = found;
  if (values.length === 0) {
    if (may.creates) return { next, effect: 'create', sentence: '' };
    const missing = failure('recordNotFound', '');
    return { next: null, effect: 'failed', sentence: trialSentence(missing, record, view) };
  }
  if (values.length > 1) return { next, effect: 'change', sentence: texts.replaces(values.length) };
  const stands = values.some((value) => sameAddress(parseAddress(value), address));
  return stands ? standing(part, found, next) : { next, effect: 'change', sentence: '' };
}

function rowOf(one: PreviewedRecord, all: PreviewView): PreviewRow {
  const { record, planned, found } = one;
  const { report, find, language, clean } = all;
  const { provider: id } = accountOf(report.settings, record.account);
  const provider = providerNamed(id, find, record.account);
  const part = { ...all, one, view: { account: record.account, provider, language, clean } };
  const now =
    found === undefined || 'kind' in found
      ? null
      : found.values.slice(0, mostValues).map((value) => shownText(value, clean));
  const fate = 'address' in planned ? changeFate(part, planned) : restFate(part, planned);
  return { name: record.name, type: record.type, now, ...fate };
}

function addressOf(family: Family, view: PreviewView): Preview['addresses'][number] {
  const { tray, status } = catalogue(view.language);
  const label = status.family[family];
  const data = detectionData(view.report.detections[family]);
  if (data.state !== 'known') {
    return { label, address: null, sentence: view.clean(missingSentence(family, view)) };
  }
  const { address, by } = data;
  const sources = listText(view.language, data.sources.map(sourceName));
  const sentence = by === 'quorum' ? tray.address.quorum(sources) : tray.address[by];
  return { label, address, sentence: view.clean(sentence) };
}

/** What settings would have written, and to where. */
export function previewView(view: PreviewView): Preview {
  const { needed, records } = view.report;
  return {
    problems: [],
    addresses: needed.map((family) => addressOf(family, view)),
    rows: records.map((one) => rowOf(one, view)),
  };
}
