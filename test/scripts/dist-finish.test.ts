import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ReleaseChannel } from '../../electron/contract/release.ts';
import { readListing } from '../../electron/core/release/feed.ts';
import { artifactOf } from '../../scripts/dist/artifacts.ts';
import { blockMapBytes } from '../../scripts/dist/block-map.ts';
import { finishRelease } from '../../scripts/dist/finish.ts';
import { isSigned, publicHalf } from '../../scripts/dist/signature.ts';
import type { Signing } from '../../scripts/dist/signing.ts';
import { sumsText } from '../../scripts/dist/sums.ts';
import { describeReal } from '../support/real.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const { privateKey: key } = generateKeyPairSync('ed25519');
const signed: Signing = { kind: 'signed', key, publicKey: publicHalf(key) };

const all = [
  'DDNS-Tray-1.2.3-amd64.deb',
  'DDNS-Tray-1.2.3-arm64.AppImage',
  'DDNS-Tray-1.2.3-arm64.dmg',
  'DDNS-Tray-1.2.3-arm64.zip',
  'DDNS-Tray-1.2.3-arm64.zip.blockmap',
  'DDNS-Tray-1.2.3-x64.zip',
  'DDNS-Tray-1.2.3-x86_64.AppImage',
  'DDNS-Tray-Portable-1.2.3-x64.exe',
  'DDNS-Tray-Setup-1.2.3-arm64.exe',
  'DDNS-Tray-Setup-1.2.3-x64.exe',
  'DDNS-Tray-Setup-1.2.3-x64.exe.blockmap',
  'DDNS-Tray-Setup-Assisted-1.2.3-x64.exe',
];

/** A folder as electron-builder and we leave it. */
function packaged(files = all): string {
  const folder = temporaryFolder();
  for (const file of files) writeFileSync(path.join(folder, file), `the content of ${file}`);
  for (const file of ['latest.yml', 'alpha.yml', 'builder-debug.yml', 'builder-x.yaml']) {
    writeFileSync(path.join(folder, file), 'unsigned');
  }
  writeFileSync(path.join(folder, 'licences.txt'), 'MIT');
  return folder;
}

async function finished(folder: string, channel: ReleaseChannel = 'stable', signing = signed) {
  const written = await finishRelease({
    folder,
    version: '1.2.3',
    channel,
    signing,
    epoch: 1_795_000_000,
    companions: ['licences.txt'],
  });
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  const listing = (name: string) => {
    const found = readListing(read(name));
    if (found === undefined) throw new Error(`${name} cannot be read`);
    return found;
  };
  return { written, read, listing };
}

describe('the channel files', () => {
  it('offer what a program can update by, and nothing else', async () => {
    const { written, listing } = await finished(packaged());
    const offered = written
      .filter((name) => name.endsWith('.yml'))
      .map((name) => [name, listing(name).files.map(({ url }) => url)]);
    expect(Object.fromEntries(offered)).toEqual({
      'latest.yml': ['DDNS-Tray-Setup-1.2.3-x64.exe', 'DDNS-Tray-Setup-1.2.3-arm64.exe'],
      'latest-linux.yml': ['DDNS-Tray-1.2.3-x86_64.AppImage', 'DDNS-Tray-1.2.3-amd64.deb'],
      'latest-linux-arm64.yml': ['DDNS-Tray-1.2.3-arm64.AppImage'],
      'latest-mac.yml': ['DDNS-Tray-1.2.3-x64.zip', 'DDNS-Tray-1.2.3-arm64.zip'],
    });
  });

  it('have for each file what it is, and a signature that vouches for it', async () => {
    const folder = packaged();
    const { read, listing } = await finished(folder);
    const { version, files } = listing('latest.yml');
    expect(files).toHaveLength(2);
    for (const { url, sha512, size, ed25519 } of files) {
      const content = readFileSync(path.join(folder, url));
      expect(sha512).toBe(createHash('sha512').update(content).digest('base64'));
      expect(size).toBe(content.length);
      const statement = { version, file: url, sha512 };
      expect(isSigned(statement, String(ed25519), publicHalf(key))).toBe(true);
    }
    expect(read('latest.yml')).toContain(`path: "${files[0]?.url}"\nsha512: "${files[0]?.sha512}"`);
    expect(read('latest.yml')).toContain(
      `releaseDate: "${new Date(1_795_000_000_000).toISOString()}"\n`,
    );
  });

  it.each(['beta', 'nightly'] as const)('are named after the channel %s', async (channel) => {
    const { written } = await finished(packaged(), channel);
    expect(written).toContain(`${channel}.yml`);
    expect(written).toContain(`${channel}-linux-arm64.yml`);
    expect(written.join()).not.toContain('latest');
  });

  it('have no signature without a key', async () => {
    const { read } = await finished(packaged(), 'stable', { kind: 'unsigned', warning: '' });
    expect(read('latest.yml')).not.toContain('ed25519');
  });

  it('are never written with a signature that does not verify', async () => {
    const other = publicHalf(generateKeyPairSync('ed25519').privateKey);
    const folder = packaged();
    await expect(
      finished(folder, 'stable', { kind: 'signed', key, publicKey: other }),
    ).rejects.toThrow('does not verify');
    expect(existsSync(path.join(folder, 'latest.yml'))).toBe(false);
  });

  it('of electron-builder do not stay', async () => {
    const folder = packaged(['DDNS-Tray-1.2.3-arm64.deb']);
    await finished(folder);
    expect(readdirSync(folder).toSorted()).toEqual([
      'DDNS-Tray-1.2.3-arm64.deb',
      'SHA256SUMS',
      'latest-linux-arm64.yml',
      'licences.txt',
    ]);
  });
});

describe('an artifact', () => {
  it.each(all)('%s is known by its name', (file) => {
    expect(artifactOf(file, '1.2.3')?.file).toBe(file);
    expect(artifactOf(file, '1.2.30')).toBeUndefined();
  });

  it.each(['DDNS-Tray-1.2.3-ia32.zip', 'SHA256SUMS', 'DDNS-Tray-1.2.3.cdx.json', 'x.exe'])(
    '%s is none',
    (file) => expect(artifactOf(file, '1.2.3')).toBeUndefined(),
  );
});

describeReal('SHA256SUMS', ['sha256sum'], () => {
  const check = (folder: string) =>
    spawnSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: folder });

  it('has every file of the release, as sha256sum reads it', async () => {
    const folder = packaged();
    const { read } = await finished(folder);
    expect(check(folder).status).toBe(0);
    const names = read('SHA256SUMS').match(/(?<=\*).*/g);
    expect(names).toEqual(
      readdirSync(folder)
        .filter((name) => name !== 'SHA256SUMS')
        .toSorted(),
    );
    writeFileSync(path.join(folder, 'licences.txt'), 'changed');
    expect(check(folder).status).not.toBe(0);
  });

  it('is sorted the same on every computer', () => {
    const sums = new Map(Object.entries({ b: '2', a: '1', B: '0' }));
    expect(sumsText(sums)).toBe('0 *B\n1 *a\n2 *b\n');
  });
});

describe('the map of blocks at an AppImage’s end', () => {
  const packed = deflateRawSync(JSON.stringify({ version: '2', files: [] }));
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(packed.length);

  it('has its size told in the channel file', async () => {
    const folder = packaged(['DDNS-Tray-1.2.3-x86_64.AppImage']);
    const image = Buffer.concat([Buffer.from('program'), packed, tail]);
    writeFileSync(path.join(folder, 'DDNS-Tray-1.2.3-x86_64.AppImage'), image);
    const { listing } = await finished(folder);
    expect(listing('latest-linux.yml').files[0]?.blockMapSize).toBe(packed.length);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['no map', Buffer.from('only a program, without a map')],
    ['a size of nothing', Buffer.concat([packed, Buffer.alloc(4)])],
    ['a size over its own', Buffer.concat([packed.subarray(1), tail])],
    ['another deflated text', Buffer.concat([deflateRawSync('{}'), Buffer.from([0, 0, 0, 4])])],
  ])('is not taken for one where there is %s', (_, image) => {
    expect(blockMapBytes(image)).toBeUndefined();
  });
});

it('refuses a folder that holds files of another version too, and writes nothing', async () => {
  const folder = packaged([...all, 'DDNS-Tray-Setup-1.2.2-x64.exe', 'DDNS-Tray-1.2.2.cdx.json']);
  await expect(finished(folder)).rejects.toThrow(
    /1\.2\.3 \(DDNS-Tray-1\.2\.2\.cdx\.json, DDNS-Tray-Setup-1\.2\.2-x64\.exe\): take it away/,
  );
  expect(existsSync(path.join(folder, 'SHA256SUMS'))).toBe(false);
});
