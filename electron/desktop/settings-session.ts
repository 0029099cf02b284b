import type { ImportPreview, Powers, SaveResult } from '../contract/channels.ts';
import { catalogue } from '../contract/i18n/catalogue.ts';
import type { Language } from '../contract/language.ts';
import type { Preferences } from '../contract/preferences.ts';
import { exportDocument } from '../core/document/export.ts';
import { type PendingImport, previewImport } from '../core/document/import.ts';
import {
  closedWorld,
  type DocumentWorld,
  type Judged,
  readPresent,
} from '../core/document/judge.ts';
import { wantsAgreement } from '../core/document/powers.ts';
import { placeProblems, textProblems } from '../core/document/problems.ts';
import type {
  PlacedProblem,
  Sealer,
  SecretBox,
  SettingsStore,
  SettingsTextFormat,
} from '../core/document.ts';
import type { SettingsResult } from '../core/settings/reader.ts';
import { type CurrentSettings, currentSettings, documentText } from './settings-current.ts';
import { type Draft, draftImport, draftSecrets, draftText } from './settings-draft.ts';
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
}

/**
 * The settings of the desktop app, from the opening of their file on. One operation runs at a time.
 * What cannot be done rejects with a {@link UserError} and changes nothing.
 */
export class SettingsSession {
  readonly #options: SettingsSessionOptions;
  readonly #imports: Imports;
  #kept: Kept = nothingKept;
  #result: SettingsResult;
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
    const pending = () => this.#imports.secretTexts();
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

  /**
   * Secrets for places that have one in {@link CurrentSettings.secrets}, by their paths. An address
   * of another server loses the account's other secrets.
   */
  enterSecrets(account: string, secrets: Readonly<Record<string, string>>): Promise<SaveResult> {
    return this.#bring(() => draftSecrets(account, secrets, this.#kept, this.#options));
  }

  /** Shows what a file would bring in; the previews before count no more. */
  openImport(file: string, text: string): Promise<ImportPreview> {
    return this.#alone(async () => this.#preview(this.#imports.open(file, text)));
  }

  /** Opens the sealed secrets of the import that is shown. */
  unsealImport(id: string, passphrase: string): Promise<ImportPreview> {
    return this.#alone(async () => this.#preview(await this.#imports.unseal(id, passphrase)));
  }

  /** Brings in what the preview of that id showed, once. */
  confirmImport(id: string): Promise<SaveResult> {
    return this.#bring(() => draftImport(this.#imports.get(id), this.#kept, this.#options));
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
      const { document, header } = exportDocument(this.#kept, world.providers, language(), seal);
      return format.write(document, header);
    });
  }

  savePreferences(preferences: Preferences): Promise<void> {
    return this.#alone(async () => {
      const stored = { ...this.#kept.stored, preferences };
      await keep(this.#options, this.#kept, stored);
      this.#kept = { ...this.#kept, stored };
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
    this.#result = readPresent(kept, this.#options.world);
    this.#options.changed();
  }

  #refused(problems: readonly PlacedProblem[]): SaveResult {
    return { saved: false, problems: textProblems(problems, this.#options.language()) };
  }

  /**
   * Makes a draft the document, once the user agreed to what it would run and read. While they are
   * asked, other operations go on; then it is judged anew, and asked about again where that differs.
   */
  async #bring(draft: () => Draft): Promise<SaveResult> {
    const { world, confirmPowers, language } = this.#options;
    let agreed: string | undefined;
    for (;;) {
      const step = await this.#alone(async () => {
        const { read, powers, judge } = draft();
        if (!read.ok) return this.#refused(read.problems);
        const ask = wantsAgreement(powers) && agreed !== JSON.stringify(powers);
        const judged = judge(ask ? closedWorld(world) : world);
        const { result } = judged;
        if (!result.ok) return this.#refused(placeProblems(read, result.problems));
        return ask ? powers : this.#commit(judged);
      });
      if ('saved' in step) return step;
      if (!(await confirmPowers(step)))
        throw new UserError(catalogue(language()).document.declined);
      agreed = JSON.stringify(step);
    }
  }

  async #commit(judged: Judged): Promise<SaveResult> {
    const { language } = this.#options;
    const next = await withDocument(this.#options, this.#kept, judged);
    if (next === undefined) throw new UserError(catalogue(language()).document.noEncryption);
    await keep(this.#options, this.#kept, next.stored);
    this.#imports.drop();
    this.#take(next);
    return { saved: true };
  }

  #preview(pending: PendingImport): ImportPreview {
    const { world, language, changed } = this.#options;
    // Its secrets are to appear in no log either.
    if (this.#imports.secretTexts().length > 0) changed();
    const records = this.#result.ok ? this.#result.settings.records : [];
    return previewImport(pending, this.#kept, records, world, language());
  }
}
