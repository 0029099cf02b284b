import path from 'node:path';
import { catalogue } from '../contract/i18n/catalogue.ts';
import type { Language } from '../contract/language.ts';

export type StateWriteKind = 'denied' | 'full' | 'readOnly' | 'notFolder' | 'other';

const kinds: Readonly<Record<string, StateWriteKind>> = {
  EACCES: 'denied',
  EPERM: 'denied',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EROFS: 'readOnly',
  ENOTDIR: 'notFolder',
  EEXIST: 'notFolder',
};

/** The state, or a file beside it, could not be written. The message is the English sentence. */
export class StateWriteError extends Error {
  override readonly name = 'StateWriteError';
  readonly kind: StateWriteKind;
  readonly folder: string;
  readonly code: string;

  constructor(folder: string, code: string) {
    const kind = kinds[code] ?? 'other';
    super(catalogue('en').state.write[kind](folder, code));
    this.kind = kind;
    this.folder = folder;
    this.code = code;
  }
}

/** The state is there, but may not be read. The message is the English sentence. */
export class StateReadError extends Error {
  override readonly name = 'StateReadError';
  readonly file: string;
  readonly code: string;

  constructor(file: string, code: string) {
    super(readSentence(file, code, 'en'));
    this.file = file;
    this.code = code;
  }
}

function readSentence(file: string, code: string, language: Language): string {
  const { notFolder, unreadable } = catalogue(language).state;
  return code === 'ENOTDIR' ? notFolder(path.dirname(file)) : unreadable(file, code);
}

/** What happened, why, and what to do, in the user's language. */
export function stateErrorSentence(
  error: StateReadError | StateWriteError,
  language: Language,
): string {
  return error instanceof StateReadError
    ? readSentence(error.file, error.code, language)
    : catalogue(language).state.write[error.kind](error.folder, error.code);
}

export function isStateError(error: unknown): error is StateReadError | StateWriteError {
  return error instanceof StateReadError || error instanceof StateWriteError;
}
