import { describe, expect, it } from 'vitest';
import { defaultPreferences } from '../../../electron/contract/preferences.ts';
import { preferenceChanges } from '../../../electron/core/history/preferences.ts';
import {
  changesBetween,
  emptySummary,
  listedChanges,
  rememberedSummary,
  summaryOf,
} from '../../../electron/core/history/summary.ts';
import type { ChannelSettings, Settings } from '../../../electron/core/settings.ts';
import { account, record, settingsOf } from '../../support/core-world-parts.ts';

const mark = (text: string) =>
  `#${text.length}${[...text].reduce((sum, letter, at) => sum + letter.charCodeAt(0) * (at + 1), 0)}`;
const www = record('www.example.com');
const base = settingsOf([www]);
const phone: ChannelSettings = {
  id: 'phone',
  channel: 'ntfy',
  fields: {},
  fingerprint: 'one',
  events: ['changed'],
};
const diff = (before: Settings, after: Settings) =>
  changesBetween(summaryOf(before, mark), summaryOf(after, mark));
const changed = (more: Partial<Settings>, from: Partial<Settings> = {}) =>
  diff({ ...base, ...from }, { ...base, ...more });

describe('what changed in settings', () => {
  it('is nothing where nothing did, whatever the order of keys and of records', () => {
    const other = record('b.example.com', 'A', { ttl: 60, proxied: true });
    const turned = Object.fromEntries(
      Object.entries(other).toReversed(),
    ) as unknown as typeof other;
    expect(changed({})).toEqual([]);
    expect(changed({ records: [turned, www] }, { records: [www, other] })).toEqual([]);
  });

  it.each<[string, Partial<Settings>, object]>([
    ['the interval', { interval: 90_000 }, { key: 'interval', from: '1m', to: '90s' }],
    ['the timeout', { timeout: 5000 }, { key: 'timeout', from: '10s', to: '5s' }],
    ['the log', { log: { level: 'debug' } }, { key: 'log.level', from: 'info', to: 'debug' }],
    ['a new proxy', { proxy: 'http://127.0.0.1:9' }, { key: 'proxy', to: 'http://127.0.0.1:9' }],
    [
      'networks',
      { networks: { approved: ['Home'], ignore: [], tunnels: false } },
      { key: 'networks.approved', to: 'Home' },
    ],
  ])('is %s with its values', (_, more, change) => {
    const from = { interval: 60_000, timeout: 10_000, log: { level: 'info' } } as const;
    expect(changed({ ...from, ...more }, from)).toEqual([{ kind: 'set', ...change }]);
  });

  it('shows of a source no more than its host, and of a command nothing', () => {
    const ipv4 = [
      { kind: 'url', url: 'https://me.example/secret-token?key=s3cret' },
      { kind: 'command', command: 'curl -u me:s3cret' },
      { kind: 'interface', name: 'eth0' },
    ] as const;
    const before = { sources: { ipv4: [{ kind: 'builtIn', id: 'ipify' }], ipv6: 'off' } } as const;
    const after = { sources: { ipv4, ipv6: 'off' } } as const;
    expect(changed(after, before)).toEqual([
      {
        kind: 'set',
        key: 'sources.ipv4',
        from: 'ipify',
        to: 'url me.example, command, interface eth0',
      },
    ]);
    const [url, command, eth] = ipv4;
    const other = { ...url, url: 'https://me.example/other' };
    expect(changed({ sources: { ipv4: [other, command, eth], ipv6: 'off' } }, after)).toEqual([
      { kind: 'set', key: 'sources.ipv4' },
    ]);
  });

  it('shows of the local interface where it listens, and never its token', () => {
    const api = { host: '127.0.0.1', port: 8053, token: 'token-planted' };
    const changes = [
      ...changed({ api }),
      ...changed({ api: { ...api, token: 'another-planted' } }, { api }),
      ...changed({}, { api }),
    ];
    expect(changes).toEqual([
      { kind: 'set', key: 'api.listen', from: undefined, to: '127.0.0.1:8053' },
      { kind: 'set', key: 'api.token' },
      { kind: 'set', key: 'api.token' },
      { kind: 'set', key: 'api.listen', from: '127.0.0.1:8053', to: undefined },
      { kind: 'set', key: 'api.token' },
    ]);
    expect(JSON.stringify([changes, summaryOf({ ...base, api }, mark)])).not.toContain('planted');
  });

  it('is an account, a record or a channel that came, went or differs', () => {
    const home = account('home');
    const nas = record('nas.example.com');
    const before = {
      accounts: { home, old: account('old') },
      records: [www, nas],
      channels: { phone },
    };
    const after = {
      accounts: { home: { ...home, fingerprint: 'two' }, fresh: account('fresh') },
      records: [{ ...www, ttl: 60 }, record('new.example.com')],
      channels: {
        phone: { ...phone, events: ['failed'] as const },
        mail: { ...phone, id: 'mail' },
      },
    };
    expect(changed(after, before)).toEqual([
      { kind: 'changed', what: 'account', id: 'home' },
      { kind: 'removed', what: 'account', id: 'old' },
      { kind: 'added', what: 'account', id: 'fresh' },
      { kind: 'changed', what: 'record', id: www.id },
      { kind: 'removed', what: 'record', id: nas.id },
      { kind: 'added', what: 'record', id: 'home/new.example.com/A' },
      { kind: 'changed', what: 'channel', id: 'phone' },
      { kind: 'added', what: 'channel', id: 'mail' },
    ]);
  });

  it('is no account that the key store keeps closed for a while', () => {
    const open = summaryOf({ ...base, accounts: { home: account('home') } }, mark);
    const locked = { ...account('home', { fingerprint: '' }), locked: [] };
    const closed = summaryOf({ ...base, accounts: { home: locked } }, mark);
    expect(changesBetween(open, closed)).toEqual([]);
    const after = rememberedSummary(open, closed);
    expect(changesBetween(after, open)).toEqual([]);
    const entered = account('home', { fingerprint: 'two' });
    expect(
      changesBetween(after, summaryOf({ ...base, accounts: { home: entered } }, mark)),
    ).toEqual([{ kind: 'changed', what: 'account', id: 'home' }]);
  });

  it('takes ids for what they are', () => {
    const ids = ['__proto__', 'constructor', 'toString'];
    const accounts = Object.fromEntries(ids.map((id) => [id, account(id)]));
    const changes = changesBetween(
      emptySummary,
      summaryOf({ ...base, records: [], accounts }, mark),
    );
    expect(changes).toEqual(ids.map((id) => ({ kind: 'added', what: 'account', id })));
  });

  it('is a bounded list, with the number of the others', () => {
    const many = Array.from({ length: 60 }, (_, at) => record(`r${at}.example.com`));
    const listed = listedChanges(changed({ records: [www, ...many] }));
    expect([listed.changes.length, listed.more]).toEqual([50, 10]);
    expect(listedChanges(changed({ records: [www, ...many.slice(0, 50)] })).more).toBeUndefined();
  });
});

describe('what changed in preferences', () => {
  it('is each with its values', () => {
    const { notifications } = defaultPreferences;
    expect(preferenceChanges(defaultPreferences, defaultPreferences)).toEqual([]);
    expect(
      preferenceChanges(defaultPreferences, {
        ...defaultPreferences,
        theme: 'dark',
        notifications: { ...notifications, failed: false },
        quietHours: { from: '22:00', to: '07:00' },
      }),
    ).toEqual([
      { kind: 'set', key: 'theme', from: 'system', to: 'dark' },
      { kind: 'set', key: 'quietHours', from: undefined, to: '22:00-07:00' },
      { kind: 'set', key: 'notifications.failed', from: 'true', to: 'false' },
    ]);
  });
});
