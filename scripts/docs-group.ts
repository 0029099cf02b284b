import type { Language, Localized } from '../electron/contract/language.ts';
import type { Provider } from '../electron/core/provider.ts';
import { accountFields } from '../electron/core/settings/schema-fields.ts';
import { say } from './docs-page.ts';

/** Providers that a reader looks for in the same place. */
export interface Group {
  readonly title: Localized;
  readonly providers: readonly Provider[];
}

type Kind = 'world' | 'europe' | 'china' | 'hosts' | 'own';

const titles: Readonly<Record<Kind, Localized>> = {
  world: say('Worldwide', '全球'),
  europe: say('Europe', '欧洲'),
  china: say('China', '中国'),
  hosts: say('Dynamic-DNS hosts', '动态域名服务'),
  own: say('Your own server, or any other service', '自建服务器与其他服务'),
};

/** What is nearest to the reader comes first; what needs the most knowledge, last. */
const order: Readonly<Record<Language, readonly Kind[]>> = {
  en: ['world', 'hosts', 'europe', 'china', 'own'],
  'zh-CN': ['china', 'world', 'hosts', 'europe', 'own'],
};

const china = new Set(['CN', 'HK', 'MO']);
const europe = new Set(
  'AD AL AT BA BE BG BY CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK SM UA'.split(
    ' ',
  ),
);

/** Whether the account names the server that it speaks to. */
export function isOwnServer({ account }: Provider): boolean {
  return (accountFields(account) ?? []).some(({ key }) => key === 'server' || key === 'url');
}

/** Whether the service takes an address for a name and shows nothing: no zones, no records. */
export function isHostOnly({ capabilities: { zones, reads } }: Provider): boolean {
  return !reads && zones !== 'api';
}

function kindOf(provider: Provider): Kind {
  const { country = '' } = provider;
  if (isOwnServer(provider)) return 'own';
  if (china.has(country)) return 'china';
  if (isHostOnly(provider)) return 'hosts';
  return europe.has(country) ? 'europe' : 'world';
}

/** The providers as a reader of this language looks for them: by group, then by name. */
export function groupsOf(providers: readonly Provider[], language: Language): readonly Group[] {
  const collator = new Intl.Collator(language);
  return order[language].flatMap((kind) => {
    const some = providers.filter((provider) => kindOf(provider) === kind);
    // Those of one's own stand in the registry's order, the widest last.
    if (kind !== 'own') some.sort((a, b) => collator.compare(a.name[language], b.name[language]));
    return some.length === 0 ? [] : [{ title: titles[kind], providers: some }];
  });
}
