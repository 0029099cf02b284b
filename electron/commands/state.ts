import fs from 'node:fs/promises';
import { catalogue } from '../contract/i18n/catalogue.ts';
import type { Language } from '../contract/language.ts';
import type { AppState } from '../core/state.ts';
import { acquireLock, type Lock } from '../node/lock.ts';
import {
  isStateError,
  type StateReadError,
  type StateWriteError,
  stateErrorSentence,
} from '../node/state-error.ts';
import { type RememberingStore, rememberFailures } from '../node/state-failure.ts';
import { createStateStore } from '../node/state-file.ts';
import { stateNoticeSentence } from '../node/state-notice.ts';
import { type ErrorData, errorResult, type Result } from './result.ts';

type Failed = Extract<Result, { error: ErrorData }>;

/** The state could not be read or written: one sentence, and nothing was sent. */
export function stateFailure(error: StateReadError | StateWriteError, language: Language): Failed {
  return errorResult(1, 'state', stateErrorSentence(error, language));
}

/** Claims the folder for this process and opens the state in it, or says why that cannot be. */
export function openState(
  folder: string,
  language: Language,
  onNotice: (sentence: string) => void,
): { readonly store: RememberingStore; readonly release: () => void } | Failed {
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
  return { release: lock.release, store: rememberFailures(store) };
}

/** Reads the state as it lies there and changes nothing, not even a damaged file. */
export async function lookAtState(folder: string): Promise<AppState | undefined> {
  const files = { ...fs, rename: async () => undefined };
  const store = createStateStore({ folder, onNotice: () => undefined, now: Date.now, files });
  return store.load();
}
