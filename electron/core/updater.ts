import { announce } from './announce.ts';
import { isCutOff, nextDue, nextRetry } from './due.ts';
import { minute } from './duration.ts';
import type { Engine, EnginePorts } from './engine.ts';
import { Keeper } from './keeper.ts';
import type { Told } from './notify/attempt.ts';
import { Courier } from './notify/courier.ts';
import { resumed, withChannel } from './notify/queue.ts';
import { isPaused, withoutPause, withPause, withPresentPause } from './pause.ts';
import { reconcile } from './reconcile.ts';
import type { RecordId } from './record.ts';
import { type CheckOptions, type RoundReport, runRound, type Trigger, tell } from './round.ts';
import { isDue } from './schedule.ts';
import type { Settings } from './settings.ts';
import { type AppState, emptyState } from './state.ts';
import { verifyDue, verifyNow } from './verification.ts';
import { settled, WorkQueue } from './work-queue.ts';

/** No timer sleeps longer, so that a computer that slept notices soon after waking. */
const longestSleep = minute;

/** Why a sleep ends early. Made once: without a reason each abort makes an error with its stack. */
const woken = new Error('there may be something to do');

/**
 * Keeps the records right: triggers in, checks one at a time, the state out. Checks asked for while
 * one runs become a single further one.
 */
export class Updater {
  readonly #ports: EnginePorts;
  readonly #keeper: Keeper;
  readonly #ending = new AbortController();
  readonly #queue: WorkQueue;
  readonly #courier: Courier;
  #settings: Settings;
  #wake = new AbortController();

  private constructor(ports: EnginePorts, settings: Settings, state: AppState) {
    this.#ports = ports;
    this.#settings = settings;
    this.#keeper = new Keeper(state, ports.store, ports.log);
    this.#courier = new Courier(() => this.#engine());
    this.#queue = new WorkQueue({
      check: (trigger, options) => this.#check(trigger, options),
      verify: (only) => this.#verify((engine) => verifyNow(engine, only)),
      show: (activity) => announce(ports.log, () => ports.onActivity?.(activity)),
      over: () => this.#wake.abort(woken),
    });
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

  /** Watches until {@link stop}: checks at once unless paused, then whenever something is due. */
  async run(): Promise<void> {
    const { signal } = this.#ending;
    this.#courier.start();
    try {
      if (!this.#isPaused()) await this.check('start');
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
    this.#wake.abort(woken);
    this.#courier.wake();
  }

  /**
   * Tells the channels what waits for them, each once, for so many milliseconds at most: for who
   * checks once and does not {@link run}.
   */
  deliver(ms: number): Promise<readonly Told[]> {
    return this.#courier.deliver(ms);
  }

  /** The user has seen that a channel works, or wants it to be tried: its stop is lifted. */
  async resumeChannel(id: string): Promise<void> {
    this.#keeper.update((state) => withChannel(state, id, resumed));
    this.#courier.wake();
    await this.#showState();
  }

  /**
   * Takes new settings when the present check is over, and checks with them; while paused it only
   * takes them, and there is no report.
   */
  async replaceSettings(settings: Settings): Promise<RoundReport | undefined> {
    while (this.#queue.running !== undefined) await settled(this.#queue.running);
    this.#settings = settings;
    this.#keeper.update((state) => reconcile(state, settings));
    this.#courier.wake();
    if (!this.#isPaused()) return this.check('settings');
    await this.#showState();
    return undefined;
  }

  /**
   * Lets nothing happen by itself until then (milliseconds since 1970), or until
   * {@link unpause}, across restarts. Resolves when that is kept; a check under way goes on.
   */
  async pause(until?: number): Promise<void> {
    this.#keeper.update((state) => withPause(state, this.#ports.clock.now(), until));
    this.#wake.abort(woken);
    await this.#showState();
  }

  /** Ends a pause, and resolves when the check that follows is over. Does nothing without one. */
  async unpause(): Promise<void> {
    if (this.state.paused === undefined) return;
    this.#keeper.update(withoutPause);
    await this.#showState();
    await settled(this.check('unpause'));
  }

  /** Something outside changed: checks, unless paused. */
  async notice(trigger: 'network' | 'resume'): Promise<RoundReport | undefined> {
    return this.#isPaused() ? undefined : this.check(trigger);
  }

  /** Runs one check, paused or not; while another runs, joins the one that follows it. */
  check(trigger: Trigger, wanted: CheckOptions = {}): Promise<RoundReport> {
    return this.#queue.check(trigger, { askedAt: this.#ports.clock.now(), ...wanted });
  }

  /**
   * Asks the name servers now for the published records, or these of them, paused or not. Waits for
   * what is under way; wishes that wait become one. Rejects only when the program ends.
   */
  verify(only?: ReadonlySet<RecordId>): Promise<void> {
    return this.#queue.verify(only);
  }

  /** Does something while nothing is checked or written, and lets nothing begin before it is over. */
  between<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#queue.between(work);
  }

  #engine(): Engine {
    const { signal } = this.#ending;
    return { ports: this.#ports, settings: this.#settings, keeper: this.#keeper, signal };
  }

  async #showState(): Promise<void> {
    await this.#keeper.save();
    announce(this.#ports.log, () => this.#ports.onState?.(this.state));
  }

  /** True while the user wants quiet. A pause whose time has come ends here. */
  #isPaused(): boolean {
    const before = this.state;
    const now = this.#ports.clock.now();
    const present = withPresentPause(before, now);
    this.#keeper.set(isPaused(present, now) ? present : withoutPause(present));
    if (this.state.paused !== before.paused) void this.#showState();
    return this.state.paused !== undefined;
  }

  async #sleep(): Promise<void> {
    this.#wake = new AbortController();
    const wait = Math.min(
      Math.max(nextDue(this.state, this.#settings) - this.#ports.clock.now(), 0),
      longestSleep,
    );
    await this.#ports.clock.sleep(wait, this.#wake.signal).catch(() => undefined);
  }

  async #dueWork(): Promise<void> {
    // What runs already may be just what is due.
    const { busy } = this.#queue;
    if (busy !== undefined) return settled(busy);
    const wasPaused = this.state.paused !== undefined;
    if (this.#isPaused()) return;
    if (wasPaused) {
      await this.check('unpause');
      return;
    }
    const now = this.#ports.clock.now();
    const { state } = this;
    if (isDue(state.nextCheck, now, this.#settings.interval * 2)) {
      await this.check('timer');
    } else if (!isCutOff(state)) {
      if (nextRetry(state, this.#settings) <= now) await this.check('retry');
      else await this.#queue.occupy(this.#verify(verifyDue));
    }
  }

  async #check(trigger: Trigger, options: CheckOptions): Promise<RoundReport> {
    const report = await runRound(this.#engine(), trigger, options);
    this.#courier.wake();
    if (!report.offline && report.elsewhere !== true && options.dryRun !== true) {
      announce(this.#ports.log, () => this.#courier.beat());
    }
    return report;
  }

  async #verify(ask: (engine: Engine) => Promise<void>): Promise<void> {
    const engine = this.#engine();
    engine.signal.throwIfAborted();
    const before = this.state;
    await ask(engine);
    if (this.state === before) return;
    await tell(engine, before);
    this.#courier.wake();
  }
}
