import type { FieldProblem } from '../../contract/forms.ts';
import type { SettingsDocument } from '../document.ts';
import type { RawMap } from '../settings/reader-walk.ts';
import { type FilledAccount, withValue } from './edit-fields.ts';
import type { EditWorld } from './edit-step.ts';
import { formFields, formPath } from './form-fields.ts';
import { type Kinds, ownersOf } from './owners.ts';
import { leading, sameValue } from './same.ts';
import { mapTexts, type OwnedText, secretId, secretIdAt, textsOf } from './texts.ts';

/** Where a text leads whom it is given to; undefined for what is no address. */
function originOf(text: string): string | undefined {
  try {
    const { origin, protocol } = new URL(text);
    if (protocol === 'https:' || protocol === 'http:') return origin;
  } catch {
    // A template may have placeholders where no URL may.
  }
  return /^\s*[a-z][a-z0-9+.-]*:/i.test(text) ? text : undefined;
}

function isSecretPlace({ kind, secret }: OwnedText): boolean {
  return secret || kind === 'secret';
}

/**
 * An account or a channel without its secrets, and what has no say in where they go; their names stay where they are the user's own, as a header's is.
 * A secret of a declared field may come and go.
 */
function openData(key: string, document: SettingsDocument, kinds: Kinds): RawMap {
  const alike = mapTexts(document, kinds, (text) =>
    isSecretPlace(text) ? { secret: '' } : undefined,
  );
  const owner = ownersOf(alike, kinds).find((each) => each.key === key);
  if (owner === undefined) return {};
  const fields = owner.schema === undefined ? [] : formFields(owner.schema);
  const declared = fields.filter(({ secret, kind }) => secret && kind.kind !== 'pairs');
  return declared.reduce((open, { path }) => withValue(open, path, undefined), leading(owner));
}

/** The secrets of an account or a channel that changed. */
export interface EditedSecrets {
  /** All else is as it was, and none of the new secrets leads elsewhere. */
  readonly steady: boolean;
  readonly problems: readonly FieldProblem[];
}

/**
 * Judges what a changed account or channel keeps of its secrets: one may stay only where the other
 * data stay exactly as they are, and no entered secret is an address of another server, as a
 * webhook's URL may be. Else a window out of control, or a careless edit, could have it sent there.
 * `key` is the owner's, in `document` as the edit makes it.
 */
export function judgeSecrets(
  key: string,
  document: SettingsDocument,
  { kept, entered }: FilledAccount,
  enterAgain: string,
  world: EditWorld,
): EditedSecrets {
  const { kinds, texts, busy, words } = world;
  const before = textsOf(world.document, kinds).filter(({ owner }) => owner.key === key);
  const after = textsOf(document, kinds).filter(({ owner }) => owner.key === key);
  const alike = sameValue(openData(key, document, kinds), openData(key, world.document, kinds));
  const knownOrigin = (text: OwnedText) => {
    const known = texts.get(secretId(text));
    return known === undefined ? undefined : originOf(known);
  };
  const stays = new Set(after.map(secretId));
  const moves =
    after.some((text) => text.kind === 'literal' && originOf(text.text) !== knownOrigin(text)) ||
    before.some((text) => !stays.has(secretId(text)) && knownOrigin(text) !== undefined);
  const places = new Map(before.map((text) => [secretId(text), text]));
  const at = (path: readonly string[]) => places.get(secretIdAt(key, path));
  // Entered in the place of one that was kept though its field is no secret: a server's name, maybe.
  const opens = entered.some((path) => at(path)?.kind === 'secret' && at(path)?.secret === false);
  const steady = alike && !moves && !opens;
  const problems = kept.flatMap((path): readonly FieldProblem[] => {
    const text = at(path);
    if (text?.kind !== 'secret') return [];
    const secret = secretId(text);
    const there = texts.has(secret) || busy?.has(secret) === true;
    if (!there) return [{ field: formPath(path), message: words.lost }];
    return steady ? [] : [{ field: formPath(path), message: enterAgain }];
  });
  return { steady, problems };
}
