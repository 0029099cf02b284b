import type { StateStore } from '../core/ports.ts';
import type { AppState } from '../core/state.ts';
import { isStateError, type StateReadError, type StateWriteError } from './state-error.ts';

/** A store that remembers why the last reading or writing failed. */
export interface RememberingStore extends StateStore<AppState> {
  failure(): StateReadError | StateWriteError | undefined;
}

/** The same store; whoever shows what is wrong may ask it. */
export function rememberFailures(store: StateStore<AppState>): RememberingStore {
  let failure: StateReadError | StateWriteError | undefined;
  const noting = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      const result = await work;
      failure = undefined;
      return result;
    } catch (error) {
      if (isStateError(error)) failure = error;
      throw error;
    }
  };
  return {
    load: () => noting(store.load()),
    save: (state) => noting(store.save(state)),
    failure: () => failure,
  };
}
