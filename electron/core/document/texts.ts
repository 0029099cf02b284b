import type { SettingsDocument } from '../document.ts';
import type { Provider } from '../provider.ts';
import { fieldPath, type ReferenceKind, referenceKind } from '../settings/reader-secrets.ts';
import { isMap, type RawMap } from '../settings/reader-walk.ts';
import { secretLeaves, takesMap } from '../settings/schema-fields.ts';
import type { SettingsPath } from '../settings.ts';

/** A secret text of an account, or a reference to a text anywhere in it. */
export interface AccountText {
  readonly account: string;
  readonly provider: string;
  /** Inside the account. */
  readonly path: SettingsPath;
  readonly kind: 'literal' | ReferenceKind;
  /** The secret itself, or what the reference names. */
  readonly text: string;
  /** The provider's schema marks the place as secret. */
  readonly secret: boolean;
}

/** The reader refuses what is deeper. */
const depthLimit = 24;

/** The name that the secret of a place is kept under: `account/path/of/field`. */
export function secretId({ account, path }: Pick<AccountText, 'account' | 'path'>): string {
  return `${account}/${fieldPath(path)}`;
}

type Change = (text: AccountText) => unknown;

function mapAccount(id: string, account: RawMap, provider: Provider | undefined, change: Change) {
  const { provider: name, ...fields } = account;
  const schema = provider?.account;
  const leaves = schema === undefined ? [] : secretLeaves(schema, fields);
  const marked = new Set(leaves.map(({ path }) => fieldPath(path)));

  function reference(value: RawMap, path: SettingsPath): AccountText | undefined {
    const kind = path.length === 0 ? undefined : referenceKind(value);
    const text = kind === undefined ? undefined : value[kind];
    if (kind === undefined || typeof text !== 'string') return undefined;
    if (schema !== undefined && takesMap(schema, path)) return undefined;
    // Its own text is what the schema's mark is found at.
    const secret = marked.has(fieldPath([...path, kind]));
    return { account: id, provider: String(name), path, kind, text, secret };
  }

  function walk(value: unknown, path: SettingsPath): unknown {
    if (typeof value === 'string') {
      if (!marked.has(fieldPath(path))) return value;
      const place = { account: id, provider: String(name), path };
      return change({ ...place, kind: 'literal', text: value, secret: true }) ?? value;
    }
    if (path.length > depthLimit) return value;
    if (Array.isArray(value)) return value.map((inner, at) => walk(inner, [...path, at]));
    if (!isMap(value)) return value;
    const found = reference(value, path);
    if (found !== undefined) return change(found) ?? value;
    const inside = Object.entries(value).map(([key, inner]) => [key, walk(inner, [...path, key])]);
    return Object.fromEntries(inside);
  }

  const mapped = walk(fields, []) as RawMap;
  return Object.hasOwn(account, 'provider') ? { provider: name, ...mapped } : mapped;
}

/**
 * A copy of a document in which each secret text of an account, and each reference in one, is what
 * `change` makes of it; undefined leaves it as it is. What is no account stays as it is.
 */
export function mapTexts(
  document: SettingsDocument,
  providers: readonly Provider[],
  change: Change,
): SettingsDocument {
  const { accounts } = document;
  if (!isMap(accounts)) return document;
  const mapped = Object.entries(accounts).map(([id, account]) => {
    if (!isMap(account)) return [id, account];
    const provider = providers.find((each) => each.id === account.provider);
    return [id, mapAccount(id, account, provider, change)];
  });
  return { ...document, accounts: Object.fromEntries(mapped) };
}

/** Every secret text and every reference of a document's accounts. */
export function textsOf(
  document: SettingsDocument,
  providers: readonly Provider[],
): readonly AccountText[] {
  const texts: AccountText[] = [];
  mapTexts(document, providers, (text) => {
    texts.push(text);
    return undefined;
  });
  return texts;
}
