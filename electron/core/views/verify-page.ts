import { catalogue } from '../../contract/i18n/catalogue.ts';
import { durationText } from '../../contract/i18n/format.ts';
import type { Language } from '../../contract/language.ts';
import { familyOf } from '../record.ts';
import { detectionSentence } from './detection.ts';
import { type Block, type Cell, line, type Page, type Tone } from './page.ts';
import type { ServerData, VerifiedRecord, VerifyData } from './verify.ts';

const tones: Readonly<Record<VerifiedRecord['result'], Tone>> = {
  matches: 'good',
  proxied: 'good',
  notNeeded: 'quiet',
  differs: 'bad',
  missing: 'bad',
  alias: 'bad',
  unknown: 'warn',
  noAddress: 'warn',
};

function answerCell({ failure, alias, answer, right }: ServerData, language: Language): Cell {
  const texts = catalogue(language).status.verify;
  if (failure !== undefined) return { text: texts.failure[failure], tone: 'warn' };
  if (alias !== undefined) return { text: texts.alias(alias), tone: 'bad' };
  if (answer === undefined || answer.length === 0) return { text: texts.nothing, tone: 'bad' };
  return { text: answer.join(' '), tone: right ? 'good' : 'bad' };
}

function serverRow(server: ServerData, kind: string, language: Language): readonly Cell[] {
  const { verify } = catalogue(language).status;
  const at = server.address;
  const name = at === undefined || at === server.server ? server.server : `${server.server} ${at}`;
  return [
    { text: `  ${name}` },
    { text: kind, tone: 'quiet' },
    answerCell(server, language),
    { text: server.ttl === undefined ? '' : verify.ttl(server.ttl), tone: 'quiet' },
  ];
}

function spreadLines({ resolvers, result }: VerifiedRecord, language: Language): readonly Block[] {
  const { verify } = catalogue(language).status;
  const heard = resolvers.filter(({ failure }) => failure === undefined);
  const fresh = heard.filter(({ right }) => right);
  if (heard.length === 0 || result !== 'matches') return [];
  if (fresh.length === heard.length) return [line(verify.spreadDone)];
  const stale = heard.filter(({ right, ttl }) => !right && ttl !== undefined);
  const left = Math.max(0, ...stale.map(({ ttl }) => ttl ?? 0)) * 1000;
  return [
    line(verify.spread(fresh.length, heard.length), 'warn'),
    ...(stale.length === 0 ? [] : [line(verify.stale(durationText(language, left)), 'warn')]),
  ];
}

function recordBlocks(
  record: VerifiedRecord,
  { addresses }: VerifyData,
  language: Language,
): readonly Block[] {
  const { status, settings } = catalogue(language);
  const { verify, head } = status;
  const title = `${record.name} ${record.type}`;
  if (record.result === 'notNeeded' || record.result === 'noAddress') {
    const family = familyOf(record.type);
    const detection = addresses[family];
    const missing =
      detection?.state === 'known'
        ? status.rest.notGlobal
        : detectionSentence(detection ?? { state: 'noAnswer' }, family, language);
    const needless = record.result === 'notNeeded';
    const why = needless ? status.rest.notNeeded(status.family[family]) : missing;
    return [line(settings.line(title, why), tones[record.result])];
  }
  const wanted = verify.wanted(title, record.wanted ?? status.none);
  const zone = record.zone === undefined ? '' : verify.zone(record.zone);
  const rows = [
    ...record.servers.map((server) => serverRow(server, verify.authoritative, language)),
    ...record.resolvers.map((server) => serverRow(server, verify.public, language)),
  ];
  const table: Block = {
    kind: 'table',
    head: [`  ${head.server}`, head.state, head.answer, head.ttl],
    rows,
  };
  return [
    line(status.because(wanted, zone), 'strong'),
    ...(rows.length === 0 ? [] : [table]),
    line(verify.result[record.result], tones[record.result]),
    ...(record.splitHorizon ? [line(verify.splitHorizon, 'warn')] : []),
    ...spreadLines(record, language),
  ];
}

/** What `verify` shows to people: for each record every server's answer, and what follows from it. */
export function verifyPage(data: VerifyData, language: Language): Page {
  return data.records.flatMap((record, at) => [
    ...(at === 0 ? [] : [line('')]),
    ...recordBlocks(record, data, language),
  ]);
}
