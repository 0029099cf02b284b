import type { SimEvent } from '../event.ts';
import type { Stage } from '../scenario.ts';
import type { Knowledge } from './knowledge.ts';

/** What a rule judges by. */
export interface Case extends Stage {
  readonly knowledge: Knowledge;
  /** The rule does not hold: why, for people. */
  breach(rule: string, what: string): void;
}

/** One promise of the domain, as something that watches a run and objects. */
export interface Rule {
  readonly name: string;
  /** Hears of an event before {@link Case.knowledge} does. */
  before?(event: SimEvent): void;
  on(event: SimEvent): void;
  /** The run is over. */
  end?(): void;
}

export type MakeRule = (of: Case) => Rule;
