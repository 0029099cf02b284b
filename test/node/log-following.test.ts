import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFollowingLog } from '../../electron/node/log-following.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function open() {
  const data = temporaryFolder();
  const logs = createFollowingLog(path.join(data, 'logs'));
  return { data, logs, first: path.join(data, 'logs', 'ddns-tray.log') };
}

describe('a log that follows the settings', () => {
  it('goes on in the file that they name, and back', () => {
    const { logs, first } = open();
    logs.log.info('one');
    expect(logs.follow({ level: 'info', file: 'other.log' }, [])).toBeUndefined();
    logs.log.info('two');
    const other = path.join(path.dirname(first), 'other.log');
    expect(logs.file()).toBe(other);
    logs.follow({ level: 'info' }, []);
    logs.log.info('three');
    expect(readFileSync(first, 'utf8')).toMatch(/one.*\n.*three/);
    expect(readFileSync(other, 'utf8')).toContain('two');
  });

  it('takes the level, and keeps secrets that it once learnt', () => {
    const { logs, first } = open();
    logs.follow({ level: 'warn' }, ['correct-horse']);
    logs.follow({ level: 'debug', file: 'other.txt' }, []);
    logs.follow({ level: 'debug' }, []);
    logs.log.debug('said', { text: 'correct-horse' });
    const text = readFileSync(first, 'utf8');
    expect(text).toContain('said');
    expect(text).not.toContain('correct-horse');
  });

  it.each([
    ['our own settings', '../settings.json'],
    ['beside our own files', '../settings.log'],
    ['a script', 'start.bat'],
    ['a page with scripts', 'x.hta'],
    ['no extension', 'log'],
    ['another computer', '\\\\host\\share\\x.log'],
    ['a device', '\\\\.\\pipe\\x.log'],
    ['another computer, with slashes', '//host/share/x.log'],
  ])('refuses %s, and goes on where it was', (_, file) => {
    const { data, logs, first } = open();
    const trouble = logs.follow({ level: 'info', file }, []);
    expect(trouble).toMatchObject({ kind: 'refused' });
    logs.log.info('still here');
    expect(logs.file()).toBe(first);
    expect(readFileSync(first, 'utf8')).toContain('still here');
    expect(existsSync(path.resolve(data, 'logs', file))).toBe(false);
  });

  it('says why a file cannot be written', () => {
    const { logs, first } = open();
    logs.log.info('one');
    const trouble = logs.follow({ level: 'info', file: `${first}/x.log` }, []);
    expect(trouble).toMatchObject({ kind: 'unwritable', code: expect.stringMatching(/^E/) });
  });
});
