import type { Preferences } from '../contract/preferences.ts';
import type { ProblemText, SettingsPath, SettingsProblem } from './settings.ts';

/** The plain value of a settings file, in which `{ secret: ID }` stands for each secret kept here. */
export type SettingsDocument = Readonly<Record<string, unknown>>;

/** An encrypted secret: what the system's encryption made of it, in base64. */
export interface StoredSecret {
  readonly v: 1;
  readonly alg: 'safeStorage';
  readonly data: string;
}

/** All that the desktop app keeps of the user's settings, in one file. */
export interface StoredSettings {
  readonly schemaVersion: 1;
  readonly document: SettingsDocument;
  /** By `account/path/of/field`, `channels:channel/path` and `api:/token`. */
  readonly secrets: Readonly<Record<string, StoredSecret>>;
  /** A known text, encrypted with the same key: tells a lost key from a damaged secret. */
  readonly canary?: StoredSecret | undefined;
  readonly preferences: Preferences;
}

/** A stored settings file that was damaged or gone. `aside` is where a damaged one went. */
export interface StoreNotice {
  readonly kind: 'restored' | 'reset';
  readonly aside?: string | undefined;
}

/** Why the settings could not be kept or read. */
export type StoreFailure =
  | { readonly kind: 'newer'; readonly file: string }
  | { readonly kind: 'unreadable'; readonly file: string; readonly code: string }
  | { readonly kind: 'unwritable'; readonly file: string; readonly code: string };

/** The settings could not be kept or read; its text is for developers. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly failure: StoreFailure;

  constructor(failure: StoreFailure) {
    super(`${failure.kind} ${'code' in failure ? failure.code : ''}`.trim());
    this.failure = failure;
  }
}

/** Where the settings are kept. */
export interface SettingsStore {
  /** Undefined where there are none yet. Rejects with {@link StoreError}. */
  load(): Promise<{ readonly stored?: StoredSettings; readonly notice?: StoreNotice }>;
  /**
   * Whole or without effect. With `forget`, no earlier settings are left on the disk. Rejects with
   * {@link StoreError}.
   */
  save(stored: StoredSettings, options?: { readonly forget?: boolean }): Promise<void>;
}

/** Whether texts can be encrypted: `plain` does so with a key that anybody knows. */
export type BoxStrength = 'strong' | 'plain' | 'none';

/** `lost`: it never opens again. `busy`: the system could not tell just now. */
export type Opened =
  | { readonly kind: 'text'; readonly text: string; readonly renewed?: StoredSecret | undefined }
  | { readonly kind: 'lost' }
  | { readonly kind: 'busy' };

/** Encrypts with a key that only this user of this computer has. */
export interface SecretBox {
  strength(): Promise<BoxStrength>;
  /** Undefined where that is not possible. */
  encrypt(text: string): Promise<StoredSecret | undefined>;
  /** `renewed` is the same secret under the system's newer key, to be kept in its place. */
  decrypt(stored: StoredSecret): Promise<Opened>;
}

/** A problem and its place in a text, from 1. */
export interface PlacedProblem {
  readonly line: number;
  readonly column: number;
  readonly path: SettingsPath;
  readonly problem: ProblemText;
}

/** A text's plain value and where its parts stand, or what is wrong with the text. */
export type ReadText =
  | {
      readonly ok: true;
      readonly value: unknown;
      place(problem: SettingsProblem): PlacedProblem;
    }
  | { readonly ok: false; readonly problems: readonly PlacedProblem[] };

/** How settings are read from and written as text. */
export interface SettingsTextFormat {
  /** Never throws. */
  read(text: string): ReadText;
  /** Each line of the header becomes a comment above. What is written reads as the same value. */
  write(document: SettingsDocument, header: readonly string[]): string;
}

/**
 * `passphrase`: wrong, or the text was changed so that one cannot tell. `changed`: the passphrase is
 * right, but the text was changed or belongs to another place. `damaged`: no sealed text at all.
 */
export type Unsealed =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly why: 'passphrase' | 'changed' | 'damaged' };

/** Seals texts for a place, which is any text and is not kept in them; the costly key is shared by those of one file. */
export interface Sealer {
  sealWith(passphrase: string): Promise<(text: string, place: string) => string>;
  unsealWith(passphrase: string): (sealed: string, place: string) => Promise<Unsealed>;
}
