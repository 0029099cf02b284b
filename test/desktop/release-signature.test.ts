import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { judgeChannelFile } from '../../electron/core/release/offer.ts';
import { parseVersion } from '../../electron/core/release/version.ts';
import { loadReleaseIdentity } from '../../electron/desktop/releases/identity.ts';
import { createSignatureCheck } from '../../electron/desktop/releases/signature.ts';
import { fittingFiles } from '../../electron/desktop/releases/way.ts';
import { channelFileText } from '../../scripts/dist/channel-file.ts';
import { publicHalf, signStatement } from '../../scripts/dist/signature.ts';
import { createReleaseKey, sha512Of } from '../support/release-key.ts';
import { type LogLine, rememberingLog } from '../support/remembering-log.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const bytes = Buffer.from('an installer');
const statement = { version: '1.1.0', file: 'Setup.exe', sha512: sha512Of(bytes) };

it('knows the signatures of its key, and no others', () => {
  const release = createReleaseKey();
  const isSigned = createSignatureCheck(release.key);
  const signature = release.sign('1.1.0', 'Setup.exe', bytes);
  expect(isSigned(statement, signature)).toBe(true);
  expect(isSigned({ ...statement, version: '1.1.1' }, signature)).toBe(false);
  expect(isSigned({ ...statement, file: 'Setup2.exe' }, signature)).toBe(false);
  expect(isSigned({ ...statement, sha512: sha512Of(Buffer.from('x')) }, signature)).toBe(false);
  expect(isSigned(statement, createReleaseKey().sign('1.1.0', 'Setup.exe', bytes))).toBe(false);
  for (const none of [undefined, null, 1, [signature], '', `${signature}\n`, signature.slice(4)]) {
    expect(isSigned(statement, none)).toBe(false);
  }
});

it('verifies what another program signed', () => {
  // openssl genpkey -algorithm ed25519; openssl pkeyutl -sign -rawin over the statement's text.
  const isSigned = createSignatureCheck('PFbAGTCEGXTAqBS2GcX7yLezPHlS8dKJqUK/SsNLkY0=');
  const file = 'DDNS-Tray-Setup-1.1.0-x64.exe';
  const sha512 = `${'A'.repeat(86)}==`;
  expect(
    isSigned(
      { version: '1.1.0', file, sha512 },
      'uZP4GIAjLbliydlXbpP0ElW08L7p6jUP/b7bElT80BR+je0YvU2WxeXOp+Q4s0dVUfvDm2dex2fif8oULdhCDA==',
    ),
  ).toBe(true);
});

it('takes what `npm run dist` writes and signs', () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const target = { platform: 'win32', arch: 'arm64' };
  const files = (version: string) => fittingFiles(version, { kind: 'nsis' }, target);
  const [file = ''] = files('1.1.0');
  const signed = { ...statement, file };
  const ed25519 = signStatement(signed, privateKey);
  const entry = { url: file, sha512: signed.sha512, size: bytes.length, ed25519 };
  const text = channelFileText({ version: '1.1.0', files: [entry], epoch: 0 });
  const version = parseVersion('1.0.0');
  if (version === undefined) throw new Error('no version');
  const judged = judgeChannelFile(
    text,
    { channel: 'stable', name: 'latest.yml' },
    {
      version,
      target,
      system: '10.0.22631',
      feed: 'https://releases.example/',
      files,
      isSigned: createSignatureCheck(publicHalf(privateKey)),
    },
  );
  expect(judged).toMatchObject({ kind: 'offer', offer: { file, sha512: signed.sha512 } });
});

it('is made of no key that is none', () => {
  expect(() => createSignatureCheck('AAAA')).toThrow();
});

it('reads where new versions are, and nothing where that cannot be used', () => {
  const lines: LogLine[] = [];
  const log = rememberingLog(lines);
  const file = path.join(temporaryFolder(), 'release.json');
  const load = (text: string) => {
    writeFileSync(file, text);
    return loadReleaseIdentity(file, log);
  };
  const { key } = createReleaseKey();
  const feed = 'https://releases.example/app/';
  expect(load(JSON.stringify({ feed, key }))).toEqual({ feed, key });
  expect(load('{ "feed": null, "key": null }')).toBeUndefined();
  expect(lines).toEqual([]);
  for (const text of [
    '',
    '{}',
    JSON.stringify({ feed, key: null }),
    JSON.stringify({ feed: null, key }),
    JSON.stringify({ feed: 'http://releases.example/', key }),
    JSON.stringify({ feed: 'https://user@releases.example/', key }),
    JSON.stringify({ feed: 'https://releases.example', key }),
    JSON.stringify({ feed, key: key.slice(4) }),
  ]) {
    lines.length = 0;
    expect(load(text), text).toBeUndefined();
    expect(lines, text).toHaveLength(1);
  }
  expect(loadReleaseIdentity(path.join(temporaryFolder(), 'none'), log)).toBeUndefined();
});
