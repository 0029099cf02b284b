import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadChannels } from '../electron/channels/registry.ts';
import { type Language, languages } from '../electron/contract/language.ts';
import type { Channel } from '../electron/core/channel.ts';
import type { Provider } from '../electron/core/provider.ts';
import { settingsJsonSchema } from '../electron/core/settings/schema-json.ts';
import { presets } from '../electron/providers/dyndns2/presets.ts';
import { loadProviders } from '../electron/providers/registry.ts';
import { builtInSources } from '../electron/sources/registry.ts';
import { channelsPage } from './docs-channels.ts';
import { outputFolder, outputSchemas } from './docs-outputs.ts';
import { fileIn } from './docs-page.ts';
import { providerPage } from './docs-provider.ts';
import { providersPage } from './docs-providers.ts';
import { marks, providersPart, withPart } from './docs-readme.ts';
import { settingsPage } from './docs-settings.ts';

const pages = 'docs/providers';
/** The folders in which nothing is but what is generated. */
const folders = [pages, outputFolder];

/** What the docs are made from. */
export interface Registries {
  readonly providers: readonly Provider[];
  readonly channels: readonly Channel[];
}

function pagesIn(
  language: Language,
  { providers, channels }: Registries,
): readonly [string, string][] {
  return [
    [`docs/${fileIn(language, 'settings')}`, settingsPage(language, builtInSources)],
    [`docs/${fileIn(language, 'channels')}`, channelsPage(language, channels)],
    [`docs/${fileIn(language, 'providers')}`, providersPage(language, providers, presets)],
    ...providers.map((provider): [string, string] => [
      `${pages}/${fileIn(language, provider.id)}`,
      providerPage(provider, provider.id === 'dyndns2' ? presets : [], language),
    ]),
  ];
}

/** Every file that is generated whole: its path from the root, with slashes, and its text. */
export function generatedDocs(registries: Registries): ReadonlyMap<string, string> {
  const { providers, channels } = registries;
  const schema = settingsJsonSchema(providers, builtInSources, channels);
  return new Map([
    ...languages.flatMap((language) => pagesIn(language, registries)),
    ...outputSchemas(),
    ['docs/settings.schema.json', `${JSON.stringify(schema, null, 2)}\n`],
  ]);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** The files in and below a folder, with slashes; none where it is missing. */
function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((name) => name.replaceAll(path.sep, '/'));
}

interface Work {
  /** Paths, and the texts that they should have. */
  readonly write: ReadonlyMap<string, string>;
  readonly remove: readonly string[];
  /** What only a person can mend. */
  readonly problems: readonly string[];
}

/** What is not as it should be below a root. */
function workAt(root: string, registries: Registries): Work {
  const { providers } = registries;
  const docs = generatedDocs(registries);
  const write = new Map([...docs].filter(([name, text]) => read(path.join(root, name)) !== text));
  const problems: string[] = [];
  for (const language of languages) {
    const name = fileIn(language, 'README');
    const before = read(path.join(root, name)) ?? '';
    const after = withPart(before, providersPart(language, providers, presets));
    if (after === undefined) {
      problems.push(`${name} must hold ${marks.begin} and ${marks.end} once, in this order`);
    } else if (after !== before) write.set(name, after);
  }
  const remove = folders
    .flatMap((folder) => filesIn(path.join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((name) => !docs.has(name));
  return { write, remove, problems };
}

/** A sentence on each generated text below a root that is stale, missing or superfluous. Writes nothing. */
export function docsProblems(root: string, registries: Registries): readonly string[] {
  const { write, remove, problems } = workAt(root, registries);
  return [
    ...[...write.keys()].map((name) => {
      const state = existsSync(path.join(root, name)) ? 'stale' : 'missing';
      return `${name} is ${state}: run npm run docs`;
    }),
    ...remove.map((name) => `${name} belongs to nothing that is generated: run npm run docs`),
    ...problems,
  ];
}

/** Writes what is stale or missing below a root, removes what is superfluous, says what it cannot mend. */
export function writeDocs(root: string, registries: Registries): readonly string[] {
  for (const folder of folders) mkdirSync(path.join(root, folder), { recursive: true });
  const { write, remove, problems } = workAt(root, registries);
  for (const [name, text] of write) writeFileSync(path.join(root, name), text);
  for (const name of remove) rmSync(path.join(root, name));
  return problems;
}

if (import.meta.main) {
  const [root = path.join(import.meta.dirname, '..')] = process.argv
    .slice(2)
    .filter((word) => word !== '--check');
  const registries = { providers: await loadProviders(), channels: await loadChannels() };
  const work = process.argv.includes('--check') ? docsProblems : writeDocs;
  const problems = work(root, registries);
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
