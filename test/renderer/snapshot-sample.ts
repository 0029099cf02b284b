import { defaultPreferences } from '../../electron/contract/preferences.ts';
import type { ReleaseView } from '../../electron/contract/release.ts';
import {
  type AccountView,
  type RecordView,
  recordActions,
  type Snapshot,
  type TimelineView,
  type TroubleView,
} from '../../electron/contract/snapshot.ts';
import { channelViewsSample } from './channels-sample.ts';

const minute = 60_000;

export function recordSample(change: Partial<RecordView> = {}, now = Date.now()): RecordView {
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
    changed: now - 180 * minute,
    checked: now - 2 * minute,
    actions: [],
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

/** One of each kind, the newest first. */
function timelineSample(now = Date.now()): readonly TimelineView[] {
  return [
    {
      at: now - 4 * minute,
      kind: 'failed',
      sentence: 'nas.example.com (A) failed: the provider refused the password.',
    },
    { at: now - 180 * minute, kind: 'written', sentence: 'home.example.com (A): 203.0.113.7.' },
    {
      at: now - 181 * minute,
      kind: 'address',
      sentence: 'The IPv4 address changed from 198.51.100.4 to 203.0.113.7.',
    },
    { at: now - 1500 * minute, kind: 'recovered', sentence: 'home.example.com (A) works again.' },
  ];
}

/** Nothing newer than the running version. */
export function releaseSample(change: Partial<ReleaseView> = {}): ReleaseView {
  return {
    state: 'newest',
    sentence: 'You have the newest version. Last looked: 12:34 PM.',
    actions: ['look'],
    ...change,
  };
}

/** A window's view where nearly everything is well, as it is `now`. */
export function snapshotSample(change: Partial<Snapshot> = {}, now = Date.now()): Snapshot {
  return {
    version: '0.1.0',
    platform: 'win32 10.0.26100 x64',
    language: 'en',
    preferences: defaultPreferences,
    loginStart: 'on',
    state: 'upToDate',
    headline: 'All 2 records are up to date.',
    verdicts: [],
    addresses: [
      {
        family: 'ipv4',
        label: 'IPv4',
        address: '203.0.113.7',
        since: now - 1500 * minute,
        seen: now - minute,
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
      recordSample({}, now),
      recordSample({
        name: 'nas.example.com',
        account: 'second',
        provider: 'dyndns2',
        standing: 'failed',
        label: 'not up to date',
        sentence: 'The provider refused the password. Enter it again in the settings.',
        nextTry: now + 5.5 * minute,
        link: 'https://example.net/help',
        actions: ['enterCredentials', 'openProvider', 'tryAgain'],
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
    channels: channelViewsSample,
    troubles: [],
    release: releaseSample(),
    lastCheck: now - minute,
    nextCheck: now + 4.5 * minute,
    timeline: timelineSample(now),
    systemPlaces: ['clock', 'network', 'proxy', 'notifications', 'startup'],
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
        actions: recordActions,
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
    timeline: (['failed', 'written', 'address', 'recovered'] as const).map((kind) => ({
      at: 1,
      kind,
      sentence,
    })),
    troubles: kinds.map((kind) => ({ kind, sentence: `${kind}: ${sentence}` })),
    release: { state: 'failed', version: long, sentence, actions: ['fetch', 'look'] },
  });
}
