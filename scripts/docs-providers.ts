import type { Language, Localized } from '../electron/contract/language.ts';
import type { Provider, TriedAgainst } from '../electron/core/provider.ts';
import type { Preset } from '../electron/providers/dyndns2/preset.ts';
import { absentServices } from './docs-absent.ts';
import { neededFields } from './docs-example.ts';
import { groupsOf } from './docs-group.ts';
import {
  code,
  familiesText,
  fileIn,
  generated,
  inLanguage,
  link,
  listed,
  otherLanguage,
  page,
  prose,
  say,
  table,
} from './docs-page.ts';
import { shortPresetTable } from './docs-presets.ts';

const texts = {
  title: say('# Providers', '# 服务商'),
  intro: say(
    'Each provider has a page: how to make its credentials, an example to copy, what it can do and what to mind. For a service that is not here, see [dyndns2](providers/dyndns2.md) and the [webhook](providers/webhook.md).',
    '每个服务商都有单独的页面，说明如何获取凭据、可直接复制的示例、支持情况和注意事项。列表中没有的服务，可使用 [dyndns2](providers/dyndns2.zh-CN.md) 或 [Webhook](providers/webhook.zh-CN.md)。',
  ),
  legend: say(
    '**Creates records:** whether a record that is missing is made, or has to be there first. **Account:** the fields that you need.',
    '**新建记录**：记录不存在时是否自动新建，还是须先在服务商处建好。**账户所需**：需要填写的字段。',
  ),
  head: [
    say('Provider', '服务商'),
    say('Id', '标识'),
    say('Addresses', '地址'),
    say('Creates records', '新建记录'),
    say('Account', '账户所需'),
  ],
  yes: say('yes', '是'),
  presets: say('## Presets of dyndns2', '## dyndns2 预设'),
  absent: say('## Not here, and why', '## 未收录的服务及原因'),
  presetsPage: say('How to use them', '使用方法'),
};

const emulated = say(
  '**Tried against:** only our own emulators of the services, not the services themselves',
  '**验证方式**：仅用我们自己的模拟器测试，尚未在真实服务上验证',
);

const exceptions = {
  en: (text: string) => `, except ${text}`,
  'zh-CN': (text: string) => `；例外：${text}`,
};

const better: readonly (readonly [TriedAgainst, Localized])[] = [
  ['server', say(' (the real server software)', '（真实的服务器软件）')],
  ['service', say(' (the live service)', '（真实服务）')],
];

/** What the providers were tried against: the usual, then by name those that are better off. */
function triedText(providers: readonly Provider[], language: Language): string {
  const parts = better.flatMap(([against, what]) => {
    const some = providers.filter(({ triedAgainst }) => triedAgainst === against);
    const links = some.map(({ id, name }) =>
      link(prose(name[language]), fileIn(language, `providers/${id}`)),
    );
    return links.length === 0 ? [] : [`${listed(links, language)}${what[language]}`];
  });
  const text = parts.join(language === 'en' ? '; ' : '；');
  const more = text === '' ? '' : exceptions[language](text);
  return `${emulated[language]}${more}${language === 'en' ? '.' : '。'}`;
}

function overview(providers: readonly Provider[], language: Language): string {
  const word = inLanguage(language);
  const rows = providers.map((provider) => {
    const { id, name, capabilities } = provider;
    const labels = neededFields(provider).map(({ key, meta }) =>
      meta === undefined ? key : word(meta.label),
    );
    return [
      link(prose(word(name)), fileIn(language, `providers/${id}`)),
      code(id),
      familiesText(capabilities.families, language),
      capabilities.creates ? word(texts.yes) : '–',
      prose(listed(labels, language)),
    ];
  });
  return table(texts.head.map(word), rows);
}

/** What a person chooses a provider by, with the way to each one's page. */
export function providersPage(
  language: Language,
  providers: readonly Provider[],
  presets: readonly Preset[],
): string {
  const word = inLanguage(language);
  const colon = language === 'en' ? ':** ' : '：** ';
  const absent = absentServices.map(({ name, why }) => `- **${name}${colon}${word(why)}`);
  const more = link(word(texts.presetsPage), fileIn(language, 'providers/dyndns2'));
  return page([
    generated,
    word(texts.title),
    otherLanguage(language, 'providers'),
    word(texts.intro),
    word(texts.legend),
    triedText(providers, language),
    ...groupsOf(providers, language).flatMap((group) => [
      `## ${word(group.title)}`,
      overview(group.providers, language),
    ]),
    word(texts.presets),
    more,
    shortPresetTable(providers, presets, language),
    ...(absent.length === 0 ? [] : [word(texts.absent), absent.join('\n')]),
  ]);
}
