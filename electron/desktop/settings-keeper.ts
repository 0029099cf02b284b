import type { Language } from '../contract/language.ts';
import { takeSecrets } from '../core/document/adopt.ts';
import type { Judged, Present } from '../core/document/judge.ts';
import { lockCanary, lockSecrets, unlockSecrets } from '../core/document/keyring.ts';
import type { Kinds } from '../core/document/owners.ts';
import { emptySettings } from '../core/document/stored.ts';
import {
  type BoxStrength,
  type SecretBox,
  type SettingsStore,
  type StoredSettings,
  StoreError,
  type StoreFailure,
  type StoreNotice,
} from '../core/document.ts';
import { userErrorOf } from './settings-error.ts';

export interface KeeperOptions {
  readonly store: SettingsStore;
  readonly box: SecretBox;
  readonly world: Kinds;
  readonly language: () => Language;
}

/** What is kept on the disk, and what is known of it. */
export interface Kept extends Present {
  /** As the file has it. */
  readonly stored: StoredSettings;
  readonly busy: ReadonlySet<string>;
  readonly keyLost: boolean;
  readonly strength: BoxStrength;
  readonly notice?: StoreNotice | undefined;
  /** The file could not be read, and must not be written. */
  readonly failure?: StoreFailure | undefined;
}

export const nothingKept: Kept = {
  stored: emptySettings,
  document: emptySettings.document,
  texts: new Map(),
  busy: new Set(),
  keyLost: false,
  strength: 'none',
};

/** Whether the settings as the file has them hold a secret that the next ones do not. */
function dropsSecret(now: StoredSettings, next: StoredSettings, kinds: Kinds): boolean {
  const plain = (stored: StoredSettings) => takeSecrets(stored.document, kinds).fresh;
  const left = plain(next);
  if ([...plain(now)].some(([id, text]) => left.get(id) !== text)) return true;
  return Object.entries(now.secrets).some(([id, { data }]) => next.secrets[id]?.data !== data);
}

/**
 * Writes the settings; the error of a failed write is a sentence for the user. A secret that goes
 * does not stay behind in the generation before.
 */
export async function keep(
  { store, language, world }: KeeperOptions,
  { failure, stored: now }: Kept,
  stored: StoredSettings,
): Promise<void> {
  try {
    if (failure !== undefined) throw new StoreError(failure);
    await store.save(stored, { forget: dropsSecret(now, stored, world) });
  } catch (error) {
    throw userErrorOf(error, language());
  }
}

/** The ids whose texts have no place on the disk yet. */
function unkept(judged: Pick<Judged, 'fresh' | 'kept'>, kept: Kept): ReadonlyMap<string, string> {
  const texts = new Map(judged.fresh);
  for (const id of judged.kept) {
    const text = kept.texts.get(id);
    if (text !== undefined && !Object.hasOwn(kept.stored.secrets, id)) texts.set(id, text);
  }
  return texts;
}

/**
 * The settings with another document: new secrets encrypted, those that no reference may use any
 * more left out, those that cannot be decrypted kept as they are. Undefined where the system cannot
 * encrypt.
 */
export async function withDocument(
  { box }: KeeperOptions,
  kept: Kept,
  judged: Judged,
): Promise<Kept | undefined> {
  const texts = unkept(judged, kept);
  const locked = await lockSecrets(box, texts);
  // Always a new one, so that it goes with the key that encrypts now.
  const canary = texts.size === 0 ? kept.stored.canary : await lockCanary(box);
  if (locked === undefined || (texts.size > 0 && canary === undefined)) return undefined;
  const going = Object.entries(kept.stored.secrets).filter(([id]) => judged.kept.has(id));
  const secrets = { ...Object.fromEntries(going), ...locked };
  const known = [...kept.texts].filter(([id]) => judged.kept.has(id));
  return {
    ...kept,
    stored: { ...kept.stored, document: judged.document, secrets, canary },
    document: judged.document,
    texts: new Map([...known, ...judged.fresh]),
    busy: new Set([...kept.busy].filter((id) => judged.kept.has(id) && !judged.fresh.has(id))),
    keyLost: kept.keyLost && texts.size === 0 && going.length > 0,
    strength: await box.strength(),
  };
}

/** Decrypts what is kept; a secret text that the file holds in plain is encrypted there. */
export async function unlock(options: KeeperOptions, kept: Kept): Promise<Kept> {
  const { box, world } = options;
  const unlocked = await unlockSecrets(box, kept.stored);
  const { document, fresh } = takeSecrets(kept.stored.document, world);
  const { texts, busy, keyLost } = unlocked;
  const strength = await box.strength();
  const opened: Kept = {
    ...kept,
    document,
    busy,
    keyLost,
    strength,
    texts: new Map([...texts, ...fresh]),
  };
  const locked = fresh.size === 0 ? {} : await lockSecrets(box, fresh);
  const { secrets, canary } = unlocked.stored;
  const newCanary = fresh.size === 0 ? canary : await lockCanary(box);
  if (locked === undefined || (fresh.size > 0 && newCanary === undefined)) return opened;
  if (fresh.size === 0 && unlocked.stored === kept.stored) return opened;
  const stored: StoredSettings = {
    ...kept.stored,
    document: fresh.size === 0 ? kept.stored.document : document,
    secrets: { ...secrets, ...locked },
    canary: newCanary,
  };
  try {
    await keep(options, kept, stored);
    return { ...opened, stored };
  } catch {
    // What the file says still holds; the next save will tell.
    return opened;
  }
}

/** Reads the file. Never rejects: what is wrong is in `failure` and `notice`. */
export async function openKept(options: KeeperOptions): Promise<Kept> {
  try {
    const { stored = emptySettings, notice } = await options.store.load();
    return unlock(options, { ...nothingKept, stored, notice });
  } catch (error) {
    if (error instanceof StoreError) return { ...nothingKept, failure: error.failure };
    throw error;
  }
}
