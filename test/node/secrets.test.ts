import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSecretResolver } from '../../electron/node/secrets.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('a secret outside of the settings', () => {
  it.skipIf(process.platform !== 'linux')(
    'is not sought in a device (/dev/zero took all memory)',
    () => {
      const resolve = createSecretResolver(temporaryFolder(), {});
      expect(resolve({ file: '/dev/zero' })).toMatchObject({
        ok: false,
        problem: { why: 'notFile' },
      });
    },
  );

  it.skipIf(process.platform === 'win32')(
    'is not awaited from a pipe that nobody writes to (the start hung for ever)',
    () => {
      const folder = temporaryFolder();
      execFileSync('mkfifo', [path.join(folder, 'pipe')]);
      expect(createSecretResolver(folder, {})({ file: 'pipe' })).toMatchObject({
        ok: false,
        problem: { why: 'notFile' },
      });
    },
  );

  it.each([
    '\\\\evil.example\\share\\token',
    '//evil.example/share/token',
    '\\/evil.example/share',
    '\\\\?\\UNC\\evil.example\\share',
    '\\\\.\\pipe\\x',
  ])('is not sought at another computer by Windows, which would sign in there: %s', (file) => {
    const folder = temporaryFolder();
    const none = () => undefined;
    expect(createSecretResolver(folder, {}, none, 'win32')({ file })).toMatchObject({
      problem: { kind: 'noSecretFile', why: 'remote' },
    });
    writeFileSync(path.join(folder, 'plain'), 'text');
    expect(createSecretResolver(folder, {}, none, 'win32')({ file: 'plain' })).toEqual({
      ok: true,
      value: 'text',
    });
  });

  it.each([
    [64 * 1024, true],
    [64 * 1024 + 1, false],
  ])('may have %d bytes: %s', (size, ok) => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 's'), 'x'.repeat(size));
    expect(createSecretResolver(folder, {})({ file: 's' }).ok).toBe(ok);
  });
});
