import type { RecordForm, SettingsForm } from '../../electron/contract/forms.ts';
import type { LogLine } from '../../electron/contract/log.ts';
import type { ListResult, Preview, TestResult } from '../../electron/contract/setup.ts';
import { channelFormsSample } from './channels-sample.ts';

export function recordFormSample(change: Partial<RecordForm> = {}): RecordForm {
  const { name = 'home.example.com', account = 'home', types = null } = change;
  return {
    entry: 0,
    name,
    account,
    types,
    ttl: null,
    proxied: null,
    zone: null,
    host: null,
    prefix: null,
    ids: (types ?? ['A', 'AAAA']).map((type) => `${account}/${name}/${type}`),
    ...change,
  };
}

/** Settings with accounts whose secrets are kept, lost and elsewhere, and records of each kind. */
export function settingsFormSample(change: Partial<SettingsForm> = {}): SettingsForm {
  return {
    revision: '1',
    accounts: [
      { id: 'home', service: 'cloudflare', values: { token: { kind: 'kept' } } },
      {
        id: 'second',
        service: 'dyndns2',
        values: {
          server: { kind: 'text', text: 'dyndns.example.net' },
          username: { kind: 'env', name: 'DDNS_USER' },
          password: { kind: 'lost' },
        },
      },
      {
        id: 'hook',
        service: 'webhook',
        values: {
          url: { kind: 'text', text: 'https://hook.example.org/update?ip={ip}' },
          'headers/X-Token': { kind: 'file', name: 'hook-token.txt' },
        },
      },
    ],
    channels: channelFormsSample,
    records: [
      recordFormSample(),
      recordFormSample({ name: 'www.example.com', ttl: '300', proxied: true, zone: 'example.com' }),
      recordFormSample({ entry: 1, name: 'nas.example.com', account: 'second', types: ['A'] }),
      recordFormSample({ entry: 2, name: '家.example.org', account: 'hook', types: ['AAAA'] }),
    ],
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
    ...change,
  };
}

/** Settings of somebody who starts the app for the first time. */
export const emptySettingsForm: SettingsForm = settingsFormSample({
  revision: '0',
  accounts: [],
  records: [],
});

/** Entries of each level, oldest first; the last one stands `now`. */
export function logLinesSample(now = Date.now()): readonly LogLine[] {
  const lines = [
    ['info', 'started', '{"version":"0.1.0"}'],
    ['debug', 'check', '{"trigger":"start"}'],
    ['info', 'address confirmed', '{"family":"ipv4","address":"203.0.113.7"}'],
    ['info', 'record updated', '{"record":"home/home.example.com/A","kind":"updated"}'],
    ['warn', 'source did not answer', '{"source":"amazon","reason":"timeout"}'],
    ['error', 'record failed', '{"record":"second/nas.example.com/A","kind":"auth"}'],
    ['info', 'suspended', ''],
  ] as const;
  return lines.map(([level, message, details], at) => ({
    number: at + 1,
    at: now - (lines.length - 1 - at) * 20_000,
    level,
    message,
    details,
  }));
}

export const testResultSample: TestResult = {
  kind: 'works',
  zones: ['example.com', 'example.org'],
  sentence: 'The credentials work. 2 zones can be written to.',
};

export const listResultSample: ListResult = {
  kind: 'listed',
  records: [
    { name: 'example.com', types: ['A', 'AAAA'] },
    { name: 'home.example.com', types: ['A'] },
    { name: 'nas.example.com', types: ['AAAA'] },
  ],
};

/** One row of each effect. */
export const previewSample: Preview = {
  problems: [],
  addresses: [
    { label: 'IPv4', address: '203.0.113.7', sentence: 'Confirmed by ipify and ident.me.' },
    { label: 'IPv6', address: null, sentence: 'No connection over IPv6.' },
  ],
  rows: [
    row('home.example.com', 'change', ['198.51.100.4'], '203.0.113.7'),
    row('new.example.com', 'create', [], '203.0.113.7'),
    row('www.example.com', 'same', ['203.0.113.7'], '203.0.113.7'),
    row('hook.example.org', 'write', null, '203.0.113.7'),
    { ...row('home.example.com', 'none', [], null, 'No IPv6 address is known.'), type: 'AAAA' },
    row('lost.example.net', 'failed', null, null, 'The account has no zone for this name.'),
  ],
};

function row(
  name: string,
  effect: Preview['rows'][number]['effect'],
  now: readonly string[] | null,
  next: string | null,
  sentence = '',
): Preview['rows'][number] {
  return { name, type: 'A', now, next, effect, sentence };
}
