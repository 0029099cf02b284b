import * as z from 'zod';
import type { Provider } from '../provider.ts';
import { nearestWord } from './problem.ts';
import { accountFields } from './schema-fields.ts';

type Named = Pick<Provider, 'id' | 'name' | 'website'>;

/** Shorter words are part of too many names. */
const shortest = 2;

function textsOf({ id, name, website }: Named): readonly string[] {
  const host = /^https?:\/\/([^/]+)/.exec(website)?.[1] ?? '';
  return [id, name.en, name['zh-CN'], host].map((text) => text.toLowerCase());
}

/**
 * The ids of the providers that a word may mean: one whose id is spelt much like it comes first, then
 * those whose id, name or web address holds it. People write `aws`, `阿里` or `aliyun`.
 */
export function similarProviders(word: string, providers: readonly Named[]): readonly string[] {
  const sought = word.trim().toLowerCase();
  const ids = providers.map(({ id }) => id);
  const nearest = nearestWord(sought, ids);
  const holding =
    sought.length < shortest
      ? []
      : providers.filter((one) => textsOf(one).some((text) => text.includes(sought)));
  return [
    ...new Set([...(nearest === undefined ? [] : [nearest]), ...holding.map(({ id }) => id)]),
  ];
}

function presetsOf({ account }: Pick<Provider, 'account'>): readonly unknown[] {
  const field = (accountFields(account) ?? []).find(({ key }) => key === 'preset');
  const schema = field?.schema instanceof z.ZodOptional ? field.schema.unwrap() : field?.schema;
  return schema instanceof z.ZodEnum ? schema.options : [];
}

/** A host that a provider knows by name, and the id of that provider. */
interface PresetOwner {
  readonly preset: string;
  readonly provider: string;
}

/** The preset that a word names, capitals aside; undefined where no provider knows it. */
export function presetNamed(
  word: string,
  providers: readonly Pick<Provider, 'id' | 'account'>[],
): PresetOwner | undefined {
  const preset = word.trim().toLowerCase();
  const owner = providers.find((provider) => presetsOf(provider).includes(preset));
  return owner === undefined ? undefined : { preset, provider: owner.id };
}
