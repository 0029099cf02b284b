import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { answerWindow, type FileTable, fileTable } from '../../electron/desktop/protocol.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let folder: string;
let files: FileTable;

beforeEach(() => {
  const outside = temporaryFolder();
  folder = path.join(outside, 'window');
  mkdirSync(path.join(folder, 'deep.js'), { recursive: true });
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(path.join(folder, 'window.js'), 'let a;');
  writeFileSync(path.join(folder, 'window.js.map'), '{}');
  writeFileSync(path.join(folder, 'deep.js', 'a.js'), '');
  writeFileSync(path.join(folder, '.env'), 'SECRET');
  writeFileSync(path.join(outside, 'secret.js'), 'SECRET');
  files = fileTable(folder);
});

const ask = (url: string, method = 'GET') => answerWindow({ url, method }, files);

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";

function expectStrict({ headers }: Response): void {
  expect(headers.get('content-security-policy')).toBe(policy);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  expect(headers.get('access-control-allow-origin')).toBeNull();
}

describe('the window’s files', () => {
  it.each([
    ['app://settings/index.html', 'text/html; charset=utf-8', '<!doctype html>'],
    ['app://settings/index.html?theme=dark#about', 'text/html; charset=utf-8', '<!doctype html>'],
    ['app://settings/window.js', 'text/javascript; charset=utf-8', 'let a;'],
  ])('%s is there', async (url, type, body) => {
    const response = await ask(url);
    expectStrict(response);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(await response.text()).toBe(body);
    const head = await ask(url, 'HEAD');
    expectStrict(head);
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it.each([
    'app://settings/',
    'app://settings',
    'app://settings/window.js.map',
    'app://settings/.env',
    'app://settings/deep.js/a.js',
    'app://settings/../secret.js',
    'app://settings/..%2fsecret.js',
    'app://settings/..%2Fsecret.js',
    'app://settings/%2e%2e/secret.js',
    'app://settings/..%5csecret.js',
    'app://settings/..\\secret.js',
    'app://settings/./index.html',
    'app://settings//index.html',
    'app://settings/%69ndex.html',
    'app://settings/index.html%00',
    'app://settings/index.html\0.js',
    'app://settings/INDEX.HTML',
    'app://settings/index.html/',
    'app://settings/index.html ',
    'app://settings//etc/passwd',
    'app://settings/C:/Windows/win.ini',
    'app://settings/file:///etc/passwd',
    'app://settings/__proto__',
    'app://settings/constructor',
    'app://other/index.html',
    'app://settings.evil/index.html',
    'app://SETTINGS/index.html',
    'app://settings:80/index.html',
    'app://user@settings/index.html',
    'app://user:word@settings/index.html',
    'APP://settings/index.html',
    'app:/settings/index.html',
    'app:index.html',
    'https://settings/index.html',
    'file:///index.html',
    '/index.html',
    '',
  ])('%j is not', async (url) => {
    const response = await ask(url);
    expectStrict(response);
    expect([response.status, await response.text()]).toEqual([404, '']);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'get', ''])(
    'are not for %j',
    async (method) => {
      const response = await ask('app://settings/index.html', method);
      expectStrict(response);
      expect([response.status, await response.text()]).toEqual([405, '']);
    },
  );

  it.each(['app://settings/window.js', 'app://settings/deep.js'])(
    'are an empty answer where they cannot be read: %s',
    async (url) => {
      rmSync(path.join(folder, 'window.js'));
      const response = await ask(url);
      expectStrict(response);
      expect([response.status, await response.text()]).toEqual([500, '']);
    },
  );
});
