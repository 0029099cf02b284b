import type { VerdictView } from '../../contract/doctor.ts';
import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { Language } from '../../contract/language.ts';
import type { Family } from '../address.ts';
import { cleanDetail, type Detail, detailText } from '../outcome.ts';
import type { Verdict, VerdictKind } from '../verdict.ts';
import { type DetailData, detailData, detailIn } from './outcome.ts';
import { type Block, line } from './page.ts';

/** One verdict. An entry of `verdicts` in the JSON of `status` and `doctor`. */
export interface VerdictData {
  readonly kind: VerdictKind;
  readonly family?: Family | undefined;
  readonly evidence: readonly DetailData[];
  readonly title: string;
  /** What it means for reaching this computer. */
  readonly meaning: string;
  readonly next: string;
}

/** Those that are how things are, and no trouble. */
const harmless: ReadonlySet<VerdictKind> = new Set(['ipv6Only', 'noIpv6', 'offline', 'elsewhere']);

/** Said beside the addresses already, with what to do next. */
const saidElsewhere: ReadonlySet<VerdictKind> = new Set(['offline', 'disagree']);

/** Those that may concern one family and not the other. */
const ofEither: ReadonlySet<VerdictKind> = new Set(['tunnel', 'disagree']);

function titleOf(kind: VerdictKind, family: Family | undefined, language: Language): string {
  const { verdicts, status } = catalogue(language);
  const { title } = verdicts.kinds[kind];
  return family !== undefined && ofEither.has(kind)
    ? verdicts.about(title, status.family[family])
    : title;
}

/** A verdict as JSON gives it. */
export function verdictData({ kind, family, evidence }: Verdict, language: Language): VerdictData {
  const { meaning, next } = catalogue(language).verdicts.kinds[kind];
  return {
    kind,
    family,
    evidence: evidence.map(detailData),
    title: titleOf(kind, family, language),
    meaning,
    next,
  };
}

/** Evidence on one line of its own; empty where there is none. */
export function evidenceTexts(evidence: readonly Detail[], language: Language): readonly string[] {
  const { seen } = catalogue(language).verdicts;
  return evidence.map((detail) => seen(cleanDetail(detailText(detail, language))));
}

function isHarmless(kind: VerdictKind): boolean {
  return harmless.has(kind);
}

/** False for those that the addresses say in other words. */
export function isShown(kind: VerdictKind): boolean {
  return !saidElsewhere.has(kind);
}

/** What the command line shows of the verdicts. `all`: also those that `status` says in other words. */
export function verdictBlocks(
  verdicts: readonly VerdictData[],
  language: Language,
  all = false,
): readonly Block[] {
  const { doctor } = catalogue(language);
  return verdicts
    .filter(({ kind }) => all || isShown(kind))
    .flatMap(({ kind, title, meaning, next, evidence }) => [
      line(title, isHarmless(kind) ? 'strong' : 'warn'),
      line(`  ${meaning}`),
      ...evidenceTexts(
        evidence.map((one) => detailIn(one) ?? ''),
        language,
      ).map((each) => line(`  ${each}`, 'quiet')),
      line(`  ${doctor.next(next)}`),
    ]);
}

/** What the window shows of the verdicts: the headline and the addresses have said the others. */
export function verdictViews(
  verdicts: readonly Verdict[],
  language: Language,
): readonly VerdictView[] {
  const { verdicts: texts } = catalogue(language);
  return verdicts
    .filter(({ kind }) => isShown(kind))
    .map(({ kind, family, evidence }) => {
      const { meaning, next } = texts.kinds[kind];
      return {
        kind: isHarmless(kind) ? 'note' : 'caution',
        title: titleOf(kind, family, language),
        text: texts.text(meaning, next),
        evidence: evidenceTexts(evidence, language),
      };
    });
}
