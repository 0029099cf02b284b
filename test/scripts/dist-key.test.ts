import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { makeReleaseKey } from '../../scripts/release-key.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = path.join(import.meta.dirname, '../..');

it.skipIf(process.platform === 'win32')(
  'npm run dist gives the release key to no program that it runs, Git included',
  () => {
    const folder = temporaryFolder();
    for (const part of ['scripts', 'electron', 'electron-builder.yml']) {
      cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
    }
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    const text = JSON.stringify({ ...manifest, version: '1.2.3' });
    writeFileSync(path.join(folder, 'package.json'), text);
    writeFileSync(path.join(folder, 'CHANGELOG.md'), '## [1.2.3] - 2026-11-20\n\n- All.\n');
    const pem = path.join(folder, 'release.pem');
    const release = path.join(folder, 'release.json');
    const key = makeReleaseKey(pem);
    writeFileSync(release, JSON.stringify({ feed: 'https://updates.example/', key }));
    const seen = path.join(folder, 'seen');
    const git = '#!/bin/sh\n(printenv DDNS_TRAY_RELEASE_KEY || echo none) > "$SEEN"\n';
    writeFileSync(path.join(folder, 'git'), git, { mode: 0o755 });
    const { stderr } = spawnSync(process.execPath, ['scripts/dist.ts', '--collect'], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        PATH: `${folder}:${process.env.PATH}`,
        SEEN: seen,
        DDNS_TRAY_RELEASE: release,
        DDNS_TRAY_RELEASE_KEY: readFileSync(pem, 'utf8'),
      },
    });
    expect([existsSync(seen), stderr]).toEqual([true, expect.stringContaining('dist/ does not')]);
    expect(readFileSync(seen, 'utf8')).toBe('none\n');
  },
);
