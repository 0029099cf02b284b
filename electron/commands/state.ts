import fs from 'node:fs/promises';
import { catalogue } from '../contract/i18n/catalogue.ts';
import type { Language } from '../contract/language.ts';
import type { StateStore } from '../core/ports.ts';
import type { AppState } from '../core/state.ts';
import { acquireLock, type Lock } from '../node/lock.ts';
import { StateReadError, StateWriteError, stateErrorSentence } from '../node/state-error.ts';
import { createStateStore, type StateNotice } from '../node/state-file.ts';
import { type ErrorData, errorResult, type Result } from './result.ts';

type Failed = Extract<Result, { error: ErrorData }>;

export function isStateError(error: unknown): error is StateReadError | StateWriteError {
  return error instanceof StateReadError || error instanceof StateWriteError;
}

/** The state could not be read or written: one sentence, and nothing was sent. */
export function stateFailure(error: StateReadError | StateWriteError, language: Language): Failed {
  return errorResult(1, 'state', stateErrorSentence(error, language));
}

/** A store that remembers why the last write failed. */
export interface OpenStore extends StateStore<AppState> {
  readonly failure: () => StateWriteError | undefined;
}

/** What a damaged state file came to, as a sentence. */
export function stateNoticeSentence({ kind, aside }: StateNotice, language: Language): string {
  return catalogue(language).state[kind](aside);
}

/** Claims the folder for this process and opens the state in it, or says why that cannot be. */
export function openState(
  folder: string,
  language: Language,
  onNotice: (sentence: string) => void,
): { readonly store: OpenStore; readonly release: () => void } | Failed {
  let lock: Lock;
  try {
    lock = acquireLock(folder);
  } catch (error) {
    if (isStateError(error)) return stateFailure(error, language);
    throw error;
  }
  if (!lock.ok) {
    const message = catalogue(language).state.locked(folder, String(lock.pid));
    return errorResult(1, 'locked', message);
  }
  const store = createStateStore({
    folder,
    onNotice: (notice) => onNotice(stateNoticeSentence(notice, language)),
    now: Date.now,
  });
  let failure: StateWriteError | undefined;
  return {
    release: lock.release,
    store: {
      load: () => store.load(),
      async save(state) {
        try {
          await store.save(state);
          failure = undefined;
        } catch (error) {
          if (error instanceof StateWriteError) failure = error;
          throw error;
        }
      },
      failure: () => failure,
    },
  };
}

/** Reads the state as it lies there and changes nothing, not even a damaged file. */
export async function lookAtState(folder: string): Promise<AppState | undefined> {
  const files = { ...fs, rename: async () => undefined };
  const store = createStateStore({ folder, onNotice: () => undefined, now: Date.now, files });
  return store.load();
}
