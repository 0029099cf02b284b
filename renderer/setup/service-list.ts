import type { ServiceCard } from '../../electron/contract/forms.ts';
import type { Language } from '../../electron/contract/language.ts';
import { matches } from '../matches.ts';

/** For whom no service is in the list. */
export const ownServices = ['dyndns2', 'webhook', 'rfc2136'] as const;
export type OwnService = (typeof ownServices)[number];

export function isOwnService(id: string): id is OwnService {
  return (ownServices as readonly string[]).includes(id);
}

/** The country whose services come first. */
const homes: Partial<Record<Language, string>> = { 'zh-CN': 'CN' };

const mostPopular = 8;

export interface ServiceSection {
  readonly title: 'home' | 'popular' | 'all' | 'found';
  readonly cards: readonly ServiceCard[];
}

/** Made once: there are hundreds of names at each key that is typed. */
const countries = new Map<Language, Intl.DisplayNames>();

export function countryName(country: string, language: Language): string {
  const names = countries.get(language) ?? new Intl.DisplayNames(language, { type: 'region' });
  countries.set(language, names);
  return names.of(country) ?? country;
}

export function hostOf(website: string): string {
  return new URL(website).host.replace(/^www\./, '');
}

/** Every service but those for a server of one's own; `cards` are in the order of their fame. */
export function serviceSections(
  cards: readonly ServiceCard[],
  language: Language,
): readonly ServiceSection[] {
  const listed = cards.filter(({ id }) => !isOwnService(id));
  const home = listed.filter(({ country }) => country !== undefined && country === homes[language]);
  // What is known in one country alone is popular there.
  const anywhere = listed.filter(({ country = '' }) => !Object.values(homes).includes(country));
  const popular = anywhere.slice(0, mostPopular);
  const { compare } = new Intl.Collator(language);
  const all = [...listed].sort((one, other) => compare(one.name, other.name));
  const sections: readonly ServiceSection[] = [
    { title: 'home', cards: home },
    { title: 'popular', cards: popular },
    { title: 'all', cards: all },
  ];
  return sections.filter((section) => section.cards.length > 0);
}

/** What people add to a service's name, and few of the names have in them. */
const additions = /(?<=^|\s)(d?dns|dyndns|domains?)(?=\s|$)/g;

/** The services that a search means: first those whose name begins with it. */
export function foundServices(
  cards: readonly ServiceCard[],
  search: string,
  language: Language,
): readonly ServiceCard[] {
  const wanted = search.trim().toLowerCase();
  const rank = ({ name }: ServiceCard) => {
    const at = name.toLowerCase().indexOf(wanted);
    return at === 0 ? 0 : at > 0 ? 1 : 2;
  };
  const found = cards
    .filter(({ name, words, website, country }) =>
      matches(wanted, [
        name,
        ...words,
        hostOf(website),
        ...(country === undefined ? [] : [countryName(country, language)]),
      ]),
    )
    .sort((one, other) => rank(one) - rank(other));
  const bare = wanted.replace(additions, '').trim();
  return found.length > 0 || bare === '' || bare === wanted
    ? found
    : foundServices(cards, bare, language);
}
