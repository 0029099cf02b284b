/** How one step of an examination came out. */
export const stepStates = ['good', 'info', 'warn', 'bad', 'skipped', 'unknown'] as const;
export type StepState = (typeof stepStates)[number];

/** One step of the examination of the connection, in the words of one language. */
export interface StepView {
  readonly state: StepState;
  /** The state in a word. */
  readonly label: string;
  readonly title: string;
  readonly sentence: string;
  /** What was seen: one sentence each. */
  readonly evidence: readonly string[];
  /** What to do; empty where nothing is to be done. */
  readonly next: string;
}

/** Something that stands between this computer and the Internet. */
export interface VerdictView {
  readonly kind: 'note' | 'caution';
  readonly title: string;
  /** What it means, and what to do. */
  readonly text: string;
  readonly evidence: readonly string[];
}
