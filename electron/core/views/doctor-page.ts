import type { StepState } from '../../contract/doctor.ts';
import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { Language } from '../../contract/language.ts';
import { plainText } from '../plain-text.ts';
import type { DoctorData, StepData } from './doctor.ts';
import { detailIn } from './outcome.ts';
import { type Block, line, type Page, type Tone } from './page.ts';
import { evidenceTexts, verdictBlocks } from './verdict.ts';

const tones: Readonly<Partial<Record<StepState, Tone>>> = {
  good: 'good',
  warn: 'warn',
  bad: 'bad',
  skipped: 'quiet',
  unknown: 'quiet',
};

function stepBlocks(step: StepData, language: Language): readonly Block[] {
  const { doctor } = catalogue(language);
  const { state, title, sentence, evidence, next } = step;
  const details = evidence.map((one) => detailIn(one) ?? '');
  return [
    line(doctor.line(doctor.states[state], plainText(title), plainText(sentence)), tones[state]),
    ...evidenceTexts(details, language).map((text) => line(`  ${text}`, 'quiet')),
    ...(next === undefined ? [] : [line(`  ${doctor.next(next)}`)]),
  ];
}

/** What `doctor` shows to people: the chain, and what it means. */
export function doctorPage({ steps, verdicts }: DoctorData, language: Language): Page {
  const { doctor } = catalogue(language);
  const meaning = verdictBlocks(verdicts, language, true);
  return [
    ...steps.flatMap((step) => stepBlocks(step, language)),
    ...(meaning.length === 0 ? [] : [line(''), line(doctor.verdicts), ...meaning]),
  ];
}
