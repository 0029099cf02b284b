import type { Language } from '../electron/contract/language.ts';
import type { Provider, TriedAgainst } from '../electron/core/provider.ts';
import type { Preset } from '../electron/providers/dyndns2/preset.ts';
import { abilityTable, isTestable } from './docs-abilities.ts';
import { exampleOf } from './docs-example.ts';
import { fieldTable } from './docs-fields.ts';
import { isOwnServer } from './docs-group.ts';
import {
  code,
  countryName,
  fileIn,
  generated,
  inLanguage,
  link,
  otherLanguage,
  page,
  prose,
  say,
  webLink,
} from './docs-page.ts';
import { fullPresetTable } from './docs-presets.ts';
import { wayOf } from './docs-way.ts';

const texts = {
  all: say('All providers', '全部服务商'),
  make: say('## Make the credentials', '## 获取凭据'),
  where: say('Where', '页面'),
  documentation: say('Documentation', '文档'),
  permission: say('Least permission', '最小权限'),
  write: say('## Write the settings', '## 填写设置'),
  secrets: say(
    '`{ env: NAME }` takes a secret from an environment variable, `{ file: PATH }` from a file.',
    '`{ env: 变量名 }` 表示从环境变量读取凭据，`{ file: 路径 }` 表示从文件读取。',
  ),
  desktop: say(
    'In the desktop app an account has the same fields, and what you enter is kept encrypted.',
    '桌面应用中的账户字段与此相同，填入的凭据会加密保存。',
  ),
  reference: say('All other settings', '其余设置'),
  abilities: say('## What it can do', '## 支持情况'),
  limits: say('## Good to know', '## 注意事项'),
  presets: say('## Presets', '## 预设'),
  presetsIntro: say(
    'Write the preset as `preset`. A host without one works by its address as `server`.',
    '将预设写在 `preset` 中。没有预设的服务商，可在 `server` 中填写其更新地址。',
  ),
  trouble: say('## If it does not work', '## 遇到问题时'),
  steps: say(
    '`ddns-tray check -c FILE` reads the settings, and `ddns-tray update -c FILE --dry-run` shows what would be written, and why. With `log: { level: debug, file: ddns-tray.log }` in the settings the log tells each step; secrets are left out of it.',
    '`ddns-tray check -c 文件` 检查设置，`ddns-tray update -c 文件 --dry-run` 显示将要写入的内容及原因。在设置中加入 `log: { level: debug, file: ddns-tray.log }`，日志会记录每一步，其中不含凭据。',
  ),
  testable: say(
    '`check` does not go online; `ddns-tray accounts -c FILE` tries the credentials.',
    '`check` 不联网，凭据用 `ddns-tray accounts -c 文件` 测试。',
  ),
  notTestable: say(
    '`check` does not go online; only an update shows whether the credentials are right.',
    '`check` 不联网，凭据是否有效只能在更新时验证。',
  ),
};

const tried: Readonly<Record<TriedAgainst, ReturnType<typeof say>>> = {
  emulator: say(
    '**Not tried against the live service:** this was made from the documentation and from clients that others maintain, and is tested against an emulator. If it fails for you, keep [the log](#if-it-does-not-work).',
    '**尚未在真实服务上验证：** 此适配器依据官方文档和其他仍在维护的客户端编写，并用模拟器测试。如果无法正常工作，请保留[日志](#遇到问题时)。',
  ),
  server: say(
    'Tried against the real server software: the tests run it where it is installed.',
    '已用真实的服务器软件验证：只要系统中装有该软件，测试就会实际运行它。',
  ),
  service: say('Tried against the live service.', '已在真实服务上验证。'),
};

function sentences(parts: readonly string[], language: Language): string {
  return parts.filter((part) => part !== '').join(language === 'en' ? ' ' : '');
}

function credentials(provider: Provider, language: Language): string {
  const word = inLanguage(language);
  const colon = language === 'en' ? ':** ' : '：** ';
  const { permission, docs, website } = provider;
  // No page makes the credentials of one's own server: there it can only be read about.
  const own = isOwnServer(provider);
  const items: string[] = [];
  if (!own || docs !== website) {
    const label = own ? texts.documentation : texts.where;
    items.push(`- **${word(label)}${colon}${webLink(docs)}`);
  }
  if (permission !== undefined) {
    items.push(`- **${word(texts.permission)}${colon}${prose(word(permission))}`);
  }
  return [prose(word(provider.setup)), items.join('\n')].filter((part) => part !== '').join('\n\n');
}

/** The page of one provider: how to make an account, and what to expect. */
export function providerPage(
  provider: Provider,
  presets: readonly Preset[],
  language: Language,
): string {
  const word = inLanguage(language);
  const { limits = [], country } = provider;
  const facts = [
    webLink(provider.website),
    countryName(country, language),
    code(`provider: ${provider.id}`),
  ].filter((fact) => fact !== '');
  const reference = link(word(texts.reference), `../${fileIn(language, 'settings')}`);
  return page([
    generated,
    `# ${prose(word(provider.name))}`,
    `${link(word(texts.all), `../${fileIn(language, 'providers')}`)} · ${otherLanguage(language, provider.id)}`,
    facts.join(' · '),
    word(wayOf(provider)),
    `> ${word(tried[provider.triedAgainst])}`,
    word(texts.make),
    credentials(provider, language),
    word(texts.write),
    exampleOf(provider, language),
    sentences(
      [word(texts.secrets), word(texts.desktop), `${reference}${language === 'en' ? '.' : '。'}`],
      language,
    ),
    fieldTable(provider, language),
    word(texts.abilities),
    abilityTable(provider, presets.length > 0, language),
    ...(limits.length === 0
      ? []
      : [word(texts.limits), limits.map((one) => `- ${prose(word(one))}`).join('\n')]),
    ...(presets.length === 0
      ? []
      : [
          word(texts.presets),
          word(texts.presetsIntro),
          fullPresetTable(provider, presets, language),
        ]),
    word(texts.trouble),
    sentences(
      [word(texts.steps), word(isTestable(provider) ? texts.testable : texts.notTestable)],
      language,
    ),
  ]);
}
