import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../electron/core/history.ts';
import type { Settings } from '../../electron/core/settings.ts';
import { createFingerprint } from '../../electron/node/fingerprint.ts';
import { createSettingsSeen } from '../../electron/node/settings-seen.ts';
import { account, record, settingsOf } from '../support/core-world-parts.ts';
import { findSecrets } from '../support/desktop-secrets.ts';
import { type LogLine, rememberingLog } from '../support/remembering-log.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const one = settingsOf([record('www.example.com')]);
const two: Settings = { ...one, interval: 90_000 };

function world(folder = path.join(temporaryFolder(), 'state')) {
  const kept: HistoryEntry[] = [];
  const lines: LogLine[] = [];
  const start = (version = '1.0.0') =>
    createSettingsSeen({
      folder,
      version,
      fingerprint: createFingerprint('salt'),
      history: { add: (entry) => void kept.push(entry) },
      log: rememberingLog(lines),
      now: () => 7,
    });
  return { kept, lines, start, file: path.join(folder, 'settings.seen.json') };
}

describe('the settings that were seen', () => {
  it('are compared with those before, also before a restart', async () => {
    const { kept, start } = world();
    const seen = start();
    await seen.note(one, 'file');
    await seen.note(one, 'file');
    expect(kept).toEqual([]);
    await seen.note(two, 'window');
    await start().note(one, 'file');
    expect(kept).toMatchObject([
      { kind: 'settings', at: 7, by: 'window', changes: [{ key: 'interval' }] },
      { kind: 'settings', at: 7, by: 'file', changes: [{ key: 'interval' }] },
    ]);
  });

  it('are none that changed where there were none to compare with, unless there were no settings', async () => {
    const { kept, start } = world();
    await start().note(undefined, 'file');
    const seen = start();
    await seen.note({ ...one, accounts: { home: account('home') } }, 'import');
    expect(kept).toMatchObject([
      { by: 'import', changes: [{ what: 'account', id: 'home' }, { what: 'record' }] },
    ]);
    await seen.note(undefined, 'window');
    expect(kept).toHaveLength(1);
  });

  it('say that it was another version that saw them last', async () => {
    const { kept, start } = world();
    await start().note(one, 'file');
    await start('2.0.0').note(two, 'file');
    await start('2.0.0').note(one, 'file');
    expect(kept.map((entry) => entry.kind === 'settings' && entry.by)).toEqual(['program', 'file']);
  });

  it('are kept for this user alone, without any secret', async () => {
    const { start, file } = world();
    const secret = 'planted+secret&0123456789';
    const home = account('home', { fields: { token: secret } });
    const api = { host: '127.0.0.1', port: 1, token: secret };
    const ipv4 = [{ kind: 'url', url: `https://x.example/${encodeURIComponent(secret)}` }] as const;
    await start().note({ ...one, accounts: { home }, api, sources: { ipv4, ipv6: 'off' } }, 'file');
    expect(findSecrets(readFileSync(file), { secret })).toEqual([]);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each(['', '{', 'null', '{"accounts":{}}'])(
    'are seen anew where the file is %j',
    async (text) => {
      const { kept, start, file } = world();
      await start().note(one, 'file');
      writeFileSync(file, text);
      await start().note(two, 'file');
      expect(kept).toEqual([]);
      await start().note(one, 'file');
      expect(kept).toHaveLength(1);
    },
  );

  it('go on in memory where they cannot be kept', async () => {
    const blocked = path.join(temporaryFolder(), 'file');
    writeFileSync(blocked, '');
    const { kept, lines, start } = world(path.join(blocked, 'state'));
    const seen = start();
    await seen.note(one, 'file');
    await seen.note(two, 'file');
    expect([kept.length, lines.length > 0]).toEqual([1, true]);
  });
});
