import { catalogue } from '../../contract/i18n/catalogue.ts';
import { durationText } from '../../contract/i18n/format.ts';
import type { Language } from '../../contract/language.ts';
import { type Family, families } from '../address.ts';
import { type Block, line, type Page } from './page.ts';
import type { ProviderData } from './provider.ts';

function familiesText(of: readonly string[], language: Language): string {
  const names = catalogue(language).status.family;
  const held = families.filter((family: Family) => of.includes(family));
  return held.map((family) => names[family]).join(' ');
}

function abilities({ capabilities }: ProviderData, language: Language): readonly string[] {
  const { able, provider } = catalogue(language).status;
  const { ttl, proxied, reads, creates, batch, keepAlive, repeatsArePunished } = capabilities;
  return [
    ttl === false ? provider.noTtl : provider.ttlRange(String(ttl.min), String(ttl.max)),
    ...(proxied ? [able.proxied] : []),
    ...(reads ? [able.reads] : []),
    ...(creates ? [able.creates] : []),
    ...(batch ? [able.batch] : []),
    ...(repeatsArePunished ? [able.punishes] : []),
    ...(keepAlive === false ? [] : [able.keepAlive(durationText(language, keepAlive))]),
  ];
}

function joined(texts: readonly string[], language: Language): string {
  return texts.join(language === 'en' ? ', ' : '、');
}

/** All providers as a table. */
export function providerListPage(all: readonly ProviderData[], language: Language): Page {
  const { head } = catalogue(language).status;
  return [
    {
      kind: 'table',
      head: [head.id, head.name, head.families, head.features],
      rows: all.map((provider) => [
        { text: provider.id, tone: 'strong' },
        { text: provider.name },
        { text: familiesText(provider.capabilities.families, language) },
        { text: joined(abilities(provider, language), language), tone: 'quiet' },
      ]),
    },
  ];
}

function fieldTable({ fields }: ProviderData, language: Language): Block {
  const { head, provider } = catalogue(language).status;
  return {
    kind: 'table',
    head: [head.field, head.state, head.name, head.meaning],
    rows: fields.map(({ key, label, help, required, secret }) => {
      const marks = [required ? provider.required : provider.optional];
      if (secret) marks.push(provider.secret);
      return [
        { text: key, tone: 'strong' },
        { text: joined(marks, language) },
        { text: label },
        { text: help ?? '' },
      ];
    }),
  };
}

/** One provider in full: where its credentials are made, its fields, what it can do, its presets. */
export function providerPage(data: ProviderData, language: Language): Page {
  const { settings, status } = catalogue(language);
  const { provider, head } = status;
  const labelled = (label: string, text: string) => line(settings.line(label, text));
  const presets: readonly Block[] =
    data.presets.length === 0
      ? []
      : [
          line(''),
          line(provider.presets, 'strong'),
          {
            kind: 'table',
            head: [head.id, head.name, head.families, provider.website],
            rows: data.presets.map((preset) => [
              { text: preset.id, tone: 'strong' },
              { text: preset.name },
              { text: familiesText(preset.families, language) },
              { text: preset.website, tone: 'quiet' },
            ]),
          },
        ];
  return [
    line(`${data.name} (${data.id})`, 'strong'),
    labelled(provider.website, data.website),
    labelled(provider.docs, data.docs),
    labelled(provider.setup, data.setup),
    ...(data.permission === undefined ? [] : [labelled(provider.permission, data.permission)]),
    labelled(
      provider.abilities,
      joined(
        [familiesText(data.capabilities.families, language), ...abilities(data, language)],
        language,
      ),
    ),
    ...data.limits.map((limit) => line(limit)),
    line(provider.tried[data.triedAgainst], data.triedAgainst === 'emulator' ? 'warn' : undefined),
    line(''),
    line(provider.fields, 'strong'),
    fieldTable(data, language),
    ...presets,
  ];
}
