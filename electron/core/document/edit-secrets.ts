import type { FieldProblem } from '../../contract/forms.ts';
import type { SettingsDocument } from '../document.ts';
import type { Provider } from '../provider.ts';
import { isMap, type RawMap } from '../settings/reader-walk.ts';
import { type FilledAccount, withValue } from './edit-fields.ts';
import type { EditWorld } from './edit-step.ts';
import { valueAt } from './form-account.ts';
import { formFields, formPath } from './form-fields.ts';
import { sameValue } from './same.ts';
import { type AccountText, mapTexts, secretId, textsOf } from './texts.ts';

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

function isSecretPlace({ kind, secret }: AccountText): boolean {
  return secret || kind === 'secret';
}

/**
 * An account without its secrets; their names stay where they are the user's own, as a header's is.
 * A secret of a declared field may come and go.
 */
function openData(id: string, document: SettingsDocument, providers: readonly Provider[]): RawMap {
  const alike = mapTexts(document, providers, (text) =>
    isSecretPlace(text) ? { secret: '' } : undefined,
  );
  const account = valueAt(alike, ['accounts', id]);
  if (!isMap(account)) return {};
  const provider = providers.find((each) => each.id === account.provider);
  const fields = provider === undefined ? [] : formFields(provider.account);
  const declared = fields.filter(({ secret, kind }) => secret && kind.kind !== 'pairs');
  return declared.reduce<RawMap>((open, { path }) => withValue(open, path, undefined), account);
}

/** A changed account's secrets. */
export interface EditedSecrets {
  /** All else is as it was, and none of the new secrets leads elsewhere. */
  readonly steady: boolean;
  readonly problems: readonly FieldProblem[];
}

/**
 * Judges what a changed account keeps of its secrets: one may stay only where the account's other
 * data stay exactly as they are, and no entered secret is an address of another server, as a
 * webhook's URL may be. Else a window out of control, or a careless edit, could have it sent there.
 * `id` is the account's, in `document` as the edit makes it.
 */
export function judgeSecrets(
  id: string,
  document: SettingsDocument,
  { kept, entered }: FilledAccount,
  world: EditWorld,
): EditedSecrets {
  const { providers, texts, busy, words } = world;
  const before = textsOf(world.document, providers).filter(({ account }) => account === id);
  const after = textsOf(document, providers).filter(({ account }) => account === id);
  const alike = sameValue(
    openData(id, document, providers),
    openData(id, world.document, providers),
  );
  const knownOrigin = (text: AccountText) => {
    const known = texts.get(secretId(text));
    return known === undefined ? undefined : originOf(known);
  };
  const stays = new Set(after.map(secretId));
  const moves =
    after.some((text) => text.kind === 'literal' && originOf(text.text) !== knownOrigin(text)) ||
    before.some((text) => !stays.has(secretId(text)) && knownOrigin(text) !== undefined);
  const places = new Map(before.map((text) => [secretId(text), text]));
  const at = (path: readonly string[]) => places.get(secretId({ account: id, path }));
  // Entered in the place of one that was kept though its field is no secret: a server's name, maybe.
  const opens = entered.some((path) => at(path)?.kind === 'secret' && at(path)?.secret === false);
  const steady = alike && !moves && !opens;
  const problems = kept.flatMap((path): readonly FieldProblem[] => {
    const text = at(path);
    if (text?.kind !== 'secret') return [];
    const secret = secretId(text);
    const there = texts.has(secret) || busy?.has(secret) === true;
    if (!there) return [{ field: formPath(path), message: words.lost }];
    return steady ? [] : [{ field: formPath(path), message: words.enterAgain }];
  });
  return { steady, problems };
}
