import { catalogue } from '../contract/i18n/catalogue.ts';
import type { Language } from '../contract/language.ts';
import { StoreError, type StoreFailure } from '../core/document.ts';
import { UserError } from './user-error.ts';

const writeKinds: Readonly<Record<string, 'denied' | 'full' | 'readOnly'>> = {
  EACCES: 'denied',
  EPERM: 'denied',
  EBUSY: 'denied',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EROFS: 'readOnly',
};

/** What happened to the settings file, why, and what to do. */
export function storeSentence(failure: StoreFailure, language: Language): string {
  const { newer, unreadable, write } = catalogue(language).document;
  switch (failure.kind) {
    case 'newer':
      return newer(failure.file);
    case 'unreadable':
      return unreadable(failure.file, failure.code);
    case 'unwritable': {
      const kind = writeKinds[failure.code];
      return kind === undefined
        ? write.other(failure.file, failure.code)
        : write[kind](failure.file);
    }
  }
}

/** The same error as the user may read it, where it is one of the store's. */
export function userErrorOf(error: unknown, language: Language): unknown {
  return error instanceof StoreError
    ? new UserError(storeSentence(error.failure, language), { cause: error })
    : error;
}
