import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { statementText } from '../../electron/core/release/statement.ts';
import {
  isSigned,
  publicHalf,
  readReleaseKey,
  signStatement,
} from '../../scripts/dist/signature.ts';
import { identityIn, signingOf } from '../../scripts/dist/signing.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function newKey(type: 'ed25519' | 'ed448' = 'ed25519') {
  const { privateKey } =
    type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ed448');
  return { key: privateKey, pem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString() };
}

const statement = { version: '1.2.3', file: 'DDNS-Tray-Setup-1.2.3-x64.exe', sha512: 'abc=' };
const feed = 'https://updates.example/';

describe('a signature', () => {
  it('is Ed25519 over the text of the statement, as anybody can verify', () => {
    const { key } = newKey();
    const signature = Buffer.from(signStatement(statement, key), 'base64');
    expect(signature).toHaveLength(64);
    const text = Buffer.from(statementText(statement));
    expect(verify(null, text, createPublicKey(key), signature)).toBe(true);
  });

  it('holds for exactly this version, file, content and key', () => {
    const { key } = newKey();
    const signature = signStatement(statement, key);
    const ours = publicHalf(key);
    expect(isSigned(statement, signature, ours)).toBe(true);
    expect(isSigned({ ...statement, version: '1.2.4' }, signature, ours)).toBe(false);
    expect(isSigned({ ...statement, file: 'other.exe' }, signature, ours)).toBe(false);
    expect(isSigned({ ...statement, sha512: 'abd=' }, signature, ours)).toBe(false);
    expect(isSigned(statement, signature, publicHalf(newKey().key))).toBe(false);
    expect(isSigned(statement, '', ours)).toBe(false);
  });

  it('has a public half of 32 bytes, the one of the vectors of RFC 8032', () => {
    // Test 1 of section 7.1.
    const seed = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
    const der = Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex').toString('base64');
    const key = readReleaseKey(`-----BEGIN PRIVATE KEY-----\n${der}\n-----END PRIVATE KEY-----\n`);
    expect(Buffer.from(publicHalf(key), 'base64').toString('hex')).toBe(
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    );
  });

  it.each([
    ['no key', 'secret text'],
    ['another kind of key', newKey('ed448').pem],
    [
      'a public half',
      createPublicKey(newKey().key).export({ format: 'pem', type: 'spki' }).toString(),
    ],
  ])('needs a key: %s is refused without repeating it', (_, pem) => {
    expect(() => readReleaseKey(pem)).toThrow('holds no Ed25519 private key in PEM form');
    expect(() => readReleaseKey(pem)).not.toThrow(pem);
  });
});

describe('whether a release is signed', () => {
  it('is so with the private half of the key that programs check with', () => {
    const { key, pem } = newKey();
    const publicKey = publicHalf(key);
    expect(signingOf(pem, { feed, key: publicKey })).toMatchObject({ kind: 'signed', publicKey });
  });

  it('is not so without a key, and what follows is told', () => {
    const key = publicHalf(newKey().key);
    for (const pem of [undefined, '', '\n']) {
      expect(signingOf(pem, { feed, key })).toEqual({
        kind: 'unsigned',
        warning:
          'This release is NOT signed, since DDNS_TRAY_RELEASE_KEY is not set: every program will refuse to update to it.',
      });
    }
    expect(signingOf(undefined, undefined)).toMatchObject({
      kind: 'unsigned',
      warning: expect.stringContaining('never looks for any'),
    });
  });

  it('fails where the key is another, or nobody could check it', () => {
    const { pem } = newKey();
    const other = publicHalf(newKey().key);
    expect(() => signingOf(pem, { feed, key: other })).toThrow('not the private half of the key');
    expect(() => signingOf(pem, undefined)).toThrow('names no key to check its signatures with');
  });
});

it('says in a sentence what the file with the address and the key has to hold', () => {
  const file = path.join(temporaryFolder(), 'release.json');
  const read = () => identityIn(file);
  expect(read).toThrow(/^\S+release\.json cannot be used: it has to hold .*null for both\.$/);
  for (const text of ['{', '{"feed":5}', '{"feed":"http://a.example/","key":null}']) {
    writeFileSync(file, text);
    expect(read).toThrow('cannot be used: it has to hold');
  }
  writeFileSync(file, '{"feed":null,"key":null}');
  expect(read()).toBe(undefined);
});
