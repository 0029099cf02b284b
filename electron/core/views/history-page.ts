import { catalogue } from '../../contract/i18n/catalogue.ts';
import { dateText, numberText } from '../../contract/i18n/format.ts';
import type { Language } from '../../contract/language.ts';
import { isFailureKind } from '../outcome.ts';
import { plainText } from '../plain-text.ts';
import type { CallEntryData, HistoryData, HistoryEntryData } from './history.ts';
import {
  causeSentence,
  detailIn,
  evidenceText,
  type FindProvider,
  providerNamed,
} from './outcome.ts';
import { type Block, line, type Page, type Tone } from './page.ts';
import { recordName } from './record-name.ts';
import { settingsSentence } from './settings-change.ts';
import { type ServiceName, toldSentence } from './told.ts';

/** Changes of the settings that one entry names. */
const mostChanges = 12;

export interface HistoryPageContext {
  readonly find: FindProvider;
  readonly nameOf: ServiceName;
  readonly language: Language;
}

interface Said {
  readonly text: string;
  readonly tone?: Tone | undefined;
}

const tones = { updated: 'good', created: 'good', alreadyRight: 'quiet' } as const;

function callText(call: CallEntryData, { find, language }: HistoryPageContext): Said {
  const { history } = catalogue(language);
  const { outcome, took, account, address, evidence, unconfirmed, repeats } = call;
  const provider = providerNamed(call.provider, find, account);
  const record = recordName(call);
  const again = (text: string) => (repeats === 0 ? text : history.repeats(text, repeats));
  if (isFailureKind(outcome)) {
    const failed = { kind: outcome, detail: detailIn(call), unconfirmed, record: call, provider };
    return { text: again(history.failed(record, causeSentence(failed, language))), tone: 'bad' };
  }
  const tenths = Math.round(took / 100) / 10;
  const seconds = history.seconds(numberText(language, tenths));
  const how = evidenceText(evidence ?? 'accepted', language);
  const text = history.known(
    history.call[outcome](record, address),
    how,
    provider.name[language],
    account,
    seconds,
  );
  return { text: again(text), tone: tones[outcome] };
}

function saidOf(entry: HistoryEntryData, context: HistoryPageContext): Said {
  const { language, nameOf } = context;
  const { history, status } = catalogue(language);
  switch (entry.kind) {
    case 'address': {
      const { family, before, address } = entry;
      const name = status.family[family];
      const text =
        before === undefined
          ? history.first(name, address)
          : history.changed(name, before, address);
      return { text, tone: 'strong' };
    }
    case 'call':
      return callText(entry, context);
    case 'settings':
      return { text: settingsSentence(entry, language, mostChanges) };
    case 'told': {
      const { repeats } = entry;
      const text = toldSentence({ ...entry, detail: detailIn(entry) }, language, nameOf);
      const tone = entry.ok ? 'quiet' : 'warn';
      return { text: repeats === 0 ? text : history.repeats(text, repeats), tone };
    }
  }
}

function blocksOf(
  entries: readonly HistoryEntryData[],
  context: HistoryPageContext,
): readonly Block[] {
  const { language } = context;
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'full' });
  const times = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  let last = '';
  return entries.flatMap((entry): readonly Block[] => {
    const at = Date.parse(entry.at);
    const day = days.format(at);
    const head = day === last ? [] : [line(''), line(day, 'strong')];
    last = day;
    const { text, tone } = saidOf(entry, context);
    const depth = entry.kind === 'call' || entry.kind === 'told' ? 1 : 0;
    return [...head, { kind: 'entry', time: times.format(at), depth, text: plainText(text), tone }];
  });
}

function summary(entries: readonly HistoryEntryData[], language: Language): string {
  const { history } = catalogue(language);
  const { address, call, settings, told } = history.sum;
  const of = (kind: HistoryEntryData['kind']) =>
    entries.filter((entry) => entry.kind === kind).length;
  const failed = entries.filter((entry) => entry.kind === 'call' && !entry.ok).length;
  const parts = [
    { count: of('address'), text: address },
    { count: of('call'), text: (count: number) => call(count, failed) },
    { count: of('settings'), text: settings },
    { count: of('told'), text: told },
  ];
  return parts
    .filter(({ count }) => count > 0)
    .map(({ count, text }) => text(count))
    .join(history.joint);
}

/**
 * What `history` shows to people, in local time.
 *
 * @param isOpen the span reaches to now
 */
export function historyPage(data: HistoryData, context: HistoryPageContext, isOpen: boolean): Page {
  const { language } = context;
  const { history } = catalogue(language);
  const { entries, omitted, skipped, known, folder } = data;
  const bad = skipped === 0 ? [] : [line(history.skipped(skipped), 'warn')];
  if (!known) return [line(history.noHistory(plainText(folder)), 'warn'), ...bad];
  const [since, until] = [data.since, data.until].map((at) => dateText(language, Date.parse(at)));
  const head = isOpen ? history.since(since ?? '') : history.between(since ?? '', until ?? '');
  if (entries.length === 0) return [line(head), line(history.nothing), ...bad];
  return [
    line(head),
    ...(omitted === 0 ? [] : [line(history.omitted(omitted), 'quiet')]),
    ...blocksOf(entries, context),
    line(''),
    line(summary(entries, language), 'quiet'),
    ...bad,
  ];
}
