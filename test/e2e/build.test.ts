import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '..', '..');

describe('the built command', () => {
  it('is one executable file that needs nothing but its parts', async () => {
    const folder = temporaryFolder();
    const built = path.join(folder, 'cli.cjs');
    await run(process.execPath, [path.join(root, 'scripts', 'build.ts'), folder]);
    const parts = readdirSync(path.join(folder, 'cli')).map((name) => path.join('cli', name));
    const texts = ['cli.cjs', ...parts].map((name) =>
      readFileSync(path.join(folder, name), 'utf8'),
    );
    expect(texts[0]?.startsWith('#!/usr/bin/env node\n')).toBe(true);
    // One letter beyond would double the memory of the whole source.
    for (const text of texts) expect(text).toMatch(/^\p{ASCII}*$/u);
    if (process.platform !== 'win32') expect(statSync(built).mode & 0o111).toBe(0o111);

    const file = path.join(folder, 'ddns.yaml');
    writeFileSync(
      file,
      [
        'version: 1',
        'timeout: 1s',
        'sources: { ipv4: [{ url: "https://one.invalid/" }, ipip], ipv6: off }',
        'accounts: { home: { provider: cloudflare, token: cf-token-0123456789abcdef } }',
        'records: [{ name: home.example.com, account: home }]',
      ].join('\n'),
    );
    const checked = await run(process.execPath, [built, 'check', '-c', file, '--lang', 'zh-CN']);
    expect(checked.stdout).toContain('没有问题：1 条记录');
    const state = path.join(folder, 'state');
    const updated = run(process.execPath, [built, 'update', '-c', file, '--state', state]);
    await expect(updated).rejects.toMatchObject({ code: 3 });
  });
});
