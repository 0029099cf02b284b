import { catalogue } from '../../contract/i18n/catalogue.ts';
import { dateText, relativeText } from '../../contract/i18n/format.ts';
import type { Language } from '../../contract/language.ts';
import { type Family, families } from '../address.ts';
import { detectionSentence } from './detection.ts';
import {
  detailIn,
  evidenceText,
  type FindProvider,
  failureSentence,
  providerNamed,
} from './outcome.ts';
import { type Block, type Cell, line, type Page, type Tone } from './page.ts';
import type { StatusData, StatusRecord } from './status.ts';
import { isShown, verdictBlocks } from './verdict.ts';

const tones: Readonly<Record<StatusRecord['state'], Tone>> = {
  upToDate: 'good',
  outdated: 'warn',
  failed: 'bad',
  stopped: 'bad',
  underWay: 'warn',
  unknown: 'warn',
};

/** A check that is later than this by its own plan is not coming, in milliseconds. */
const overdueAfter = 90_000;

interface Context {
  readonly data: StatusData;
  readonly find: FindProvider;
  readonly language: Language;
  readonly now: number;
}

function whenText(time: string | undefined, { language, now }: Context): string {
  return time === undefined ? '' : relativeText(language, Date.parse(time), now);
}

function whySentence(record: StatusRecord, { find, language }: Context): string {
  const { status } = catalogue(language);
  if (record.failure !== undefined) {
    const provider = providerNamed(record.provider ?? '', find, record.account);
    const nextTry = record.nextTry === undefined ? undefined : Date.parse(record.nextTry);
    const { failure } = record;
    const detail = detailIn(failure);
    return failureSentence({ ...failure, detail, record, provider, nextTry }, language);
  }
  switch (record.state) {
    case 'underWay':
      return status.rest.underWay;
    case 'unknown':
      return status.rest.nothing;
    case 'outdated':
      return status.rest.outdated(record.wanted ?? status.none);
    default:
      return record.verification === undefined || record.evidence === 'authoritative'
        ? ''
        : status.verification[record.verification];
  }
}

function row(record: StatusRecord, context: Context): readonly Cell[] {
  const { language } = context;
  const { status } = catalogue(language);
  return [
    { text: record.name },
    { text: record.type },
    { text: record.address ?? status.none },
    { text: status.state[record.state], tone: tones[record.state] },
    { text: evidenceText(record.evidence, language) },
    { text: whenText(record.lastChange, context) },
    { text: whenText(record.lastCheck, context) },
    { text: whenText(record.nextTry, context) },
  ];
}

function familyLines(family: Family, { data, language }: Context): readonly Block[] {
  const { status } = catalogue(language);
  const { address, since, last } = data.addresses[family];
  if (address === undefined && last === undefined) return [];
  const name = status.family[family];
  const text =
    address === undefined || since === undefined
      ? status.addressUnknown(name)
      : status.address(name, address, dateText(language, Date.parse(since)));
  const isSaid = (data.verdicts ?? []).some(({ kind }) => kind === last?.state && isShown(kind));
  const why = last === undefined || isSaid ? '' : detectionSentence(last, family, language);
  return [line(text), ...(why === '' ? [] : [line(why, 'warn')])];
}

function checkLines(context: Context): readonly Block[] {
  const { data, language, now } = context;
  const { status } = catalogue(language);
  const { lastCheck, nextCheck, offlineSince, pausedSince, pausedUntil } = data;
  const exact = (time: string) => dateText(language, Date.parse(time));
  const blocks: Block[] = [];
  blocks.push(
    line(
      lastCheck === undefined
        ? status.neverChecked
        : status.lastCheck(exact(lastCheck), whenText(lastCheck, context)),
    ),
  );
  if (offlineSince !== undefined)
    blocks.push(line(status.offlineSince(exact(offlineSince)), 'warn'));
  const isOver = pausedUntil !== undefined && Date.parse(pausedUntil) <= now;
  if (pausedSince !== undefined && !isOver) {
    const until = pausedUntil === undefined ? undefined : exact(pausedUntil);
    return [...blocks, line(status.pausedSince(exact(pausedSince), until), 'warn')];
  }
  if (nextCheck === undefined) return blocks;
  const overdue = Date.parse(nextCheck) + overdueAfter < now;
  const next = overdue
    ? line(status.overdue(exact(nextCheck)), 'warn')
    : line(status.nextCheck(exact(nextCheck), whenText(nextCheck, context)));
  return [...blocks, next];
}

/** What `status` shows to people. `now` is in milliseconds since 1970. */
export function statusPage(
  data: StatusData,
  find: FindProvider,
  language: Language,
  now: number,
): Page {
  const context = { data, find, language, now };
  const { status, settings } = catalogue(language);
  if (!data.known) return [line(status.noState(data.folder), 'warn')];
  const { head } = status;
  const table: Block = {
    kind: 'table',
    head: [
      head.record,
      head.type,
      head.address,
      head.state,
      head.known,
      head.changed,
      head.checked,
      head.next,
    ],
    rows: data.records.map((record) => row(record, context)),
  };
  const reasons = data.records.flatMap((record) => {
    const why = whySentence(record, context);
    const tone = record.ok ? undefined : tones[record.state];
    return why === '' ? [] : [line(settings.line(`${record.name} ${record.type}`, why), tone)];
  });
  return [
    ...(data.records.length === 0 ? [line(status.noRecords)] : [table]),
    ...reasons,
    ...families.flatMap((family) => familyLines(family, context)),
    ...verdictBlocks(data.verdicts ?? [], language),
    ...checkLines(context),
  ];
}
