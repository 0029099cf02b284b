import { defaultPreferences } from '../../electron/contract/preferences.ts';
import type {
  AccountView,
  RecordView,
  Snapshot,
  TroubleView,
} from '../../electron/contract/snapshot.ts';

const minute = 60_000;

export function recordSample(change: Partial<RecordView> = {}): RecordView {
  const { name = 'home.example.com', type = 'A', account = 'home' } = change;
  return {
    id: `${account}/${name}/${type}`,
    name,
    type,
    account,
    provider: 'Cloudflare',
    standing: 'upToDate',
    label: 'up to date',
    sentence: 'The name servers answer with it.',
    address: '203.0.113.7',
    changed: Date.now() - 180 * minute,
    checked: Date.now() - 2 * minute,
    ...change,
  };
}

export function accountSample(change: Partial<AccountView> = {}): AccountView {
  return {
    id: 'home',
    provider: 'Cloudflare',
    link: 'https://dash.cloudflare.com/profile/api-tokens',
    secrets: [{ path: 'token', label: 'API token', state: 'kept' }],
    ...change,
  };
}

/** A window's view where nearly everything is well. */
export function snapshotSample(change: Partial<Snapshot> = {}): Snapshot {
  return {
    version: '0.1.0',
    platform: 'win32 10.0.26100 x64',
    language: 'en',
    preferences: defaultPreferences,
    loginStart: 'on',
    state: 'upToDate',
    headline: 'All 2 records are up to date.',
    addresses: [
      {
        family: 'ipv4',
        label: 'IPv4',
        address: '203.0.113.7',
        since: Date.now() - 1500 * minute,
        seen: Date.now() - minute,
        sentence: 'Confirmed by ipify and ident.me.',
        unused: false,
      },
      {
        family: 'ipv6',
        label: 'IPv6',
        sentence: 'No connection over IPv6.',
        unused: true,
      },
    ],
    records: [
      recordSample(),
      recordSample({
        name: 'nas.example.com',
        account: 'second',
        provider: 'dyndns2',
        standing: 'failed',
        label: 'not up to date',
        sentence: 'The provider refused the password. Enter it again in the settings.',
        nextTry: Date.now() + 5.5 * minute,
        link: 'https://example.net/help',
      }),
    ],
    accounts: [
      accountSample(),
      accountSample({
        id: 'second',
        provider: 'dyndns2',
        secrets: [
          { path: 'password', label: 'Password', state: 'lost' },
          { path: 'user', label: 'User name', state: 'elsewhere' },
        ],
      }),
    ],
    troubles: [],
    lastCheck: Date.now() - minute,
    nextCheck: Date.now() + 4.5 * minute,
    busy: false,
    sandbox: false,
    ...change,
  };
}

const long = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(61)}`;

/** As full and as long as can be. */
export function crowdedSnapshot(language: Snapshot['language']): Snapshot {
  const sentence = 'Something long went wrong. '.repeat(12);
  const kinds: readonly TroubleView['kind'][] = [
    'settings',
    'keyLost',
    'plainStorage',
    'state',
    'log',
    'store',
  ];
  return snapshotSample({
    language,
    state: 'attention',
    headline: sentence,
    sandbox: true,
    offlineSince: Date.now() - 5000,
    paused: { since: Date.now() - 60_000, until: Date.now() + 60_000 },
    loginStart: 'disabledBySystem',
    addresses: [
      {
        family: 'ipv6',
        label: 'IPv6',
        address: '2001:db8:1111:2222:3333:4444:5555:6666',
        since: 1,
        seen: 2,
        sentence,
        unused: false,
      },
    ],
    records: (
      ['upToDate', 'working', 'waiting', 'failed', 'stopped', 'locked', 'unknown'] as const
    ).map((standing, at) =>
      recordSample({
        name: `${at}${long}`.slice(0, 253),
        type: 'AAAA',
        account: 'w'.repeat(64),
        standing,
        sentence,
        label: `label of ${standing}`,
        link: 'https://example.com/',
        nextTry: 1,
      }),
    ),
    accounts: [
      accountSample({
        id: 'w'.repeat(64),
        secrets: [
          { path: 'a', label: sentence, state: 'kept' },
          { path: 'b', label: 'Password', state: 'lost' },
          { path: 'c', label: 'Key', state: 'elsewhere' },
        ],
      }),
    ],
    troubles: kinds.map((kind) => ({ kind, sentence: `${kind}: ${sentence}` })),
  });
}
