import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsJsonSchema } from '../electron/core/settings/schema-json.ts';
import { presets } from '../electron/providers/dyndns2/presets.ts';
import { providers } from '../electron/providers/registry.ts';
import { builtInSources } from '../electron/sources/registry.ts';
import { providersPage } from './docs-providers.ts';
import { settingsPage } from './docs-settings.ts';

/** Every generated file under docs/: its name and its text. */
export function generatedDocs(): ReadonlyMap<string, string> {
  const schema = settingsJsonSchema(providers, builtInSources);
  return new Map([
    ['settings.md', settingsPage('en', builtInSources)],
    ['settings.zh-CN.md', settingsPage('zh-CN', builtInSources)],
    ['providers.md', providersPage('en', providers, presets)],
    ['providers.zh-CN.md', providersPage('zh-CN', providers, presets)],
    ['settings.schema.json', `${JSON.stringify(schema, null, 2)}\n`],
  ]);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

if (import.meta.main) {
  const folder = join(import.meta.dirname, '..', 'docs');
  const files = [...generatedDocs()];
  if (process.argv.includes('--check')) {
    const stale = files.filter(([name, text]) => read(join(folder, name)) !== text);
    for (const [name] of stale) process.stderr.write(`docs/${name} is stale: run npm run docs\n`);
    process.exitCode = stale.length === 0 ? 0 : 1;
  } else {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
  }
}
