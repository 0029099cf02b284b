import type { Language } from '../electron/contract/language.ts';
import { capabilitiesOf, type Provider } from '../electron/core/provider.ts';
import type { Preset } from '../electron/providers/dyndns2/preset.ts';
import { daysText } from './docs-abilities.ts';
import { isHostOnly } from './docs-group.ts';
import {
  code,
  countryName,
  familiesText,
  fileIn,
  fullTable,
  inLanguage,
  link,
  say,
  table,
} from './docs-page.ts';

const texts = {
  full: [
    say('Preset', '预设'),
    say('Host', '服务商'),
    say('Addresses', '地址'),
    say('User name', '用户名'),
    say('Several at once', '合并请求'),
    say('Sent again after', '续报间隔'),
    say('More', '说明'),
  ],
  short: [
    say('Host', '服务商'),
    say('Preset', '预设'),
    say('Country', '国家'),
    say('Addresses', '地址'),
  ],
  docs: say('documentation', '文档'),
  yes: say('yes', '是'),
  needed: say('yes', '需要'),
};

/** A host that has a provider of its own as well: with the same credentials, or with those of its API. */
const also = {
  same: {
    en: (own: string) => `, also as ${own}`,
    'zh-CN': (own: string) => `，也可使用 ${own}`,
  },
  api: {
    en: (own: string) => `, or by its API: ${own}`,
    'zh-CN': (own: string) => `，或改用其 API：${own}`,
  },
};

/** The providers of a host whose preset bears another name than they. */
const named: Readonly<Record<string, readonly string[]>> = { ovh: ['ovh-dynhost', 'ovh'] };

function alsoText(provider: Provider, language: Language): string {
  const to = fileIn(language, `providers/${provider.id}`);
  const phrase = isHostOnly(provider) ? also.same : also.api;
  return phrase[language](link(code(`provider: ${provider.id}`), to));
}

function wantsUsername({ credentials }: Preset): boolean {
  return credentials === 'basic' || credentials.username !== undefined;
}

/** All that an account with a preset has to know. */
export function fullPresetTable(
  provider: Provider,
  presets: readonly Preset[],
  language: Language,
): string {
  const word = inLanguage(language);
  const rows = presets.map((preset) => {
    const { keepAlive, families, batch } = capabilitiesOf(provider, { preset: preset.id });
    const usual = keepAlive === provider.capabilities.keepAlive;
    return [
      code(preset.id),
      link(word(preset.name), preset.website),
      familiesText(families, language),
      wantsUsername(preset) ? word(texts.needed) : '–',
      batch ? word(texts.yes) : '',
      keepAlive === false || usual ? '' : daysText(keepAlive, language),
      preset.docs === preset.website ? '' : link(word(texts.docs), preset.docs),
    ];
  });
  return fullTable(texts.full.map(word), rows);
}

/** What a person chooses a preset by, and which hosts have an adapter of their own as well. */
export function shortPresetTable(
  providers: readonly Provider[],
  presets: readonly Preset[],
  language: Language,
): string {
  const word = inLanguage(language);
  const rows = presets.map(({ id, name, website, country, families }) => {
    const more = (named[id] ?? [id])
      .flatMap((own) => providers.find((provider) => provider.id === own) ?? [])
      .map((own) => alsoText(own, language));
    const host = `${link(word(name), website)}${more.join('')}`;
    return [host, code(id), countryName(country, language), familiesText(families, language)];
  });
  return table(texts.short.map(word), rows);
}
