import { catalogue } from '../../contract/i18n/catalogue.ts';
import { dateText, listText } from '../../contract/i18n/format.ts';
import type { Language } from '../../contract/language.ts';
import { families } from '../address.ts';
import { familyOf } from '../record.ts';
import { detectionSentence } from './detection.ts';
import {
  detailIn,
  evidenceText,
  type FindProvider,
  failureSentence,
  providerNamed,
} from './outcome.ts';
import { type Block, type Cell, line, type Page, type Tone } from './page.ts';
import type { UpdateData, UpdatedRecord } from './update.ts';

const tones: Readonly<Record<UpdatedRecord['state'], Tone>> = {
  updated: 'good',
  created: 'good',
  upToDate: 'good',
  write: 'strong',
  notNeeded: 'quiet',
  waiting: 'warn',
  noAddress: 'warn',
  failed: 'bad',
  stopped: 'bad',
  locked: 'bad',
  notTried: 'bad',
};

interface Context {
  readonly data: UpdateData;
  readonly find: FindProvider;
  readonly language: Language;
}

/** What is to be said about one record beside its row; empty where the row says it all. */
function recordSentence(record: UpdatedRecord, context: Context): string {
  const { data, find, language } = context;
  const { status } = catalogue(language);
  const family = familyOf(record.type);
  const nextTry = record.nextTry === undefined ? undefined : Date.parse(record.nextTry);
  if (record.failure !== undefined) {
    const provider = providerNamed(record.provider, find, record.account);
    const { failure } = record;
    const detail = detailIn(failure);
    return failureSentence({ ...failure, detail, record, provider, nextTry }, language);
  }
  switch (record.state) {
    case 'notNeeded':
      return status.rest.notNeeded(status.family[family]);
    case 'notTried':
      return status.rest.notTried;
    case 'waiting':
      return nextTry === undefined ? '' : status.rest.waiting(dateText(language, nextTry));
    case 'stopped':
      return status.rest.stoppedRecord;
    case 'locked':
      return status.rest.locked(record.account);
    case 'noAddress': {
      if (data.offline) return '';
      if (record.rest === 'notGlobal') return status.rest.notGlobal;
      const why = detectionSentence(data.addresses[family], family, language);
      return record.address === undefined ? why : status.detection.keeps(why, record.address);
    }
    default:
      if (record.rest === 'repeatPunished' && nextTry !== undefined) {
        return status.rest.repeatPunished(dateText(language, nextTry));
      }
      return record.verification === undefined || record.evidence === 'authoritative'
        ? ''
        : status.verification[record.verification];
  }
}

function row(record: UpdatedRecord, { data, find, language }: Context): readonly Cell[] {
  const { status } = catalogue(language);
  const provider = providerNamed(record.provider, find, record.account).name[language];
  return [
    { text: record.name },
    { text: record.type },
    { text: record.address ?? status.none },
    { text: data.dryRun ? status.place(provider, record.account) : '' },
    { text: status.state[record.state], tone: tones[record.state] },
    { text: record.ok ? evidenceText(record.evidence, language) : '' },
    { text: record.reason === undefined ? '' : status.reason[record.reason], tone: 'quiet' },
  ];
}

/** Each sentence once, with the records that it is about. */
function sentences(context: Context): readonly Block[] {
  const about = new Map<string, { readonly records: string[]; readonly tone: Tone | undefined }>();
  for (const record of context.data.records) {
    const sentence = recordSentence(record, context);
    if (sentence === '') continue;
    const tone = record.ok ? undefined : tones[record.state];
    const entry = about.get(sentence) ?? { records: [], tone };
    entry.records.push(`${record.name} ${record.type}`);
    about.set(sentence, entry);
  }
  const { settings } = catalogue(context.language);
  return [...about].map(([sentence, { records, tone }]) =>
    line(settings.line(listText(context.language, records), sentence), tone),
  );
}

/** In a network that the user did not approve nothing was tried for any record. */
function isElsewhere({ addresses }: UpdateData): boolean {
  return families.some((family) => addresses[family].state === 'elsewhere');
}

function summary({ data, language }: Context): Block {
  const { status } = catalogue(language);
  const bad = data.records.filter(({ ok }) => !ok).length;
  if (data.offline) return line(status.offline, 'warn');
  if (isElsewhere(data)) return line(status.elsewhere, 'warn');
  if (data.dryRun) {
    return line(status.summaryDry(data.records.filter(({ state }) => state === 'write').length));
  }
  const count = data.records.length;
  return bad === 0
    ? line(status.summaryGood(count), 'good')
    : line(status.summaryBad(bad, count), 'bad');
}

/** What `update` shows to people: a table, what there is to say, and a last line that sums up. */
export function updatePage(data: UpdateData, find: FindProvider, language: Language): Page {
  const context = { data, find, language };
  const { head } = catalogue(language).status;
  const addresses = families.flatMap((family) => {
    const detection = data.addresses[family];
    const name = catalogue(language).status.family[family];
    return detection.state === 'known' ? [line(`${name} ${detection.address}`, 'quiet')] : [];
  });
  if (data.offline || isElsewhere(data)) return [summary(context)];
  const table: Block = {
    kind: 'table',
    head: [head.record, head.type, head.address, head.account, head.state, head.known, head.why],
    rows: data.records.map((record) => row(record, context)),
  };
  return [...addresses, table, ...sentences(context), summary(context)];
}
