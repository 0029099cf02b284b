import { describe, expect, it } from 'vitest';
import { languages } from '../../electron/contract/language.ts';
import { pathText, problemSentence } from '../../electron/core/settings/problem.ts';
import { readSettings, type SettingsWorld } from '../../electron/core/settings/reader.ts';
import { testProviders, testSources } from '../support/settings-world.ts';

const world: SettingsWorld = {
  providers: testProviders,
  sources: testSources,
  resolveSecret: () => ({ ok: false, locked: true }),
  fingerprint: (text) => text,
};

const nas = { name: 'nas.example.com', account: 'home', host: '::10' };

function read(records: readonly object[], more: object = {}) {
  const accounts = { home: { provider: 'strong', token: 'a-token' } };
  return readSettings({ version: 1, accounts, records, ...more }, world);
}

function recordsOf(...records: readonly object[]) {
  const result = read(records);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.settings.records;
}

/** `path: English sentence` for each problem. */
function problemsOf(more: object, records: readonly object[] = [], all: object = {}) {
  const result = read([{ ...nas, ...more }, ...records], all);
  if (result.ok) return [];
  for (const { problem } of result.problems) {
    for (const each of languages) expect(problemSentence(problem, each)).not.toMatch(/undefined/);
  }
  return result.problems.map(
    ({ path, problem }) => `${pathText(path)}: ${problemSentence(problem, 'en')}`,
  );
}

describe('a record for another host', () => {
  it('is of IPv6 alone, and insists on it', () => {
    expect(recordsOf(nas)).toMatchObject([
      {
        id: 'home/nas.example.com/AAAA',
        type: 'AAAA',
        host: { suffix: '::10', prefix: 64 },
        implied: false,
      },
    ]);
    expect(recordsOf({ ...nas, types: 'AAAA' })).toEqual(recordsOf(nas));
  });

  it.each([
    ['::1:2:3:4', undefined, { suffix: '::1:2:3:4', prefix: 64 }],
    ['0:0:0:0::0A', undefined, { suffix: '::a', prefix: 64 }],
    ['::1.2.3.4', undefined, { suffix: '::102:304', prefix: 64 }],
    ['00:11:22:33:44:55', undefined, { suffix: '::211:22ff:fe33:4455', prefix: 64 }],
    ['00-11-22-33-44-55', 56, { suffix: '::211:22ff:fe33:4455', prefix: 56 }],
    ['::5:0:0:0:10', 56, { suffix: '::5:0:0:0:10', prefix: 56 }],
    ['::1', 127, { suffix: '::1', prefix: 127 }],
  ])('%s with %s bits', (host, prefix, wanted) => {
    const entry = { ...nas, host, ...(prefix === undefined ? {} : { prefix }) };
    expect(recordsOf(entry)[0]?.host).toEqual(wanted);
  });

  it('may have an entry for IPv4 beside it, and every name one of its own', () => {
    const ids = recordsOf(nas, { name: nas.name, account: 'home', types: ['A'] });
    expect(ids.map(({ id, host }) => [id, host !== undefined])).toEqual([
      ['home/nas.example.com/AAAA', true],
      ['home/nas.example.com/A', false],
    ]);
  });

  it.each<[string, object, RegExp]>([
    ['a word', { host: 'nas' }, /^records\[0\]\.host: “nas” names no device/],
    ['a number', { host: 10 }, /^records\[0\]\.host: .*names no device/],
    ['nothing', { host: null }, /^records\[0\]\.host: “host” has no value/],
    ['an address of IPv4', { host: '192.168.1.10' }, /names no device/],
    ['the whole network', { host: '::' }, /names no device/],
    ['a group of devices', { host: '01:00:5e:00:00:01' }, /names no device/],
    [
      'bits of the prefix',
      { host: '2a02:8071:1:2::10' },
      /“2a02:8071:1:2::10” has something in its first 64 bits \(2a02:8071:1:2::\).*Write “::10”/,
    ],
    ['a bit of a longer one', { host: '::10', prefix: 124 }, /first 124 bits \(::10\)|names no/],
    ['no bits', { prefix: 0 }, /^records\[0\]\.prefix: “0” is not a prefix length/],
    ['all bits', { prefix: 128 }, /“128” is not a prefix length/],
    ['a part of a bit', { prefix: 56.5 }, /“56.5” is not a prefix length/],
    ['a text', { prefix: '56' }, /“56” is not a prefix length/],
    [
      'a long prefix before a hardware address',
      { host: '00:11:22:33:44:55', prefix: 65 },
      /^records\[0\]\.prefix: .*the prefix cannot be 65/,
    ],
    ['both types', { types: ['A', 'AAAA'] }, /^records\[0\]\.types\[0\]: .*AAAA alone.*Remove A/],
    ['the other type', { types: 'A' }, /^records\[0\]\.types: .*AAAA alone/],
    ['a lonely prefix', { host: undefined, prefix: 56 }, /only beside “host”/],
    ['a slip', { hosts: '::10' }, /no key “hosts” here. Did you mean “host”/],
  ])('is refused with %s', (_, more, words) => {
    const entry = Object.fromEntries(
      Object.entries({ ...nas, ...more }).filter(([, value]) => value !== undefined),
    );
    const result = read([entry]);
    const told = result.ok
      ? []
      : result.problems.map(
          ({ path, problem }) => `${pathText(path)}: ${problemSentence(problem, 'en')}`,
        );
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(words);
  });

  it('is told at its host where IPv6 is off', () => {
    expect(problemsOf({}, [], { sources: { ipv6: 'off' } })).toEqual([
      expect.stringMatching(/^records\[0\]\.host: The type AAAA needs an IPv6 address/),
    ]);
  });

  it('stands once: a name has one address of IPv6', () => {
    expect(problemsOf({}, [{ ...nas, host: '::11' }])).toEqual([
      'records[1].name: “nas.example.com AAAA” is listed twice. Remove one of them.',
    ]);
  });
});

describe('the rules for networks', () => {
  function networksOf(networks: unknown, more: object = {}) {
    const result = read([{ name: 'home.example.com', account: 'home' }], { networks, ...more });
    if (result.ok) return result.settings.networks;
    for (const { problem } of result.problems) {
      for (const each of languages) expect(problemSentence(problem, each)).not.toMatch(/undefined/);
    }
    return result.problems.map(
      ({ path, problem }) => `${pathText(path)}: ${problemSentence(problem, 'en')}`,
    );
  }

  it('are none where nothing is said', () => {
    const result = read([{ name: 'home.example.com', account: 'home' }]);
    expect(result.ok && result.settings.networks).toBe(undefined);
  });

  it('have their defaults', () => {
    const rules = { approved: [], ignore: [], bind: undefined, tunnels: false };
    expect(networksOf({})).toEqual(rules);
    expect(networksOf({ approved: [], ignore: [] })).toEqual(rules);
  });

  it('are read, hardware addresses in one form', () => {
    expect(
      networksOf({
        approved: ['AA-BB-CC-DD-EE-FF', '0:1b:2:33:44:5', ' Home ', '22-11', 'ab-cd'],
        ignore: 'docker*',
        bind: 'eth0',
        tunnels: true,
      }),
    ).toEqual({
      approved: ['aa:bb:cc:dd:ee:ff', '00:1b:02:33:44:05', 'Home', '22-11', 'ab-cd'],
      ignore: ['docker*'],
      bind: 'eth0',
      tunnels: true,
    });
  });

  it.each<[string, unknown, RegExp, object?]>([
    ['a text', 'home', /^networks: .*is not a map/],
    ['a slip', { aproved: ['Home'] }, /Did you mean “approved”/],
    ['a hardware address that is cut', { approved: ['00:11:22:33:44'] }, /does not name a network/],
    ['a router’s address', { approved: ['192.168.1.1'] }, /does not name a network/],
    ['a number', { approved: [7] }, /^networks\.approved\[0\]: “7” is not a text/],
    ['a map', { ignore: { a: 1 } }, /^networks\.ignore: .*is not a list/],
    ['an empty adapter', { bind: '' }, /^networks\.bind: This text is empty/],
    ['a word for a switch', { tunnels: 'on' }, /neither true nor false/],
    [
      'an adapter that is left out',
      { bind: 'Eth0', ignore: ['wlan0', 'eth*'] },
      /^networks\.bind: The adapter “Eth0” is to be used, and “eth\*” under “networks.ignore”/,
    ],
    [
      'a source that is left out',
      { ignore: ['eth*'] },
      /^networks\.ignore\[0\]: The adapter “eth1” is to be used/,
      { sources: { ipv4: { interface: 'eth1' } } },
    ],
  ])('are refused with %s', (_, networks, words, more = {}) => {
    expect(networksOf(networks, more)).toEqual([expect.stringMatching(words)]);
  });
});
