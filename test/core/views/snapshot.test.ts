import { describe, expect, it } from 'vitest';
import { languages } from '../../../electron/contract/language.ts';
import type { RecordStanding, WholeState } from '../../../electron/contract/snapshot.ts';
import { hour, minute } from '../../../electron/core/duration.ts';
import type { Trigger } from '../../../electron/core/round.ts';
import { type AppState, emptyState } from '../../../electron/core/state.ts';
import { type SnapshotInput, snapshot } from '../../../electron/core/views/snapshot.ts';
import {
  account,
  homeV4,
  homeV6,
  nextV4,
  record,
  settingsOf,
} from '../../support/core-world-parts.ts';
import {
  desktopSettings,
  failing,
  family,
  goodState,
  homeA,
  homeAaaa,
  known,
  noon,
  right,
  silent,
  snapshotInput,
  stopped,
  withRecords,
  workA,
} from '../../support/desktop-parts.ts';

const of = (more: Partial<SnapshotInput>) => snapshot(snapshotInput(more));
const bad = withRecords({ [workA.id]: stopped('auth') });
const writing = withRecords({
  [homeA.id]: { ...right(homeV4), inFlight: { address: nextV4, at: noon } },
});
const locked = settingsOf(desktopSettings.records, [
  account('home'),
  account('work', { locked: ['token'], fields: undefined, fingerprint: '' }),
]);
const disagree: AppState = {
  ...goodState,
  families: {
    ...goodState.families,
    ipv4: family(homeV4, { kind: 'disagree', voices: [], silent: [] }),
  },
};
const paused = { paused: { at: noon - hour } };
const offline = { offlineSince: noon - hour };
const user = { trigger: 'user' } as const;
const trouble = (kind: 'settings' | 'keyLost' | 'store' | 'state' | 'log' | 'plainStorage') => ({
  troubles: [{ kind, sentence: `It is the ${kind}.` }],
});

const states: readonly (readonly [string, WholeState, Partial<SnapshotInput>])[] = [
  ['all is well', 'upToDate', {}],
  [
    'paused, offline, at work and in trouble',
    'paused',
    {
      state: { ...bad, ...paused, ...offline },
      activity: user,
    },
  ],
  [
    'a pause that is over',
    'upToDate',
    {
      state: { ...goodState, paused: { at: noon - hour, until: noon - 1 } },
    },
  ],
  [
    'offline, at work and in trouble',
    'offline',
    {
      state: { ...bad, ...offline },
      activity: user,
    },
  ],
  ['at work and in trouble', 'working', { state: bad, activity: user }],
  ['a stopped record', 'attention', { state: bad }],
  ['a locked account', 'attention', { settings: locked }],
  ['sources that disagree', 'attention', { state: disagree }],
  [
    'a failure for the user',
    'attention',
    {
      state: withRecords({ [homeA.id]: failing('hostNotFound') }),
    },
  ],
  [
    'a failure that mends itself',
    'waiting',
    {
      state: withRecords({ [homeA.id]: failing('server', 59 * minute) }),
    },
  ],
  [
    'one that has lasted',
    'attention',
    {
      state: withRecords({ [homeA.id]: failing('server', hour) }),
    },
  ],
  ['no settings', 'attention', { settings: undefined }],
  ['settings without a record', 'attention', { settings: settingsOf([]) }],
  ['unusable settings', 'attention', trouble('settings')],
  ['a lost key', 'attention', trouble('keyLost')],
  ['settings that cannot be kept', 'attention', trouble('store')],
  ['a state that cannot be kept', 'attention', trouble('state')],
  ['a log that cannot be written', 'upToDate', trouble('log')],
  ['storage without encryption', 'upToDate', trouble('plainStorage')],
  [
    'a record in flight in a routine check',
    'working',
    {
      state: writing,
      activity: { trigger: 'timer' },
    },
  ],
  ['a write that was cut off', 'waiting', { state: writing }],
  [
    'a record that was never written',
    'waiting',
    { state: withRecords({ [workA.id]: { failures: 0 } }) },
  ],
  ['nothing that was ever checked', 'unknown', { state: emptyState }],
];

describe('the tray’s state', () => {
  it.each(states)('with %s is %s', (_, expected, more) => {
    for (const language of languages) {
      const { state, headline } = of({ ...more, language });
      expect(state).toBe(expected);
      expect(headline).not.toMatch(/undefined|ddns-tray/);
      expect(headline).not.toBe('');
    }
  });

  const triggers: readonly (readonly [Trigger, boolean, boolean])[] = [
    ['timer', false, false],
    ['retry', false, true],
    ['start', true, true],
    ['network', true, true],
    ['resume', true, true],
    ['unpause', true, true],
    ['settings', true, true],
    ['user', true, true],
  ];

  it.each(triggers)('moves for a check by %s: %s; busy: %s', (trigger, moves, busy) => {
    const found = of({ activity: { trigger } });
    expect(found.state).toBe(moves ? 'working' : 'upToDate');
    expect(found.busy).toBe(busy);
  });
});

describe('the headline', () => {
  it.each([
    [{}, 'All 3 records are up to date.'],
    [
      { settings: undefined },
      'Nothing is set up yet. Add an account and a record in the settings.',
    ],
    [trouble('keyLost'), 'It is the keyLost.'],
    [{ state: bad }, 'nas.example.org A is stopped until you do something about it.'],
    [
      { state: withRecords({ [homeA.id]: failing('conflict') }) },
      'home.example.com A is not up to date.',
    ],
    [
      { state: withRecords({ [homeA.id]: failing('conflict'), [workA.id]: stopped('auth') }) },
      '2 of 3 records are not up to date.',
    ],
    [
      { state: withRecords({ [homeA.id]: stopped('auth'), [workA.id]: stopped('auth') }) },
      '2 of 3 records are stopped until you do something about it.',
    ],
    [
      { state: withRecords({ [homeA.id]: failing('network') }) },
      '2 of 3 records are up to date; the others are tried again by themselves.',
    ],
    [{ state: writing, activity: user }, 'Writing home.example.com A…'],
    [{ activity: user }, 'Checking the public address and the records…'],
    [{ state: { ...emptyState } }, 'Nothing was checked yet.'],
    [
      { settings: locked },
      'The credentials of the account “work” cannot be read. Enter them again in the settings.',
    ],
    [
      { state: { ...goodState, ...paused } },
      'Paused until you resume it. Nothing is checked or written by itself.',
    ],
  ] satisfies [Partial<SnapshotInput>, string][])('%#', (more, expected) => {
    expect(of(more).headline).toBe(expected);
  });
});

describe('a record', () => {
  const standings: readonly (readonly [string, RecordStanding, Partial<SnapshotInput>])[] = [
    ['that is right', 'upToDate', {}],
    ['whose write runs', 'working', { state: writing, activity: { trigger: 'timer' } }],
    ['whose write was cut off', 'waiting', { state: writing }],
    ['that is tried again', 'waiting', { state: withRecords({ [homeA.id]: failing('network') }) }],
    ['that failed', 'failed', { state: withRecords({ [homeA.id]: failing('tls') }) }],
    ['that is stopped', 'stopped', { state: withRecords({ [homeA.id]: stopped('blocked') }) }],
    ['with another address', 'waiting', { state: withRecords({ [homeA.id]: right(nextV4) }) }],
    ['that was never written', 'waiting', { state: withRecords({ [homeA.id]: { failures: 0 } }) }],
    ['that nothing is known of', 'unknown', { state: emptyState }],
    [
      'of a locked account',
      'locked',
      {
        settings: settingsOf([homeA], [account('home', { locked: ['token'] })]),
        state: withRecords({ [homeA.id]: stopped('auth') }),
      },
    ],
  ];

  it.each(standings)('%s is “%s”, and says so in words', (_, expected, more) => {
    for (const language of languages) {
      const found = of({ ...more, language }).records.find(({ id }) => id === homeA.id);
      expect(found?.standing).toBe(expected);
      expect(found?.label).not.toBe('');
      if (expected !== 'working') expect(found?.sentence).not.toBe('');
      expect(found?.sentence).not.toMatch(/undefined|ddns-tray/);
    }
  });

  it('tells how it is known, when it is tried again, and where to look', () => {
    const state = withRecords({ [workA.id]: failing('server') });
    const [first, , last] = of({ state }).records;
    expect(first).toMatchObject({
      provider: 'Acme DNS',
      sentence: "The zone's name servers answer with it.",
      address: '81.2.69.142',
      link: 'https://acme.example/keys',
      nextTry: undefined,
    });
    expect(last?.nextTry).toBe(noon + 5 * minute);
    const later = of({ state, now: noon + hour }).records[2];
    expect(later?.nextTry).toBeUndefined();
    expect(of({ state: bad }).records[2]?.nextTry).toBeUndefined();
  });

  it('that was only accepted says what the name servers tell so far', () => {
    const verification = { kind: 'differs', at: noon, tries: 1 } as const;
    const state = withRecords({
      [homeA.id]: { ...right(homeV4), evidence: 'accepted', verification },
    });
    expect(of({ state }).records[0]?.sentence).toBe(
      'The provider accepted it. The name servers do not answer with it yet.',
    );
  });

  it('does not say in words when it is tried again: that stands beside them', () => {
    const found = of({ state: withRecords({ [workA.id]: failing('server') }) }).records[2];
    expect(found?.nextTry).toBe(noon + 5 * minute);
    expect(found?.sentence).not.toContain('Not tried again');
  });

  it('that the provider no longer exists for has no link', () => {
    expect(of({ find: () => undefined }).records[0]?.link).toBeUndefined();
  });
});

describe('an address that was not found out', () => {
  const ipv6 = (last: AppState['families']['ipv6']): AppState => ({
    ...goodState,
    families: { ...goodState.families, ipv6: last },
  });
  const never = {
    ...ipv6({ turn: 0, last: silent('offline') }),
    records: { [homeA.id]: right(homeV4), [workA.id]: right(homeV4) },
  };
  const gone = (ago: number) => ipv6({ ...family(homeV6, silent('noAnswer')), seen: noon - ago });
  const wanted = settingsOf(
    [homeA, record('home.example.com', 'AAAA'), workA],
    [account('home'), account('work')],
  );
  const standing = (more: Partial<SnapshotInput>) => {
    const { state, records } = of(more);
    return [state, records.find(({ id }) => id === homeAaaa.id)?.standing];
  };

  it('and that nobody insists on is no trouble', () => {
    expect(standing({ state: never })).toEqual(['upToDate', 'unknown']);
    expect(of({ state: never }).headline).toBe('Everything is up to date.');
    expect(of({ state: never }).addresses[1]?.sentence).toMatch(
      /^This network has no IPv6 address/,
    );
  });

  it('is no failure where the account is stopped', () => {
    const stop = { kind: 'auth', detail: '', at: noon } as const;
    const home = { provider: 'acme', fingerprint: '', failures: 1, memory: {}, stopped: stop };
    const records = { [homeA.id]: failing('auth', 1), [workA.id]: right(homeV4) };
    const state = { ...never, accounts: { ...never.accounts, home }, records };
    expect(standing({ state })).toEqual(['attention', 'unknown']);
    expect(of({ state }).headline).not.toMatch(/^2 /);
    expect(standing({ state, settings: wanted })[1]).toBe('stopped');
  });

  it('and that the user listed needs attention where there never was one', () => {
    expect(standing({ state: never, settings: wanted })).toEqual(['attention', 'failed']);
  });

  it.each([
    [59 * minute, desktopSettings, 'upToDate', 'upToDate'],
    [hour, desktopSettings, 'waiting', 'waiting'],
    [59 * minute, wanted, 'upToDate', 'upToDate'],
    [hour, wanted, 'attention', 'failed'],
  ] as const)('for %d ms: %#', (ago, settings, state, expected) => {
    expect(standing({ state: gone(ago), settings })).toEqual([state, expected]);
  });

  it('in neither family needs attention, whoever asked for the types', () => {
    const families = { ipv4: { turn: 0, last: silent('noAnswer') }, ipv6: never.families.ipv6 };
    const state = { ...never, families, records: {} };
    expect(standing({ state })).toEqual(['attention', 'failed']);
  });
});

describe('the addresses', () => {
  it('say how each is known, or why it is not', () => {
    const sentences = (more: Partial<SnapshotInput>) =>
      of(more).addresses.map((one) => one.sentence);
    expect(sentences({})).toEqual(['Confirmed by alpha and beta.', 'Confirmed by alpha and beta.']);
    const families = {
      ipv4: family(homeV4, known(homeV4, 'steady')),
      ipv6: family(homeV6, silent('single')),
    };
    expect(sentences({ state: { ...goodState, families } })).toEqual([
      'The last check found it unchanged.',
      'Only one source told the public IPv6 address, and nobody could confirm it. The next check asks again. The records stay as they are.',
    ]);
    expect(sentences({ state: emptyState })).toEqual(['Not checked yet.', 'Not checked yet.']);
  });

  it('name a page that the user asks by its host alone', () => {
    const voice = (source: string) => ({ source, operator: source, address: homeV4, evidence: '' });
    const voices = ['url:127.0.0.1', 'beta'].map(voice);
    const ipv4 = family(homeV4, {
      kind: 'known',
      address: homeV4,
      by: 'quorum',
      voices,
      silent: [],
    });
    const state = { ...goodState, families: { ...goodState.families, ipv4 } };
    expect(of({ state }).addresses[0]).toMatchObject({
      label: 'IPv4',
      sentence: 'Confirmed by 127.0.0.1 and beta.',
    });
    expect(of({ state, language: 'zh-CN' }).addresses[0]?.sentence).toBe(
      '由 127.0.0.1 和 beta 共同确认。',
    );
  });

  it('are unused where no record wants one', () => {
    const { addresses } = of({ settings: settingsOf([homeA]) });
    expect(addresses.map(({ unused }) => unused)).toEqual([false, true]);
  });
});

describe('a snapshot', () => {
  it('has the accounts with the state of their secrets, and no field of them', () => {
    const secret = { path: 'token', label: 'Token', state: 'lost' } as const;
    const made = of({ secrets: { work: [secret] } });
    expect(made.accounts).toEqual([
      { id: 'home', provider: 'Acme DNS', link: 'https://acme.example/keys', secrets: [] },
      { id: 'work', provider: 'Acme DNS', link: 'https://acme.example/keys', secrets: [secret] },
    ]);
    const fields = { token: 'a-very-secret-token' };
    const settings = settingsOf([homeA], [account('home', { fields })]);
    expect(JSON.stringify(of({ settings }))).not.toContain('a-very-secret-token');
  });

  it('has what happened, in the language of the user, and the places that can be opened', () => {
    const timeline = [{ kind: 'address', at: noon, address: homeV4 }] as const;
    const state = { ...goodState, timeline };
    for (const [language, words] of [
      ['en', /public IPv4/],
      ['zh-CN', /公网地址/],
    ] as const) {
      const made = of({ state, language });
      expect(made.timeline).toMatchObject([{ at: noon, kind: 'address' }]);
      expect(made.timeline[0]?.sentence).toMatch(words);
      expect(made.systemPlaces).toEqual(['clock', 'network']);
    }
  });

  it('plans no check while paused', () => {
    const until = noon + hour;
    const made = of({ state: { ...goodState, paused: { at: noon, until } } });
    expect(made.paused).toEqual({ since: noon, until });
    expect(made.nextCheck).toBeUndefined();
    expect(of({}).nextCheck).toBe(noon + minute);
    expect(of({ state: { ...goodState, ...offline } }).nextCheck).toBeUndefined();
  });
});
