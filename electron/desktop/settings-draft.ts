import type { Powers } from '../contract/channels.ts';
import { catalogue } from '../contract/i18n/catalogue.ts';
import type { Language } from '../contract/language.ts';
import { enterSecrets } from '../core/document/enter.ts';
import {
  judgeImport,
  type PendingImport,
  powersOf,
  withoutSeals,
} from '../core/document/import.ts';
import {
  type DocumentWorld,
  type Judged,
  judgeDraft,
  type Present,
} from '../core/document/judge.ts';
import { newPowers } from '../core/document/powers.ts';
import type { ReadText, SettingsTextFormat } from '../core/document.ts';
import { documentText } from './settings-current.ts';
import { UserError } from './user-error.ts';

/** What is to become the document, beside the one of now. */
export interface Draft {
  /** Where its problems stand. */
  readonly read: ReadText;
  readonly powers: Powers;
  readonly judge: (world: DocumentWorld) => Judged;
}

interface DraftOptions {
  readonly format: SettingsTextFormat;
  readonly world: DocumentWorld;
  readonly language: () => Language;
}

/** A text of the user's. */
export function draftText(read: ReadText, present: Present, options: DraftOptions): Draft {
  const { world, language } = options;
  return {
    read,
    powers: powersOf(read, present, world, language()),
    judge: (each) => judgeDraft(read.ok ? read.value : undefined, present, each),
  };
}

/** What an import that is shown would bring in. */
export function draftImport(shown: PendingImport, present: Present, options: DraftOptions): Draft {
  const { world, language } = options;
  const read = withoutSeals(shown.read, world);
  return {
    read,
    powers: powersOf(shown.read, present, world, language()),
    judge: (each) => judgeImport(read, present, each),
  };
}

/** The document with entered secrets. Throws {@link UserError} for a place that has none. */
export function draftSecrets(
  account: string,
  secrets: Readonly<Record<string, string>>,
  present: Present,
  options: DraftOptions,
): Draft {
  const { format, world, language } = options;
  const { providers } = world;
  const entered = enterSecrets(present, account, secrets, providers);
  if (entered === undefined) throw new UserError(catalogue(language()).document.noSecret(account));
  const { document, draft, judge } = entered;
  const read = format.read(documentText(document, options));
  return { read, powers: newPowers(draft, present.document, providers, language()), judge };
}
