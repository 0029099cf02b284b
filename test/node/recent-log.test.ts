import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFollowingLog } from '../../electron/node/log-following.ts';
import { longestRecent, recentEntries, recentLetters } from '../../electron/node/recent-log.ts';
import { findSecrets } from '../support/desktop-secrets.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function open() {
  const folder = path.join(temporaryFolder(), 'logs');
  const logs = createFollowingLog(folder);
  return { folder, logs, log: logs.log, recent: logs.recent };
}

describe('the recent entries of a log', () => {
  it('are those of the file, oldest first, with numbers from the start', () => {
    const { folder, log, recent } = open();
    const before = Date.now();
    log.info('one');
    log.warn('two', { record: 'home/a.example.com/A', nested: { tries: 2 } });
    log.debug('below the level');
    expect(recent.lines()).toEqual([
      { number: 1, at: expect.any(Number), level: 'info', message: 'one', details: '' },
      {
        number: 2,
        at: expect.any(Number),
        level: 'warn',
        message: 'two',
        details: '{"record":"home/a.example.com/A","nested":{"tries":2}}',
      },
    ]);
    const [line] = recent.lines();
    expect(line?.at).toBeGreaterThanOrEqual(before);
    const file = readFileSync(path.join(folder, 'ddns-tray.log'), 'utf8');
    expect(JSON.parse(file.split('\n')[0] ?? '').time).toBe(new Date(line?.at ?? 0).toISOString());
  });

  it('can be asked for from a number on, and go on over another file and level', () => {
    const { logs, log, recent } = open();
    log.info('one');
    logs.follow({ level: 'debug', file: 'other.log' }, []);
    log.debug('two');
    expect(recent.lines(1).map(({ number, message }) => [number, message])).toEqual([[2, 'two']]);
    expect(recent.lines(2)).toEqual([]);
    expect(recent.lines().map(({ message }) => message)).toEqual(['one', 'two']);
  });

  it('are the latest of so many', () => {
    const { log, recent } = open();
    for (let at = 1; at <= recentEntries + 7; at += 1) log.info('line', { at });
    const lines = recent.lines();
    expect(lines).toHaveLength(recentEntries);
    expect(lines[0]).toMatchObject({ number: 8, details: '{"at":8}' });
    expect(lines.at(-1)?.number).toBe(recentEntries + 7);
    expect(recent.lines(3)).toHaveLength(recentEntries);
  });

  it('are not more than so many letters, and the start of a huge one is kept', () => {
    const { log, recent } = open();
    for (let at = 0; at < 300; at += 1) log.info('line', { text: 'x'.repeat(3990) });
    const few = recent.lines();
    expect(few.length * 4000).toBeLessThan(recentLetters);
    expect(few.at(-1)?.number).toBe(300);
    log.error('m'.repeat(50_000), { list: Array.from({ length: 90 }, () => 'y'.repeat(4000)) });
    const huge = recent.lines(300)[0];
    expect(huge).toMatchObject({ number: 301, level: 'error' });
    expect(huge?.message).toMatch(/^m+$/);
    expect(huge?.details).toMatch(/^\{"start":"\{\\"list\\":\[\\"yyy/);
    expect(JSON.stringify(huge).length).toBeLessThan(longestRecent);
  });

  it('tell one listener of each new one, until it is taken back', () => {
    const { log, recent } = open();
    let heard = 0;
    recent.hear(() => {
      heard += 1;
    });
    log.info('one');
    log.debug('below the level');
    log.info('two');
    recent.hear(undefined);
    log.info('three');
    expect(heard).toBe(2);
  });

  it('cannot play with what shows them', () => {
    const { log, recent } = open();
    log.info('a\n\u202eb', { text: '\u001b[31m\u202e\u2028\u0085', message: 'c' });
    const [line] = recent.lines();
    expect(`${line?.message}${line?.details}`).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(JSON.parse(line?.details ?? '')).toEqual({
      text: '\u001b[31m\u202e\u2028\u0085',
      message_: 'c',
    });
  });

  it.each(['correct-horse-Battery', 'quo"te\\back/sl&sh', 'zwölf Boxkämpfer 您好'])(
    'hold no secret, even one that was learnt after them: %s',
    (secret) => {
      const { logs, log, recent } = open();
      const write = () =>
        log.info(`said ${secret}`, {
          plain: secret,
          [`key ${secret}`]: [{ deep: secret }],
          json: JSON.stringify({ secret }),
          url: `https://a.example/?k=${encodeURIComponent(secret)}`,
          basic: Buffer.from(`user:${secret}`).toString('base64'),
          error: new Error(secret),
          'a secret field': secret,
        });
      write();
      expect(recent.lines()[0]?.message).toContain(secret.slice(0, 3));
      logs.follow({ level: 'info' }, [secret]);
      write();
      const lines = recent.lines();
      expect(lines).toHaveLength(2);
      expect(lines[0]?.message).toBe('said [redacted]');
      expect(findSecrets(JSON.stringify(lines), { secret })).toEqual([]);
      for (const { details, message } of lines) {
        expect(findSecrets(message + details, { secret })).toEqual([]);
        expect(Object.keys(JSON.parse(details))).toContain('key [redacted]');
      }
    },
  );
});
