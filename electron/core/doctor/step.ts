import type { StepState } from '../../contract/doctor.ts';
import type { Messages } from '../../contract/i18n/en.ts';
import type { Detail, Failure } from '../outcome.ts';

/** The links of the chain, in order. */
export const stepNames = [
  'link',
  'gateway',
  'address',
  'clock',
  'dns',
  'account',
  'record',
  'reach',
] as const;
export type StepName = (typeof stepNames)[number];

/** A sentence of the catalogues, and what stands in its gaps. */
export type FindingName = keyof Messages['doctor']['findings'];

/** What one step found: a sentence of ours, or a DNS service's failure. */
export type Finding =
  | { readonly kind: 'said'; readonly name: FindingName; readonly values: readonly string[] }
  | {
      readonly kind: 'failed';
      readonly failure: Failure;
      readonly account: string;
      readonly provider: string;
    };

/** One step of an examination. */
export interface Step {
  readonly step: StepName;
  /** Which one: a family, an account, a record, a port; empty where there is only one. */
  readonly about: string;
  readonly state: StepState;
  readonly finding: Finding;
  /** What was seen, without a final full stop. */
  readonly evidence: readonly Detail[];
}

export interface StepMore {
  readonly about?: string | undefined;
  readonly values?: readonly string[] | undefined;
  readonly evidence?: readonly Detail[] | undefined;
}

/** Makes a step that says a sentence of the catalogues. */
export function step(
  of: StepName,
  state: StepState,
  name: FindingName,
  { about = '', values = [], evidence = [] }: StepMore = {},
): Step {
  return { step: of, about, state, finding: { kind: 'said', name, values }, evidence };
}
