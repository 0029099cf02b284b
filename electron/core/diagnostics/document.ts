import * as z from 'zod';
import { parseAddress } from '../address.ts';
import type { SettingsDocument } from '../document.ts';
import { isNameProblem, parseName } from '../name.ts';
import { createRedactor, redacted } from '../redact.ts';
import { isMap } from '../settings/reader-walk.ts';
import { settingsKeys } from '../settings/schema.ts';
import type { AppState } from '../state.ts';
import { type PrivateWords, shortestWord } from './hide.ts';
import type { Labels } from './labels.ts';
import { createPlaces, type Kinds, ownerPlace, type Path, type Places } from './owner-place.ts';

/** What stands where something stood that may hold a secret which nobody marked as one. */
const notShown = '[not shown]';

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

/** Whether a leaf stands where a declaration has something that is no secret, or says where one is. */
function isDeclared({ path }: Leaf, places: Places): boolean {
  const place = ownerPlace(path);
  if (place === undefined) return Object.hasOwn(settingsKeys, String(path[0]));
  if (places.isOpen(place) || places.isReference(path, place)) return true;
  return places.schemaOf(place) !== undefined && !places.isSecret(place);
}

/** The document without a secret: those that it may hold in a text of its own are taken out too. */
export function openDocument(
  document: SettingsDocument,
  kinds: Kinds,
  redact: (text: string) => string,
): SettingsDocument {
  const places = createPlaces(document, kinds);
  const byName = createRedactor([]);
  const opened = mapDocument(
    document,
    (leaf) => {
      const { path, value } = leaf;
      const key = String(path.at(-1));
      if (!isDeclared(leaf, places)) return notShown;
      if (path[0] === 'sources' && key === 'command') return notShown;
      // A reference says where a secret is, and holds none, but for a sealed one.
      const place = ownerPlace(path);
      const isReference = place !== undefined && places.isReference(path, place);
      if (isReference && key === 'sealed') return notShown;
      const text = typeof value === 'string' ? redact(value) : value;
      if ((isReference && key === 'secret') || typeof text !== 'string') return text;
      const named = byName.value({ [key]: text });
      return isMap(named) ? named[key] : text;
    },
    (key) => redact(key),
  );
  return isMap(opened) ? opened : {};
}

function looksLikeHost(text: string): boolean {
  const host = text.replace(/:\d+$/, '');
  return /\.(?:xn--[a-z0-9-]+|\p{L}{2,24})\.?$/iu.test(host) && !isNameProblem(parseName(host));
}

/** A host name, an address or a URL: what it looks like tells that it is to be hidden. */
function looksPrivate(text: string): boolean {
  const host = text.replace(/:\d+$/, '');
  return /^\w+:\/\//.test(text) || parseAddress(host) !== undefined || looksLikeHost(text);
}

/** Numbers of fewer digits are ports and times. */
const shortestNumber = 6;

/** Whether a leaf is the user's own, rather than one of a few words that all know. */
function isOwnText({ path, value }: Leaf, places: Places): boolean {
  const [part, id = '', ...field] = path;
  // By what a device or a network can be known again; an address looks like what it is.
  const isDevice = part === 'records' && field[0] === 'host';
  if (isDevice || (part === 'networks' && id === 'approved')) {
    return value !== '' && parseAddress(String(value)) === undefined;
  }
  const place = ownerPlace(path);
  if (place === undefined || place.field.length === 0) return false;
  if (places.isOpen(place) || places.isReference(path, place)) return false;
  if (place.section === 'accounts' && place.field.length === 1 && place.field[0] === 'preset') {
    return false;
  }
  if (typeof value === 'number') return String(value).length >= shortestNumber;
  if (value === '' || value === notShown || value.startsWith(redacted) || looksPrivate(value)) {
    return false;
  }
  const found = places.schemaOf(place);
  return !(found instanceof z.ZodEnum || found instanceof z.ZodLiteral);
}

/** The mailboxes of a text with some, and the names of their owners: each may travel alone. */
function mailParts(text: string): readonly string[] {
  if (!text.includes('@')) return [];
  const parts = text.split(/[,;<>"]/).map((part) => part.trim());
  // It usually writes under its own name.
  return parts.filter((part) => !/^(?:ddns[ -]?tray)?$/i.test(part));
}

/** What the settings and the state tell to be the user's own. */
export function privateWords(
  document: SettingsDocument,
  state: AppState,
  kinds: Kinds,
): PrivateWords {
  const names = new Set<string>();
  const users = new Set<string>();
  const accounts = new Set(Object.keys(state.accounts));
  const channels = new Set(Object.keys(state.channels ?? {}));
  for (const id of Object.keys(state.records)) {
    const [account = '', name = ''] = id.split('/');
    accounts.add(account);
    names.add(name);
  }
  if (isMap(document.accounts)) for (const id of Object.keys(document.accounts)) accounts.add(id);
  if (isMap(document.channels)) for (const id of Object.keys(document.channels)) channels.add(id);
  const places = createPlaces(document, kinds);
  const look: ChangeLeaf = (leaf) => {
    const key = leaf.path.findLast((part) => typeof part === 'string');
    const text = String(leaf.value);
    if (leaf.path[0] === 'records') {
      if (key === 'account') accounts.add(text);
      else if (key === 'name' || key === 'zone') names.add(text);
    }
    const place = ownerPlace(leaf.path);
    if (place !== undefined && !places.isOpen(place) && looksLikeHost(text)) {
      names.add(text.replace(/:\d+$/, ''));
    }
    if (isOwnText(leaf, places)) for (const each of [text, ...mailParts(text)]) users.add(each);
    return leaf.value;
  };
  mapDocument(document, look, (key) => key);
  // One may be called after its kind: that word tells nothing, and is needed.
  const known = new Set([...kinds.providers, ...kinds.channels].map(({ id }) => id));
  const own = (ids: ReadonlySet<string>) =>
    [...ids].filter((id) => id.length >= shortestWord && !known.has(id));
  return {
    names: [...names],
    accounts: own(accounts),
    channels: own(channels).filter((id) => !accounts.has(id)),
    users: [...users],
  };
}

/** The document with labels where an owner is named, and in place of what is the user's own in it. */
export function labelledDocument(
  document: SettingsDocument,
  kinds: Kinds,
  words: PrivateWords,
  labels: Labels,
): SettingsDocument {
  const places = createPlaces(document, kinds);
  const named = (id: string) => {
    if (words.channels.includes(id)) return labels.channel(id);
    return words.accounts.includes(id) ? labels.account(id) : id;
  };
  const labelled = mapDocument(
    document,
    (leaf) => {
      const { path, value } = leaf;
      const text = String(value);
      if (path[0] === 'records' && path.at(-1) === 'account') return named(text);
      const place = ownerPlace(path);
      if (place && path.at(-1) === 'secret' && places.isReference(path, place)) {
        const [, prefix = '', id = '', rest = ''] =
          /^(channels:|api:)?([^/]*)(.*)$/s.exec(text) ?? [];
        return `${prefix}${named(id)}${rest}`;
      }
      return isOwnText(leaf, places) ? labels.user(text) : value;
    },
    (key, path) =>
      path.length === 1 && (path[0] === 'accounts' || path[0] === 'channels') ? named(key) : key,
  );
  return isMap(labelled) ? labelled : {};
}
