import { fieldPath } from '../settings/reader-secrets.ts';
import { type DocumentWorld, type Judged, type Present, readDocument } from './judge.ts';
import { mapTexts, secretId, textsOf } from './texts.ts';

/**
 * The document with secrets that the user entered for one account, by their paths inside it; its
 * other secrets stay. A place that had its secret elsewhere has it here from now on. Undefined
 * where a path is no place of a secret.
 */
export function enterSecrets(
  present: Present,
  account: string,
  secrets: Readonly<Record<string, string>>,
  world: DocumentWorld,
): Judged | undefined {
  const { providers } = world;
  const texts = textsOf(present.document, providers);
  const own = texts.filter((text) => text.account === account);
  const places = own.filter(({ kind, secret }) => secret || kind === 'secret');
  const known = new Set(places.map(({ path }) => fieldPath(path)));
  if (!Object.keys(secrets).every((path) => known.has(path))) return undefined;
  const entries = Object.entries(secrets).map(
    ([path, text]) => [`${account}/${path}`, text] as const,
  );
  const fresh = new Map<string, string>(entries);
  const document = mapTexts(present.document, providers, (text) =>
    fresh.has(secretId(text)) ? { secret: secretId(text) } : undefined,
  );
  const references = texts.filter(({ kind }) => kind === 'secret').map(secretId);
  const kept = new Set<string>(references.filter((id) => !fresh.has(id)));
  return readDocument({ document, fresh, kept }, present.texts, world);
}
