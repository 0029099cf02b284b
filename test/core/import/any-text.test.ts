import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LossText, lossSentence } from '../../../electron/core/import/foreign.ts';
import { placeSecrets } from '../../../electron/core/import/place-secrets.ts';
import { understoodLines } from '../../../electron/core/import/understood.ts';
import { loadProviders } from '../../../electron/providers/registry.ts';
import { converted, format, isAccepted, shownOf, taken } from './world.ts';

const providers = await loadProviders();

/** Pieces that each of the four programs has, put together in any order. */
const pieces = [
  ...['dnsconf:\n', '  - name: x\n', '    ipv4:\n', '      enable: true\n', '      domains:\n'],
  ...['        - a.example.com\n', '    dns:\n', '      name: cloudflare\n', '      secret: x\n'],
  ...['provider dyndns.org {\n', 'custom x {', '}', 'hostname = { "a.b", c.d }', 'password = "x'],
  ...['include("', '/*', '//', '#', "'", '"', '\\', '\\\n', '${', '=', ',', '{', '\n', '\t', ' '],
  ...['protocol=dyndns2', 'server=a.example', 'login=x', 'password=', "password='", 'host.name,b'],
  ...['{"settings":[', '{"provider":"noip","domain":"a.b"', '"ip_version":"ipv6"', ']}', 'ttl=1'],
  ...[
    'ipv6_suffix',
    '::1/64',
    '&a',
    '*a',
    '!!set',
    '- ',
    '__proto__: 1\n',
    '\uFEFF',
    '\u0000',
    'é',
  ],
];
const anyText = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 400 }),
);

describe('any text', () => {
  it('is refused, or comes to a document that the reader takes', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        if (converted(text) === undefined) return;
        expect(isAccepted(taken(text).document)).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  it('of a megabyte is read in bounded time, whatever it repeats', () => {
    const heads = ['protocol=dyndns2\n', 'provider x {\n'];
    for (const head of heads) {
      for (const piece of ['password', 'password=', ' ', ',{', '#', '"', '\\\n', 'a=b,', '=x\n']) {
        const text = `${head}${piece.repeat((2 ** 20 - head.length) / piece.length)}`;
        expect(taken(text).settings.records.length).toBeLessThanOrEqual(1000);
      }
    }
    // What is in YAML takes the library seconds for a megabyte of errors, as it does in ours.
    for (const head of ['dnsconf:\n  - dns: {name: x}\n', '{"settings":[']) {
      for (const piece of ['[', '{', '"', '- ', 'a: ']) converted(`${head}${piece.repeat(2000)}`);
    }
    expect(converted(`protocol=dyndns2\n${'#'.repeat(2 ** 20)}`)).toBeUndefined();
  }, 60_000);

  it('of ours, and of nobody, is no other program’s', () => {
    const texts = [
      '',
      'hello: world',
      '{}',
      '[1]',
      'version: 1\naccounts: {}\nrecords: []\n',
      '{"version":1,"accounts":{},"settings":[]}',
      '{"settings":{}}',
      'ipv4: 1\ndns: 2\n',
    ];
    expect(texts.map(converted)).toEqual(texts.map(() => undefined));
  });
});

/** A secret at each place where one of the programs has some, and one where only a slip puts it. */
const planted = (secret: string) => {
  const quoted = JSON.stringify(secret);
  return {
    ddnsGo: `dnsconf:
  - name: ''
    ipv4: { enable: true, gettype: url, url: 'https://ip.example/?t=${secret}', domains: ['a.example.com?x=1'] }
    ipv6: { enable: true, gettype: cmd, cmd: 'curl -H Authorization:${secret} x', domains: [b.example.com] }
    dns: { name: alidns, id: LTAI, secret: ${quoted} }
    ttl: nonsense
  - ipv4: { enable: true, gettype: url, url: '', domains: [c.example.com] }
    dns: { name: nobody, id: ${quoted}, secret: ${quoted} }
user: { username: x, password: ${quoted} }
webhook: { webhookurl: 'https://x.example/${secret}', webhookheaders: ${quoted} }
`,
    ddclient: `protocol=dyndns2, login=x, password=${secret} a.dyndns.org
fw-password=${secret}, apikey=${secret}
proxy=http://u:${secret}@proxy.example:80
protocol=nobody, password=${secret} b.example.com
protocol=dyndns2 c.dyndns.org login ${secret}
protocol=cloudflare, login=me@example.com, password=${secret} ${secret}.example.com
usev4=cmdv4, cmdv4='get ${secret}', protocol=noip, login=x, password=${secret} d.example.net
`,
    inadyn: `provider nobody { username = x
password = ${quoted}
hostname = a.example.com }
custom y { username = u
password = ${quoted}
ddns-server = up.example.com
ddns-path = "/?p=%p&h=%h"
hostname = b.example.com }
provider dyndns.org { password ${quoted}
username = x
password = ${quoted}
hostname = ${quoted} }
`,
    ddnsUpdater: JSON.stringify({
      settings: [
        { provider: 'noip', domain: 'a.ddns.net', username: 'x', password: secret },
        { provider: 'nobody', domain: 'b.example.com', api_token: secret },
        { provider: 'custom', domain: 'c.example.com', url: `http://x.example/?k=${secret}` },
        { provider: 'gcp', domain: 'd.example.com', credentials: { private_key: secret } },
        { provider: 'cloudflare', domain: 'e.example.com', token: secret, ttl: secret },
      ],
    }),
  };
};

const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789-_'];
const secretText = fc
  .array(fc.constantFrom(...letters), { minLength: 12, maxLength: 90 })
  .map((parts) => `s${parts.join('')}`);

describe('a secret', () => {
  it('stands in no loss, in no line of what is understood, and not in the settings', () => {
    fc.assert(
      fc.property(secretText, (secret) => {
        for (const text of Object.values(planted(secret))) {
          const settled = taken(text);
          for (const home of ['env', 'file'] as const) {
            const placed = placeSecrets(settled.document, providers, home, 'x.secrets');
            expect(format.write(placed.document, [])).not.toContain(secret);
          }
          const lines = understoodLines(settled, providers, 'en').map((each) => each.text);
          const shown = `${shownOf(settled)}\n${lines.join('\n')}`;
          expect(shown).not.toContain(secret.slice(0, 12));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is in no source either, where the settings show it', () => {
    const settled = taken(`usev4=cmdv4, cmdv4='my-tool --for planted-pw-1'
protocol=noip, login=joe, password=planted-pw-1 one.ddns.net
`);
    expect(settled.document).toMatchObject({ sources: { ipv6: 'off' } });
    expect(settled.losses.map(({ why }) => why.kind)).toContain('commandSecret');
    expect(JSON.stringify(settled.document)).not.toContain('my-tool');
  });

  it('has a name of its own, and comes back from it', () => {
    const settled = taken(`protocol=dyndns2, login=a, password=first-pw one.dyndns.org
protocol=dyndns2, login=b, password=second-pw two.dyndns.org
`);
    const { document, secrets } = placeSecrets(settled.document, providers, 'env', '');
    expect(secrets).toEqual([
      { account: 'dyn', field: 'password', name: 'DYN_PASSWORD', text: 'first-pw' },
      { account: 'dyn-2', field: 'password', name: 'DYN_2_PASSWORD', text: 'second-pw' },
    ]);
    expect(document.accounts).toMatchObject({ 'dyn-2': { password: { env: 'DYN_2_PASSWORD' } } });
  });
});

describe('each loss', () => {
  it('has a sentence in both languages', () => {
    const why: LossText = { kind: 'clamped', used: '10s' };
    expect(lossSentence(why, 'en')).toBe('Outside of what is possible here. Set to 10s.');
    expect(lossSentence(why, 'zh-CN')).toBe('超出允许范围，已设为 10s。');
    expect(lossSentence({ kind: 'noService', service: 'a\u001b[31mb' }, 'en')).not.toContain(
      '\u001b',
    );
  });
});
