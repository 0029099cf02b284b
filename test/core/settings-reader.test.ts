import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languages } from '../../electron/contract/language.ts';
import { pathText, problemSentence } from '../../electron/core/settings/problem.ts';
import { readSettings, type SettingsWorld } from '../../electron/core/settings/reader.ts';
import { testProviders, testSources } from '../support/settings-world.ts';

const world: SettingsWorld = {
  providers: testProviders,
  sources: testSources,
  resolveSecret: (reference) => {
    if ('secret' in reference) return { ok: false, locked: true };
    if ('sealed' in reference) return { ok: true, value: `opened for ${reference.at}` };
    const name = 'env' in reference ? reference.env : reference.file;
    if (name === 'GOOD') return { ok: true, value: 'resolved-secret' };
    return { ok: false, problem: { kind: 'noEnvironment', variable: name } };
  },
  fingerprint: (text) => `mark of ${text}`,
};

const account = { provider: 'strong', token: 'top-secret-1' };
const record = { name: 'home.example.com', account: 'home' };
const whole = { version: 1, accounts: { home: account }, records: [record] };

function settingsOf(raw: unknown) {
  const result = readSettings(raw, world);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.settings;
}

/** `path: English sentence` for each problem. */
function problemsOf(raw: unknown): readonly string[] {
  const result = readSettings(raw, world);
  if (result.ok) return [];
  return result.problems.map(
    ({ path, problem }) => `${pathText(path)}: ${problemSentence(problem, 'en')}`,
  );
}

const withRecord = (more: object) => ({ ...whole, records: [{ ...record, ...more }] });
const withAccount = (more: object) => ({ ...whole, accounts: { home: { ...account, ...more } } });

describe('reading good settings', () => {
  it('fills in every default', () => {
    const { accounts, ...settings } = settingsOf(whole);
    expect(settings).toMatchObject({
      interval: 60_000,
      timeout: 10_000,
      log: { level: 'info', file: undefined },
      verify: { resolvers: [] },
    });
    expect(settings.sources).toEqual({
      ipv4: ['one', 'two', 'twin', 'four'].map((id) => ({ kind: 'builtIn', id })),
      ipv6: ['one', 'two', 'twin'].map((id) => ({ kind: 'builtIn', id })),
    });
    expect(settings.records.map(({ id, implied }) => [id, implied])).toEqual([
      ['home/home.example.com/A', true],
      ['home/home.example.com/AAAA', true],
    ]);
    expect(accounts.home?.fields).toEqual({ token: 'top-secret-1', port: 53 });
  });

  it('reads every key', () => {
    const settings = settingsOf({
      ...whole,
      interval: '30s',
      timeout: '5s',
      log: { level: 'debug', file: 'x.log' },
      sources: { ipv4: ['one', { url: 'https://ip.example.com/' }], ipv6: { interface: 'eth0' } },
      records: [
        {
          name: ['a.example.com', 'b.example.com'],
          account: 'home',
          types: 'A',
          ttl: '5m',
          proxied: true,
          zone: 'example.com',
        },
      ],
      verify: {
        resolvers: '192.168.1.1',
        publicResolvers: ['[2620:fe::fe]:5353', 'dns.example.com'],
      },
    });
    expect(settings.interval).toBe(30_000);
    expect(settings.sources).toEqual({
      ipv4: [
        { kind: 'builtIn', id: 'one' },
        { kind: 'url', url: 'https://ip.example.com/' },
      ],
      ipv6: [{ kind: 'interface', name: 'eth0' }],
    });
    expect(settings.records[1]).toEqual({
      id: 'home/b.example.com/A',
      name: 'b.example.com',
      type: 'A',
      account: 'home',
      ttl: 300,
      proxied: true,
      zone: 'example.com',
      implied: false,
    });
    expect(settings.verify).toEqual({
      resolvers: [{ host: '192.168.1.1', port: 53 }],
      publicResolvers: [
        { host: '2620:fe::fe', port: 5353 },
        { host: 'dns.example.com', port: 53 },
      ],
    });
  });

  it.each([
    [undefined, undefined],
    ['off', 'off'],
    [false, 'off'],
    ['http://proxy:3128', 'http://proxy:3128'],
    [' HTTP://Proxy.Example.COM:80/ ', 'http://proxy.example.com'],
    ['https://192.168.1.1:8443', 'https://192.168.1.1:8443'],
    ['http://[2001:db8::1]:3128', 'http://[2001:db8::1]:3128'],
  ])('takes the proxy %j as %j', (proxy, read) => {
    expect(settingsOf({ ...whole, proxy }).proxy).toBe(read);
  });

  it.each(['off', false])(
    'takes %j as off, and leaves the default type of that family out',
    (off) => {
      const { sources, records } = settingsOf({ ...whole, sources: { ipv6: off } });
      expect(sources.ipv6).toBe('off');
      expect(records.map(({ type }) => type)).toEqual(['A']);
    },
  );

  it('leaves a default type out that the provider does not have', () => {
    const raw = { ...whole, accounts: { home: { provider: 'weak', password: 'x' } } };
    expect(settingsOf(raw).records.map(({ type }) => type)).toEqual(['A']);
  });

  it('writes an international name in its wire form', () => {
    expect(settingsOf(withRecord({ name: 'Bücher.例え.jp.' })).records[0]?.name).toBe(
      'xn--bcher-kva.xn--r8jz45g.jp',
    );
  });

  it('believes a single source of the user without a second voice', () => {
    expect(problemsOf({ ...whole, sources: { ipv4: { command: 'get-ip' } } })).toEqual([]);
  });

  it('lets one built-in source and one of the user confirm each other', () => {
    const ipv4 = ['one', { interface: 'eth0' }];
    expect(problemsOf({ ...whole, sources: { ipv4 } })).toEqual([]);
  });

  it('marks an account with the same fingerprint for the same fields in any order', () => {
    const straight = { ...account, headers: { a: 'one', b: 'two' } };
    const turned = { headers: { b: 'two', a: 'one' }, ...account };
    const marks = [straight, turned].map(
      (home) => settingsOf({ ...whole, accounts: { home } }).accounts.home?.fingerprint,
    );
    expect(marks[0]).toBe(marks[1]);
    expect(settingsOf(withAccount({ port: 54 })).accounts.home?.fingerprint).not.toBe(marks[0]);
  });
});

describe('secrets', () => {
  const secretsOf = (raw: unknown) => {
    const result = readSettings(raw, world);
    return result.ok ? result.secrets : [];
  };

  it('resolves references anywhere inside an account', () => {
    const raw = withAccount({ token: { env: 'GOOD' }, headers: { 'X-Key': { file: 'GOOD' } } });
    expect(settingsOf(raw).accounts.home?.fields).toMatchObject({
      token: 'resolved-secret',
      headers: { 'X-Key': 'resolved-secret' },
    });
  });

  it('names every text that may appear in no log', () => {
    const raw = {
      ...withAccount({ headers: { a: 'key={ip}&pass=header-secret', b: { env: 'GOOD' } } }),
      sources: { ipv4: { url: 'https://ip.example.com/?token=query-secret' } },
    };
    expect(secretsOf(raw)).toEqual(
      expect.arrayContaining(['top-secret-1', 'resolved-secret', 'header-secret', 'query-secret']),
    );
    expect(secretsOf(raw)).not.toContain('');
  });

  it.each([
    [12_345_678, '12345678'],
    [['leaky-secret'], 'leaky-secret'],
    [{ env: 'GOOD', file: 'leaky-secret' }, 'leaky-secret'],
  ])('never repeats a wrong secret: %j', (token, leak) => {
    const problems = problemsOf(withAccount({ token }));
    expect(problems).not.toEqual([]);
    expect(problems.join()).not.toContain(leak);
  });

  it.each([
    'http://user:passw0rd@proxy.example.com:3128',
    'http://user@proxy.example.com:3128',
    'user:passw0rd@proxy.example.com:3128',
    'http://user:passw0rd@',
  ])('takes no proxy with a sign-in, and never repeats it: %s', (proxy) => {
    const problems = problemsOf({ ...whole, proxy }).join();
    expect(problems).toMatch(/^proxy: The proxy has a user name or a password .* HTTPS_PROXY/);
    expect(problems).not.toMatch(/passw0rd|user[:@]/);
  });

  it('never repeats a web address that holds a password', () => {
    const raw = { ...whole, sources: { ipv4: { url: 'https://user:passw0rd@ip.example.com/' } } };
    expect(problemsOf(raw).join()).toContain('sources.ipv4.url: This is not a web address');
    expect(problemsOf(raw).join()).not.toContain('passw0rd');
  });
});

describe('refusing', () => {
  const cases: readonly (readonly [title: string, raw: unknown, problem: string])[] = [
    ['a list', [], ': The file is not a map of keys and values.'],
    ['a missing version', { ...whole, version: undefined }, 'version'],
    ['another version', { ...whole, version: 2 }, 'version: This program reads version 1'],
    ['an unknown key', { ...whole, recordz: 1 }, 'Did you mean “records”?'],
    [
      'an unknown key in a record',
      withRecord({ tll: 5 }),
      'records[0].tll: There is no key “tll” here. Did you mean “ttl”?',
    ],
    [
      'an unknown key in an account',
      withAccount({ tokn: 'x' }),
      'accounts.home.tokn: There is no key “tokn” here. Did you mean “token”?',
    ],
    [
      'an unknown key that resembles none',
      { ...whole, colour: 1 },
      'Possible here: version, interval',
    ],
    ['a number as an interval', { ...whole, interval: 30 }, 'interval: “30” is not a duration.'],
    [
      'a short interval',
      { ...whole, interval: '1s' },
      'interval: “1s” is out of range. It can be 10s to 24h.',
    ],
    [
      'a long timeout',
      { ...whole, timeout: '3m' },
      'timeout: “3m” is out of range. It can be 1s to 2m.',
    ],
    [
      'an unknown level',
      { ...whole, log: { level: 'warning' } },
      'log.level: “warning” is not possible here. ',
    ],
    ['a key without a value', { ...whole, log: { file: null } }, 'log.file: “file” has no value.'],
    [
      'an unknown source',
      { ...whole, sources: { ipv4: ['onne', 'two'] } },
      'sources.ipv4[0]: There is no source “onne”. Did you mean “one”?',
    ],
    [
      'a source of the other family',
      { ...whole, sources: { ipv6: ['four', 'one'] } },
      'sources.ipv6[0]: The source “four” does not tell IPv6',
    ],
    [
      'a source twice',
      { ...whole, sources: { ipv4: ['one', 'one', 'two'] } },
      'sources.ipv4[1]: “one” is listed twice.',
    ],
    [
      'a single built-in source',
      { ...whole, sources: { ipv4: 'one' } },
      'sources.ipv4: A new IPv4 address needs two sources',
    ],
    [
      'sources of one operator',
      { ...whole, sources: { ipv6: ['two', 'twin'] } },
      'sources.ipv6: A new IPv6 address needs two sources',
    ],
    [
      'sources that anybody on the way can answer for',
      { ...whole, sources: { ipv6: ['udp', 'query'] } },
      'sources.ipv6: A new IPv6 address needs two sources',
    ],
    [
      'one source beside the router',
      { ...whole, sources: { ipv4: ['one', 'router'] } },
      'sources.ipv4: A new IPv4 address needs two sources',
    ],
    [
      'an empty list of sources',
      { ...whole, sources: { ipv4: [] } },
      'sources.ipv4: “ipv4” is empty.',
    ],
    [
      'a source of two kinds',
      { ...whole, sources: { ipv4: { url: 'https://a.example/', command: 'b' } } },
      'sources.ipv4: This is not a source.',
    ],
    [
      'an unknown kind of source',
      { ...whole, sources: { ipv4: { iface: 'eth0' } } },
      'sources.ipv4.iface: There is no key “iface” here.',
    ],
    [
      'a source address without http',
      { ...whole, sources: { ipv4: { url: 'ftp://a.example' } } },
      'sources.ipv4.url: This is not a web address',
    ],
    ...[
      'proxy.example.com:3128',
      'socks5://a:1080',
      'http://a/b',
      'http://a/?b',
      'http://',
      '',
      'on',
    ].map(
      (proxy) =>
        [
          `${proxy} as the proxy`,
          { ...whole, proxy },
          `proxy: “${proxy}” is not a proxy. Write http://host:port`,
        ] as const,
    ),
    ['a number as the proxy', { ...whole, proxy: 3128 }, 'proxy: “3128” is not a proxy.'],
    ['a proxy with no value', { ...whole, proxy: null }, 'proxy: “proxy” has no value.'],
    [
      'an account id with a space',
      { ...whole, accounts: { home: account, 'my home': account } },
      'accounts.my home: “my home” cannot name an account.',
    ],
    [
      'an account that is text',
      { ...whole, accounts: { home: 'strong' } },
      'accounts.home: “strong” is not a map.',
    ],
    [
      'an account without a provider',
      { ...whole, accounts: { home: { token: 'x' } } },
      'accounts.home: The key “provider” is missing.',
    ],
    [
      'an unknown provider',
      { ...whole, accounts: { home: { provider: 'stong' } } },
      'accounts.home.provider: There is no provider “stong”. Did you mean “strong”?',
    ],
    ['no accounts', { ...whole, accounts: {} }, 'accounts: “accounts” is empty.'],
    [
      'a missing field',
      { ...whole, accounts: { home: { provider: 'strong' } } },
      'accounts.home: The key “token” is missing.',
    ],
    [
      'a field out of range',
      withAccount({ port: 70_000 }),
      'accounts.home.port: “70000” is out of range. It can be 1 to 65535.',
    ],
    [
      'a field of another type',
      withAccount({ port: '53' }),
      'accounts.home.port: “53” is not a number.',
    ],
    [
      'half a number',
      withAccount({ port: 5.5 }),
      'accounts.home.port: “5.5” is not a whole number.',
    ],
    [
      'a field outside of its choices',
      withAccount({ mode: 'tpc' }),
      'accounts.home.mode: “tpc” is not possible here.',
    ],
    [
      'a field that is no web address',
      withAccount({ url: 'x' }),
      'accounts.home.url: “x” is not a web address',
    ],
    [
      'what the provider itself refuses',
      { ...whole, accounts: { home: { provider: 'weak', password: 'x', username: 'root' } } },
      'accounts.home.username: Not as root, please.',
    ],
    [
      'a missing environment variable',
      withAccount({ token: { env: 'BAD' } }),
      'accounts.home.token.env: The environment variable BAD is not set',
    ],
    [
      'an account that records use and that is not there',
      withRecord({ account: 'hom' }),
      'records[0].account: There is no account “hom”. Did you mean “home”?',
    ],
    [
      'a record without a name',
      { ...whole, records: [{ account: 'home' }] },
      'records[0]: The key “name” is missing.',
    ],
    ['no records', { ...whole, records: [] }, 'records: “records” is empty.'],
    [
      'a name with a space',
      withRecord({ name: ['a.example.com', 'my home.example.com'] }),
      'records[0].name[1]: The host name “my home.example.com” holds a space.',
    ],
    [
      'a name without a domain',
      withRecord({ name: 'home' }),
      'records[0].name: The host name “home” has no domain.',
    ],
    [
      'a name with a scheme',
      withRecord({ name: 'https://home.example.com' }),
      'is not a valid host name',
    ],
    [
      'a name that is a number',
      withRecord({ name: 7 }),
      'records[0].name: “7” is not a host name.',
    ],
    [
      'a duplicate name',
      { ...whole, records: [record, { ...record, types: ['AAAA'] }] },
      'records[1].name: “home.example.com AAAA” is listed twice.',
    ],
    [
      'a duplicate name in other letters',
      withRecord({ name: ['home.example.com', 'HOME.example.com.'] }),
      'records[0].name[1]: “HOME.example.com. A” is listed twice.',
    ],
    [
      'a name outside of its zone',
      withRecord({ name: 'notexample.com', zone: 'example.com' }),
      'records[0].zone: “notexample.com” is not in the zone “example.com”.',
    ],
    [
      'a TTL below what the provider takes',
      withRecord({ ttl: 59 }),
      'records[0].ttl: “59” is out of range. With strong it can be 60s to 86400s.',
    ],
    [
      'a TTL above what the provider takes',
      withRecord({ ttl: '48h' }),
      'records[0].ttl: “48h” is out of range.',
    ],
    ['half a TTL', withRecord({ ttl: 60.5 }), 'records[0].ttl: “60.5” is not a TTL.'],
    [
      'an unknown type',
      withRecord({ types: ['A', 'TXT'] }),
      'records[0].types[1]: “TXT” is not possible here. Write A or AAAA.',
    ],
    [
      'a type twice',
      withRecord({ types: ['A', 'A'] }),
      'records[0].types[1]: “A” is listed twice.',
    ],
    ['no types', withRecord({ types: [] }), 'records[0].types: “types” is empty.'],
    [
      'a type whose sources are off',
      { ...withRecord({ types: ['AAAA'] }), sources: { ipv6: 'off' } },
      'records[0].types[0]: The type AAAA needs an IPv6 address, but the IPv6 sources are off.',
    ],
    [
      'a record that is left without a type',
      { ...whole, sources: { ipv4: 'off', ipv6: 'off' } },
      'records[0].name: Nothing is left to update for “home.example.com”',
    ],
    [
      'a server with a wrong port',
      { ...whole, verify: { resolvers: ['9.9.9.9:0'] } },
      'verify.resolvers[0]: “9.9.9.9:0” is not a server.',
    ],
  ];

  it.each(cases)('tells of %s at its place', (_, raw, problem) => {
    const clean = JSON.parse(JSON.stringify(raw));
    expect(problemsOf(clean).join('\n')).toContain(problem);
    expect(problemsOf(clean)).toHaveLength(1);
  });

  const weak = { home: { provider: 'weak', password: 'x' } };
  it.each([
    ['ttl', { ttl: 300 }, 'ttl'],
    ['proxied', { proxied: true }, 'proxied'],
    ['the type AAAA', { types: ['AAAA'] }, 'AAAA'],
  ])('says that the provider has no %s', (_, more, field) => {
    expect(problemsOf({ ...withRecord(more), accounts: weak })).toEqual([
      expect.stringContaining(`weak has no “${field}” that could be set.`),
    ]);
  });

  it('tells of all problems at once, and of each once', () => {
    const raw = {
      version: 3,
      interval: 'x',
      accounts: { home: { provider: 'nope' } },
      records: [record, {}],
    };
    expect(problemsOf(raw).map((line) => line.split(':')[0])).toEqual([
      'version',
      'interval',
      'accounts.home.provider',
      'records[1]',
      'records[1]',
    ]);
  });

  it('has a sentence in Chinese for each', () => {
    for (const [, raw] of cases) {
      const result = readSettings(JSON.parse(JSON.stringify(raw)), world);
      for (const { problem } of result.ok ? [] : result.problems) {
        expect(problemSentence(problem, 'zh-CN')).toMatch(/[\u4e00-\u9fff].*[。？]$/);
      }
    }
  });
});

it('takes no key of an account for one that every object has', () => {
  const accounts = { home: { provider: 'strong', constructor: {}, toString: { env: 'X' } } };
  const result = readSettings({ version: 1, accounts, records: [] }, world);
  expect(result.ok).toBe(false);
});

describe('any input', () => {
  const key = fc.constantFrom(
    ...[
      'version',
      'accounts',
      'records',
      'sources',
      'home',
      'provider',
      'token',
      'name',
      'account',
    ],
    ...['ipv4', 'env', 'url', 'types', 'ttl', 'zone', '__proto__', 'constructor', 'headers', 'log'],
  );
  const leaf = fc.oneof(
    fc.constantFrom(1, null, 'off', 'strong', 'home', 'A', 'one', 'GOOD', '1m', 'home.example.com'),
    fc.string(),
    fc.double(),
    fc.boolean(),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'medium' },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 6 }),
    ),
  }));

  it('never throws, and has a sentence in both languages for whatever is wrong', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          tree,
          fc.jsonValue(),
          fc.record({ ...Object.fromEntries(Object.entries(whole).map(([name]) => [name, tree])) }),
        ),
        (raw) => {
          const result = readSettings(raw, world);
          for (const { problem } of result.ok ? [] : result.problems) {
            for (const language of languages)
              expect(problemSentence(problem, language)).not.toBe('');
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('slips whose sentence must lead to the right place', () => {
  it('names the forms of a secret where a reference is misspelt (not “put it in quotes”)', () => {
    for (const token of [{ evn: 'GOOD' }, { env: 'GOOD', file: 'x' }]) {
      expect(problemsOf(withAccount({ token }))).toEqual([
        'accounts.home.token: This does not name a secret. Write a text, { env: NAME } or { file: PATH }.',
      ]);
    }
  });

  it('shows how an address of one’s own is written as a source, without repeating it', () => {
    const sources = { ipv4: 'https://ip.example.com/?token=hidden' };
    expect(problemsOf({ ...whole, sources })).toEqual([
      'sources.ipv4: This is not a source. Write an id such as ipify, { url: … }, { interface: … } or { command: … }.',
    ]);
  });

  it('knows what OFF was meant to be', () => {
    expect(problemsOf({ ...whole, sources: { ipv6: 'OFF' } })).toEqual([
      'sources.ipv6: There is no source “OFF”. Did you mean “off”?',
    ]);
  });

  it('asks for a bare 1 where the version stands in quotes', () => {
    expect(problemsOf({ ...whole, version: '1' })).toEqual([
      'version: The version is the plain number 1. Write “version: 1”, without quotes or brackets.',
    ]);
  });
});

describe('a secret that cannot be read now', () => {
  const lock = { secret: 'home/token' };

  it('locks its account, which stays in the settings with its records', () => {
    const { accounts, records } = settingsOf(withAccount({ token: lock }));
    expect(accounts).toEqual({
      home: {
        id: 'home',
        provider: 'strong',
        fields: undefined,
        fingerprint: '',
        locked: ['token'],
      },
    });
    expect(records).toHaveLength(2);
  });

  it('leaves the other accounts alone', () => {
    const away = { provider: 'strong', token: 'another-secret' };
    const { accounts } = settingsOf({
      ...whole,
      accounts: { home: { ...account, token: lock }, away },
    });
    expect(accounts.away?.fields).toMatchObject({ token: 'another-secret' });
    expect(accounts.away?.locked).toBeUndefined();
  });

  it('is told with its whole path, a slash in a key escaped', () => {
    const more = { headers: { 'X/Key': { secret: 'home/headers/X~1Key' }, other: 'open' } };
    expect(settingsOf(withAccount(more)).accounts.home?.locked).toEqual(['headers/X~1Key']);
  });

  it.each([
    [{ token: lock, port: 0 }, 'accounts.home.port'],
    [{ token: lock, prot: 53 }, 'accounts.home.prot'],
    [{ token: lock, url: 'nonsense' }, 'accounts.home.url'],
    [{ token: lock, url: { env: 'BAD' } }, 'accounts.home.url.env'],
  ])('hides no other problem of its account: %j', (more, path) => {
    const found = problemsOf(withAccount(more));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(`${path}: `);
  });

  it('is a problem where a record wants what the provider cannot do', () => {
    const weak = { provider: 'weak', password: { secret: 'home/password' } };
    const raw = { ...whole, accounts: { home: weak }, records: [{ ...record, types: ['AAAA'] }] };
    expect(problemsOf(raw)[0]).toContain('weak has no “AAAA”');
  });

  it('may be a header of that name, where the provider wants a map', () => {
    const { accounts, records } = settingsOf(withAccount({ headers: { secret: 'abc' } }));
    expect(accounts.home?.fields).toMatchObject({ headers: { secret: 'abc' } });
    expect(records).toHaveLength(2);
  });

  it('is opened for its own place', () => {
    const more = { token: 'x', headers: { key: { sealed: 'ddns1.x' } } };
    expect(settingsOf(withAccount(more)).accounts.home?.fields).toMatchObject({
      headers: { key: 'opened for home/headers/key' },
    });
  });
});

describe('settings of somebody who has not begun', () => {
  const empty = { ...world, allowEmpty: true };

  it.each([
    { version: 1 },
    { version: 1, accounts: {}, records: [] },
    { version: 1, accounts: { home: account } },
  ])('may have no record yet: %j', (raw) => {
    const result = readSettings(raw, empty);
    expect(result.ok && result.settings.records).toEqual([]);
    expect(readSettings(raw, world).ok).toBe(false);
  });

  it.each([{ version: 1, records: [record] }, { version: 1, accounts: null }, {}])(
    'are still judged: %j',
    (raw) => expect(readSettings(raw, empty).ok).toBe(false),
  );

  it('name an account that is not there', () => {
    const result = readSettings({ version: 1, accounts: {}, records: [record] }, empty);
    const [first] = result.ok ? [] : result.problems;
    expect(first && problemSentence(first.problem, 'en')).toBe(
      'There is no account “home”. Add it under “accounts” first.',
    );
  });
});
