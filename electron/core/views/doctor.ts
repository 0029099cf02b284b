import type { StepState, StepView } from '../../contract/doctor.ts';
import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { Language } from '../../contract/language.ts';
import type { Examination } from '../doctor/examine.ts';
import type { Finding, Step, StepName } from '../doctor/step.ts';
import {
  type Actions,
  type DetailData,
  detailData,
  type FindProvider,
  failureSentence,
  providerNamed,
} from './outcome.ts';
import { evidenceTexts, type VerdictData, verdictData } from './verdict.ts';

/** One step. An entry of `steps` in the JSON of `doctor`. */
export interface StepData {
  readonly step: StepName;
  /** Which one: a family, an account, a record, a port. */
  readonly about?: string | undefined;
  readonly state: StepState;
  readonly title: string;
  readonly sentence: string;
  readonly evidence: readonly DetailData[];
  readonly next?: string | undefined;
}

/** The JSON of `doctor`. */
export interface DoctorData {
  /** Every step is good, or only to be known. */
  readonly ok: boolean;
  readonly status: 0 | 1 | 3;
  readonly offline: boolean;
  readonly steps: readonly StepData[];
  readonly verdicts: readonly VerdictData[];
}

/** In whose words, and where the user acts on them. */
export interface DoctorWords {
  readonly language: Language;
  readonly find: FindProvider;
  readonly actions: Actions;
}

function said(
  finding: Finding,
  { language, find, actions }: DoctorWords,
): { readonly sentence: string; readonly next: string } {
  if (finding.kind === 'failed') {
    const { failure, account, provider } = finding;
    const { anyName } = catalogue(language).status.accounts;
    const about = {
      ...failure,
      record: { name: anyName, type: '', account },
      provider: providerNamed(provider, find, account),
      stopped: false,
    };
    return { sentence: failureSentence(about, language, actions), next: '' };
  }
  const { say, next } = catalogue(language).doctor.findings[finding.name];
  const [a = '', b = '', c = ''] = finding.values;
  return { sentence: say(a, b, c), next };
}

function titleOf({ step, about }: Step, language: Language): string {
  const { doctor } = catalogue(language);
  return about === '' ? doctor.steps[step] : doctor.about(doctor.steps[step], about);
}

/** One step as the window shows it. */
export function stepView(step: Step, words: DoctorWords): StepView {
  const { language } = words;
  return {
    state: step.state,
    label: catalogue(language).doctor.states[step.state],
    title: titleOf(step, language),
    ...said(step.finding, words),
    evidence: evidenceTexts(step.evidence, language),
  };
}

function stepData(step: Step, words: DoctorWords): StepData {
  const { sentence, next } = said(step.finding, words);
  return {
    step: step.step,
    about: step.about === '' ? undefined : step.about,
    state: step.state,
    title: titleOf(step, words.language),
    sentence,
    evidence: step.evidence.map(detailData),
    next: next === '' ? undefined : next,
  };
}

/** What an examination came to, as JSON gives it. */
export function doctorData(
  { steps, verdicts, offline }: Examination,
  words: DoctorWords,
): DoctorData {
  const ok = steps.every(({ state }) => state !== 'warn' && state !== 'bad');
  return {
    ok: ok && !offline,
    status: offline ? 3 : ok ? 0 : 1,
    offline,
    steps: steps.map((step) => stepData(step, words)),
    verdicts: verdicts.map((verdict) => verdictData(verdict, words.language)),
  };
}
