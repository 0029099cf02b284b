import { minute } from './duration.ts';
import type { Engine, EnginePorts } from './engine.ts';
import { Keeper } from './keeper.ts';
import { reconcile } from './reconcile.ts';
import { type CheckOptions, type RoundReport, runRound, type Trigger, tell } from './round.ts';
import { isDue } from './schedule.ts';
import type { Settings } from './settings.ts';
import { type AppState, emptyState, recordState } from './state.ts';
import { verifyDue } from './verification.ts';

/** No timer sleeps longer, so that a computer that slept notices soon after waking. */
const longestSleep = minute;

/**
 * Keeps the records right: triggers in, checks one at a time, the state out. Checks asked for while
 * one runs become a single further one.
 */
export class Updater {
  readonly #ports: EnginePorts;
  readonly #keeper: Keeper;
  readonly #ending = new AbortController();
  #settings: Settings;
  #running: Promise<RoundReport> | undefined;
  #queued: { readonly report: Promise<RoundReport>; options: CheckOptions } | undefined;
  #wake = new AbortController();

  private constructor(ports: EnginePorts, settings: Settings, state: AppState) {
    this.#ports = ports;
    this.#settings = settings;
    this.#keeper = new Keeper(state, ports.store, ports.log);
  }

  /** Reads the state and fits it to the settings. Rejects where the store cannot be read. */
  static async open(ports: EnginePorts, settings: Settings): Promise<Updater> {
    const state = (await ports.store.load()) ?? emptyState;
    return new Updater(ports, settings, reconcile(state, settings));
  }

  get state(): AppState {
    return this.#keeper.state;
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Resolves with true when the state is on disk: worth asking before the first call to anybody. */
  save(): Promise<boolean> {
    return this.#keeper.save();
  }

  /** Watches until {@link stop}: checks at once, then whenever something is due. */
  async run(): Promise<void> {
    const { signal } = this.#ending;
    try {
      await this.check('start');
      while (!signal.aborted) {
        await this.#sleep();
        if (!signal.aborted) await this.#dueWork();
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** Ends what is under way; {@link run} then resolves. */
  stop(): void {
    this.#ending.abort(new Error('the program ends'));
    this.#wake.abort();
  }

  /** Takes new settings when the present check is over, and checks with them. */
  async replaceSettings(settings: Settings): Promise<RoundReport> {
    await this.#running?.catch(() => undefined);
    this.#settings = settings;
    this.#keeper.update((state) => reconcile(state, settings));
    return this.check('settings');
  }

  /** Runs one check; while another runs, joins the one that follows it. */
  check(trigger: Trigger, options: CheckOptions = {}): Promise<RoundReport> {
    if (this.#running === undefined) return this.#begin(trigger, options);
    if (this.#queued !== undefined) {
      this.#queued.options = merged(this.#queued.options, options);
      return this.#queued.report;
    }
    const report = this.#running
      .catch(() => undefined)
      .then(() => {
        const wish = this.#queued?.options ?? options;
        this.#queued = undefined;
        return this.#begin(trigger, wish);
      });
    this.#queued = { report, options };
    return report;
  }

  #begin(trigger: Trigger, options: CheckOptions): Promise<RoundReport> {
    const round = runRound(this.#engine(), trigger, options).finally(() => {
      this.#running = undefined;
      this.#wake.abort();
    });
    this.#running = round;
    return round;
  }

  #engine(): Engine {
    const { signal } = this.#ending;
    return { ports: this.#ports, settings: this.#settings, keeper: this.#keeper, signal };
  }

  async #sleep(): Promise<void> {
    this.#wake = new AbortController();
    const wait = Math.min(Math.max(this.#nextDue() - this.#ports.clock.now(), 0), longestSleep);
    await this.#ports.clock.sleep(wait, this.#wake.signal).catch(() => undefined);
  }

  /** The earliest thing to do, in milliseconds since 1970. */
  #nextDue(): number {
    const { state } = this;
    const check = state.nextCheck ?? 0;
    if (state.offlineSince !== undefined) return check;
    const verifications = this.#settings.records.map(
      ({ id }) => recordState(state, id).verification?.next ?? Number.POSITIVE_INFINITY,
    );
    return Math.min(check, ...this.#retries(), ...verifications);
  }

  /**
   * When each record that failed may be tried again. A time that a check has seen pass waits for
   * the next regular one: its record could not be tried, and would not be at once.
   */
  #retries(): readonly number[] {
    const { state } = this;
    return this.#settings.records.map(({ id, account }) => {
      const { nextTry } = recordState(state, id);
      if (nextTry === undefined) return Number.POSITIVE_INFINITY;
      const time = Math.max(nextTry, state.accounts[account]?.nextTry ?? 0);
      return time > (state.lastCheck ?? 0) ? time : Number.POSITIVE_INFINITY;
    });
  }

  async #dueWork(): Promise<void> {
    const now = this.#ports.clock.now();
    const before = this.state;
    if (isDue(before.nextCheck, now, this.#settings.interval * 2)) {
      await this.check('timer');
    } else if (before.offlineSince === undefined) {
      if (this.#retries().some((time) => time <= now)) await this.check('retry');
      else {
        await verifyDue(this.#engine());
        if (this.state !== before) await tell(this.#engine(), before);
      }
    }
  }
}

/** Both wishes at once: force wins, and fewer records only where both name some. */
function merged(one: CheckOptions, other: CheckOptions): CheckOptions {
  return {
    force: one.force === true || other.force === true,
    dryRun: one.dryRun === true && other.dryRun === true,
    only:
      one.only === undefined || other.only === undefined
        ? undefined
        : new Set([...one.only, ...other.only]),
  };
}
