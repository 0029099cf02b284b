import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { HistoryEntry } from '../../electron/core/history.ts';
import { displayWidth } from '../../electron/core/views/width.ts';
import { commandWorld } from '../support/command-world.ts';
import { homeV4, homeV6, nextV4 } from '../support/core-world-parts.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const now = new Date(2026, 10, 23, 10, 30).getTime();
const at = (day: number, hour: number, minute: number) =>
  new Date(2026, 10, day, hour, minute, 7).getTime();

const call = (when: number, name: string, more: Partial<HistoryEntry> = {}): HistoryEntry =>
  ({
    kind: 'call',
    at: when,
    took: 412,
    account: 'home',
    provider: 'acme',
    record: `home/${name}/A`,
    address: nextV4,
    outcome: 'updated',
    evidence: 'provider',
    ...more,
  }) as HistoryEntry;

const story: readonly HistoryEntry[] = [
  { kind: 'address', at: at(2, 8, 0), address: homeV4 },
  call(at(2, 8, 0), 'www.example.com', { address: homeV4 } as object),
  { kind: 'address', at: at(18, 3, 12), address: nextV4, before: homeV4 },
  call(at(18, 3, 12), 'www.example.com'),
  call(at(18, 3, 12), 'nas.example.com', {
    outcome: 'server',
    evidence: undefined,
    detail: { en: 'it answered 503', 'zh-CN': '应答 503' },
    unconfirmed: true,
  } as object),
  {
    kind: 'told',
    at: at(18, 3, 13),
    channel: 'phone',
    service: 'ntfy',
    events: ['changed', 'failed'],
    outcome: 'delivered',
  },
  call(at(18, 3, 14), 'nas.example.com'),
  call(at(19, 3, 14), 'www.example.com', { outcome: 'alreadyRight' } as object),
  call(at(20, 3, 14), 'www.example.com', { outcome: 'alreadyRight', alike: 23 } as object),
  {
    kind: 'settings',
    at: at(20, 9, 0),
    by: 'file',
    changes: [
      { kind: 'set', key: 'interval', from: '1m', to: '30s' },
      { kind: 'added', what: 'record', id: 'home/new.example.com/A' },
      { kind: 'changed', what: 'account', id: 'home' },
    ],
  },
  { kind: 'address', at: at(22, 1, 2), address: homeV6 },
  {
    kind: 'told',
    at: at(22, 1, 3),
    channel: 'phone',
    service: 'ntfy',
    events: ['changed'],
    outcome: 'auth',
    detail: 'token expired',
  },
];

function world(entries: readonly HistoryEntry[] | string = story, isTTY = false) {
  const folder = path.join(temporaryFolder(), 'state');
  const text =
    typeof entries === 'string'
      ? entries
      : entries.map((each) => `${JSON.stringify(each)}\n`).join('');
  if (text !== '') {
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'history.jsonl'), text);
  }
  const { run } = commandWorld({ isTTY, env: { NO_COLOR: '1' } });
  return { folder, run: (...args: string[]) => run('history', '--state', folder, ...args) };
}

beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ['Date'] });
  return () => vi.useRealTimers();
});

describe('ddns-tray history', () => {
  it('tells when the address changed last week, and what was done', async () => {
    const { run } = world(story, true);
    const { status, stdout } = await run('--since', '7d');
    expect(status).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "What happened since Nov 16, 2026, 10:30:00 AM:

      Wednesday, November 18, 2026
      03:12  IPv4 changed: 81.2.69.142 → 89.160.20.112
               www.example.com A: 89.160.20.112 written; the provider's API says so
                 (acme, account “home”, 0.4 s)
               nas.example.com A: not written. Could not confirm that acme wrote
                 nas.example.com A, because it had a fault while it worked on it: it
                 answered 503.
      03:13    phone (ntfy) was told of a new address and a failure
      03:14    nas.example.com A: 89.160.20.112 written; the provider's API says so
                 (acme, account “home”, 0.4 s)

      Thursday, November 19, 2026
      03:14    www.example.com A: held 89.160.20.112 already; the provider's API
                 says so (acme, account “home”, 0.4 s), and 23 more times just so

      Friday, November 20, 2026
      03:14    www.example.com A: held 89.160.20.112 already; the provider's API
                 says so (acme, account “home”, 0.4 s)
      09:00  Settings file changed: check interval 1m → 30s; new.example.com A
               added; account “home” changed

      Sunday, November 22, 2026
      01:02  IPv6 found: 2a02:8071:1:2::7
      01:03    phone (ntfy) could not be told of a new address. ntfy (channel
                 “phone”) refused the credentials (“token expired”).

      2 address changes; 5 calls (1 failed); 1 settings change; 2 messages
      "
    `);
  });

  it('tells the same in Chinese, within 80 columns', async () => {
    const { run } = world(story, true);
    const { stdout } = await run('--lang', 'zh-CN');
    expect(stdout).toMatchInlineSnapshot(`
      "2026年11月16日 10:30:00 以来发生的事：

      2026年11月18日星期三
      03:12  IPv4 地址变化：81.2.69.142 → 89.160.20.112
               www.example.com A：已写入 89.160.20.112；服务商的 API 已确认（acme，
                 账户“home”，0.4 秒）
               nas.example.com A：未写入。无法确认 acme 是否已写入 nas.example.com
                 A，因为处理过程中对方出现故障：应答 503。
      03:13    已通过 phone（ntfy）通知：地址有变和更新失败
      03:14    nas.example.com A：已写入 89.160.20.112；服务商的 API 已确认（acme，
                 账户“home”，0.4 秒）

      2026年11月19日星期四
      03:14    www.example.com A：原本就指向 89.160.20.112；服务商的 API 已确认
                 （acme，账户“home”，0.4 秒）（此后又同样发生 23 次）

      2026年11月20日星期五
      03:14    www.example.com A：原本就指向 89.160.20.112；服务商的 API 已确认
                 （acme，账户“home”，0.4 秒）
      09:00  设置文件有变：检测间隔由 1m 改为 30s；新增记录 new.example.com A；更改
               账户“home”

      2026年11月22日星期日
      01:02  已获知 IPv6 地址：2a02:8071:1:2::7
      01:03    未能通过 phone（ntfy）通知：地址有变。ntfy（通知渠道“phone”）拒绝了凭
                 据（“token expired”）。

      地址变化 2 次；记录处理 5 次（失败 1 次）；设置更改 1 次；通知 2 次
      "
    `);
    for (const line of stdout.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(80);
  });

  it('gives programs every entry of the span as data', async () => {
    const { run, folder } = world();
    const { stdout } = await run('--json');
    const { entries, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual({
      ok: true,
      known: true,
      folder,
      since: new Date(now - 7 * 86_400_000).toISOString(),
      until: new Date(now).toISOString(),
      omitted: 0,
      skipped: 0,
    });
    expect(entries).toHaveLength(10);
    expect(entries[0]).toEqual({
      kind: 'address',
      at: new Date(at(18, 3, 12)).toISOString(),
      family: 'ipv4',
      address: nextV4.text,
      before: homeV4.text,
    });
    expect(entries[2]).toMatchObject({
      id: 'home/nas.example.com/A',
      ok: false,
      outcome: 'server',
      detail: 'it answered 503',
      localized: { 'zh-CN': '应答 503' },
      unconfirmed: true,
      repeats: 0,
    });
    expect(entries[5]).toMatchObject({ outcome: 'alreadyRight', repeats: 23 });
    expect(entries[7]).toMatchObject({ kind: 'settings', by: 'file', more: 0 });
    expect(entries[9]).toMatchObject({ kind: 'told', ok: false, outcome: 'auth' });
  });

  it.each([
    [['--since', '2026-11-18', '--until', '2026-11-18'], 5],
    [['--since', '2026-11-18T03:14'], 6],
    [['--since', '30d'], 12],
    [['--since', '30d', '--kind', 'address'], 3],
    [['--since', '30d', '--kind', 'address,told', '--kind', 'settings'], 6],
    [['--since', '30d', '--record', 'WWW.example.com.'], 4],
    [['--record', 'new.example.com'], 1],
    [['--record', 'other.example.com'], 0],
    [['--limit', '2'], 2],
    [['--since', 'yesterday'], 2],
    [['--since', 'today'], 0],
  ])('shows with %j only what is wanted', async (args, count) => {
    const { stdout } = await world().run(...args, '--json');
    expect(JSON.parse(stdout).entries).toHaveLength(count);
  });

  it('says what the limit left out, and shows the newest', async () => {
    const { stdout } = await world().run('--limit', '2');
    expect(stdout).toContain('8 older entries are left out');
    expect(stdout).toContain('IPv6 found');
  });

  it.each([
    [['--since', 'last tuesday'], '“last tuesday” is no time that --since takes. Use 7d'],
    [['--until', '2026-02-30'], '“2026-02-30” is no time that --until takes.'],
    [['--since', '2026-11-20', '--until', '2026-11-19'], 'Swap them.'],
    [['--kind', 'moon'], '“moon” is no kind of entry. Use address, call, settings or told.'],
    [['--limit', '0'], '“0” is no number of entries.'],
    [['--limit', '1e9'], '“1e9” is no number of entries.'],
    [['--record', 'a b'], '“a b” is no host name.'],
  ])('refuses %j with what can be written instead', async (args, said) => {
    const { status, stderr } = await world().run(...args);
    expect([status, stderr]).toEqual([2, expect.stringContaining(said)]);
  });

  it('says that there is none yet, and changes nothing', async () => {
    const { run, folder } = world('');
    const { status, stdout } = await run();
    expect(status).toBe(0);
    expect(stdout).toContain(`There is no history in ${folder} yet.`);
    expect(JSON.parse((await run('--json')).stdout)).toMatchObject({ known: false, entries: [] });
  });

  it('says how many lines could not be read', async () => {
    const { run } = world(`${JSON.stringify(story[10])}\n{"kind":"moon"}\nhalf a li`);
    const { stdout } = await run();
    expect(stdout).toContain('IPv6 found');
    expect(stdout).toContain('2 lines of the history could not be read');
  });

  it('says why it cannot be read', async () => {
    const { run, folder } = world('');
    mkdirSync(path.join(folder, 'history.jsonl'), { recursive: true });
    const { status, stderr } = await run();
    expect([status, stderr]).toEqual([
      1,
      expect.stringContaining(`The history in ${folder} cannot be read`),
    ]);
  });

  it('lets nothing that it quotes steer a terminal', async () => {
    const evil = call(at(22, 1, 1), 'x.example.com', {
      outcome: 'unknown',
      evidence: undefined,
      detail: '\u001b[2J\u202emoon\nline',
      account: 'a\u001b[31m',
    } as object);
    const odd = call(at(22, 1, 1), 'y.example.com', { account: 'a\u001b[31m' } as object);
    const { stdout } = await world([evil, odd]).run();
    expect(stdout).toContain('moon');
    for (const steering of ['\u001b', '\u202e', 'moon\n']) expect(stdout).not.toContain(steering);
  });
});
