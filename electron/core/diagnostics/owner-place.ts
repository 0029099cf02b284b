import type { Channel } from '../channel.ts';
import { isOpenKey, ownerKey, ownersOf, type Section } from '../document/owners.ts';
import type { SettingsDocument } from '../document.ts';
import type { Provider } from '../provider.ts';
import { referenceKind } from '../settings/reader-secrets.ts';
import { isMap } from '../settings/reader-walk.ts';
import { schemaAt, secretLeaves, takesMap } from '../settings/schema-fields.ts';

export type Path = readonly (string | number)[];

/** The declarations that tell which texts are secrets, or words that all know. */
export interface Kinds {
  readonly providers: readonly Pick<Provider, 'id' | 'account'>[];
  readonly channels: readonly Pick<Channel, 'id' | 'account'>[];
}

/** Where a leaf stands in a part of the settings that has secrets of its own. */
export interface OwnerPlace {
  readonly section: Section;
  /** Empty for the local interface. */
  readonly id: string;
  readonly field: Path;
}

/** Undefined outside of accounts, channels and the local interface. */
export function ownerPlace([section, ...rest]: Path): OwnerPlace | undefined {
  if (section === 'api') return { section, id: '', field: rest };
  if (section !== 'accounts' && section !== 'channels') return undefined;
  const [id = '', ...field] = rest;
  return { section, id: String(id), field };
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => {
    const found = typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key);
    return found ? Reflect.get(inner, key) : undefined;
  }, value);
}

/** What a document's fields are by the declarations of their owners. */
export function createPlaces(document: SettingsDocument, kinds: Kinds) {
  // Of a declaration only its id and schema are looked at.
  const owners = ownersOf(document, kinds as Parameters<typeof ownersOf>[1]);
  const known = new Map(
    owners.map(({ key, schema, raw }) => {
      const secrets = schema === undefined ? [] : secretLeaves(schema, raw);
      return [key, { schema, secrets: new Set(secrets.map(({ path }) => JSON.stringify(path))) }];
    }),
  );
  const ownerOf = ({ section, id }: OwnerPlace) => known.get(ownerKey(section, id));

  return {
    /** One of the words that every owner has, which hold no secret. */
    isOpen({ section, field }: OwnerPlace): boolean {
      const [key, ...inside] = field;
      const isPlain = inside.length === 0 || (inside.length === 1 && typeof inside[0] === 'number');
      return isPlain && isOpenKey(section, String(key));
    },

    /** What says where a secret is, rather than being one. */
    isReference(path: Path, place: OwnerPlace): boolean {
      const inside = place.field.slice(0, -1);
      const map = valueAt(document, path.slice(0, -1));
      if (inside.length === 0 || !isMap(map) || referenceKind(map) === undefined) return false;
      // A header may be called `secret`.
      const schema = ownerOf(place)?.schema;
      return schema === undefined || !takesMap(schema, inside);
    },

    /** The schema of a field; undefined where nobody declares it. */
    schemaOf(place: OwnerPlace) {
      const schema = ownerOf(place)?.schema;
      return schema === undefined ? undefined : schemaAt(schema, place.field);
    },

    isSecret(place: OwnerPlace): boolean {
      return ownerOf(place)?.secrets.has(JSON.stringify(place.field)) === true;
    },
  };
}

export type Places = ReturnType<typeof createPlaces>;
