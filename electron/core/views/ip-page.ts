import { catalogue } from '../../contract/i18n/catalogue.ts';
import { listText } from '../../contract/i18n/format.ts';
import type { Language } from '../../contract/language.ts';
import { type Family, families } from '../address.ts';
import { cleanDetail, detailText } from '../outcome.ts';
import { type DetectionData, detectionSentence } from './detection.ts';
import type { IpData, SourceData } from './ip.ts';
import { detailIn } from './outcome.ts';
import { type Block, type Cell, line, type Page } from './page.ts';

/** More sources than these are counted; the table above names them. */
const mostNames = 5;

const agreementTones = { majority: 'good', minority: 'bad', alone: 'warn' } as const;

function row(source: SourceData, language: Language): readonly Cell[] {
  const { status } = catalogue(language);
  const { failure, agreement, address } = source;
  const why =
    failure === undefined
      ? ''
      : status.because(
          status.source[failure.kind],
          cleanDetail(detailText(detailIn(failure) ?? '', language)),
        );
  return [
    { text: status.family[source.family] },
    { text: source.source },
    { text: source.operator, tone: 'quiet' },
    { text: address ?? why, tone: failure === undefined ? undefined : 'quiet' },
    { text: `${Math.round(source.latency)} ms`, tone: 'quiet' },
    agreement === undefined
      ? { text: '' }
      : { text: status.agreement[agreement], tone: agreementTones[agreement] },
  ];
}

/** Whoever has asked all sources already is not sent to do so. */
function whyNot(
  detection: DetectionData,
  { sources }: IpData,
  family: Family,
  language: Language,
): string {
  const { status } = catalogue(language);
  const { state } = detection;
  const isBelow = sources !== undefined && (state === 'noAnswer' || state === 'disagree');
  return isBelow
    ? status.detection.asked[state](status.family[family])
    : detectionSentence(detection, family, language);
}

function answerLines(data: IpData, language: Language): Page {
  const { status } = catalogue(language);
  return families.flatMap((family): readonly Block[] => {
    const detection = data.addresses[family];
    if (detection === undefined) return [];
    if (detection.state !== 'known') {
      return [line(whyNot(detection, data, family, language), 'warn')];
    }
    const { address, by, sources } = detection;
    const confirmed =
      sources.length > mostNames
        ? status.by.many(sources.length)
        : status.by.quorum(listText(language, sources));
    const known = by === 'quorum' ? confirmed : status.by[by];
    return [line(status.because(address, known), 'good')];
  });
}

/** What `ip` shows to people: each confirmed address and who says so; with `--all` every source. */
export function ipPage(data: IpData, language: Language): Page {
  const { head } = catalogue(language).status;
  const answers = answerLines(data, language);
  if (data.sources === undefined) return answers;
  const table: Block = {
    kind: 'table',
    head: [head.family, head.source, head.operator, head.answer, head.time, head.agreement],
    rows: data.sources.map((source) => row(source, language)),
  };
  return [table, ...answers];
}
