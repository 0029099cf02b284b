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
    '**Creates records:** whether a record that is missing is made, or has to be there first. **Account:** the fields that you need. **Tried against:** the *live service*, the real *server* software, or only our own *emulator* of it.',
    '**新建记录**：记录不存在时是否自动新建，还是须先在服务商处建好。**账户所需**：需要填写的字段。**验证方式**：在*真实服务*上、用真实的*服务器软件*，或仅用我们自己的*模拟器*。',
  ),
  head: [
    say('Provider', '服务商'),
    say('Id', '标识'),
    say('Addresses', '地址'),
    say('Creates records', '新建记录'),
    say('Account', '账户所需'),
    say('Tried against', '验证方式'),
  ],
  yes: say('yes', '是'),
  presets: say('## Presets of dyndns2', '## dyndns2 预设'),
  absent: say('## Not here, and why', '## 未收录的服务及原因'),
  presetsPage: say('How to use them', '使用方法'),
};

const tried: Readonly<Record<TriedAgainst, Localized>> = {
  service: say('live service', '真实服务'),
  server: say('server', '服务器软件'),
  emulator: say('emulator', '模拟器'),
};

function overview(providers: readonly Provider[], language: Language): string {
  const word = inLanguage(language);
  const rows = providers.map((provider) => {
    const { id, name, capabilities, triedAgainst } = provider;
    const labels = neededFields(provider).map(({ key, meta }) =>
      meta === undefined ? key : word(meta.label),
    );
    return [
      link(prose(word(name)), fileIn(language, `providers/${id}`)),
      code(id),
      familiesText(capabilities.families, language),
      capabilities.creates ? word(texts.yes) : '–',
      prose(listed(labels, language)),
      word(tried[triedAgainst]),
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
