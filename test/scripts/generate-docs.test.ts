import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readSettingsFile } from '../../electron/node/settings-file.ts';
import { presets } from '../../electron/providers/dyndns2/presets.ts';
import { providers } from '../../electron/providers/registry.ts';
import { builtInSources } from '../../electron/sources/registry.ts';
import { generatedDocs } from '../../scripts/generate-docs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const docs = generatedDocs();

function text(name: string): string {
  return docs.get(name) ?? '';
}

it.each(['settings.md', 'settings.zh-CN.md'])(
  'gives an example in %s that the reader takes',
  async (name) => {
    const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(text(name)) ?? [];
    const file = path.join(temporaryFolder(), 'settings.yml');
    writeFileSync(file, example);
    const result = await readSettingsFile(file, {
      providers,
      sources: builtInSources,
      env: { CF_TOKEN: 'token-of-40-characters-or-so-abcdefghijkl' },
      fingerprint: (mark) => mark,
    });
    expect(result).toMatchObject({ ok: true });
  },
);

it('lists every key, provider, preset and source in both languages', () => {
  for (const suffix of ['.md', '.zh-CN.md']) {
    for (const { id } of [...providers, ...presets]) {
      expect(text(`providers${suffix}`)).toContain(`\`${id}\``);
    }
    for (const { id } of builtInSources) expect(text(`settings${suffix}`)).toContain(`\`${id}\``);
    for (const key of ['interval', 'log.file', 'records[].ttl', 'verify.publicResolvers']) {
      expect(text(`settings${suffix}`)).toContain(`| \`${key}\` |`);
    }
  }
});
