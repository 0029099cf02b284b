import type { ServiceCard } from '../../contract/forms.ts';
import { catalogue } from '../../contract/i18n/catalogue.ts';
import { type Language, languages } from '../../contract/language.ts';
import type { Provider } from '../provider.ts';
import { isOwnServer, type PresetInfo } from './find-provider.ts';

/** A host that a provider knows by name, as far as a service shows it. */
export interface ServicePreset extends PresetInfo {
  /** ISO 3166. */
  readonly country?: string | undefined;
  /** Without `username` the host knows no user names. */
  readonly credentials?: unknown;
}

/** The registries that services come from. */
export interface ServiceWorld {
  readonly providers: readonly Provider[];
  /** By the provider's id. */
  readonly presets: Readonly<Record<string, readonly ServicePreset[]>>;
}

function hostOf(website: string): readonly string[] {
  const host = /^https?:\/\/(?:www\.)?([^/]+)/.exec(website)?.[1];
  return host === undefined ? [] : [host];
}

function wordsOf(
  { id, name, website }: Pick<PresetInfo, 'id' | 'name' | 'website'>,
  more: readonly string[] = [],
): readonly string[] {
  return [...new Set([...languages.map((each) => name[each]), id, ...more, ...hostOf(website)])];
}

/** The name of a preset as a service of its own, where a provider may have the same. */
export function presetName(
  { name }: PresetInfo,
  owner: Provider,
  { providers }: ServiceWorld,
  language: Language,
): string {
  const taken = providers.some((each) => each.name[language] === name[language]);
  const { alsoBy } = catalogue(language).edits;
  return taken ? alsoBy(name[language], owner.id) : name[language];
}

/**
 * The name of a provider. One with presets is left with servers that have none: the list of hosts in
 * its own name is not meant then.
 */
export function serviceName(
  { id, name }: Provider,
  { presets }: ServiceWorld,
  language: Language,
): string {
  return presets[id] === undefined ? name[language] : catalogue(language).edits.ownServer(id);
}

/**
 * Every service that an account can be at, the most used ones first: the providers in the order of
 * their registry, then the hosts that one of them knows by name, and last what is a server of the
 * user's own.
 */
export function serviceCards(world: ServiceWorld, language: Language): readonly ServiceCard[] {
  const { providers, presets } = world;
  const cardOf = (provider: Provider): ServiceCard => {
    const { id, website, country } = provider;
    const name = serviceName(provider, world, language);
    const own = presets[id] !== undefined;
    const names = own ? languages.map((each) => serviceName(provider, world, each)) : [];
    const words = own ? [...names, id, ...hostOf(website)] : wordsOf(provider);
    return { id, provider: id, name, words, country, website };
  };
  const isOwn = (provider: Provider) => presets[provider.id] !== undefined || isOwnServer(provider);
  const hosts = providers.flatMap((provider) =>
    (presets[provider.id] ?? []).map((preset): ServiceCard => {
      return {
        id: `${provider.id}/${preset.id}`,
        provider: provider.id,
        preset: preset.id,
        name: presetName(preset, provider, world, language),
        words: wordsOf(preset, [provider.id]),
        country: preset.country,
        website: preset.website,
      };
    }),
  );
  const known = providers.filter((provider) => !isOwn(provider)).map(cardOf);
  return [...known, ...hosts, ...providers.filter(isOwn).map(cardOf)];
}
