import * as z from 'zod';
import type { Channel } from '../channel.ts';
import type { SettingsDocument } from '../document.ts';
import type { Provider } from '../provider.ts';
import { isMap, type RawMap } from '../settings/reader-walk.ts';

/** The declarations that tell which texts of the settings are secrets. */
export interface Kinds {
  readonly providers: readonly Provider[];
  readonly channels?: readonly Channel[] | undefined;
}

export type Section = 'accounts' | 'channels' | 'api';

/** A part of the settings that has secrets of its own: an account, a channel, or the local interface. */
export interface Owner {
  /** Of no other one: an id has no colon. */
  readonly key: string;
  readonly section: Section;
  /** What the user calls it. */
  readonly name: string;
  readonly raw: RawMap;
  /** Undefined where its kind is not known. */
  readonly schema: z.core.$ZodType | undefined;
}

/** Keys that say nothing of where secrets go, and hold none: never looked into for one. */
const openKeys: Readonly<Record<Section, readonly string[]>> = {
  accounts: ['provider'],
  channels: ['channel', 'events', 'quietHours', 'language'],
  api: ['listen'],
};

export function isOpenKey(section: Section, key: string): boolean {
  return openKeys[section].includes(key);
}

/** The local interface, as far as its secret goes. */
const apiSchema = z.object({
  token: z.string().meta({ secret: true, label: { en: 'Token', 'zh-CN': '令牌' } }),
});

/** An account by its id alone, as the settings always kept it. */
export function ownerKey(section: Section, id: string): string {
  if (section === 'accounts') return id;
  return section === 'channels' ? `channels:${id}` : 'api:';
}

function schemaOf(section: Section, raw: RawMap, kinds: Kinds): Owner['schema'] {
  if (section === 'api') return apiSchema;
  if (section === 'accounts') return kinds.providers.find(({ id }) => id === raw.provider)?.account;
  return kinds.channels?.find(({ id }) => id === raw.channel)?.account;
}

function ownerOf(section: Section, id: string, raw: RawMap, kinds: Kinds): Owner {
  const schema = schemaOf(section, raw, kinds);
  return { key: ownerKey(section, id), section, name: id, raw, schema };
}

/** A copy of a document in which each owner is what `change` makes of it; all else stays as it is. */
export function mapOwners(
  document: SettingsDocument,
  kinds: Kinds,
  change: (owner: Owner) => unknown,
): SettingsDocument {
  const mapped = (['accounts', 'channels'] as const).flatMap((section) => {
    const all = document[section];
    if (!isMap(all)) return [];
    const inside = Object.entries(all).map(([id, raw]) => [
      id,
      isMap(raw) ? change(ownerOf(section, id, raw, kinds)) : raw,
    ]);
    return [[section, Object.fromEntries(inside)] as const];
  });
  const { api } = document;
  const local = isMap(api) ? { api: change(ownerOf('api', 'api', api, kinds)) } : {};
  return { ...document, ...Object.fromEntries(mapped), ...local };
}

/** Every owner of a document. */
export function ownersOf(document: SettingsDocument, kinds: Kinds): readonly Owner[] {
  const owners: Owner[] = [];
  mapOwners(document, kinds, (owner) => {
    owners.push(owner);
    return owner.raw;
  });
  return owners;
}
