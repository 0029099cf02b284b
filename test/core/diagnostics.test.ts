import { describe, expect, it } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import { languages } from '../../electron/contract/language.ts';
import type { LogLine } from '../../electron/contract/log.ts';
import { type DiagnosticsInput, diagnosticText } from '../../electron/core/diagnostics.ts';
import { createRedactor } from '../../electron/core/redact.ts';
import { type AppState, emptyState } from '../../electron/core/state.ts';
import { createSettingsText } from '../../electron/node/settings-text.ts';
import { findSecrets, secretForms } from '../support/desktop-secrets.ts';
import { testProviders } from '../support/settings-world.ts';

const format = createSettingsText();
const at = Date.UTC(2026, 10, 22, 9, 30, 5);

const line = (message: string, fields: object = {}, number = 1): LogLine => ({
  number,
  at,
  level: 'info',
  message,
  details: JSON.stringify(fields),
});

const state: AppState = {
  ...emptyState,
  families: {
    ipv4: {
      turn: 0,
      address: { family: 'ipv4', text: '81.2.69.160' },
      since: at,
      seen: at,
      last: {
        kind: 'known',
        by: 'quorum',
        address: { family: 'ipv4', text: '81.2.69.160' },
        voices: [
          {
            source: 'ipify',
            operator: 'ipify',
            address: { family: 'ipv4', text: '81.2.69.160' },
            evidence: '81.2.69.160',
          },
        ],
        silent: [{ source: 'identme', kind: 'network', detail: 'x' }],
      },
    },
    ipv6: { turn: 0, address: { family: 'ipv6', text: '2a02:6b8::feed:ff' } },
  },
  accounts: {
    work: { provider: 'strong', fingerprint: 'f', failures: 2, memory: { zone: 'memory-of-zone' } },
    gone: {
      provider: 'weak',
      fingerprint: 'f',
      failures: 0,
      memory: {},
      stopped: { kind: 'auth', detail: 'no', at },
    },
  },
  records: {
    'work/nas.family-site.net/A': {
      failures: 1,
      published: { address: { family: 'ipv4', text: '81.2.69.160' }, at },
      evidence: 'provider',
      last: { kind: 'server', at },
      verification: { kind: 'pending', at, tries: 3 },
    },
    'gone/old-name.org/AAAA': { failures: 0 },
  },
};

const document = {
  version: 1,
  log: { file: '/home/annika/ddns.log' },
  sources: {
    ipv4: [
      'one',
      { url: 'https://echo.family-site.net/ip?key=query-token-77' },
      { command: 'curl -H "X-Key: command-token-88" https://x.example.net' },
    ],
  },
  proxy: 'http://proxy.family-site.net:3128',
  accounts: {
    work: {
      provider: 'strong',
      token: { secret: 'work/token' },
      url: 'https://api.family-site.net/update',
      headers: { 'X-User': 'annika.berg', 'X-Password': 'header-secret-66' },
      port: 5353,
    },
  },
  records: [
    { name: ['nas.family-site.net', '*.family-site.net', 'büro.family-site.net'], account: 'work' },
    { name: 'vpn.family-site.net', account: 'work', zone: 'family-site.net', ttl: 300 },
  ],
};

function build(more: Partial<DiagnosticsInput> = {}): string {
  return diagnosticText({
    snapshot: { version: '9.8.7', language: 'en', troubles: [], timeline: [] },
    system: 'win32 10.0.26100 x64, Electron 45.4.1',
    now: at,
    document,
    write: (each) => format.write(each, []),
    state,
    lines: [],
    redact: (text) => text,
    providers: testProviders,
    own: [],
    hideNames: false,
    ...more,
  });
}

/** The lines of one section. */
function section(text: string, title: string): readonly string[] {
  const [, after = ''] = text.split(`== ${title} ==\n`);
  return after.split('\n\n== ')[0]?.trimEnd().split('\n') ?? [];
}

describe('a diagnostic file', () => {
  it('tells how things stand', () => {
    const text = build({
      snapshot: {
        version: '9.8.7',
        language: 'en',
        troubles: [{ kind: 'log', sentence: 'The log is full.' }],
        timeline: [{ at, kind: 'address', sentence: 'The public IPv4 address is 81.2.69.160.' }],
      },
      lines: [line('started', { version: '9.8.7' }), { ...line('plain'), details: '' }],
    });
    expect(text).toContain('Version: 9.8.7\nSystem: win32 10.0.26100 x64, Electron 45.4.1\n');
    expect(text).toContain('Time: 2026-11-22T09:30:05.000Z\nLanguage: en\n');
    expect(section(text, 'Problems of the app')).toEqual(['log: The log is full.']);
    expect(section(text, 'Settings')).toContain('version: 1');
    expect(section(text, 'Public addresses')).toContain(
      'ipv4: address=81.2.69.160 since=2026-11-22T09:30:05.000Z seen=2026-11-22T09:30:05.000Z last=known by=quorum voices=ipify:81.2.69.160 silent=identme:network',
    );
    expect(section(text, 'Records')).toEqual([
      'work/nas.family-site.net/A: published=81.2.69.160 at=2026-11-22T09:30:05.000Z evidence=provider last=server lastAt=2026-11-22T09:30:05.000Z failures=1 verification=pending verifiedAt=2026-11-22T09:30:05.000Z verifiedTries=3',
      'gone/old-name.org/AAAA: failures=0',
    ]);
    expect(section(text, 'Accounts')).toEqual([
      'work: provider=strong failures=2',
      'gone: provider=weak failures=0 stopped=auth stoppedAt=2026-11-22T09:30:05.000Z',
    ]);
    expect(section(text, 'What happened')).toEqual([
      '2026-11-22T09:30:05.000Z address The public IPv4 address is 81.2.69.160.',
    ]);
    expect(section(text, 'Log')).toEqual([
      '2026-11-22T09:30:05.000Z info  started {"version":"9.8.7"}',
      '2026-11-22T09:30:05.000Z info  plain',
    ]);
    // The provider's own memory is nobody's business.
    expect(text).not.toContain('memory-of-zone');
  });

  it.each(languages)(
    'is in the language of the user, and is one where nothing is known (%s)',
    (language) => {
      const text = build({
        snapshot: { version: '1', language, troubles: [], timeline: [] },
        document: {},
        state: emptyState,
      });
      const texts = catalogue(language).diagnostics;
      expect(text.startsWith(`${texts.title}\n${texts.open}\n`)).toBe(true);
      expect(text.split(texts.none)).toHaveLength(7);
    },
  );

  it('does not fail over times that no calendar has', () => {
    const records = { 'a/b.c/A': { failures: 0, checked: 1e300, nextTry: Number.NaN } };
    expect(() => build({ state: { ...state, records } })).not.toThrow();
  });
});

describe('a secret in a diagnostic file', () => {
  const secrets = { token: 'tök"en\\with/odd&signs+1', key: 'plain-secret-key-55' };
  const redactor = createRedactor(Object.values(secrets));

  it.each([false, true])(
    'is nowhere, in whatever form it was planted (hidden: %s)',
    (hideNames) => {
      // Nobody writes those to a log.
      const unlikely = /backwards|in hex|UTF-16|escaped whole|every sign/;
      const planted = Object.values(secrets).flatMap((secret) =>
        Object.entries(secretForms(secret)).flatMap(([form, bytes]) =>
          unlikely.test(form) ? [] : [bytes.toString()],
        ),
      );
      const all = planted.join(' | ');
      const account = { provider: 'unknown', token: secrets.key, note: all, [all]: 'x' };
      const text = build({
        hideNames,
        redact: redactor.text,
        system: all,
        snapshot: {
          version: '1',
          language: 'en',
          troubles: [{ kind: 'log', sentence: all }],
          timeline: [{ at, kind: 'failed', sentence: all }],
        },
        document: { ...document, accounts: { ...document.accounts, [secrets.key]: account } },
        lines: planted.map((each) => line(each, { each })),
        state: { ...state, records: { [`${secrets.key}/b.c/A`]: { failures: 0 } } },
      });
      expect(findSecrets(text, secrets).filter((found) => !unlikely.test(found))).toEqual([]);
    },
  );

  it.each([false, true])(
    'that nobody marked as one is not shown either (hidden: %s)',
    (hideNames) => {
      const sealed = { provider: 'strong', token: { sealed: 'sealed-text-99' } };
      const text = build({
        hideNames,
        document: {
          ...document,
          accounts: {
            ...document.accounts,
            old: { provider: 'nobody', note: 'literal-secret-1', token: { env: 'MY_TOKEN' } },
            slip: { provider: 'strong', tokne: 'mistyped-secret-2', headers: { X: 'y' } },
            sealed,
          },
        },
        lines: [line('asked', { url: 'https://u:url-pwd-33@a.net/b?x=1&token=url-token-44#c' })],
      });
      for (const secret of [
        'query-token-77',
        'command-token-88',
        'header-secret-66',
        'literal-secret-1',
        'mistyped-secret-2',
        'sealed-text-99',
        'url-pwd-33',
        'url-token-44',
      ]) {
        expect(text).not.toContain(secret);
      }
      // Where a secret is kept is no secret.
      expect(text).toMatch(/token:\n? *(?:\{ )?secret: \w+\/token/);
      expect(text).toContain('env: MY_TOKEN');
    },
  );
});

describe('a diagnostic file without names', () => {
  const privateTexts = [
    'family-site',
    'nas.',
    'büro',
    'xn--bro-hoa',
    'old-name',
    'only-in-log',
    'annika',
    'Annika',
    'ANNIKA',
    'Berg',
    'berg',
    'DESK-42',
    '81.2.69.160',
    '81-2-69-160',
    '160.69.2.81',
    '93.184.216.34',
    '2a02:6b8',
    '2A02:6B8',
    '2a02%3A6b8',
    '2a02%3a6b8',
    '2a02-6b8',
    'work/',
    '"work"',
    'gone/',
  ];

  const lines = [
    line('record is right', { record: 'work/nas.family-site.net/A', account: 'work' }),
    line('looked at nas.family-site.net, NAS.FAMILY-SITE.NET., *.family-site.net', {
      unicode: 'büro.family-site.net',
      wire: 'xn--bro-hoa.family-site.net',
      below: 'a.b.nas.family-site.net',
      stranger: 'host.only-in-log.co.uk',
      zh: '记录nas.family-site.net已更新',
      url: 'https://nas.family-site.net:8443/path',
      encoded: 'https%3A%2F%2Fnas.family-site.net%2Fpath',
      mail: 'annika@family-site.net',
      reverse: '160.69.2.81.in-addr.arpa',
      provider: 'nas.only-in-log.dyndns.example.com',
    }),
    line('from 81.2.69.160:443 to(93.184.216.34)x81.2.69.160y', {
      dashed: '81-2-69-160.isp.only-in-log.net and 81-2-69-160',
      v6: '2a02:6b8::feed:ff',
      inside: 'peer:2a02:6b8::feed:ff,[2A02:6B8:0:0::FEED:FF]:53 2a02:6b8::/32',
      mapped: '::ffff:81.2.69.160',
      encoded: 'a=2a02%3A6b8%3A%3Afeed%3Aff&b=2a02%3a6b8::feed:ff',
      name: '2a02-6b8--feed-ff.ip6.only-in-log.net',
    }),
    line('file', {
      unix: '/home/annika/.config/ddns-tray',
      mac: '/Users/Annika/Library',
      windows: 'C:\\Users\\Annika Berg\\AppData\\Roaming',
      slashes: 'C:/Users/Annika Berg/x',
      url: 'file:///C:/Users/Annika%20Berg/x',
      other: 'D:\\Data\\annika\\x on DESK-42',
      sentence: 'ANNIKA may not read it',
      user: 'annika.berg',
      stack: 'at process.nextTick (node:internal/process/task_queues:105:5) main.cjs',
    }),
  ];

  const hidden = () =>
    build({
      hideNames: true,
      own: ['annika', 'DESK-42'],
      lines,
      snapshot: {
        version: '9.8.7',
        language: 'en',
        troubles: [{ kind: 'log', sentence: 'C:\\Users\\Annika Berg\\x.log is not written.' }],
        timeline: [
          { at, kind: 'written', sentence: '81.2.69.160 was written to “nas.family-site.net”.' },
        ],
      },
    });

  it.each(privateTexts)('does not hold %s', (text) => {
    const open = build({ lines });
    expect(open.length).toBeGreaterThan(1000);
    expect(hidden()).not.toContain(text);
  });

  it('has the same label for the same thing throughout', () => {
    const text = hidden();
    const [record = ''] = section(text, 'Records');
    const [, account, host, address] =
      /^(account\d+)\/(host\d+\.example)\/A: published=(\S+)/.exec(record) ?? [];
    expect([account, host, address]).not.toContain(undefined);
    const settings = section(text, 'Settings').join('\n');
    expect(settings).toContain(`account: ${account}`);
    expect(settings).toContain(`- ${host}`);
    expect(settings).toContain(`${account}:`);
    expect(section(text, 'Public addresses')[1]).toContain(`address=${address} `);
    const log = section(text, 'Log');
    expect(log[0]).toContain(`"record":"${account}/${host}/A","account":"${account}"`);
    expect(log[2]).toContain(`from ${address}:443`);
    expect(log[2]).toContain(`x${address}y`);
    expect(address).toMatch(/^192\.0\.2\.\d+$/);
    // Unicode and the wire form are one name.
    const [, unicode, wire] = /"unicode":"([^"]+)","wire":"([^"]+)"/.exec(log[1] ?? '') ?? [];
    expect(unicode).toBe(wire);
    expect(section(text, 'Accounts')[0]).toMatch(new RegExp(`^${account}: provider=strong `));
  });

  it('still tells what is of use', () => {
    const text = hidden();
    expect(text).toContain('System: win32 10.0.26100 x64, Electron 45.4.1');
    expect(text).toContain('provider: strong');
    expect(text).toContain(
      'at process.nextTick (node:internal/process/task_queues:105:5) main.cjs',
    );
    expect(text).toContain('2026-11-22T09:30:05.000Z info  record is right');
    expect(text).toContain('ttl: 300');
  });

  it('does not tell by what a device or a network can be known again', () => {
    const text = build({
      hideNames: true,
      lines: [line('moved', { gateway: '00:11:22:33:44:55', network: 'Annika at home' })],
      document: {
        ...document,
        networks: { approved: ['00:11:22:33:44:55', 'Annika at home'], ignore: ['docker*'] },
        records: [
          { name: 'nas.family-site.net', account: 'work', host: '::a1b2:c3d4:e5f6:1' },
          { name: 'tv.family-site.net', account: 'work', host: '66-77-88-99-aa-bb' },
        ],
      },
    });
    expect(text).not.toMatch(/00:11:22|66-77-88|a1b2|Annika/);
    expect(text).toContain('docker*');
  });

  it('does not confuse a label with what bears its name', () => {
    const text = build({
      hideNames: true,
      document: {
        accounts: { mine: { provider: 'strong' }, account1: { provider: 'weak' } },
        records: [
          { name: 'host1.example', account: 'mine' },
          { name: 'a.net', account: 'account1' },
        ],
      },
      state: emptyState,
      lines: [line('192.0.2.1 8.8.8.8 a.net', { one: 'mine', two: 'account1' })],
    });
    const [first = ''] = section(text, 'Log');
    const [, four, eight, name, one, two] =
      /info {2}(\S+) (\S+) (\S+) \{"one":"(\S+)","two":"(\S+)"\}/.exec(first) ?? [];
    expect(new Set([four, eight]).size).toBe(2);
    expect(new Set([one, two]).size).toBe(2);
    const settings = section(text, 'Settings').join('\n');
    expect(settings).toMatch(new RegExp(`${two}:\\n +provider: weak`));
    expect(settings).toContain(`name: ${name}\n    account: ${two}`);
    expect(settings).not.toMatch(/name: host1\.example/);
  });

  it('hides a host that looks like a file, or stands among Chinese letters', () => {
    const text = build({
      hideNames: true,
      document: { records: [{ name: ['nas.log', '我的home.例子.中国'], account: 'x' }] },
      state: emptyState,
      lines: [line('nas.log, ddns.log, 记录我的home.例子.中国已更新')],
    });
    expect(section(text, 'Log')[0]).toMatch(/ host1\.example, ddns\.log, 记录host2\.example已更新/);
  });

  it('keeps the name of an account that is called after its provider, and of one that is a letter', () => {
    const text = build({
      hideNames: true,
      document: {
        accounts: { strong: { provider: 'strong', token: { secret: 'strong/token' } }, a: {} },
        records: [{ name: 'x.net', account: 'strong' }],
      },
      state: { ...emptyState, records: { 'strong/x.net/A': { failures: 0 } } },
      lines: [line('asked strong for a record')],
    });
    expect(text).toContain('asked strong for a record');
    expect(text).toContain(
      '  strong:\n    provider: strong\n    token: { secret: strong/token }\n  a: {}',
    );
    expect(text).toContain('account: strong');
    expect(section(text, 'Records')).toEqual(['strong/host1.example/A: failures=0']);
  });

  it('does not take long over hostile texts', () => {
    const nasty = [
      'a.'.repeat(4000),
      ':'.repeat(4000),
      'a:'.repeat(4000),
      '1.'.repeat(4000),
      '1-'.repeat(4000),
      'é.'.repeat(4000),
      '例'.repeat(4000),
      '例.'.repeat(4000),
      '%3a'.repeat(4000),
      `C:\\Users\\${'a '.repeat(4000)}`,
      `${'ab-'.repeat(2000)}.`,
    ];
    // A pattern that goes back and forth would take minutes.
    const text = build({ hideNames: true, lines: nasty.map((each) => line(each)) });
    expect(section(text, 'Log')).toHaveLength(nasty.length);
  });
});
