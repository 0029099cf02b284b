import type { SettingsDocument } from '../document.ts';
import { fieldPath, type ReferenceKind, referenceKind } from '../settings/reader-secrets.ts';
import { isMap, type RawMap } from '../settings/reader-walk.ts';
import { secretLeaves, takesMap } from '../settings/schema-fields.ts';
import type { SettingsPath } from '../settings.ts';
import { isOpenKey, type Kinds, mapOwners, type Owner } from './owners.ts';

/** A secret text of an account, a channel or the local interface, or a reference in one. */
export interface OwnedText {
  readonly owner: Owner;
  /** Inside the owner. */
  readonly path: SettingsPath;
  readonly kind: 'literal' | ReferenceKind;
  /** The secret itself, or what the reference names. */
  readonly text: string;
  /** The owner's schema marks the place as secret. */
  readonly secret: boolean;
}

/** The reader refuses what is deeper. */
const depthLimit = 24;

/** The name that the secret of a place is kept under: `account/path`, `channels:channel/path`. */
export function secretId({ owner, path }: Pick<OwnedText, 'owner' | 'path'>): string {
  return secretIdAt(owner.key, path);
}

/** As {@link secretId}, for an owner's key. */
export function secretIdAt(key: string, path: SettingsPath): string {
  return `${key}/${fieldPath(path)}`;
}

type Change = (text: OwnedText) => unknown;

function mapOwner(owner: Owner, change: Change): RawMap {
  const { section, raw, schema } = owner;
  const leaves = schema === undefined ? [] : secretLeaves(schema, raw);
  const marked = new Set(leaves.map(({ path }) => fieldPath(path)));

  function reference(value: RawMap, path: SettingsPath): OwnedText | undefined {
    const kind = referenceKind(value);
    const text = kind === undefined ? undefined : value[kind];
    if (kind === undefined || typeof text !== 'string') return undefined;
    if (schema !== undefined && takesMap(schema, path)) return undefined;
    // Its own text is what the schema's mark is found at.
    const secret = marked.has(fieldPath([...path, kind]));
    return { owner, path, kind, text, secret };
  }

  function walk(value: unknown, path: SettingsPath): unknown {
    if (typeof value === 'string') {
      if (!marked.has(fieldPath(path))) return value;
      return change({ owner, path, kind: 'literal', text: value, secret: true }) ?? value;
    }
    if (path.length > depthLimit) return value;
    if (Array.isArray(value)) return value.map((inner, at) => walk(inner, [...path, at]));
    if (!isMap(value)) return value;
    const found = reference(value, path);
    if (found !== undefined) return change(found) ?? value;
    const inside = Object.entries(value).map(([key, inner]) => [key, walk(inner, [...path, key])]);
    return Object.fromEntries(inside);
  }

  const mapped = Object.entries(raw).map(([key, value]) => [
    key,
    isOpenKey(section, key) ? value : walk(value, [key]),
  ]);
  return Object.fromEntries(mapped);
}

/**
 * A copy of a document in which each secret text of an owner, and each reference in one, is what
 * `change` makes of it; undefined leaves it as it is. What is no owner stays as it is.
 */
export function mapTexts(
  document: SettingsDocument,
  kinds: Kinds,
  change: Change,
): SettingsDocument {
  return mapOwners(document, kinds, (owner) => mapOwner(owner, change));
}

/** Every secret text and every reference of a document. */
export function textsOf(document: SettingsDocument, kinds: Kinds): readonly OwnedText[] {
  const texts: OwnedText[] = [];
  mapTexts(document, kinds, (text) => {
    texts.push(text);
    return undefined;
  });
  return texts;
}
