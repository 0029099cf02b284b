import type { EditResult, FieldProblem, SettingsEdit, SettingsForm } from '../contract/forms.ts';
import { catalogue } from '../contract/i18n/catalogue.ts';
import type { ImportPreview, Powers, SaveResult } from '../contract/ipc.ts';
import type { Language } from '../contract/language.ts';
import type { Preferences } from '../contract/preferences.ts';
import { exportDocument } from '../core/document/export.ts';
import { type PendingImport, previewImport } from '../core/document/import.ts';
import { type DocumentWorld, type Judged, readPresent } from '../core/document/judge.ts';
import type {
  Sealer,
  SecretBox,
  SettingsDocument,
  SettingsStore,
  SettingsTextFormat,
} from '../core/document.ts';
import { type ForeignImport, foreignImport } from '../core/import/as-read.ts';
import type { SettingsResult } from '../core/settings/reader.ts';
import type { Settings } from '../core/settings.ts';
import { type Brought, bringWithAgreement } from './settings-agreement.ts';
import {
  type CurrentSettings,
  currentSettings,
  documentForm,
  documentText,
} from './settings-current.ts';
import {
  checkEdit,
  type Draft,
  draftEdit,
  draftImport,
  draftText,
  tryEdit,
} from './settings-draft.ts';
import { createImports, type Imports } from './settings-import.ts';
import { type Kept, keep, nothingKept, openKept, unlock, withDocument } from './settings-keeper.ts';
import { UserError } from './user-error.ts';

export interface SettingsSessionOptions {
  readonly store: SettingsStore;
  readonly box: SecretBox;
  readonly format: SettingsTextFormat;
  readonly sealer: Sealer;
  /** `resolveSecret` answers for `{ env }` and `{ file }`. */
  readonly world: DocumentWorld;
  /** A new random id. */
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The language of every sentence, asked at each call. */
  readonly language: () => Language;
  /** Asks the user, outside of the window, about commands and about what is read and sent. */
  readonly confirmPowers: (powers: Powers) => Promise<boolean>;
  /** After each change of {@link SettingsSession.current}. */
  readonly changed: () => void;
  /** After settings were saved, from where they came. */
  readonly saved?: ((from: 'window' | 'import') => void) | undefined;
  readonly savedPreferences?: ((before: Preferences, after: Preferences) => void) | undefined;
}

/** What an edit would make of the settings, to be tried out. */
export type TriedEdit =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/**
 * The settings of the desktop app, from the opening of their file on. One operation runs at a time.
 * What cannot be done rejects with a {@link UserError} and changes nothing.
 */
export class SettingsSession {
  readonly #options: SettingsSessionOptions;
  readonly #imports: Imports;
  #kept: Kept = nothingKept;
  #result: SettingsResult;
  /** Counts the documents that there were. */
  #revision = 0;
  /** Secrets of the edit that was tried out last. */
  #tried: readonly string[] = [];
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: SettingsSessionOptions) {
    this.#options = options;
    this.#imports = createImports(options);
    this.#result = readPresent(this.#kept, options.world);
  }

  /** Reads the file. Never rejects for what is wrong with it: that is among the troubles. */
  open(): Promise<void> {
    return this.#alone(async () => this.#take(await openKept(this.#options)));
  }

  /** Tries again to decrypt what the system could not decrypt before. */
  retry(): Promise<void> {
    return this.#alone(async () => {
      const { busy } = this.#kept;
      if (busy.size === 0) return;
      const kept = await unlock(this.#options, this.#kept);
      // Still as it was: who hears of a change would check for nothing.
      if (kept.busy.size !== busy.size) this.#take(kept);
    });
  }

  /** The user has looked: what was damaged and is mended need not be told any more. */
  seen(): void {
    if (this.#kept.notice === undefined) return;
    this.#kept = { ...this.#kept, notice: undefined };
    this.#options.changed();
  }

  /** The settings as they were at the call. */
  get current(): CurrentSettings {
    const pending = () => [...this.#imports.secretTexts(), ...this.#tried];
    return currentSettings(this.#kept, this.#result, pending, this.#options);
  }

  /** The document as YAML, with references in place of the secrets. */
  text(): string {
    return documentText(this.#kept.document, this.#options);
  }

  /** Makes a text the document, unless it has problems; see {@link adoptSecrets} for its secrets. */
  save(text: string): Promise<SaveResult> {
    const read = this.#options.format.read(text);
    return this.#bring(() => draftText(read, this.#kept, this.#options));
  }

  /** The document, with references in place of the secrets. */
  get document(): SettingsDocument {
    return this.#kept.document;
  }

  /** The document as the window's forms show it. Holds no secret. */
  form(): SettingsForm {
    return documentForm(this.#kept, this.#result, `${this.#revision}`, this.#options);
  }

  /** What is wrong with an edit, as far as its own text tells. Asks nobody, and writes nothing. */
  checkEdit(edit: SettingsEdit): readonly FieldProblem[] {
    return checkEdit(edit, this.#kept, this.#options);
  }

  /** Makes an edit part of the document, unless it has problems. */
  saveEdit(edit: SettingsEdit): Promise<EditResult> {
    return this.#bring(() => draftEdit(edit, this.#kept, this.#options));
  }

  /**
   * The settings as an edit would make them, with the secrets that it may keep; what an account
   * that changes reads from elsewhere stays closed. Asks nobody, and writes nothing. Its secrets are
   * among {@link CurrentSettings.secretTexts} until the next edit is judged.
   */
  judgeEdit(edit: SettingsEdit): TriedEdit {
    const { judged, problems } = tryEdit(edit, this.#kept, this.#options);
    const { fresh, result } = judged;
    if (problems.length > 0 || !result.ok) return { ok: false, problems };
    const before = new Set(this.#tried);
    this.#tried = [...fresh.values(), ...result.secrets];
    // They are to appear in no log either.
    if ([...fresh.values()].some((text) => !before.has(text))) this.#options.changed();
    return { ok: true, settings: result.settings };
  }

  /** Shows what a file would bring in; the previews before count no more. */
  openImport(file: string, text: string): Promise<ImportPreview> {
    return this.#alone(async () => this.#preview(this.#imports.open(file, text)));
  }

  /** What the import of that id loses where it is another program's; undefined where it is ours. */
  foreignImport(id: string): ForeignImport | undefined {
    const { foreign } = this.#imports.get(id);
    return foreign === undefined ? undefined : foreignImport(foreign, this.#options.language());
  }

  /** Opens the sealed secrets of the import that is shown. */
  unsealImport(id: string, passphrase: string): Promise<ImportPreview> {
    return this.#alone(async () => this.#preview(await this.#imports.unseal(id, passphrase)));
  }

  /** Brings in what the preview of that id showed, once. */
  confirmImport(id: string): Promise<SaveResult> {
    const draft = () => draftImport(this.#imports.get(id), this.#kept, this.#options);
    return this.#bring(draft, 'import');
  }

  /** Forgets the import that is shown, with the secrets in it, where it is at least `age` ms old. */
  forgetImport(age?: number): Promise<void> {
    return this.#alone(async () => this.#imports.drop(age));
  }

  /** The document as YAML: without its secrets, or with them sealed by the passphrase. */
  exportText(passphrase: string | null): Promise<string> {
    return this.#alone(async () => {
      const { sealer, format, world, language } = this.#options;
      const seal = passphrase === null ? undefined : await sealer.sealWith(passphrase);
      const { document, header } = exportDocument(this.#kept, world, language(), seal);
      return format.write(document, header);
    });
  }

  savePreferences(preferences: Preferences): Promise<void> {
    return this.#alone(async () => {
      const before = this.#kept.stored;
      const stored = { ...before, preferences };
      await keep(this.#options, this.#kept, stored);
      this.#kept = { ...this.#kept, stored };
      this.#options.savedPreferences?.(before.preferences, preferences);
      this.#options.changed();
    });
  }

  #alone<Result>(operation: () => Promise<Result>): Promise<Result> {
    const done = this.#queue.then(operation);
    this.#queue = done.catch(() => undefined);
    return done;
  }

  #take(kept: Kept): void {
    this.#kept = kept;
    this.#revision += 1;
    this.#result = readPresent(kept, this.#options.world);
    this.#options.changed();
  }

  #bring<Problem>(
    draft: () => Draft<Problem>,
    from: 'window' | 'import' = 'window',
  ): Promise<Brought<Problem>> {
    return bringWithAgreement(draft, {
      ...this.#options,
      alone: (operation) => this.#alone(operation),
      commit: async (judged) => {
        await this.#commit(judged);
        this.#options.saved?.(from);
      },
    });
  }

  async #commit(judged: Judged): Promise<void> {
    const { language } = this.#options;
    const next = await withDocument(this.#options, this.#kept, judged);
    if (next === undefined) throw new UserError(catalogue(language()).document.noEncryption);
    await keep(this.#options, this.#kept, next.stored);
    this.#imports.drop();
    this.#take(next);
  }

  #preview(pending: PendingImport): ImportPreview {
    const { world, language, changed } = this.#options;
    // Its secrets are to appear in no log either.
    if (this.#imports.secretTexts().length > 0) changed();
    const records = this.#result.ok ? this.#result.settings.records : [];
    return previewImport(pending, this.#kept, records, world, language());
  }
}
