import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { ReleaseChannel } from '../../electron/contract/release.ts';
import { channelFiles } from '../../electron/core/release/channel.ts';
import {
  decide,
  type Judgement,
  judgeChannelFile,
  type Running,
} from '../../electron/core/release/offer.ts';
import { statementText } from '../../electron/core/release/statement.ts';
import { parseVersion } from '../../electron/core/release/version.ts';

const sha512 = `${'A'.repeat(86)}==`;
const other = `${'B'.repeat(86)}==`;
const target = { platform: 'win32', arch: 'x64' };

/** Signatures are the signed text itself here. */
function running(version = '1.0.0', system = '10.0.22631'): Running {
  const parsed = parseVersion(version);
  if (parsed === undefined) throw new Error('no version');
  return {
    version: parsed,
    target,
    system,
    feed: 'https://releases.example/app/',
    files: (offered) => [`Setup-${offered}.exe`],
    isSigned: (statement, signature) => signature === statementText(statement),
  };
}

function entry(version: string, more: object = {}) {
  const file = `Setup-${version}.exe`;
  return {
    url: file,
    sha512,
    size: 1000,
    ed25519: statementText({ version, file, sha512 }),
    ...more,
  };
}

function judge(
  listing: object | string,
  { channel = 'stable' as ReleaseChannel, running: own = running() } = {},
): Judgement {
  const text = typeof listing === 'string' ? listing : stringify(listing);
  return judgeChannelFile(text, { channel, name: 'latest.yml' }, own);
}

const list = (version: string, more: object = {}) => ({
  version,
  files: [entry(version)],
  path: 'elsewhere.exe',
  sha512: other,
  releaseDate: '2026-11-23T00:00:00.000Z',
  ...more,
});

const refused = (kind: string) => ({ kind: 'refused', failure: { kind } });

describe('an offer', () => {
  it('is a newer version with a file for this computer that the key has signed', () => {
    const foreign = { url: 'Setup-1.1.0.dmg', sha512: other, size: 1 };
    const files = [foreign, entry('1.1.0', { blockMapSize: 12 })];
    expect(judge(list('1.1.0', { files }))).toMatchObject({
      kind: 'offer',
      offer: {
        version: '1.1.0',
        file: 'Setup-1.1.0.exe',
        sha512,
        size: 1000,
        blockMapSize: 12,
        url: 'https://releases.example/app/Setup-1.1.0.exe',
      },
    });
  });

  it('may lie elsewhere under the same name, but never without HTTPS', () => {
    const at = (url: string) => judge(list('1.1.0', { files: [entry('1.1.0', { url })] }));
    const away = 'https://other.example/a/Setup-1.1.0.exe?x=1';
    expect(at(away)).toMatchObject({ kind: 'offer', offer: { url: away } });
    for (const url of [
      'http://releases.example/app/Setup-1.1.0.exe',
      'http://127.0.0.1/Setup-1.1.0.exe',
      'file:///C:/Setup-1.1.0.exe',
      '//user:word@releases.example/Setup-1.1.0.exe',
      'https://releases.example/..%2FSetup-1.1.0.exe',
      'https://releases.example/%',
      'data:,Setup-1.1.0.exe',
    ]) {
      expect(at(url), url).toEqual(refused('feed'));
    }
  });
});

describe('a signature', () => {
  it.each([
    ['absent', undefined],
    ['null', null],
    ['a number', 7],
    ['for another version', statementText({ version: '1.2.0', file: 'Setup-1.1.0.exe', sha512 })],
    ['for another file', statementText({ version: '1.1.0', file: 'Setup-1.2.0.exe', sha512 })],
    [
      'for other bytes',
      statementText({ version: '1.1.0', file: 'Setup-1.1.0.exe', sha512: other }),
    ],
  ])('that is %s is refused', (_, ed25519) => {
    expect(judge(list('1.1.0', { files: [entry('1.1.0', { ed25519 })] }))).toEqual(
      refused('signature'),
    );
  });

  it('of an old installer vouches for no new number', () => {
    const replayed = { ...entry('1.1.0'), ed25519: entry('0.9.0').ed25519 };
    expect(judge(list('1.1.0', { files: [replayed] }))).toEqual(refused('signature'));
  });
});

describe('an older version', () => {
  it('is refused where the own channel offers it', () => {
    const failure = { kind: 'downgrade', version: '0.9.0' };
    expect(judge(list('0.9.0'))).toEqual({ kind: 'refused', failure });
  });

  it.each([
    ['1.3.0-nightly.7', 'stable', '1.2.0'],
    ['1.3.0-beta.2', 'stable', '1.2.9'],
    ['1.3.0-beta.2', 'beta', '1.2.9'],
    ['1.2.0', 'beta', '1.2.0-beta.4'],
    ['1.0.0', 'stable', '1.0.0'],
  ] as const)('is no trouble for %s where %s has only %s', (own, channel, offered) => {
    const judged = judge(list(offered), { channel, running: running(own) });
    expect(judged).toEqual({ kind: 'nothing' });
  });
});

describe('a channel', () => {
  it.each([
    ['stable', '1.1.0-beta.1', 'refused'],
    ['stable', '1.1.0-nightly.1', 'refused'],
    ['beta', '1.1.0-nightly.1', 'refused'],
    ['beta', '1.1.0-beta.1', 'offer'],
    ['beta', '1.1.0', 'offer'],
    ['nightly', '1.1.0-beta.1', 'offer'],
    ['nightly', '1.1.0-nightly.1', 'offer'],
    ['nightly', '1.1.0-alpha.1', 'refused'],
    ['nightly', '1.1.0-0', 'refused'],
  ] as const)('%s with %s is an answer of kind “%s”', (channel, offered, kind) => {
    expect(judge(list(offered), { channel }).kind).toBe(kind);
  });

  it('reads the files of those before it too', () => {
    const names = (channel: ReleaseChannel, platform: string, arch = 'x64') =>
      channelFiles(channel, { platform, arch }).map(({ name }) => name);
    expect(names('stable', 'win32')).toEqual(['latest.yml']);
    expect(names('nightly', 'win32', 'arm64')).toEqual(['latest.yml', 'beta.yml', 'nightly.yml']);
    expect(names('beta', 'linux')).toEqual(['latest-linux.yml', 'beta-linux.yml']);
    expect(names('stable', 'linux', 'arm64')).toEqual(['latest-linux-arm64.yml']);
    expect(names('stable', 'darwin', 'arm64')).toEqual(['latest-mac.yml']);
  });

  it('takes the newest of all offers, and an offer before a trouble', () => {
    const beta = judge(list('1.2.0-beta.1'), { channel: 'beta' });
    const stable = judge(list('1.1.0'));
    const broken = judge('x');
    expect(decide([stable, beta])).toBe(beta);
    expect(decide([beta, stable])).toBe(beta);
    expect(decide([broken, stable])).toBe(stable);
    expect(decide([{ kind: 'nothing' }, broken])).toBe(broken);
    expect(decide([{ kind: 'nothing' }])).toEqual({ kind: 'nothing' });
  });
});

describe('what is not understood', () => {
  const bomb = `a: &a [x]\nb: [*a, *a]\n${stringify(list('1.1.0'))}`;
  it.each([
    ['no YAML', '{'],
    ['a page', '<!doctype html><title>Sign in</title>'],
    ['nothing', ''],
    ['references', bomb],
    ['far more than there is to say', `${stringify(list('1.1.0'))}${'#\n'.repeat(9000)}`],
    ['a key twice', `${stringify(list('1.1.0'))}version: 1.1.0\n`],
    ['no version', list('latest')],
    ['a version that is a number', { ...list('1.1.0'), version: 1.1 }],
    ['no files', { version: '1.1.0', path: 'Setup-1.1.0.exe', sha512 }],
    ['an empty list of files', list('1.1.0', { files: [] })],
    ['no file for this computer', list('1.1.0', { files: [entry('1.1.0', { url: 'a.exe' })] })],
    ['no digest', list('1.1.0', { files: [entry('1.1.0', { sha512: undefined })] })],
    ['SHA-256 only', list('1.1.0', { files: [entry('1.1.0', { sha512: undefined, sha2: 'a' })] })],
    [
      'a digest in another form',
      list('1.1.0', { files: [entry('1.1.0', { sha512: 'a'.repeat(128) })] }),
    ],
    ['no size', list('1.1.0', { files: [entry('1.1.0', { size: undefined })] })],
    ['a size without end', list('1.1.0', { files: [entry('1.1.0', { size: 2 ** 40 })] })],
    ['parts of an installer from elsewhere', list('1.1.0', { packages: { x64: { path: 'a' } } })],
    ['a version for some', list('1.1.0', { stagingPercentage: 10 })],
    ['a system that is no text', list('1.1.0', { minimumSystemVersion: 10 })],
  ])('is refused: %s', (_, listing) => {
    expect(judge(listing)).toEqual(refused('feed'));
  });
});

it.each([
  ['10.0.22631', '10.0.17763', 'offer'],
  ['10.0.17763', '10.0.17763', 'offer'],
  ['10.0.17763', '10.0.22000', 'nothing'],
  ['6.8.0-45-generic', '6.1', 'offer'],
  ['10.0.22631', 'eleven', 'nothing'],
  ['unknown', '10.0.0', 'nothing'],
])('on system %s, a version for %s and later is an answer of kind “%s”', (system, least, kind) => {
  const own = running('1.0.0', system);
  expect(judge(list('1.1.0', { minimumSystemVersion: least }), { running: own }).kind).toBe(kind);
});
