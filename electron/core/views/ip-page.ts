import { catalogue } from '../../contract/i18n/catalogue.ts';
import { listText } from '../../contract/i18n/format.ts';
import type { Language } from '../../contract/language.ts';
import { families } from '../address.ts';
import { cleanDetail, detailText } from '../outcome.ts';
import { detectionSentence } from './detection.ts';
import type { IpData, SourceData } from './ip.ts';
import { detailIn } from './outcome.ts';
import { type Block, type Cell, line, type Page } from './page.ts';

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

function answerLines(data: IpData, language: Language): Page {
  const { status } = catalogue(language);
  return families.flatMap((family): readonly Block[] => {
    const detection = data.addresses[family];
    if (detection === undefined) return [];
    if (detection.state !== 'known') {
      return [line(detectionSentence(detection, family, language), 'warn')];
    }
    const { address, by, sources } = detection;
    const known = by === 'quorum' ? status.by.quorum(listText(language, sources)) : status.by[by];
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
