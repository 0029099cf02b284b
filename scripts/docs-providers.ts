import type { z } from 'zod';
import type { Language } from '../electron/contract/language.ts';
import type { Provider } from '../electron/core/provider.ts';
import { type AccountField, accountFields } from '../electron/core/settings/schema-fields.ts';
import type { Preset } from '../electron/providers/dyndns2/preset.ts';
import { code, generated, inLanguage, page, say, table } from './docs-page.ts';

const texts = {
  title: say('# Providers', '# 服务商'),
  intro: say(
    'What DDNS Tray can do at each DNS service. How accounts are written: [settings.md](settings.md).',
    'DDNS Tray 对各 DNS 服务的支持情况。账户的写法见 [settings.zh-CN.md](settings.zh-CN.md)。',
  ),
  head: [
    say('Provider', '服务商'),
    say('Id', '标识'),
    say('Addresses', '地址'),
    say('TTL', 'TTL'),
    say('Proxy', '代理'),
    say('Creates records', '可新建记录'),
    say('Many records in one request', '单个请求更新多条记录'),
    say('Reads records', '可读取记录'),
  ],
  fields: [
    say('Key', '键'),
    say('Required', '必填'),
    say('Secret', '密钥'),
    say('Default', '默认值'),
    say('Meaning', '含义'),
  ],
  presets: say('## Presets of dyndns2', '## dyndns2 预设'),
  presetHead: [
    say('Preset', '预设'),
    say('Host', '服务商'),
    say('Addresses', '地址'),
    say('Documentation', '文档'),
  ],
  yes: say('yes', '是'),
  website: say('Website', '网站'),
  docs: say('Documentation', '文档'),
};

const families = { ipv4: 'IPv4', ipv6: 'IPv6' };

function defaultOf({ schema }: AccountField): string {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === 'default' ? code(String(def.defaultValue)) : '';
}

function fieldTable(provider: Provider, language: Language): string {
  const word = inLanguage(language);
  const yes = (is: boolean | undefined) => (is ? word(texts.yes) : '');
  const rows = (accountFields(provider.account) ?? []).map((field) => {
    const { meta } = field;
    const meaning = [meta?.label, meta?.help].flatMap((text) => (text ? [word(text)] : []));
    const join = language === 'en' ? '. ' : '。';
    return [
      code(field.key),
      yes(field.required),
      yes(meta?.secret),
      defaultOf(field),
      meaning.join(join),
    ];
  });
  return table(texts.fields.map(word), rows);
}

function overview(providers: readonly Provider[], language: Language): string {
  const word = inLanguage(language);
  const yes = (is: boolean) => (is ? word(texts.yes) : '–');
  const rows = providers.map(({ id, name, website, capabilities: can }) => [
    `[${word(name)}](${website})`,
    code(id),
    can.families.map((family) => families[family]).join(', '),
    can.ttl === false ? '–' : `${can.ttl.min} – ${can.ttl.max}`,
    yes(can.proxied),
    yes(can.creates),
    yes(can.batch),
    yes(can.reads),
  ]);
  return table(texts.head.map(word), rows);
}

/** What each provider can do and wants to know, from its declaration. */
export function providersPage(
  language: Language,
  providers: readonly Provider[],
  presets: readonly Preset[],
): string {
  const word = inLanguage(language);
  const sections = providers.flatMap((provider) => [
    `## ${word(provider.name)} (\`${provider.id}\`)`,
    `${word(provider.setup)} [${word(texts.docs)}](${provider.docs})`,
    fieldTable(provider, language),
  ]);
  const rows = presets.map(({ id, name, website, docs, families: speaks }) => [
    code(id),
    `[${word(name)}](${website})`,
    speaks.map((family) => families[family]).join(', '),
    `[${word(texts.docs)}](${docs})`,
  ]);
  return page([
    generated,
    word(texts.title),
    word(texts.intro),
    overview(providers, language),
    ...sections,
    word(texts.presets),
    table(texts.presetHead.map(word), rows),
  ]);
}
