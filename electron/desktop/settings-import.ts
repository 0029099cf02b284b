import { catalogue } from '../contract/i18n/catalogue.ts';
import type { Language } from '../contract/language.ts';
import { type PendingImport, unsealText } from '../core/document/import.ts';
import type { DocumentWorld } from '../core/document/judge.ts';
import { textsOf } from '../core/document/texts.ts';
import type { Sealer, SettingsTextFormat } from '../core/document.ts';
import { readForeign } from '../core/import/as-read.ts';
import { isMap } from '../core/settings/reader-walk.ts';
import { UserError } from './user-error.ts';

interface ImportsOptions {
  readonly format: SettingsTextFormat;
  readonly sealer: Sealer;
  readonly world: Pick<DocumentWorld, 'providers' | 'channels' | 'sources'>;
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly language: () => Language;
}

/** The one import that is shown and not confirmed yet, of ours or of another program. */
export interface Imports {
  /** The import before counts no more. */
  open(file: string, text: string): PendingImport;
  /** Throws {@link UserError} where it is gone. */
  get(id: string): PendingImport;
  /** Opens its sealed secrets. Rejects with {@link UserError}. */
  unseal(id: string, passphrase: string): Promise<PendingImport>;
  /** The secrets that stand in it open. */
  secretTexts(): readonly string[];
  /** Forgets it where it is at least as old, in milliseconds. */
  drop(age?: number): void;
}

export function createImports(options: ImportsOptions): Imports {
  const { format, sealer, world, newId, now, language } = options;
  let pending: PendingImport | undefined;

  function get(id: string): PendingImport {
    if (pending?.id === id) return pending;
    throw new UserError(catalogue(language()).document.importGone);
  }

  return {
    get,
    open(file, text) {
      const foreign = readForeign(text, format.read, world);
      const read = foreign?.read ?? format.read(text);
      const settled = foreign?.settled;
      pending = { id: newId(), file, read, foreign: settled, openedAt: now() };
      return pending;
    },
    async unseal(id, passphrase) {
      const closed = get(id);
      const read = await unsealText(closed.read, world, sealer.unsealWith(passphrase));
      if (typeof read === 'string') throw new UserError(catalogue(language()).document[read]);
      pending = { ...closed, read };
      return pending;
    },
    secretTexts() {
      const value = pending?.read.ok === true ? pending.read.value : undefined;
      const texts = isMap(value) ? textsOf(value, world) : [];
      return texts.filter(({ kind }) => kind === 'literal').map(({ text }) => text);
    },
    drop(age = 0) {
      if (pending !== undefined && now() - pending.openedAt >= age) pending = undefined;
    },
  };
}
