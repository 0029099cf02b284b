import { describe, expect, it } from 'vitest';
import { failure, type Outcome } from '../../../electron/core/outcome.ts';
import type { Rest } from '../../../electron/core/plan.ts';
import type { ManagedRecord } from '../../../electron/core/record.ts';
import type { RoundReport } from '../../../electron/core/round.ts';
import type { Settings } from '../../../electron/core/settings.ts';
import {
  type AppState,
  type Detection,
  emptyState,
  type RecordState,
} from '../../../electron/core/state.ts';
import { plainStyle, renderPage } from '../../../electron/core/views/page.ts';
import { updateData } from '../../../electron/core/views/update.ts';
import { updatePage } from '../../../electron/core/views/update-page.ts';
import { addr } from '../../support/address.ts';

const now = Date.UTC(2026, 10, 22, 12);

const address = addr('81.2.69.142');
const old = addr('89.160.20.112');

const record: ManagedRecord = {
  id: 'home/home.example.com/A',
  name: 'home.example.com',
  type: 'A',
  account: 'home',
  implied: false,
};

const settings: Settings = {
  interval: 60_000,
  timeout: 10_000,
  log: { level: 'info' },
  sources: { ipv4: [], ipv6: 'off' },
  accounts: { home: { id: 'home', provider: 'acme', fields: {}, fingerprint: 'x' } },
  records: [record],
  verify: { resolvers: [], publicResolvers: [] },
};

const known: Detection = { kind: 'known', address, by: 'steady', voices: [], silent: [] };
const away: Detection = { kind: 'unavailable', why: 'elsewhere', voices: [], silent: [] };
const unknown: Detection = { kind: 'unavailable', why: 'noAnswer', voices: [], silent: [] };
const cutOff: Detection = { kind: 'unavailable', why: 'offline', voices: [], silent: [] };
const published = { address, at: now };

interface Case {
  readonly detection?: Detection;
  readonly rest?: Rest;
  readonly outcome?: Outcome;
  readonly state?: Partial<RecordState>;
  readonly account?: AppState['accounts'][string];
  readonly implied?: boolean;
  readonly dryRun?: boolean;
  /** Offline rounds have an empty plan. */
  readonly offline?: boolean;
  /** In a network that the user did not approve. */
  readonly elsewhere?: true;
}

function check(given: Case) {
  const { detection = known, rest, outcome, offline = false, dryRun = false } = given;
  const own = { ...record, implied: given.implied ?? false };
  const change = { record: own, address, previous: old, reason: 'addressChanged' } as const;
  const report: RoundReport = {
    trigger: 'user',
    offline,
    elsewhere: given.elsewhere,
    detections: { ipv4: detection, ipv6: { kind: 'off' } },
    plan: {
      groups: offline || rest !== undefined ? [] : [{ account: 'home', changes: [change] }],
      resting: rest === undefined ? [] : [{ record: own, rest }],
    },
    outcomes: new Map(outcome === undefined ? [] : [[record.id, outcome]]),
  };
  const state: AppState = {
    ...emptyState,
    accounts: given.account === undefined ? {} : { home: given.account },
    records: { [record.id]: { failures: 0, ...given.state } },
  };
  const data = updateData({ report, state, settings: { ...settings, records: [own] }, dryRun });
  const page = (language: 'en' | 'zh-CN') =>
    renderPage(
      updatePage(data, () => undefined, language),
      plainStyle,
    ).join('\n');
  return { data, first: data.records[0], page };
}

const stop = { kind: 'auth', detail: 'no', at: now } as const;
const right = { published, evidence: 'provider' } as const;

/** What happened, and how it must be told: the state, the exit status, a word of the page. */
const cases: readonly (readonly [string, Case, string, 0 | 1 | 3, RegExp])[] = [
  [
    'a network that the user did not approve',
    {
      elsewhere: true,
      detection: away,
      rest: { kind: 'noAddress', detection: 'unavailable' },
      implied: true,
    },
    'noAddress',
    3,
    /^This network is not among those that you approved\..*settings/,
  ],
  [
    'an update',
    { outcome: { kind: 'updated', evidence: 'provider' }, state: right },
    'updated',
    0,
    /updated\tthe provider's API says so\tthe address changed/,
  ],
  [
    'a new record',
    {
      outcome: { kind: 'created', evidence: 'accepted' },
      state: { ...right, evidence: 'accepted' },
    },
    'created',
    0,
    /created\tthe provider accepted it/,
  ],
  [
    'a record that was right already',
    { outcome: { kind: 'alreadyRight', evidence: 'provider' }, state: right },
    'upToDate',
    0,
    /up to date/,
  ],
  [
    'a record whose account is locked',
    { rest: { kind: 'locked' }, state: { ...right, published: { address: old, at: now } } },
    'locked',
    1,
    /locked.*credentials of the account “home” can no longer be read on this computer/s,
  ],
  [
    'a record that is right, whose account is locked',
    { rest: { kind: 'locked' }, state: right },
    'upToDate',
    0,
    /up to date/,
  ],
  [
    'a record that its name servers confirm',
    { rest: { kind: 'upToDate' }, state: { ...right, evidence: 'authoritative' } },
    'upToDate',
    0,
    /the zone's name servers answer with it/,
  ],
  [
    'a record that the name servers do not show yet',
    {
      outcome: { kind: 'updated', evidence: 'provider' },
      state: { ...right, verification: { kind: 'differs', at: now, tries: 3 } },
    },
    'updated',
    0,
    /do not answer with it yet/,
  ],
  [
    'a refused repetition',
    { rest: { kind: 'repeatPunished', until: now + 1 }, state: right },
    'upToDate',
    0,
    /punishes a repetition/,
  ],
  [
    'a refusal',
    { outcome: failure('auth', 'no'), state: { failures: 1, stopped: stop } },
    'failed',
    1,
    /refused the credentials of the account “home” \(“no”\)\..*--force/,
  ],
  [
    'a call without an answer',
    {
      outcome: failure('network', 'timeout', { unconfirmed: true }),
      state: { failures: 1, nextTry: now },
    },
    'failed',
    1,
    /Could not confirm that acme wrote home\.example\.com A/,
  ],
  [
    'a back-off',
    {
      rest: { kind: 'waiting', until: now },
      state: { failures: 1, last: { kind: 'server', detail: '503', at: now } },
    },
    'waiting',
    1,
    /had a fault of its own/,
  ],
  [
    'a rest of a record that is right',
    { rest: { kind: 'waiting', until: now }, state: right },
    'upToDate',
    0,
    /up to date/,
  ],
  [
    'a stop',
    { rest: { kind: 'stopped', scope: 'record' }, state: { failures: 1, stopped: stop } },
    'stopped',
    1,
    /Nothing more is sent/,
  ],
  [
    'an address that was not found out',
    { detection: unknown, rest: { kind: 'noAddress', detection: 'unavailable' }, state: right },
    'noAddress',
    1,
    /No source told the public IPv4 address.*The record stays at 81\.2\.69\.142/,
  ],
  [
    'a family that the network never had, listed by default',
    { detection: cutOff, implied: true, rest: { kind: 'noAddress', detection: 'unavailable' } },
    'notNeeded',
    0,
    /This network has no IPv4 address/,
  ],
  [
    'a family listed by default that was published once',
    {
      detection: cutOff,
      implied: true,
      rest: { kind: 'noAddress', detection: 'unavailable' },
      state: right,
    },
    'noAddress',
    1,
    /No connection over IPv4/,
  ],
  [
    'a family that the user listed',
    { detection: cutOff, rest: { kind: 'noAddress', detection: 'unavailable' } },
    'noAddress',
    1,
    /No connection over IPv4/,
  ],
  ['being offline', { detection: cutOff, offline: true, state: right }, 'noAddress', 3, /offline/],
  [
    'a write that was held back because the state could not be kept',
    {},
    'notTried',
    1,
    /the state could not be written/,
  ],
  [
    'a dry run',
    { dryRun: true },
    'write',
    0,
    /acme \(home\)\twould be written.*the address changed/,
  ],
];

describe('what a check came to', () => {
  it.each(cases)('tells %s', (_, given, state, status, words) => {
    const { data, first, page } = check(given);
    expect(first?.state).toBe(given.offline ? first?.state : state);
    expect(data.status).toBe(status);
    expect(data.ok).toBe(status === 0);
    expect(page('en')).toMatch(words);
    expect(page('zh-CN')).toMatch(/\p{Script=Han}/u);
    expect(page('zh-CN')).not.toMatch(/undefined/);
  });

  it('says the same sentence of many records once', () => {
    const both = [record, { ...record, id: 'home/b.example.com/A', name: 'b.example.com' }];
    const report: RoundReport = {
      trigger: 'user',
      offline: false,
      detections: { ipv4: known, ipv6: { kind: 'off' } },
      plan: {
        groups: [
          {
            account: 'home',
            changes: both.map((one) => ({
              record: one,
              address,
              previous: undefined,
              reason: 'first' as const,
            })),
          },
        ],
        resting: [],
      },
      outcomes: new Map(both.map(({ id }) => [id, failure('auth', 'no', { scope: 'account' })])),
    };
    const data = updateData({
      report,
      state: emptyState,
      settings: { ...settings, records: both },
      dryRun: false,
    });
    const text = renderPage(
      updatePage(data, () => undefined, 'en'),
      plainStyle,
    ).join('\n');
    expect(text.match(/refused the credentials/g)).toHaveLength(1);
    expect(text).toContain('home.example.com A and b.example.com A: ');
    expect(text).toContain('2 of 2 records are not up to date.');
  });
});
