import type { SettingsDocument } from '../document.ts';
import { secretProblem } from '../settings/problem.ts';
import { readSettings, type SettingsResult, type SettingsWorld } from '../settings/reader.ts';
import type { ResolveSecret } from '../settings/reader-secrets.ts';
import { isMap } from '../settings/reader-walk.ts';
import type { AccountSettings, Settings } from '../settings.ts';
import { type Adopted, adoptSecrets } from './adopt.ts';
import { type Kinds, ownerKey } from './owners.ts';

/** The document of now and the texts of its secrets, by id, as far as they can be read. */
export interface Present {
  readonly document: SettingsDocument;
  readonly texts: ReadonlyMap<string, string>;
}

/** `resolveSecret` answers for `{ env }` and `{ file }`. */
export type DocumentWorld = Omit<SettingsWorld, 'allowEmpty'> & Kinds;

/**
 * The same world with variables and files left closed: before the user agreed to it, not even their
 * being there is looked at. On Windows a path alone can lead to a stranger's server.
 */
export function closedWorld(world: DocumentWorld): DocumentWorld {
  return { ...world, resolveSecret: () => ({ ok: false, locked: true }) };
}

/** A document, where its secrets come from, and what the settings' reader says to it. */
export interface Judged extends Adopted {
  readonly result: SettingsResult;
}

/** Reads a document whose secrets are `fresh` or may be `kept`; an account without them is locked. */
export function readDocument(
  adopted: Adopted,
  texts: Present['texts'],
  world: DocumentWorld,
  sealed: 'wait' | 'refuse' = 'refuse',
): Judged {
  const resolveSecret: ResolveSecret = (reference) => {
    if ('sealed' in reference) {
      if (sealed === 'wait') return { ok: false, locked: true };
      return { ok: false, problem: secretProblem((each) => each.importFirst) };
    }
    if (!('secret' in reference)) return world.resolveSecret(reference);
    const { secret: id } = reference;
    const value = adopted.fresh.get(id) ?? (adopted.kept.has(id) ? texts.get(id) : undefined);
    return value === undefined ? { ok: false, locked: true } : { ok: true, value };
  };
  const result = readSettings(adopted.document, { ...world, resolveSecret, allowEmpty: true });
  return { ...adopted, result };
}

/** What the settings' reader says to the document of now. */
export function readPresent(
  present: Present & { readonly busy?: ReadonlySet<string> },
  world: DocumentWorld,
): SettingsResult {
  const { document, texts, busy = new Set() } = present;
  const { result } = readDocument({ document, fresh: texts, kept: new Set() }, texts, world);
  if (!result.ok || busy.size === 0) return result;
  return { ...result, settings: withoutBusy(result.settings, busy) };
}

/** What the system may decrypt later is closed, but not to be entered again. */
function withoutBusy(settings: Settings, busy: ReadonlySet<string>): Settings {
  const open = <Each extends Pick<AccountSettings, 'locked'>>(
    section: 'accounts' | 'channels',
    all: Readonly<Record<string, Each>>,
  ) =>
    Object.fromEntries(
      Object.entries(all).map(([id, each]) => {
        const key = ownerKey(section, id);
        const locked = each.locked?.filter((path) => !busy.has(`${key}/${path}`));
        return [id, locked === undefined ? each : { ...each, locked }] as const;
      }),
    );
  const { accounts, channels } = settings;
  return {
    ...settings,
    accounts: open('accounts', accounts),
    ...(channels && { channels: open('channels', channels) }),
  };
}

/**
 * Judges the plain value of a text that is to become the document: a secret of now is used for it
 * only as {@link adoptSecrets} allows. `sealed` texts wait for their passphrase, or are refused.
 */
export function judgeDraft(
  value: unknown,
  present: Present,
  world: DocumentWorld,
  sealed: 'wait' | 'refuse' = 'refuse',
): Judged {
  if (isMap(value)) {
    const adopted = adoptSecrets(value, present.document, world);
    return readDocument(adopted, present.texts, world, sealed);
  }
  const result: SettingsResult = {
    ok: false,
    problems: [{ path: [], problem: { kind: 'notMap' } }],
  };
  return { document: {}, fresh: new Map(), kept: new Set(), result };
}
