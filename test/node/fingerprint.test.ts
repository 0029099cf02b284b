import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFingerprint, folderSalt, randomSalt } from '../../electron/node/fingerprint.ts';
import { StateWriteError } from '../../electron/node/state-error.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('a fingerprint', () => {
  it('is the same after a restart, and another in another folder', () => {
    const folder = path.join(temporaryFolder(), 'state');
    const mark = createFingerprint(folderSalt(folder))('text');
    expect(createFingerprint(folderSalt(folder))('text')).toBe(mark);
    expect(createFingerprint(folderSalt(temporaryFolder()))('text')).not.toBe(mark);
    expect(createFingerprint(randomSalt())('text')).not.toBe(mark);
  });

  it('is 32 bits, too few to confirm a guess', () => {
    expect(createFingerprint(randomSalt())('a secret')).toMatch(/^[0-9a-f]{8}$/);
  });

  it.skipIf(process.platform === 'win32')('has a salt that is for this user alone', () => {
    const folder = temporaryFolder();
    folderSalt(folder);
    expect(statSync(path.join(folder, 'salt')).mode & 0o777).toBe(0o600);
  });

  it('gets a new salt where the old one is damaged', () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'salt'), '');
    expect(folderSalt(folder)).toMatch(/^[0-9a-f]{64}$/);
    expect(readFileSync(path.join(folder, 'salt'), 'utf8').trim()).toBe(folderSalt(folder));
  });

  it('tells of a folder that cannot be written', () => {
    const file = path.join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(() => folderSalt(file)).toThrow(StateWriteError);
  });
});
