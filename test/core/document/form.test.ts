import { describe, expect, it } from 'vitest';
import { settingsForm } from '../../../electron/core/document/form.ts';
import type { SettingsDocument } from '../../../electron/core/document.ts';
import { readSettings } from '../../../electron/core/settings/reader.ts';
import { providers as registered } from '../../support/registered.ts';
import { testProviders, testSources } from '../../support/settings-world.ts';

function formOf(
  document: SettingsDocument,
  { providers = testProviders, kept = ['home/token'] as readonly string[] } = {},
) {
  const result = readSettings(document, {
    providers,
    sources: testSources,
    resolveSecret: () => ({ ok: false, locked: true }),
    fingerprint: (text) => text,
    allowEmpty: true,
  });
  return settingsForm({
    document,
    kinds: { providers },
    records: result.ok ? result.settings.records : [],
    isKept: (id) => kept.includes(id),
    revision: '7',
  });
}

describe('the form of nothing', () => {
  it('has the defaults', () => {
    expect(formOf({ version: 1 })).toEqual({
      revision: '7',
      accounts: [],
      channels: [],
      records: [],
      watching: {
        interval: null,
        timeout: null,
        sources: { ipv4: 'default', ipv6: 'default' },
        resolvers: null,
        publicResolvers: null,
        networks: { approved: null, ignore: null, bind: null, tunnels: null },
      },
      general: { logLevel: 'info', proxy: null, api: null },
      odd: [],
    });
  });
});

describe('the form of an account', () => {
  it('has its values as texts, and no secret', () => {
    const home = {
      provider: 'strong',
      token: { secret: 'home/token' },
      port: 5353,
      url: { env: 'URL' },
      headers: { 'X-Key': { secret: 'home/headers/X-Key' }, Other: { file: 'key.txt' } },
    };
    const { accounts, odd } = formOf({ version: 1, accounts: { home } });
    expect(accounts).toEqual([
      {
        id: 'home',
        service: 'strong',
        values: {
          token: { kind: 'kept' },
          port: { kind: 'text', text: '5353' },
          url: { kind: 'env', name: 'URL' },
          'headers/X-Key': { kind: 'lost' },
          'headers/Other': { kind: 'file', name: 'key.txt' },
        },
      },
    ]);
    expect(odd).toEqual([]);
  });

  it.each<[string, object]>([
    ['in its place', { provider: 'strong', token: 'top-secret' }],
    ['as a number', { provider: 'strong', token: 6_176_917 }],
    ['as a header', { provider: 'strong', headers: { Key: 'top-secret' } }],
    ['under a slip of a name', { provider: 'strong', tokne: 'top-secret' }],
    ['of a provider that there is not', { provider: 'gone', token: 'top-secret' }],
    ['in a list', { provider: 'strong', token: ['top-secret'] }],
    ['sealed', { provider: 'strong', token: { sealed: 'top-secret' } }],
  ])('never lets out a secret that stands in the open: %s', (_title, home) => {
    const form = JSON.stringify(formOf({ version: 1, accounts: { home } }));
    expect(form).not.toContain('top-secret');
    expect(form).not.toContain('6176917');
  });

  it('has a sealed text as one to be entered, whatever was kept there', () => {
    const home = { provider: 'strong', token: { sealed: 'ddns1.x' } };
    expect(formOf({ version: 1, accounts: { home } }).accounts[0]?.values).toEqual({
      token: { kind: 'lost' },
    });
  });

  it.each<[string, unknown]>([
    ['a provider that there is not', { provider: 'gone' }],
    ['no account', 'strong'],
    ['a key that its provider does not know', { provider: 'strong', extra: 1 }],
    ['a value of another shape', { provider: 'strong', url: ['x'] }],
  ])('says what it cannot show: %s', (_title, home) => {
    const { accounts, odd } = formOf({ version: 1, accounts: { home } });
    expect(accounts.map(({ id }) => id)).toEqual(['home']);
    expect(odd).toEqual(['accounts']);
  });

  it('names the service, a known host of a provider among them', () => {
    const accounts = {
      preset: { provider: 'dyndns2', preset: 'strato', password: { secret: 'x' } },
      own: { provider: 'dyndns2', server: 'dyn.example.com' },
      slip: { provider: 'dyndns2', preset: 'stratoo' },
      gone: { provider: 'gone' },
    };
    const form = formOf({ version: 1, accounts }, { providers: registered });
    expect(form.accounts.map(({ id, service }) => [id, service])).toEqual([
      ['preset', 'dyndns2/strato'],
      ['own', 'dyndns2'],
      ['slip', 'dyndns2'],
      ['gone', ''],
    ]);
  });

  it('takes maps inside it apart', () => {
    const hook = { provider: 'webhook', success: { status: [200, 204], body: 'ok' } };
    const form = formOf({ version: 1, accounts: { hook } }, { providers: registered });
    expect(form.accounts[0]?.values).toEqual({
      'success/status': { kind: 'text', text: '200, 204' },
      'success/body': { kind: 'text', text: 'ok' },
    });
  });
});

describe('the form of records', () => {
  const accounts = { home: { provider: 'strong', token: { secret: 'home/token' } } };
  const rest = {
    account: 'home',
    types: null,
    ttl: null,
    proxied: null,
    zone: null,
    host: null,
    prefix: null,
  };

  it('is one for each name, with the records that are in force', () => {
    const records = [
      { name: ['a.example.com', 'Bücher.example.com'], account: 'home' },
      { name: 'c.example.com', account: 'home', types: 'A', ttl: 300, proxied: true },
      { name: 'c.example.com', account: 'home', types: ['AAAA'], ttl: '5m', zone: 'example.com' },
    ];
    const form = formOf({ version: 1, sources: { ipv6: 'off' }, accounts, records: [records[0]] });
    expect(form.records).toEqual([
      { entry: 0, name: 'a.example.com', ...rest, ids: ['home/a.example.com/A'] },
      {
        entry: 0,
        name: 'Bücher.example.com',
        ...rest,
        ids: ['home/xn--bcher-kva.example.com/A'],
      },
    ]);
    expect(formOf({ version: 1, accounts, records }).records.slice(2)).toEqual([
      {
        ...{ entry: 1, name: 'c.example.com', ...rest },
        ...{ types: ['A'], ttl: '300', proxied: true, ids: ['home/c.example.com/A'] },
      },
      {
        ...{ entry: 2, name: 'c.example.com', ...rest },
        ...{ types: ['AAAA'], ttl: '5m', zone: 'example.com', ids: ['home/c.example.com/AAAA'] },
      },
    ]);
  });

  it('shows the device that a record is for, and that it is in force without types', () => {
    const records = [
      { name: 'a.example.com', account: 'home', host: '::10', prefix: 56 },
      { name: 'a.example.com', account: 'home', types: ['A'] },
    ];
    expect(formOf({ version: 1, accounts, records })).toMatchObject({
      records: [
        { host: '::10', prefix: '56', types: null, ids: ['home/a.example.com/AAAA'] },
        { host: null, prefix: null, types: ['A'], ids: ['home/a.example.com/A'] },
      ],
      odd: [],
    });
  });

  it.each<[unknown]>([
    [[{ name: 'a.example.com', account: 'home', host: 10 }]],
    [[{ name: 'a.example.com', account: 'home', host: '::10', prefix: [56] }]],
    ['home.example.com'],
    [['home.example.com']],
    [[{ name: 7, account: 'home' }]],
    [[{ name: 'a.example.com' }]],
    [[{ name: 'a.example.com', account: 'home', types: ['A', 'MX'] }]],
    [[{ name: 'a.example.com', account: 'home', ttl: ['5m'] }]],
    [[{ name: 'a.example.com', account: 'home', proxied: 'yes' }]],
  ])('says what it cannot show: %j', (records) => {
    expect(formOf({ version: 1, accounts, records }).odd).toEqual(['records']);
  });
});

describe('the forms of the watching and of the app', () => {
  it('have what the settings say', () => {
    const { watching, general, odd } = formOf({
      version: 1,
      interval: '5m',
      timeout: '5s',
      sources: {
        ipv4: ['one', { url: 'https://ip.example.com/' }, { interface: 'eth0' }, { command: 'ip' }],
        ipv6: false,
      },
      verify: { resolvers: '9.9.9.9', publicResolvers: [] },
      networks: { approved: 'Home', ignore: ['docker*', 'eth9'], bind: 'eth0', tunnels: true },
      log: { level: 'debug', file: 'x.log' },
      proxy: 'http://proxy.example.com:3128',
    });
    expect(watching).toEqual({
      interval: '5m',
      timeout: '5s',
      sources: {
        ipv4: [
          { kind: 'builtIn', id: 'one' },
          { kind: 'url', url: 'https://ip.example.com/' },
          { kind: 'interface', name: 'eth0' },
          { kind: 'command', command: 'ip' },
        ],
        ipv6: 'off',
      },
      resolvers: ['9.9.9.9'],
      publicResolvers: [],
      networks: { approved: 'Home', ignore: 'docker*\neth9', bind: 'eth0', tunnels: 'true' },
    });
    expect(general).toEqual({
      logLevel: 'debug',
      proxy: 'http://proxy.example.com:3128',
      api: null,
    });
    expect(odd).toEqual([]);
  });

  it.each([
    ['watching', { sources: { ipv4: [{ url: 'x', command: 'y' }] } }],
    ['watching', { sources: ['one'] }],
    ['watching', { sources: { ipv4: 7 } }],
    ['watching', { interval: 60 }],
    ['watching', { verify: { resolvers: [9] } }],
    ['watching', { networks: 'Home' }],
    ['watching', { networks: { approved: { a: 1 } } }],
    ['watching', { networks: { ignore: [7] } }],
    ['watching', { networks: { bind: 7 } }],
    ['watching', { networks: { tunnels: 'yes' } }],
    ['general', { log: 'debug' }],
    ['general', { log: { level: 'loud' } }],
    ['general', { proxy: 3128 }],
  ])('say what they cannot show: %s %j', (part, more) => {
    expect(formOf({ version: 1, ...more }).odd).toEqual([part]);
  });
});
