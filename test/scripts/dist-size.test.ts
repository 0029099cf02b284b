import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { archiveBytes } from '../../scripts/dist/archive.ts';
import { packagingError } from '../../scripts/dist/electron-builder.ts';
import {
  type PackageSize,
  readSizeLimits,
  sizeProblems,
  sizeReport,
} from '../../scripts/dist/size.ts';
import { ownShare, treeOf } from '../../scripts/dist/tree.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const size: PackageSize = {
  name: 'win x64',
  whole: { bytes: 200_000, files: 20 },
  own: { bytes: 2000, files: 2 },
  asarBytes: 1500,
  ownInstallerBytes: 1000,
};
const limits = { installedBytes: 2000, installerBytes: 1000, files: 2 };

describe('the gate on sizes', () => {
  it('lets pass what is at its limits', () => {
    expect(sizeProblems([size], limits)).toEqual([]);
    expect(sizeProblems([{ ...size, ownInstallerBytes: undefined }], limits)).toEqual([]);
  });

  it.each([
    ['installedBytes', 'win x64 has 2000 bytes installed of our own, over the limit of 1999'],
    ['installerBytes', 'win x64 has 1000 bytes in the installer of our own, over the limit of 999'],
    ['files', 'win x64 has 2 files of our own, over the limit of 1'],
  ] as const)('stops what is over %s, and says by how much', (limit, sentence) => {
    const problems = sizeProblems([size], { ...limits, [limit]: limits[limit] - 1 });
    expect(problems).toEqual([
      `${sentence}: find out what grew, or raise it in build/size-limits.json and say why.`,
    ]);
  });

  it.each([
    '',
    '{}',
    '[1]',
    '{"installedBytes":1,"installerBytes":1}',
    '{"installedBytes":0,"installerBytes":1,"files":1}',
    '{"installedBytes":1,"installerBytes":1,"files":1,"others":1}',
  ])('needs limits: %j are none', (text) => {
    expect(() => readSizeLimits(text)).toThrow('build/size-limits.json has to hold');
  });

  it('reads its limits', () => {
    expect(readSizeLimits(JSON.stringify(limits))).toEqual(limits);
  });
});

it('the report has a row for each artifact and each figure', () => {
  const report = sizeReport(new Map([['setup.exe', 95_123_456]]), [size]);
  expect(report).toMatch(/^setup\.exe +95123\.5 kB$/m);
  expect(report).toMatch(/^win x64: installed +200\.0 kB$/m);
  expect(report).toMatch(/^win x64: installed, without Electron’s share +2\.0 kB$/m);
  expect(report).toMatch(/^win x64: installer, without Electron’s share +1\.0 kB$/m);
  expect(report).toMatch(/^win x64: app\.asar +1\.5 kB$/m);
  expect(report).toMatch(/^win x64: files +20$/m);
  expect(report).toMatch(/^win x64: files, without Electron’s +2$/m);
  expect(sizeReport(new Map(), [{ ...size, ownInstallerBytes: undefined }])).not.toContain(
    'installer',
  );
});

describe('our share of a packaged program', () => {
  const electron = new Map([
    ['electron.exe', 100],
    ['icudtl.dat', 50],
    ['locales/fr.pak', 9],
  ]);

  it('is what Electron did not bring, and what its own program grew by', () => {
    const packaged = new Map([
      ['ddns-tray.exe', 107],
      ['icudtl.dat', 50],
      ['resources/app.asar', 1000],
    ]);
    expect(ownShare(electron, packaged, 'ddns-tray')).toEqual({
      bytes: 1007,
      files: ['resources/app.asar'],
    });
  });

  it('is found the same on Linux', () => {
    const packaged = new Map([['ddns-tray', 107]]);
    expect(ownShare(new Map([['electron', 100]]), packaged, 'ddns-tray').bytes).toBe(7);
  });

  it('is told by the files that lie in a folder and below', () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'a', 'b'), { recursive: true });
    writeFileSync(path.join(folder, 'a', 'b', 'c.txt'), '123');
    writeFileSync(path.join(folder, 'd'), '1');
    symlinkSync('d', path.join(folder, 'link'));
    expect(treeOf(folder)).toEqual(
      new Map([
        ['a/b/c.txt', 3],
        ['d', 1],
      ]),
    );
  });
});

describe('the archives in an installer', () => {
  function archive(next: number): Buffer {
    const made = Buffer.alloc(32 + 40 + next, 'x');
    made.set(Buffer.from('377abcaf271c', 'hex'));
    made.writeBigUInt64LE(40n, 12);
    made.writeBigUInt64LE(BigInt(next), 20);
    made.writeUInt32LE(crc32(made.subarray(12, 32)), 8);
    return made;
  }

  it('are found by their heads, wherever they lie', () => {
    const file = Buffer.concat([Buffer.from('stub'), archive(8), Buffer.from('more'), archive(20)]);
    expect(archiveBytes(file)).toBe(80 + 92);
    expect(archiveBytes(Buffer.from('no archive'))).toBe(0);
    const outer = archive(200);
    outer.set(archive(8), 50);
    expect(archiveBytes(outer)).toBe(272);
  });

  it('are not the bytes by which a program knows one', () => {
    const head = Buffer.from('377abcaf271c', 'hex');
    const far = archive(500).subarray(0, 60);
    const spoilt = archive(8).fill('y', 8, 12);
    expect(archiveBytes(Buffer.concat([head, Buffer.from('x'.repeat(40))]))).toBe(0);
    expect(archiveBytes(Buffer.concat([far, archive(8)]))).toBe(80);
    expect(archiveBytes(spoilt)).toBe(0);
    expect(archiveBytes(head)).toBe(0);
  });
});

describe('what went wrong while packaging is told in one sentence', () => {
  it('with the way to do without the network', () => {
    const failure = new Error('getaddrinfo ENOTFOUND host\n  at somewhere');
    expect(packagingError(failure, undefined).message).toMatch(
      /^Electron or a packaging tool could not be fetched \(getaddrinfo ENOTFOUND host\): .*DDNS_TRAY_ELECTRON_DIST.*\.$/,
    );
    expect(packagingError(failure, '/here').message).not.toContain('Electron');
  });

  it('with what the tool says', () => {
    const { message, cause } = packagingError(new Error('makensis failed:\nOutput'), undefined);
    expect(message).toBe(
      'electron-builder failed (makensis failed): what it wrote above says more.',
    );
    expect(cause).toMatchObject({ message: 'makensis failed:\nOutput' });
  });
});
