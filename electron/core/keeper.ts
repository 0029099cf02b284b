import type { Log, StateStore } from './ports.ts';
import type { AppState } from './state.ts';

/**
 * Holds the state and brings it to the store, one write at a time and the newest only. What cannot
 * be written stays in memory and is tried again with the next change.
 */
export class Keeper {
  #state: AppState;
  #saved: AppState | undefined;
  #writing: Promise<boolean> | undefined;
  #failing = false;
  readonly #store: StateStore<AppState>;
  readonly #log: Log;

  constructor(state: AppState, store: StateStore<AppState>, log: Log) {
    this.#state = state;
    this.#store = store;
    this.#log = log;
  }

  get state(): AppState {
    return this.#state;
  }

  set(state: AppState): void {
    this.#state = state;
  }

  update(change: (state: AppState) => AppState): void {
    this.#state = change(this.#state);
  }

  /** Resolves when what is held now is on disk: true, or false where it could not be written. */
  async save(): Promise<boolean> {
    while (this.#writing !== undefined) await this.#writing;
    if (this.#saved === this.#state) return true;
    this.#writing = this.#write(this.#state);
    try {
      return await this.#writing;
    } finally {
      this.#writing = undefined;
    }
  }

  async #write(state: AppState): Promise<boolean> {
    try {
      await this.#store.save(state);
      this.#saved = state;
      if (this.#failing) this.#log.info('state can be written again');
      this.#failing = false;
      return true;
    } catch (error) {
      if (!this.#failing) this.#log.error('state cannot be written', { error });
      this.#failing = true;
      return false;
    }
  }
}
