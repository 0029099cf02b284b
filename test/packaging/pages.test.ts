import { execFile } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { statementText } from '../../electron/core/release/statement.ts';
import { appId, appName } from '../../electron/desktop/identity.ts';
import { defaultStateFolder } from '../../electron/node/paths.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '../..');
const read = (...name: string[]) => readFileSync(path.join(root, ...name), 'utf8');

const blocks = (page: string) =>
  [...page.matchAll(/^```.*\n[\s\S]*?^```$/gm)].map(([text]) => text);
/** Comments and the place on Earth are each language's own. */
const bare = (block: string) => block.replace(/^ *#.*\n/gm, '').replace(/TZ: .*/, 'TZ');
const headings = (page: string) => [...page.matchAll(/^#+ /gm)].map(([mark]) => mark);
const firstColumn = (page: string) =>
  [...page.matchAll(/^\| (`[^|]*`|\d+) \|/gm)].map(([, cell = '']) => cell.replace('、', ', '));
const codeIn = (page: string) => page.match(/`[^`\n]+`/g)?.toSorted();

describe.each(['windows', 'docker'])('docs/%s', (name) => {
  const [english, chinese] = [read('docs', `${name}.md`), read('docs', `${name}.zh-CN.md`)];

  it('says the same in both languages', () => {
    expect(headings(chinese)).toEqual(headings(english));
    expect(blocks(chinese).map(bare)).toEqual(blocks(english).map(bare));
    expect(firstColumn(chinese)).toEqual(firstColumn(english));
    const inEnglish = codeIn(english)?.map((code) => code.replace(/(?<=settings)\.md/, ''));
    expect(codeIn(chinese)).toEqual(inEnglish);
  });

  it('leads to files that are there', () => {
    const links = [...(english + chinese).matchAll(/\]\(((?!https?:)[^)#]+)\)/g)];
    expect(links.length).toBeGreaterThan(0);
    for (const [, to = ''] of links) expect(existsSync(path.join(root, 'docs', to)), to).toBe(true);
  });
});

describe('docs/windows.md', () => {
  const page = read('docs/windows.md');
  const installer = read('build/installer.nsh');

  it('has every exit code of the installer, and no other', () => {
    // 0, 1 and 2 are NSIS's own.
    const own = [...installer.matchAll(/!insertmacro refuse (\d+)/g)].map(([, code]) =>
      Number(code),
    );
    const told = firstColumn(page).filter((cell) => /^\d+$/.test(cell));
    expect(own.length).toBeGreaterThan(0);
    expect(told.map(Number)).toEqual([...new Set([0, 1, 2, ...own])].toSorted((a, b) => a - b));
  });

  it('names switches that electron-builder’s installer knows', () => {
    const target = read('node_modules/app-builder-lib/out/targets/nsis/NsisTarget.js');
    const switches = firstColumn(page).flatMap((cell) => /^`--([\w-]+)`$/.exec(cell)?.[1] ?? []);
    expect(switches).toEqual(['force-run', 'no-desktop-shortcut', 'delete-app-data']);
    for (const name of switches) expect(target).toContain(`"${name}"`);
  });

  it('names the places where the files really are', () => {
    const env = { LOCALAPPDATA: '%LOCALAPPDATA%' };
    expect(page).toContain(`\`%LOCALAPPDATA%\\${appName}\\settings.json\``);
    expect(page).toContain(`\`${defaultStateFolder({ platform: 'win32', home: '', env })}\``);
    expect(page).toContain(`the value \`${appId}\``);
    expect(page).toContain(`Uninstall ${appName}.exe`);
  });

  it('verifies a release by hand as the app does', async () => {
    const folder = temporaryFolder();
    const script = blocks(page).find((block) => block.startsWith('```js'));
    writeFileSync(
      path.join(folder, 'verify.mjs'),
      script?.split('\n').slice(1, -1).join('\n') ?? '',
    );
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const { x = '' } = publicKey.export({ format: 'jwk' });
    const key = Buffer.from(x, 'base64url').toString('base64');
    const file = 'DDNS-Tray-Setup-1.0.0-x64.exe';
    writeFileSync(path.join(folder, file), 'an installer');
    const sha512 = createHash('sha512').update('an installer').digest('base64');
    const statement = Buffer.from(statementText({ version: '1.0.0', file, sha512 }));
    const signature = sign(null, statement, privateKey).toString('base64');
    const verify = async (version: string) => {
      const args = ['verify.mjs', file, version, signature, key];
      return (await run(process.execPath, args, { cwd: folder })).stdout.trim();
    };
    expect(await verify('1.0.0')).toBe('good');
    expect(await verify('1.0.1')).toBe('NOT GOOD');
    writeFileSync(path.join(folder, file), 'another installer');
    expect(await verify('1.0.0')).toBe('NOT GOOD');
  });
});

describe('docs/docker.md', () => {
  it('has a compose file that fits the image, and gives it no rights', () => {
    const [yaml = ''] = blocks(read('docs/docker.md'));
    const compose = parse(yaml.split('\n').slice(1, -1).join('\n'));
    const service = compose.services['ddns-tray'];
    const dockerfile = read('Dockerfile');
    const [volume] = /(?<=^VOLUME ).+/m.exec(dockerfile) ?? [];
    const [folder] = /(?<=^WORKDIR )\/etc.+/m.exec(dockerfile) ?? [];
    expect(service.volumes).toEqual([`./config:${folder}:ro`, `state:${volume}`]);
    expect(Object.keys(compose.volumes)).toEqual(['state']);
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
    expect(service).not.toHaveProperty('privileged');
  });
});
