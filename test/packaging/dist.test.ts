import { execFile, spawnSync } from 'node:child_process';
import { createHash, createPublicKey, verify } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readListing } from '../../electron/core/release/feed.ts';
import { statementText } from '../../electron/core/release/statement.ts';
import { treeOf } from '../../scripts/dist/tree.ts';
import { makeReleaseKey } from '../../scripts/release-key.ts';
import { describeReal, requireBinary } from '../support/real.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { freshWindows } from './lab/computer.ts';
import { labPrograms, labTools } from './lab/tools.ts';

const execute = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');
const version = '1.2.3';
const setup = `DDNS-Tray-Setup-${version}-x64.exe`;

/** The repository as it will be on the day of a release: outside of Git, with a version and a section. */
function releaseDay(changelog = `## [${version}] - 2026-11-20\n\n- Everything.\n`) {
  const folder = temporaryFolder();
  const parts = ['electron', 'renderer', 'scripts', 'assets', 'build', 'out', 'LICENSE'];
  for (const part of [...parts, 'electron-builder.yml', 'package-lock.json', 'tsconfig.json']) {
    cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  }
  cpSync(path.join(root, 'tsconfig.base.json'), path.join(folder, 'tsconfig.base.json'));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ ...manifest, version }));
  writeFileSync(path.join(folder, 'CHANGELOG.md'), `# Changelog\n\n${changelog}`);
  const pem = path.join(folder, 'release.pem');
  const key = makeReleaseKey(pem);
  const identity = { feed: 'https://updates.example/', key };
  writeFileSync(path.join(folder, 'build', 'release.json'), JSON.stringify(identity));
  return { folder, key, pem: readFileSync(pem, 'utf8') };
}

interface Result {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `npm run dist` without a network. */
async function dist(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Result> {
  const { DDNS_TRAY_RELEASE_KEY: _, SOURCE_DATE_EPOCH: __, ...outer } = process.env;
  try {
    const script = path.join(folder, 'scripts', 'dist.ts');
    const { stdout, stderr } = await execute(process.execPath, [script, ...args], {
      cwd: folder,
      env: { ...outer, ELECTRON_BUILDER_BINARIES_MIRROR: 'http://127.0.0.1:9/', ...env },
      maxBuffer: 1 << 26,
    });
    return { status: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as Result & { readonly code: number };
    return { status: code, stdout, stderr };
  }
}

/** The lab's tools in the place of what would be fetched, and a Windows for the uninstaller. */
async function offline(folder: string): Promise<Readonly<Record<string, string>>> {
  const tools = await labTools();
  const prefix = path.join(folder, 'wine');
  await execute('cp', ['-al', await freshWindows(), prefix]);
  return {
    ...tools.environment,
    // The lab's own stores only, for the sake of its double of the unpacker; nobody unpacks here.
    ELECTRON_BUILDER_7ZIP_PATH: requireBinary('7za'),
    DDNS_TRAY_ELECTRON_DIST: tools.electron,
    WINEPREFIX: prefix,
    WINEDEBUG: '-all',
  };
}

function contents(folder: string): ReadonlyMap<string, string> {
  const hash = (file: string) =>
    createHash('sha256')
      .update(readFileSync(path.join(folder, file)))
      .digest('hex');
  return new Map([...treeOf(folder).keys()].map((file) => [file, hash(file)]));
}

describeReal('npm run dist -- --win --x64', [...labPrograms, 'sha256sum'], () => {
  it('makes a whole release out of the sources, twice the same, without a network', async () => {
    const { folder, key, pem } = releaseDay();
    const env = { ...(await offline(folder)), DDNS_TRAY_RELEASE_KEY: pem };
    const first = await dist(folder, ['--win', '--x64'], env);
    expect(first.stderr).toBe('');
    expect(first.status).toBe(0);
    const made = path.join(folder, 'dist');
    const read = (name: string) => readFileSync(path.join(made, name));

    const sbom = `DDNS-Tray-${version}.cdx.json`;
    const files = readdirSync(made, { withFileTypes: true }).filter((entry) => entry.isFile());
    const names = files.map(({ name }) => name).toSorted();
    expect(names).toEqual(
      [
        `DDNS-Tray-Portable-${version}-x64.exe`,
        setup,
        `${setup}.blockmap`,
        `DDNS-Tray-Setup-Assisted-${version}-x64.exe`,
        sbom,
        'SHA256SUMS',
        'latest.yml',
        'licences.txt',
      ].toSorted(),
    );

    const check = spawnSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: made });
    expect(check.status).toBe(0);
    expect(check.stdout.toString().match(/: OK$/gm)).toHaveLength(names.length - 1);

    const listing = readListing(read('latest.yml').toString());
    expect(listing?.version).toBe(version);
    expect(listing?.files.map(({ url }) => url)).toEqual([setup]);
    const sha512 = createHash('sha512').update(read(setup)).digest('base64');
    expect(listing?.files[0]).toMatchObject({ sha512, size: read(setup).length });
    const publicKey = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key, 'base64').toString('base64url') },
      format: 'jwk',
    });
    const text = Buffer.from(statementText({ version, file: setup, sha512 }));
    const signature = Buffer.from(String(listing?.files[0]?.ed25519), 'base64');
    expect(verify(null, text, publicKey, signature)).toBe(true);

    const bom = JSON.parse(read(sbom).toString());
    expect(bom.metadata.component).toMatchObject({ name: 'ddns-tray', version });
    expect(bom.metadata.timestamp).toBe('2026-11-20T00:00:00.000Z');
    const purls = bom.components.map(({ purl }: { readonly purl: string }) => purl);
    const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
    for (const name of ['axios', 'electron', 'preact', 'winston', 'zod']) {
      const { version: locked } = lock.packages[`node_modules/${name}`];
      expect(purls).toContain(`pkg:npm/${name}@${locked}`);
    }
    // A tool is not shipped.
    expect(purls.join()).not.toMatch(/electron-builder|esbuild|typescript/);
    expect(read('licences.txt').toString()).toContain('\nzod ');

    expect(first.stdout).toMatch(/^win x64: app\.asar +\d+\.\d kB$/m);
    expect(first.stdout).toMatch(/^win x64: installer, without Electron’s share +\d+\.\d kB$/m);
    // The key is for one thing only, and nothing of it is left behind.
    const body = pem.split('\n')[1] ?? '';
    expect(first.stdout).not.toContain(body);

    const unpacked = contents(path.join(made, 'win-unpacked'));
    const assisted = `DDNS-Tray-Setup-Assisted-${version}-x64.exe`;
    const beside = [sbom, 'licences.txt', setup, `${setup}.blockmap`, assisted];
    const hashes = () =>
      beside.map((name) => `${name} ${createHash('sha256').update(read(name)).digest('hex')}`);
    const before = hashes();
    expect([...unpacked.keys()]).toContain('resources/app.asar');
    expect(await dist(folder, ['--win', '--x64'], env)).toMatchObject({ status: 0, stderr: '' });
    expect(contents(path.join(made, 'win-unpacked'))).toEqual(unpacked);
    expect(hashes()).toEqual(before);

    // What several computers packaged, put together on one that has the key alone.
    for (const name of ['SHA256SUMS', 'latest.yml']) rmSync(path.join(made, name));
    writeFileSync(path.join(made, setup), 'signed in Windows’ own way meanwhile');
    const collected = await dist(folder, ['--collect'], { DDNS_TRAY_RELEASE_KEY: pem });
    expect(collected).toMatchObject({ status: 0, stderr: '' });
    const again = spawnSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: made });
    expect(again.status).toBe(0);
  }, 240_000);

  it('stops where what is ours grew over a limit, before anything is signed', async () => {
    const { folder, pem } = releaseDay();
    const limits = { installedBytes: 1, installerBytes: 1_000_000_000, files: 1000 };
    writeFileSync(path.join(folder, 'build', 'size-limits.json'), JSON.stringify(limits));
    const env = { ...(await offline(folder)), DDNS_TRAY_RELEASE_KEY: pem };
    const { status, stderr } = await dist(folder, ['--win', '--x64', '--dir'], env);
    expect(status).toBe(1);
    expect(stderr).toMatch(/win x64 has \d+ bytes installed of our own, over the limit of 1:/);
  }, 120_000);
});

describe('npm run dist packages nothing', () => {
  it.each([
    ['where the CHANGELOG has no section', '## [Unreleased]\n', '--win', '] - YYYY-MM-DD”'],
    ['where the version is of another channel', undefined, '--channel=beta', 'does not fit'],
    [
      'where there is nothing to collect',
      undefined,
      '--collect',
      'does not hold a packaged release',
    ],
  ] as const)('%s', async (_, changelog, option, sentence) => {
    const { folder, pem } = releaseDay(changelog);
    const { status, stderr } = await dist(folder, [option], { DDNS_TRAY_RELEASE_KEY: pem });
    expect(status).toBe(1);
    expect(stderr).toContain(sentence);
    expect(readdirSync(folder)).not.toContain('dist');
  });

  it('where the key is not the one that programs check with', async () => {
    const { folder } = releaseDay();
    const other = path.join(folder, 'other.pem');
    makeReleaseKey(other);
    const DDNS_TRAY_RELEASE_KEY = readFileSync(other, 'utf8');
    const { status, stderr } = await dist(folder, ['--win'], { DDNS_TRAY_RELEASE_KEY });
    expect(status).toBe(1);
    expect(stderr).toContain('is not the private half of the key');
  });
});

it('npm run dist without a key says loudly that what it made is no release', async () => {
  const { folder } = releaseDay('## [Unreleased]\n');
  const made = path.join(folder, 'dist');
  mkdirSync(made);
  for (const name of [setup, `DDNS-Tray-${version}.cdx.json`, 'licences.txt']) {
    writeFileSync(path.join(made, name), name);
  }
  const { status, stderr } = await dist(folder, ['--collect'], { SOURCE_DATE_EPOCH: '1795000000' });
  expect(status).toBe(0);
  expect(stderr).toContain('*** This release is NOT signed');
  expect(stderr).toContain('every program will refuse to update to it. ***');
  expect(stderr).toContain('*** CHANGELOG.md has no section for 1.2.3');
  expect(readFileSync(path.join(made, 'latest.yml'), 'utf8')).not.toContain('ed25519');
});
