import type { SecretBox, StoredSecret, StoredSettings } from '../document.ts';

/** What the canary holds; no secret's id is without a slash. */
const canaryId = 'canary';
const canaryText = 'DDNS Tray';

/** Encrypted together with its id, so that neither garbage nor another secret passes for it. */
function packed(id: string, text: string): string {
  return `${id}\n${text}`;
}

type OpenedSecret =
  | { readonly kind: 'text'; readonly text: string; readonly renewed?: StoredSecret | undefined }
  | { readonly kind: 'lost' | 'busy' };

async function openSecret(box: SecretBox, id: string, stored: StoredSecret): Promise<OpenedSecret> {
  const opened = await box.decrypt(stored);
  if (opened.kind !== 'text') return opened;
  const head = packed(id, '');
  if (!opened.text.startsWith(head)) return { kind: 'lost' };
  return { ...opened, text: opened.text.slice(head.length) };
}

/** What the stored secrets came to. */
export interface Unlocked {
  readonly texts: ReadonlyMap<string, string>;
  /** Those that never open again. */
  readonly lost: ReadonlySet<string>;
  /** Those that the system could not decrypt for now. */
  readonly busy: ReadonlySet<string>;
  /** The key itself is gone, so that all are lost. */
  readonly keyLost: boolean;
  /** With what was encrypted anew under a newer key of the system's; the same where nothing was. */
  readonly stored: StoredSettings;
}

function closed(stored: StoredSettings, kind: 'lost' | 'busy'): Unlocked {
  const ids = new Set(Object.keys(stored.secrets));
  const [lost, busy] = kind === 'lost' ? [ids, new Set<string>()] : [new Set<string>(), ids];
  return { texts: new Map(), lost, busy, keyLost: kind === 'lost', stored };
}

/**
 * Decrypts the secrets. The canary goes first: where it fails, the key is lost, and what another
 * key makes of the secrets is not believed. None is dropped here, whatever becomes of it.
 */
export async function unlockSecrets(box: SecretBox, stored: StoredSettings): Promise<Unlocked> {
  const ids = Object.keys(stored.secrets);
  if (ids.length === 0) return { ...closed(stored, 'lost'), keyLost: false };
  const { canary } = stored;
  const bird = canary === undefined ? undefined : await openSecret(box, canaryId, canary);
  const sings = bird?.kind === 'text' && bird.text === canaryText;
  if (bird !== undefined && !sings) return closed(stored, bird.kind === 'busy' ? 'busy' : 'lost');
  const texts = new Map<string, string>();
  const lost = new Set<string>();
  const busy = new Set<string>();
  const secrets = { ...stored.secrets };
  let renewed = bird?.kind === 'text' && bird.renewed !== undefined;
  for (const [id, secret] of Object.entries(stored.secrets)) {
    // Once the system is busy, it would be waited for at each of them.
    const opened = busy.size > 0 ? { kind: 'busy' as const } : await openSecret(box, id, secret);
    if (opened.kind === 'text') {
      texts.set(id, opened.text);
      if (opened.renewed !== undefined) secrets[id] = opened.renewed;
      renewed ||= opened.renewed !== undefined;
    } else (opened.kind === 'lost' ? lost : busy).add(id);
  }
  const newCanary = bird?.kind === 'text' ? (bird.renewed ?? canary) : canary;
  return {
    texts,
    lost,
    busy,
    keyLost: bird === undefined && lost.size === ids.length,
    stored: renewed ? { ...stored, secrets, canary: newCanary } : stored,
  };
}

/** Encrypts new secrets, by id; undefined where the system cannot. */
export async function lockSecrets(
  box: SecretBox,
  texts: ReadonlyMap<string, string>,
): Promise<Readonly<Record<string, StoredSecret>> | undefined> {
  const entries: [string, StoredSecret][] = [];
  for (const [id, text] of texts) {
    const secret = await box.encrypt(packed(id, text));
    if (secret === undefined) return undefined;
    entries.push([id, secret]);
  }
  return Object.fromEntries(entries);
}

/** A new canary under the key of now; undefined where the system cannot encrypt. */
export async function lockCanary(box: SecretBox): Promise<StoredSecret | undefined> {
  return box.encrypt(packed(canaryId, canaryText));
}
