import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { channelEvents } from '../../electron/contract/channel-event.ts';
import { languages } from '../../electron/contract/language.ts';
import { readSettings } from '../../electron/core/settings/reader.ts';
import { accountFields } from '../../electron/core/settings/schema-fields.ts';
import { fileIn } from '../../scripts/docs-page.ts';
import { generatedDocs } from '../../scripts/generate-docs.ts';
import { channels } from '../support/registered.ts';

const docs = generatedDocs({ providers: [], channels });

function pageIn(language: (typeof languages)[number], name = 'channels'): string {
  return (docs.get(`docs/${fileIn(language, name)}`) ?? '').replaceAll(/\\([<*[\]|])/g, '$1');
}

const examples = languages.flatMap((language) =>
  [...pageIn(language).matchAll(/```yaml\n([\s\S]*?)```/g)].map(
    ([, example = '']) => [language, example] as const,
  ),
);

describe('the page of the channels', () => {
  it('has an example for each channel, and one with what every channel can have', () => {
    expect(examples).toHaveLength(languages.length * (channels.length + 1));
  });

  it.each(examples)('has an example in %s that the reader takes: %s', (_language, example) => {
    const raw = { version: 1, ...(parse(example) as object) };
    const read = readSettings(raw, {
      providers: [],
      channels,
      sources: [],
      allowEmpty: true,
      resolveSecret: () => ({ ok: false, locked: true }),
      fingerprint: (text) => text,
    });
    expect(read).toMatchObject({ ok: true });
  });

  it.each(
    channels.flatMap((channel) =>
      languages.map((language) => [channel.id, language, channel] as const),
    ),
  )('tells all that %s declares, in %s', (id, language, channel) => {
    const page = pageIn(language);
    const { name, setup, limits = [], website, docs: where, account } = channel;
    expect(page).toContain(`### ${name[language]}\n`);
    expect(page).toContain(`\`channel: ${id}\``);
    for (const each of [setup, ...limits]) expect(page).toContain(each[language]);
    for (const link of [website, where]) expect(page).toContain(`](${link})`);
    for (const { key, meta } of accountFields(account) ?? []) {
      expect(page).toContain(`| \`${key}\` |`);
      expect(page).toContain((meta?.help ?? meta?.label)?.[language] ?? key);
    }
    expect(page).not.toMatch(/undefined|\[object|NaN/);
  });

  it.each(languages)('names every event in %s', (language) => {
    for (const event of channelEvents) expect(pageIn(language)).toContain(`| \`${event}\` |`);
  });
});

it.each(languages)('the reference of the settings has channels and the interface in %s', (lang) => {
  const page = pageIn(lang, 'settings');
  const keys = ['channels', 'channels.*.channel', 'channels.*.events', 'channels.*.quietHours'];
  for (const key of [...keys, 'channels.*.language', 'api', 'api.listen', 'api.token']) {
    expect(page).toContain(`| \`${key}\` |`);
  }
});
