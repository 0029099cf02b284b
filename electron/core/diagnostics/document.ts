import * as z from 'zod';
import { parseAddress } from '../address.ts';
import type { SettingsDocument } from '../document.ts';
import { isNameProblem, parseName } from '../name.ts';
import type { Provider } from '../provider.ts';
import { createRedactor } from '../redact.ts';
import { referenceKind } from '../settings/reader-secrets.ts';
import { isMap } from '../settings/reader-walk.ts';
import { schemaAt } from '../settings/schema-fields.ts';
import type { AppState } from '../state.ts';
import { type PrivateWords, shortestWord } from './hide.ts';
import type { Labels } from './labels.ts';

/** What stands where something stood that may hold a secret which nobody marked as one. */
const notShown = '[not shown]';

type Path = readonly (string | number)[];

/** A text, or a number in its place, of the document. */
interface Leaf {
  readonly path: Path;
  readonly value: string | number;
}

type ChangeLeaf = (leaf: Leaf) => unknown;
type ChangeKey = (key: string, path: Path) => string;

/** Deeper values are refused by the reader. */
const depthLimit = 24;

function mapDocument(value: unknown, changeLeaf: ChangeLeaf, changeKey: ChangeKey): unknown {
  function walk(inner: unknown, path: Path): unknown {
    if (typeof inner === 'string' || typeof inner === 'number') {
      return changeLeaf({ path, value: inner });
    }
    if (typeof inner !== 'object' || inner === null) return inner;
    if (path.length > depthLimit) return notShown;
    if (Array.isArray(inner)) return inner.map((each, at) => walk(each, [...path, at]));
    const fields = Object.entries(inner).map(([key, each]) => [
      changeKey(key, path),
      walk(each, [...path, key]),
    ]);
    return Object.fromEntries(fields);
  }
  return walk(value, []);
}

function schemaOf(document: SettingsDocument, id: unknown, shelf: Shelf) {
  const accounts = isMap(document.accounts) ? document.accounts : {};
  const account = accounts[String(id)];
  const name = isMap(account) ? account.provider : undefined;
  return shelf.find((each) => each.id === name)?.account;
}

/** Whether a leaf stands at a place of an account that its provider declares, or says where one is. */
function isDeclared({ path, value }: Leaf, document: SettingsDocument, shelf: Shelf): boolean {
  const [part, id, ...field] = path;
  if (part !== 'accounts' || field.length === 0) return true;
  if (field.length === 1 && field[0] === 'provider') return true;
  if (field.length > 1 && referenceKind({ [String(field.at(-1))]: value }) !== undefined)
    return true;
  const schema = schemaOf(document, id, shelf);
  return schema !== undefined && schemaAt(schema, field) !== undefined;
}

/** The document without a secret: those that it may hold in a text of its own are taken out too. */
export function openDocument(
  document: SettingsDocument,
  shelf: Shelf,
  redact: (text: string) => string,
): SettingsDocument {
  const byName = createRedactor([]);
  const opened = mapDocument(
    document,
    (leaf) => {
      const { path, value } = leaf;
      const key = String(path.at(-1));
      if (!isDeclared(leaf, document, shelf)) return notShown;
      if (path[0] === 'sources' && key === 'command') return notShown;
      // A reference says where a secret is, and holds none, but for a sealed one.
      if (path[0] === 'accounts' && key === 'sealed') return notShown;
      const isReference = key === 'secret' && path.length > 3;
      const text = typeof value === 'string' ? redact(value) : value;
      if (isReference || typeof text !== 'string') return text;
      const named = byName.value({ [key]: text });
      return isMap(named) ? named[key] : text;
    },
    (key) => redact(key),
  );
  return isMap(opened) ? opened : {};
}

/** A host name, an address or a URL: what it looks like tells that it is to be hidden. */
function looksPrivate(text: string): boolean {
  const host = text.replace(/:\d+$/, '');
  return (
    /^\w+:\/\//.test(text) || parseAddress(host) !== undefined || !isNameProblem(parseName(host))
  );
}

/** Numbers of fewer digits are ports and times. */
const shortestNumber = 6;

/** Whether a leaf is the user's own, rather than one of a few words that all know. */
function isOwnText({ path, value }: Leaf, document: SettingsDocument, shelf: Shelf): boolean {
  const [part, id = '', ...field] = path;
  // By what a device or a network can be known again; an address looks like what it is.
  const isDevice = part === 'records' && field[0] === 'host';
  if (isDevice || (part === 'networks' && id === 'approved')) {
    return value !== '' && parseAddress(String(value)) === undefined;
  }
  if (part !== 'accounts' || field.length === 0) return false;
  if (field.length === 1 && (field[0] === 'provider' || field[0] === 'preset')) return false;
  const kind = field.length < 2 ? undefined : referenceKind({ [String(field.at(-1))]: value });
  if (kind !== undefined) return false;
  if (typeof value === 'number') return String(value).length >= shortestNumber;
  if (value === '' || value.startsWith('[') || looksPrivate(value)) return false;
  const schema = schemaOf(document, id, shelf);
  const found = schema === undefined ? undefined : schemaAt(schema, field);
  return !(found instanceof z.ZodEnum || found instanceof z.ZodLiteral);
}

type Shelf = readonly Pick<Provider, 'id' | 'account'>[];

/** What the settings and the state tell to be the user's own. */
export function privateWords(
  document: SettingsDocument,
  state: AppState,
  shelf: Shelf,
): PrivateWords {
  const names = new Set<string>();
  const users = new Set<string>();
  const accounts = new Set(Object.keys(state.accounts));
  for (const id of Object.keys(state.records)) {
    const [account = '', name = ''] = id.split('/');
    accounts.add(account);
    names.add(name);
  }
  if (isMap(document.accounts)) for (const id of Object.keys(document.accounts)) accounts.add(id);
  const look: ChangeLeaf = (leaf) => {
    const key = leaf.path.findLast((part) => typeof part === 'string');
    const text = String(leaf.value);
    if (leaf.path[0] === 'records') {
      if (key === 'account') accounts.add(text);
      else if (key === 'name' || key === 'zone') names.add(text);
    }
    if (isOwnText(leaf, document, shelf)) users.add(text);
    return leaf.value;
  };
  mapDocument(document, look, (key) => key);
  // An account may be called after its provider: that word tells nothing, and is needed.
  const known = new Set(shelf.map(({ id }) => id));
  const own = [...accounts].filter((id) => id.length >= shortestWord && !known.has(id));
  return { names: [...names], accounts: own, users: [...users] };
}

/** The document with labels where an account is named, and in place of what is the user's own in it. */
export function labelledDocument(
  document: SettingsDocument,
  shelf: Shelf,
  words: PrivateWords,
  labels: Labels,
): SettingsDocument {
  const account = (id: string) => (words.accounts.includes(id) ? labels.account(id) : id);
  const labelled = mapDocument(
    document,
    (leaf) => {
      const { path, value } = leaf;
      const text = String(value);
      if (path[0] === 'records' && path.at(-1) === 'account') return account(text);
      if (path[0] === 'accounts' && path.length > 3 && path.at(-1) === 'secret') {
        const [id = '', ...rest] = text.split('/');
        return [account(id), ...rest].join('/');
      }
      return isOwnText(leaf, document, shelf) ? labels.user(text) : value;
    },
    (key, path) => (path.length === 1 && path[0] === 'accounts' ? account(key) : key),
  );
  return isMap(labelled) ? labelled : {};
}
