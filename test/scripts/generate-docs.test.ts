import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { languages } from '../../electron/contract/language.ts';
import type { Provider } from '../../electron/core/provider.ts';
import { accountFields } from '../../electron/core/settings/schema-fields.ts';
import { readSettingsFile } from '../../electron/node/settings-file.ts';
import { presets } from '../../electron/providers/dyndns2/presets.ts';
import { gandi } from '../../electron/providers/gandi.ts';
import { builtInSources } from '../../electron/sources/registry.ts';
import { absentServices } from '../../scripts/docs-absent.ts';
import { sampleOf } from '../../scripts/docs-example.ts';
import { fileIn } from '../../scripts/docs-page.ts';
import { generatedDocs } from '../../scripts/generate-docs.ts';
import { channels, providers } from '../support/registered.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const docs = generatedDocs({ providers, channels });
const both = providers.flatMap((provider) =>
  languages.map((language) => [provider.id, language, provider] as const),
);

function text(name: string): string {
  return docs.get(`docs/${name}`) ?? '';
}

function exampleIn(name: string): string {
  const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(text(name)) ?? [];
  return example;
}

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** The only secret that people have as a file. */
const keyFile = JSON.stringify({
  type: 'service_account',
  project_id: 'my-project-123456',
  private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
  client_email: 'ddns@my-project-123456.iam.gserviceaccount.com',
});

/** Reads an example as the program would. */
function readExample(example: string, env: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  const file = path.join(folder, 'settings.yml');
  writeFileSync(file, example);
  for (const [, name = ''] of example.matchAll(/\{ file: ([\w.-]+) \}/g)) {
    writeFileSync(path.join(folder, name), keyFile);
  }
  return readSettingsFile(file, {
    providers,
    sources: builtInSources,
    env,
    fingerprint: (mark) => mark,
  });
}

/** A likely text for each environment variable that an account of an example names. */
function variablesOf(example: string, { account }: Provider): Readonly<Record<string, string>> {
  const { home } = (parse(example) as { accounts: { home: object } }).accounts;
  const env: Record<string, string> = {};
  for (const [key, value] of Object.entries(home)) {
    const field = accountFields(account)?.find((one) => one.key === key);
    const sample = field === undefined ? undefined : sampleOf(field);
    JSON.stringify(value, (name, inner) => {
      if (name === 'env') env[inner] = typeof sample === 'string' ? sample : 'a secret';
      return inner;
    });
  }
  return env;
}

it.each(languages)('gives an example of all settings in %s that the reader takes', async (lang) => {
  const token = 'token-of-40-characters-or-so-abcdefghijkl';
  const result = await readExample(exampleIn(fileIn(lang, 'settings')), { CF_TOKEN: token });
  expect(result).toMatchObject({ ok: true });
});

it('lists every key, provider, preset, source and missing service in both languages', () => {
  for (const language of languages) {
    const overview = text(fileIn(language, 'providers'));
    for (const { id } of [...providers, ...presets]) expect(overview).toContain(`\`${id}\``);
    for (const { name, why } of absentServices) {
      expect(overview).toContain(name);
      expect(overview).toContain(why[language]);
    }
    const settings = text(fileIn(language, 'settings'));
    for (const { id } of builtInSources) expect(settings).toContain(`\`${id}\``);
    for (const key of ['interval', 'log.file', 'records[].ttl', 'verify.publicResolvers']) {
      expect(settings).toContain(`| \`${key}\` |`);
    }
    const page = text(fileIn(language, 'providers/dyndns2'));
    for (const { id, website } of presets) {
      expect(page).toContain(`| \`${id}\` |`);
      expect(page).toContain(`](${website})`);
    }
  }
});

describe('the page of a provider', () => {
  it.each(both)('%s in %s has an example that the reader takes', async (id, language, provider) => {
    const example = exampleIn(fileIn(language, `providers/${id}`));
    expect(example).toMatch(/\{ (?:env: [A-Z0-9_]+|file: [\w.-]+) \}/);
    const result = await readExample(example, variablesOf(example, provider));
    expect(result).toMatchObject({ ok: true, settings: { accounts: { home: { provider: id } } } });
    expect(result.ok && result.settings.records.length).toBeGreaterThanOrEqual(2);
  });

  it.each(both)('%s in %s tells all that was declared', (id, language, provider) => {
    const page = text(fileIn(language, `providers/${id}`)).replaceAll(/\\([<*[\]|])/g, '$1');
    const { name, setup, permission, limits = [], website, docs: where, account } = provider;
    const said = [name, setup, ...(permission === undefined ? [] : [permission]), ...limits];
    for (const each of said) expect(page).toContain(each[language]);
    for (const link of [website, where]) expect(page).toContain(`](${link})`);
    for (const { key, meta } of accountFields(account) ?? []) {
      expect(page).toContain(`| \`${key}\` |`);
      expect(page).toContain((meta?.help ?? meta?.label)?.[language] ?? key);
    }
    expect(page).not.toMatch(/undefined|\[object|NaN/);
  });

  it.each([
    ['emulator', /Not tried against the live service/, /尚未在真实服务上验证/],
    ['server', /Tried against the real server software/, /已用真实的服务器软件验证/],
    ['service', /Tried against the live service/, /已在真实服务上验证/],
  ] as const)('says honestly what it was tried against: %s', (triedAgainst, english, chinese) => {
    const all = generatedDocs({ channels, providers: [{ ...gandi, triedAgainst }] });
    expect(all.get('docs/providers/gandi.md')).toMatch(english);
    expect(all.get('docs/providers/gandi.zh-CN.md')).toMatch(chinese);
  });
});

/** The anchors that GitHub gives the headings of a page. */
function anchors(page: string): ReadonlySet<string> {
  const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
  const plain = headings.map((heading) => heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, ''));
  return new Set(plain.map((heading) => heading.replaceAll(' ', '-')));
}

it('leads nowhere but to pages and headings that are there', () => {
  const broken: string[] = [];
  for (const [name, page] of docs) {
    if (!name.endsWith('.md')) continue;
    for (const [, to = ''] of page.matchAll(/\]\(((?!https?:)[^)]+)\)/g)) {
      const [file = '', anchor] = to.split('#');
      const target = file === '' ? name : path.posix.join(path.posix.dirname(name), file);
      const found = docs.get(target);
      const there = found !== undefined && (anchor === undefined || anchors(found).has(anchor));
      if (!there) broken.push(`${name}: ${to}`);
    }
  }
  expect(broken).toEqual([]);
});

it('shows a declared text as it was written, whatever Markdown would make of it', () => {
  const setup = {
    en: 'Allow <zone> and a|b on /zone/* or [all].',
    'zh-CN': '允许 <区域> 和 /zone/*。',
  };
  const page = generatedDocs({ channels, providers: [{ ...gandi, setup }] }).get(
    'docs/providers/gandi.md',
  );
  expect(page).toContain('Allow \\<zone> and a|b on /zone/\\* or \\[all\\].');
});
