import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../electron/core/history.ts';
import { createHistoryFile, type HistoryDisk } from '../../electron/node/history-file.ts';
import {
  historyFileSize,
  longestHistory,
  longestLine,
  readHistory,
} from '../../electron/node/history-reader.ts';
import { homeV4, nextV4 } from '../support/core-world-parts.ts';
import { type LogLine, rememberingLog } from '../support/remembering-log.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const address = (at: number): HistoryEntry => ({
  kind: 'address',
  at,
  address: at % 2 === 0 ? homeV4 : nextV4,
});
const written = (at: number, detail?: string): HistoryEntry => ({
  kind: 'call',
  at,
  took: 5,
  account: 'home',
  provider: 'acme',
  record: 'home/www.example.com/A',
  address: homeV4,
  outcome: detail === undefined ? 'updated' : 'server',
  ...(detail === undefined ? { evidence: 'provider' } : { detail }),
});

function world(disk: Partial<HistoryDisk> = {}, folder = path.join(temporaryFolder(), 'state')) {
  const lines: LogLine[] = [];
  const log = rememberingLog(lines);
  const open = () => createHistoryFile({ folder, log, disk: { ...fs, ...disk } });
  const read = async () => {
    const entries: HistoryEntry[] = [];
    const { known, skipped } = await readHistory(folder, (entry) => entries.push(entry));
    return { known, skipped, entries, times: entries.map(({ at }) => at) };
  };
  const file = path.join(folder, 'history.jsonl');
  return { open, read, lines, folder, file, older: path.join(folder, 'history.1.jsonl') };
}

const failure = (code: string) => Object.assign(new Error(code), { code });

describe('the history file', () => {
  it('gives back what was added, in order, to this user alone', async () => {
    const { open, read, file } = world();
    expect(await read()).toMatchObject({ known: false, entries: [] });
    const history = open();
    const entries = [address(1), written(2), written(3, 'it is down')];
    for (const entry of entries) history.add(entry);
    await history.flush();
    expect((await read()).entries).toEqual(entries);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('goes on after another process wrote it', async () => {
    const { open, read } = world();
    for (const at of [1, 2, 3]) {
      const history = open();
      history.add(address(at));
      await history.flush();
    }
    expect((await read()).times).toEqual([1, 2, 3]);
  });

  it('loses no more than the line that a kill cut through, at any byte', async () => {
    const { open, file } = world();
    const first = open();
    first.add(address(1));
    first.add(written(2, 'schön'));
    await first.flush();
    const whole = readFileSync(file);
    const end = whole.indexOf('\n') + 1;
    for (let cut = end; cut <= whole.length; cut += 1) {
      const after = world();
      await fs.mkdir(after.folder, { recursive: true });
      writeFileSync(after.file, whole.subarray(0, cut));
      const history = after.open();
      history.add(address(3));
      await history.flush();
      // All but the newline was there.
      const isWhole = cut >= whole.length - 1;
      const { times, skipped } = await after.read();
      expect(times).toEqual(isWhole ? [1, 2, 3] : [1, 3]);
      expect(skipped).toBe(isWhole || cut === end ? 0 : 1);
    }
  });

  it('is read past damage, lines of any length, and kinds of newer versions', async () => {
    const { open, read, file, folder } = world();
    await fs.mkdir(folder, { recursive: true });
    const hostile = [
      '{"kind":"address","at":1}',
      '{"kind":"address","at":-5,"address":{"family":"ipv4","text":"1.2.3.4"}}',
      '{"kind":"address","at":5,"address":{"family":"ipv6","text":"1.2.3.4"}}',
      '{"kind":"moon","at":5}',
      '{"__proto__":{"kind":"address"},"constructor":1}',
      '[]',
      'null',
      '\u0000\u0000',
      'x'.repeat(5 * longestLine),
      `{"kind":"told","at":1,"channel":"${'c'.repeat(2000)}","service":"x","events":[],"outcome":"delivered"}`,
    ];
    writeFileSync(
      file,
      Buffer.concat([Buffer.from(`${hostile.join('\n')}\n\n`), Buffer.from([0xff, 0xfe, 10])]),
    );
    const history = open();
    history.add(address(7));
    await history.flush();
    expect(await read()).toMatchObject({ times: [7], skipped: hostile.length + 1 });
    expect(Reflect.get({}, 'kind')).toBeUndefined();
  });

  it('keeps two files of bounded size, the newest entries in them', async () => {
    const { open, read, file, older } = world();
    const history = open();
    let at = 0;
    for (let round = 0; round < 30; round += 1) {
      for (let each = 0; each < 900; each += 1) {
        at += 1;
        history.add(written(at, `${at} ${'d'.repeat(250)}`));
      }
      await history.flush();
    }
    const sizes = [file, older].map((each) => statSync(each).size);
    for (const size of sizes) expect(size).toBeLessThanOrEqual(historyFileSize);
    const { times, skipped } = await read();
    expect(skipped).toBe(0);
    expect(times.at(-1)).toBe(at);
    expect(times).toEqual(Array.from(times, (_, index) => at - times.length + 1 + index));
  });

  it('grows on where the file is held, up to a bound, and says so once', async () => {
    const rename = async () => {
      throw failure('EPERM');
    };
    const { open, file, lines } = world({ rename });
    const history = open();
    for (let at = 0; at < 40_000; at += 800) {
      for (let each = 0; each < 800; each += 1)
        history.add(written(at + each, `${at + each} ${'d'.repeat(250)}`));
      await history.flush();
    }
    expect(statSync(file).size).toBeGreaterThan(historyFileSize);
    expect(statSync(file).size).toBeLessThan(longestHistory + historyFileSize);
    expect(lines.map(({ message }) => message)).toEqual(['history cannot be written']);
  });

  it('says a full disk once, and writes later what did not fit, nothing twice', async () => {
    let room = 0;
    const disk: Partial<HistoryDisk> = {
      open: (async (...args: Parameters<typeof fs.open>) => {
        const handle = await fs.open(...args);
        const write = async (bytes: Buffer, from: number, length: number) => {
          if (room === 0) throw failure('ENOSPC');
          const some = Math.min(length, room);
          room -= some;
          return handle.write(bytes, from, some);
        };
        return { write, datasync: () => handle.datasync(), close: () => handle.close() };
      }) as unknown as HistoryDisk['open'],
    };
    const { open, read, lines, file } = world(disk);
    const history = open();
    for (const at of [1, 2, 3]) {
      history.add(address(at));
      await history.flush();
    }
    expect(lines.map(({ message }) => message)).toEqual(['history cannot be written']);
    const one = JSON.stringify(address(1)).length + 1;
    room = one + 20;
    await history.flush();
    expect(statSync(file).size).toBe(one + 20);
    room = 10 * one;
    history.add(address(4));
    await history.flush();
    expect((await read()).times).toEqual([1, 2, 3, 4]);
    expect(lines.map(({ message }) => message)).toEqual([
      'history cannot be written',
      'history can be written again',
    ]);
  });

  it('never throws where the folder cannot be, and holds a bounded number of entries', async () => {
    const blocked = path.join(temporaryFolder(), 'file');
    writeFileSync(blocked, '');
    const { open, lines } = world({}, path.join(blocked, 'state'));
    const history = open();
    for (let at = 0; at < 10_000; at += 1) history.add(address(at));
    await history.flush();
    await history.flush();
    expect(lines).toHaveLength(1);
  });

  it('leaves out what goes as the time before, also after a restart, and counts it', async () => {
    const { open, read } = world();
    const hour = 3_600_000;
    const look = (at: number): HistoryEntry =>
      ({ ...written(at), outcome: 'alreadyRight' }) as HistoryEntry;
    const history = open();
    for (let at = 0; at < 30; at += 1) history.add(look(at * hour));
    await history.flush();
    expect((await read()).entries).toMatchObject([{ at: 0 }, { at: 24 * hour, alike: 23 }]);
    const next = open();
    next.add(look(31 * hour));
    next.add(written(32 * hour));
    await next.flush();
    expect((await read()).entries.slice(2)).toMatchObject([
      { at: 32 * hour, outcome: 'updated', alike: 1 },
    ]);
  });

  it('is read whole while it becomes the older file', async () => {
    const { read, file, older, open } = world();
    const history = open();
    history.add(address(1));
    await history.flush();
    await fs.link(file, older);
    expect((await read()).times).toEqual([1]);
  });

  it('remembers settings changes and deliveries of late, over a restart', async () => {
    const { open, file } = world();
    const told: HistoryEntry = {
      kind: 'told',
      at: 5,
      channel: 'phone',
      service: 'ntfy',
      events: ['changed'],
      outcome: 'delivered',
    };
    const history = open();
    history.add(address(1));
    history.add(told);
    await history.flush();
    appendFileSync(file, 'torn');
    const next = open();
    await next.flush();
    expect([history.recent(), next.recent()]).toEqual([[told], [told]]);
  });
});
