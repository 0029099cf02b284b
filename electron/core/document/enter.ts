import type { SettingsDocument } from '../document.ts';
import { fieldPath } from '../settings/reader-secrets.ts';
import { type DocumentWorld, type Judged, type Present, readDocument } from './judge.ts';
import { type AccountText, mapTexts, secretId, textsOf } from './texts.ts';

/** Secrets of one account, as the user entered them. */
export interface Entered {
  /** With a reference at each entered place. */
  readonly document: SettingsDocument;
  /** The document with the entered texts in it, where one of them leads the account elsewhere. */
  readonly draft: SettingsDocument;
  readonly judge: (world: DocumentWorld) => Judged;
}

function originOf(text: string): string | undefined {
  try {
    const { origin, protocol } = new URL(text);
    return protocol === 'https:' || protocol === 'http:' ? origin : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The document with secrets that the user entered for one account, by their paths inside it; its
 * other secrets stay. A place that had its secret elsewhere has it here from now on. An address may
 * be a secret too, as a webhook's URL is: where one of another origin is entered, or one where there
 * was none that is known, the account's other secrets are lost, as they were not meant for it.
 * Undefined where a path is no place of a secret.
 */
export function enterSecrets(
  present: Present,
  account: string,
  secrets: Readonly<Record<string, string>>,
  providers: DocumentWorld['providers'],
): Entered | undefined {
  const texts = textsOf(present.document, providers);
  const own = texts.filter((text) => text.account === account);
  const places = own.filter(({ kind, secret }) => secret || kind === 'secret');
  const known = new Set(places.map(({ path }) => fieldPath(path)));
  if (!Object.keys(secrets).every((path) => known.has(path))) return undefined;
  const entries = Object.entries(secrets).map(
    ([path, text]) => [`${account}/${path}`, text] as const,
  );
  const fresh = new Map<string, string>(entries);
  const moves = entries.some(([id, text]) => {
    const before = present.texts.get(id);
    const [from, to] = [before === undefined ? undefined : originOf(before), originOf(text)];
    return from !== to;
  });
  const entered = (change: (text: AccountText, value: string) => unknown) =>
    mapTexts(present.document, providers, (text) => {
      const value = fresh.get(secretId(text));
      return value === undefined ? undefined : change(text, value);
    });
  const document = entered((text) => ({ secret: secretId(text) }));
  const kept = texts.filter(
    (text) => text.kind === 'secret' && !(moves && text.account === account),
  );
  const ids = new Set<string>(kept.map(secretId).filter((id) => !fresh.has(id)));
  return {
    document,
    draft: moves ? entered((_, value) => value) : present.document,
    judge: (world) => readDocument({ document, fresh, kept: ids }, present.texts, world),
  };
}
