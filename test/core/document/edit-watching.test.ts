import { describe, expect, it } from 'vitest';
import type { GeneralForm, WatchingForm } from '../../../electron/contract/forms.ts';
import { en } from '../../../electron/contract/i18n/en.ts';
import { generalForm, watchingForm } from '../../../electron/core/document/form-watching.ts';
import type { SettingsDocument } from '../../../electron/core/document.ts';
import { edited } from '../../support/edit-world.ts';

const full: SettingsDocument = {
  version: 1,
  interval: '5m',
  timeout: '5s',
  log: { level: 'debug', file: 'x.log' },
  sources: { ipv4: 'one', ipv6: false },
  verify: { resolvers: '9.9.9.9', publicResolvers: ['1.1.1.1'] },
  proxy: 'http://proxy.example.com:3128',
};

function watching(more: Partial<WatchingForm>, document = full) {
  const { form } = watchingForm(document);
  return edited({ kind: 'watching', watching: { ...form, ...more } }, document);
}

function general(more: Partial<GeneralForm>, document = full) {
  const { form } = generalForm(document, () => true);
  return edited({ kind: 'general', general: { ...form, ...more } }, document);
}

describe('an edit of the watching', () => {
  it.each<[string, SettingsDocument]>([
    ['full', full],
    ['empty', { version: 1 }],
    ['networks', { version: 1, networks: { approved: 'Home', ignore: [], tunnels: false } }],
    ['odd networks', { version: 1, networks: { approved: [7], bind: 7, tunnels: 'x', more: 1 } }],
    ['odd', { version: 1, interval: 60, sources: ['one'], verify: { resolvers: [7], more: 1 } }],
  ])('that changes nothing leaves every key as it was written: %s', (_title, document) => {
    expect(watching({}, document).document).toEqual(document);
    expect(general({}, document).document).toEqual(document);
  });

  it('sets what differs', () => {
    const ipv4 = [
      { kind: 'builtIn', id: 'two' },
      { kind: 'url', url: ' https://ip.example.com/ ' },
      { kind: 'interface', name: 'eth0' },
      { kind: 'command', command: 'my ip' },
    ] as const;
    const sources = { ipv4, ipv6: 'off' } as const;
    const { document, problems } = watching({ interval: ' 2m ', sources, resolvers: ['1.1.1.1 '] });
    expect(problems).toEqual([]);
    expect(document).toEqual({
      ...full,
      interval: '2m',
      sources: {
        ipv4: [
          'two',
          { url: 'https://ip.example.com/' },
          { interface: 'eth0' },
          { command: 'my ip' },
        ],
        ipv6: false,
      },
      verify: { resolvers: ['1.1.1.1'], publicResolvers: ['1.1.1.1'] },
    });
  });

  it('takes out what is left to the default', () => {
    const sources = { ipv4: 'default', ipv6: 'default' } as const;
    const nothing = { interval: null, timeout: ' ', resolvers: null, publicResolvers: null };
    const { log, proxy } = full;
    expect(watching({ ...nothing, sources })).toEqual({
      document: { version: 1, log, proxy },
      problems: [],
    });
  });

  it('sets and takes out the rules for networks', () => {
    const networks = {
      approved: 'Home\n00:11:22:33:44:55',
      ignore: ' docker* \n\n',
      bind: ' eth0 ',
      tunnels: 'true',
    } as const;
    const document = {
      version: 1,
      networks: {
        approved: ['Home', '00:11:22:33:44:55'],
        ignore: ['docker*'],
        bind: 'eth0',
        tunnels: true,
      },
    };
    expect(watching({ networks }, { version: 1 })).toEqual({ document, problems: [] });
    const none = { approved: null, ignore: '\n', bind: ' ', tunnels: null };
    expect(watching({ networks: none }, document)).toEqual({
      document: { version: 1 },
      problems: [],
    });
  });

  it.each<[string, Partial<WatchingForm['networks']>, string, RegExp]>([
    ['a wrong address', { approved: 'Home\n00:11:22' }, 'networks/approved', /name a network/],
    [
      'a contradiction',
      { ignore: 'docker*\neth*', bind: 'eth0' },
      'networks/bind',
      /The adapter “eth0” is to be used, and “eth\*” leaves it out/,
    ],
  ])('says beside the whole list what is wrong with the networks: %s', (_, more, field, words) => {
    const networks = { approved: null, ignore: null, bind: null, tunnels: null, ...more };
    expect(watching({ networks }, { version: 1 }).problems).toEqual([
      { field, message: expect.stringMatching(words) },
    ]);
  });

  it('may ask no public resolver, and turn a family off', () => {
    const sources = { ipv4: 'default', ipv6: 'off' } as const;
    expect(watching({ publicResolvers: [], sources }, { version: 1 })).toEqual({
      document: { version: 1, sources: { ipv6: 'off' }, verify: { publicResolvers: [] } },
      problems: [],
    });
  });

  it.each<[string, Partial<WatchingForm>, string, RegExp]>([
    ['no duration', { interval: 'soon' }, 'interval', /is not a duration/],
    ['out of range', { timeout: '1h' }, 'timeout', /1s to 2m/],
    ['no source', { sources: { ipv4: [], ipv6: 'off' } }, 'sources/ipv4', /Choose at least one/],
    [
      'no address',
      { sources: { ipv4: 'off', ipv6: [{ kind: 'url', url: ' ' }] } },
      'sources/ipv6/0/url',
      /Fill this in/,
    ],
    [
      'a wrong address',
      { sources: { ipv4: 'off', ipv6: [{ kind: 'url', url: 'ftp://x' }] } },
      'sources/ipv6/0/url',
      /not a web address/,
    ],
    [
      'an unknown source',
      { sources: { ipv4: [{ kind: 'builtIn', id: 'ome' }], ipv6: 'off' } },
      'sources/ipv4/0',
      /Did you mean “one”/,
    ],
    [
      'one voice',
      { sources: { ipv4: [{ kind: 'builtIn', id: 'two' }], ipv6: 'off' } },
      'sources/ipv4',
      /two sources/,
    ],
    ['an empty server', { resolvers: ['1.1.1.1', ''] }, 'resolvers/1', /Fill this in/],
    ['a wrong server', { publicResolvers: ['::x'] }, 'publicResolvers/0', /is not a server/],
  ])('is told what is wrong beside its field: %s', (_title, more, field, sentence) => {
    expect(watching(more, { version: 1 }).problems).toEqual([
      { field, message: expect.stringMatching(sentence) },
    ]);
  });

  it('tells of a record that it leaves without a family, and where', () => {
    const document = {
      version: 1,
      accounts: { home: { provider: 'strong', token: { secret: 'home/token' } } },
      records: [{ name: 'a.example.com', account: 'home', types: ['AAAA'] }],
    };
    const { problems } = watching({ sources: { ipv4: 'default', ipv6: 'off' } }, document);
    expect(problems).toEqual([
      { field: '', message: expect.stringMatching(/^records\[0\]\.types\[0\]: /) },
    ]);
  });
});

describe('an edit of the general part', () => {
  it('sets what differs, and keeps what it does not know', () => {
    expect(general({ logLevel: 'warn', proxy: ' off ' }).document).toEqual({
      ...full,
      log: { level: 'warn', file: 'x.log' },
      proxy: 'off',
    });
    expect(general({ logLevel: 'warn' }, { version: 1 }).document).toEqual({
      version: 1,
      log: { level: 'warn' },
    });
  });

  it('takes the proxy out', () => {
    const { proxy: _, ...without } = full;
    expect(general({ proxy: null }).document).toEqual(without);
  });

  it.each(['', ' '])('wants an address that is left empty: %j', (proxy) => {
    expect(general({ proxy }, { version: 1 }).problems).toEqual([
      { field: 'proxy', message: en.edits.fill },
    ]);
  });

  it('is told what is wrong with the proxy beside it', () => {
    expect(general({ proxy: 'socks' }, { version: 1 }).problems).toMatchObject([
      { field: 'proxy' },
    ]);
  });
});
