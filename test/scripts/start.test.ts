import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '..', '..');

function start(env: Readonly<Record<string, string>>, args: readonly string[] = []) {
  const script = path.join(root, 'scripts', 'start.ts');
  return spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
}

/** A place to download from that refuses every connection. */
const nowhere = {
  ELECTRON_MIRROR: 'http://127.0.0.1:9/',
  ELECTRON_OVERRIDE_DIST_PATH: '/nowhere',
  electron_config_cache: '/nowhere',
};

describe('npm start', () => {
  it.each([
    ['en_US.UTF-8', /^Electron is not there .*“npm run demo”.*\n$/],
    ['zh_CN.UTF-8', /^没有找到 Electron.*“npm run demo”.*\n$/],
  ])('says in one sentence that Electron cannot be had, in %s', (locale, sentence) => {
    const { status, stderr } = start({ ...nowhere, LC_ALL: locale, LANG: locale });
    expect(stderr).toMatch(sentence);
    expect(status).toBe(1);
    expect(existsSync(path.join(root, 'out', 'main.cjs'))).toBe(true);
  });
});
