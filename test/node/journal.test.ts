import { closeSync, fstatSync, openSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { journalText, leadsToJournal } from '../../electron/node/journal.ts';
import { createLog } from '../../electron/node/log.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function openFile(): number {
  const descriptor = openSync(path.join(temporaryFolder(), 'stderr'), 'w');
  onTestFinished(() => closeSync(descriptor));
  return descriptor;
}

describe('the way to the journal', () => {
  it('is known by the device and the inode that systemd names', () => {
    const descriptor = openFile();
    const { dev, ino } = fstatSync(descriptor, { bigint: true });
    expect(leadsToJournal({ JOURNAL_STREAM: `${dev}:${ino}` }, descriptor)).toBe(true);
  });

  it('is not believed where stderr leads elsewhere', () => {
    const descriptor = openFile();
    const { dev, ino } = fstatSync(descriptor, { bigint: true });
    for (const JOURNAL_STREAM of [undefined, '', '9:1', `${dev}:${ino}0`, `${dev}`]) {
      expect(leadsToJournal({ JOURNAL_STREAM }, descriptor)).toBe(false);
    }
    expect(leadsToJournal({ JOURNAL_STREAM: '0:0' }, 9999)).toBe(false);
  });
});

describe('a text for the journal', () => {
  it('carries its priority on each line', () => {
    expect(journalText('error', 'a\nb')).toBe('<3>a\n<3>b\n');
    expect(journalText('warn', 'a\n')).toBe('<4>a\n');
    expect(journalText('notice', '<0>a')).toBe('<5><0>a\n');
  });

  it('is a log entry without time and level, which the journal notes itself', () => {
    let said = '';
    const stream = { write: (text: string) => (said += text) };
    const log = createLog({
      level: 'debug',
      secrets: ['s3cret-token'],
      console: { stream, format: 'journal' },
    });
    log.debug('one');
    log.info('two', { who: 'a b' });
    log.warn('three', { token: 'x', text: 's3cret-token\n<0>forged' });
    log.error('four');
    expect(said.split('\n')).toEqual([
      '<7>one',
      '<6>two who="a b"',
      expect.stringMatching(/^<4>three token=\S*redacted\S* text="\[redacted\]\\n<0>forged"$/),
      '<3>four',
      '',
    ]);
  });
});
