import type { ImportPreview, SaveResult, TextProblem } from '../contract/channels.ts';
import { catalogue } from '../contract/i18n/catalogue.ts';
import type { Language } from '../contract/language.ts';
import type { Preferences } from '../contract/preferences.ts';
import type { SecretView, TroubleView } from '../contract/snapshot.ts';
import { enterSecrets } from '../core/document/enter.ts';
import { exportDocument } from '../core/document/export.ts';
import {
  judgeImport,
  type PendingImport,
  previewImport,
  unsealText,
  withoutSeals,
} from '../core/document/import.ts';
import {
  type DocumentWorld,
  type Judged,
  judgeDraft,
  readPresent,
} from '../core/document/judge.ts';
import { orderDocument } from '../core/document/order.ts';
import { textProblems } from '../core/document/problems.ts';
import { secretViews } from '../core/document/views.ts';
import type {
  PlacedProblem,
  ReadText,
  Sealer,
  SecretBox,
  SettingsDocument,
  SettingsStore,
  SettingsTextFormat,
} from '../core/document.ts';
import type { SettingsResult } from '../core/settings/reader.ts';
import { secretParts } from '../core/settings/reader-secrets.ts';
import type { Settings, SettingsProblem } from '../core/settings.ts';
import { type Kept, keep, nothingKept, openKept, unlock, withDocument } from './settings-keeper.ts';
import { troublesOf } from './settings-troubles.ts';
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
  /** The language of every sentence, asked at each call. */
  readonly language: () => Language;
  /** After each change of {@link SettingsSession.current}. */
  readonly changed: () => void;
}

/** What the app knows of its settings now. */
export interface CurrentSettings {
  /** Undefined where the document has problems, or the file could not be read. */
  readonly settings: Settings | undefined;
  /** Every text that may appear in no log. */
  readonly secretTexts: readonly string[];
  /** By account, an entry for each account of the document. */
  readonly secrets: Readonly<Record<string, readonly SecretView[]>>;
  /** Of the document, placed in {@link SettingsSession.text}. */
  readonly problems: readonly TextProblem[];
  readonly troubles: readonly TroubleView[];
  readonly preferences: Preferences;
}

/**
 * The settings of the desktop app, from the opening of their file on. One operation runs at a time.
 * What cannot be done rejects with a {@link UserError} and changes nothing.
 */
export class SettingsSession {
  readonly #options: SettingsSessionOptions;
  #kept: Kept = nothingKept;
  #result: SettingsResult;
  #pending: PendingImport | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: SettingsSessionOptions) {
    this.#options = options;
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

  /** Each part is made when it is looked at, of the settings as they were at the call. */
  get current(): CurrentSettings {
    const kept = this.#kept;
    const result = this.#result;
    const { language, world } = this.#options;
    const problems = () => (result.ok ? [] : this.#placed(kept, result.problems));
    return {
      settings: result.ok && kept.failure === undefined ? result.settings : undefined,
      preferences: kept.stored.preferences,
      get secretTexts() {
        const known = [...kept.texts.values()].flatMap(secretParts);
        const told = result.ok ? result.secrets : [];
        return [...new Set([...told, ...known])].filter((text) => text !== '');
      },
      get secrets() {
        const isKept = (id: string) => kept.texts.has(id) || kept.busy.has(id);
        return secretViews(kept.document, world.providers, isKept, language());
      },
      get problems() {
        return textProblems(problems(), language());
      },
      get troubles() {
        const count = result.ok ? 0 : result.problems.length;
        return troublesOf(kept, count, language());
      },
    };
  }

  /** The document as YAML, with references in place of the secrets. */
  text(): string {
    return this.#textOf(this.#kept.document);
  }

  /** Makes a text the document, unless it has problems; see {@link adoptSecrets} for its secrets. */
  save(text: string): Promise<SaveResult> {
    return this.#alone(async () => {
      const { format, world } = this.#options;
      const read = format.read(text);
      if (!read.ok) return this.#refused(read.problems);
      const judged = judgeDraft(read.value, this.#kept, world);
      return this.#commit(judged, read);
    });
  }

  /** Secrets for places that have one in {@link CurrentSettings.secrets}, by their paths. */
  enterSecrets(account: string, secrets: Readonly<Record<string, string>>): Promise<SaveResult> {
    return this.#alone(async () => {
      const { world, language, format } = this.#options;
      const judged = enterSecrets(this.#kept, account, secrets, world);
      if (judged === undefined) {
        throw new UserError(catalogue(language()).document.noSecret(account));
      }
      return this.#commit(judged, format.read(this.#textOf(judged.document)));
    });
  }

  /** Shows what a file would bring in; the previews before count no more. */
  openImport(file: string, text: string): Promise<ImportPreview> {
    return this.#alone(async () => {
      const { format, newId } = this.#options;
      this.#pending = { id: newId(), file, read: format.read(text) };
      return this.#preview(this.#pending);
    });
  }

  /** Opens the sealed secrets of the import that is shown. */
  unsealImport(id: string, passphrase: string): Promise<ImportPreview> {
    return this.#alone(async () => {
      const { sealer, world, language } = this.#options;
      const pending = this.#pendingImport(id);
      const read = await unsealText(pending.read, world, sealer.unsealWith(passphrase));
      if (typeof read === 'string') throw new UserError(catalogue(language()).document[read]);
      this.#pending = { ...pending, read };
      return this.#preview(this.#pending);
    });
  }

  /** Brings in what the preview of that id showed, once. */
  confirmImport(id: string): Promise<SaveResult> {
    return this.#alone(async () => {
      const { world } = this.#options;
      const read = withoutSeals(this.#pendingImport(id).read, world);
      if (!read.ok) return this.#refused(read.problems);
      return this.#commit(judgeImport(read, this.#kept, world), read);
    });
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

  #textOf(document: SettingsDocument): string {
    const { format, world } = this.#options;
    return format.write(orderDocument(document, world.providers), []);
  }

  #placed({ document }: Kept, problems: readonly SettingsProblem[]): readonly PlacedProblem[] {
    const read = this.#options.format.read(this.#textOf(document));
    return read.ok ? problems.map(read.place) : read.problems;
  }

  #refused(problems: readonly PlacedProblem[]): SaveResult {
    return { saved: false, problems: textProblems(problems, this.#options.language()) };
  }

  /** Writes a judged document, unless it has problems; they stand in the text that was read. */
  async #commit(judged: Judged, read: ReadText): Promise<SaveResult> {
    const { result } = judged;
    if (!read.ok) return this.#refused(read.problems);
    if (!result.ok) return this.#refused(result.problems.map(read.place));
    const next = await withDocument(this.#options, this.#kept, judged);
    if (next === undefined) {
      throw new UserError(catalogue(this.#options.language()).document.noEncryption);
    }
    await keep(this.#options, this.#kept, next.stored);
    this.#pending = undefined;
    this.#take(next);
    return { saved: true };
  }

  #pendingImport(id: string): PendingImport {
    if (this.#pending?.id === id) return this.#pending;
    throw new UserError(catalogue(this.#options.language()).document.importGone);
  }

  #preview(pending: PendingImport): ImportPreview {
    const { world, language } = this.#options;
    const records = this.#result.ok ? this.#result.settings.records : [];
    return previewImport(pending, this.#kept, records, world, language());
  }
}
