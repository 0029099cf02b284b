import { minute, second } from '../core/duration.ts';
import type { Activity, EnginePorts } from '../core/engine.ts';
import type { CheckDone } from '../core/local/target.ts';
import type { RecordId } from '../core/record.ts';
import type { CheckOptions, RoundReport } from '../core/round.ts';
import type { Settings } from '../core/settings.ts';
import { type AppState, emptyState } from '../core/state.ts';
import { Updater } from '../core/updater.ts';
import type { Notice } from '../core/views/notices.ts';

/** What there is to show at one moment. */
export interface Scene {
  readonly state: AppState;
  /** The check under way. */
  readonly activity: Activity | undefined;
  /** The state cannot be read, so nothing is watched. */
  readonly failure: unknown;
}

export interface ApplicationPorts {
  /** Those that are told are the application's own. */
  readonly engine: Omit<EnginePorts, 'onState' | 'onNotice' | 'onActivity'>;
  /** Undefined while there are none that can be used. */
  readonly settings: () => Settings | undefined;
  /** After anything changed that somebody may look at. */
  readonly onScene: () => void;
  readonly onNotice: (notice: Notice) => void;
  /** Notes a fault that nobody else hears of. */
  readonly onFault: (error: unknown) => void;
}

/** Milliseconds of rest after a fault, before the watch begins anew. */
const faultRest = 15 * second;

/**
 * The engine as the desktop app has it: it waits for settings that can be used, follows them, and
 * does what the user asks.
 */
export class Application {
  readonly #ports: ApplicationPorts;
  readonly #ending = new AbortController();
  #updater: Updater | undefined;
  #opening: Promise<void> | undefined;
  #settings: Settings | undefined;
  #opened = false;
  #state: AppState = emptyState;
  #activity: Activity | undefined;
  #failure: unknown;

  constructor(ports: ApplicationPorts) {
    this.#ports = ports;
  }

  get scene(): Scene {
    const state = this.#updater?.state ?? this.#state;
    return { state, activity: this.#activity, failure: this.#failure };
  }

  /** What is to be watched for. */
  get subject(): { readonly settings: Settings | undefined; readonly state: AppState } {
    return { settings: this.#settings, state: this.scene.state };
  }

  /** Takes the settings of now. Call it at the start, and whenever they may have changed. */
  async follow(): Promise<void> {
    while (this.#opening !== undefined) await this.#opening;
    const settings = this.#ports.settings();
    if (this.#opened && settings === this.#settings) return;
    if (this.#updater === undefined) {
      this.#opening = this.#open(settings).finally(() => {
        this.#opening = undefined;
      });
      return this.#opening;
    }
    // Without usable settings the last ones stay in force.
    if (settings === undefined) return;
    this.#settings = settings;
    this.#guard(this.#updater.replaceSettings(settings));
  }

  /**
   * Checks because the user wants it; at the start, as soon as there is something to check with.
   * Only these records are forced where they are given; the others get what is due, so that none of
   * them waits for longer because of it.
   */
  check(force: boolean, only?: ReadonlySet<RecordId>): void {
    const options = { force: force && only !== undefined ? only : force };
    this.#guard(this.#withUpdater((updater) => updater.check('user', options)));
  }

  /** As {@link check}, for somebody who waits for what it comes to; undefined without settings. */
  async ask(options: CheckOptions): Promise<CheckDone | undefined> {
    await this.#opening;
    const updater = this.#updater;
    if (updater === undefined) return undefined;
    const report = await updater.check('user', options);
    return { report, state: updater.state, settings: updater.settings };
  }

  /** Asks the name servers because the user wants it, for all records or these. */
  verify(only?: ReadonlySet<RecordId>): void {
    this.#guard(this.#withUpdater((updater) => updater.verify(only)));
  }

  /** Checks because of something outside, unless paused or there is nothing to check. */
  async notice(trigger: 'network' | 'resume'): Promise<RoundReport | undefined> {
    return this.#updater?.notice(trigger);
  }

  /** @param minutes null for until resumed */
  async pause(minutes: number | null): Promise<void> {
    const until = minutes === null ? undefined : this.#ports.engine.clock.now() + minutes * minute;
    await this.#withUpdater((updater) => updater.pause(until));
  }

  unpause(): void {
    this.#guard(this.#withUpdater((updater) => updater.unpause()));
  }

  /** Lifts a channel's stop: what the user tried by hand arrived. */
  resumeChannel(id: string): void {
    this.#guard(this.#withUpdater((updater) => updater.resumeChannel(id)));
  }

  /** Does something while no record is checked or written, and lets nothing begin before it is over. */
  async between(work: () => Promise<void>): Promise<void> {
    await this.#opening;
    await (this.#updater === undefined ? work() : this.#updater.between(work));
  }

  /** Ends what is under way. Resolves when the state is on the disk. */
  async stop(): Promise<void> {
    this.#ending.abort(new Error('the app ends'));
    this.#updater?.stop();
    await this.#updater?.save();
  }

  /** What is wished while the updater opens waits for it; without settings there is none. */
  async #withUpdater(work: (updater: Updater) => Promise<unknown>): Promise<void> {
    await this.#opening;
    if (this.#updater !== undefined) await work(this.#updater);
  }

  async #open(settings: Settings | undefined): Promise<void> {
    const { engine, onScene } = this.#ports;
    try {
      if (settings === undefined) this.#state = (await engine.store.load()) ?? emptyState;
      else await this.#openUpdater(settings);
      this.#failure = undefined;
      this.#opened = true;
    } catch (error) {
      if (this.#failure === undefined) this.#ports.onFault(error);
      this.#failure = error;
    }
    onScene();
  }

  async #openUpdater(settings: Settings): Promise<void> {
    const { engine, onScene, onNotice } = this.#ports;
    const updater = await Updater.open(
      {
        ...engine,
        onState: onScene,
        onNotice,
        onActivity: (activity) => {
          this.#activity = activity;
          onScene();
        },
      },
      settings,
    );
    if (this.#ending.signal.aborted) return;
    this.#settings = settings;
    this.#updater = updater;
    void this.#run(updater);
  }

  /** A fault ends one watch and begins the next: whoever counts faults decides when it is enough. */
  async #run(updater: Updater): Promise<void> {
    const { signal } = this.#ending;
    while (!signal.aborted) {
      try {
        await updater.run();
      } catch (error) {
        this.#ports.onFault(error);
        await this.#ports.engine.clock.sleep(faultRest, signal).catch(() => undefined);
      }
    }
  }

  /** Nobody waits for it, but a fault is noted. */
  #guard(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (!this.#ending.signal.aborted) this.#ports.onFault(error);
    });
  }
}
