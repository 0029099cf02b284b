import { mergedOnly, mergedOptions } from './check-options.ts';
import type { Activity } from './engine.ts';
import type { RecordId } from './record.ts';
import type { CheckOptions, RoundReport, Trigger } from './round.ts';

/** What there is to do, and who is told of it. */
export interface Jobs {
  readonly check: (trigger: Trigger, options: CheckOptions) => Promise<RoundReport>;
  /** Asks the name servers for these records; undefined is all of them. */
  readonly verify: (only: ReadonlySet<RecordId> | undefined) => Promise<void>;
  /** Told what the user should see under way, and with undefined when it is over. */
  readonly show: (activity: Activity | undefined) => void;
  /** Told after each piece of work. */
  readonly over: () => void;
}

/** Lets one piece of work run at a time. Wishes of a kind that wait for their turn become one. */
export class WorkQueue {
  readonly #jobs: Jobs;
  #running: Promise<unknown> | undefined;
  #queued: { readonly report: Promise<RoundReport>; options: CheckOptions } | undefined;
  /** A wish to ask the name servers that waits for its turn; undefined `only` is all of them. */
  #asked: { only: ReadonlySet<RecordId> | undefined; done: Promise<void> } | undefined;

  constructor(jobs: Jobs) {
    this.#jobs = jobs;
  }

  /** The one piece of work under way. */
  get running(): Promise<unknown> | undefined {
    return this.#running;
  }

  /** What runs or is the next to run. */
  get busy(): Promise<unknown> | undefined {
    return this.#queued?.report ?? this.#running;
  }

  /** Checks now; while something runs, joins the check that follows it. */
  check(trigger: Trigger, options: CheckOptions): Promise<RoundReport> {
    if (this.#queued !== undefined) {
      this.#queued.options = mergedOptions(this.#queued.options, options);
      return this.#queued.report;
    }
    if (this.#running === undefined) return this.#begin(trigger, options);
    const report = settled(this.#running).then(() => {
      const wish = this.#queued?.options ?? options;
      this.#queued = undefined;
      return this.#begin(trigger, wish);
    });
    report.catch(() => undefined);
    this.#queued = { report, options };
    return report;
  }

  /** Asks the name servers once nothing runs or waits; until then more records may be added. */
  verify(only: ReadonlySet<RecordId> | undefined): Promise<void> {
    if (this.#asked !== undefined) {
      this.#asked.only = mergedOnly(this.#asked.only, only);
      return this.#asked.done;
    }
    const asked = { only, done: Promise.resolve() };
    this.#asked = asked;
    asked.done = this.#verifyInTurn(asked);
    asked.done.catch(() => undefined);
    return asked.done;
  }

  /** Keeps other work from beginning until this, begun while nothing ran, is over. */
  occupy<Result>(work: Promise<Result>): Promise<Result> {
    const whole = work.finally(() => {
      this.#running = undefined;
      this.#jobs.over();
    });
    this.#running = whole;
    // Whoever asked may not listen any more when the program ends.
    whole.catch(() => undefined);
    return whole;
  }

  /** Begins this once nothing runs or waits, and keeps other work from beginning until it is over. */
  async between<Result>(work: () => Promise<Result>): Promise<Result> {
    while (this.busy !== undefined) await settled(this.busy);
    return this.occupy(work());
  }

  async #verifyInTurn(asked: { readonly only: ReadonlySet<RecordId> | undefined }): Promise<void> {
    while (this.busy !== undefined) await settled(this.busy);
    this.#asked = undefined;
    await this.#perform('user', this.#jobs.verify(asked.only));
  }

  #begin(trigger: Trigger, options: CheckOptions): Promise<RoundReport> {
    return this.#perform(trigger, this.#jobs.check(trigger, options));
  }

  /** Occupies, and shows that this work is under way. */
  #perform<Result>(trigger: Trigger, work: Promise<Result>): Promise<Result> {
    const { show } = this.#jobs;
    const whole = this.occupy(work.finally(() => show(undefined)));
    show({ trigger });
    return whole;
  }
}

/** Resolves when it ends, in whatever way. */
export async function settled(work: Promise<unknown>): Promise<void> {
  await work.catch(() => undefined);
}
