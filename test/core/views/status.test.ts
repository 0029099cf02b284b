import { describe, expect, it } from 'vitest';
import { hour, minute } from '../../../electron/core/duration.ts';
import { type AppState, emptyState, type RecordState } from '../../../electron/core/state.ts';
import { plainStyle, renderPage } from '../../../electron/core/views/page.ts';
import { statusData } from '../../../electron/core/views/status.ts';
import { statusPage } from '../../../electron/core/views/status-page.ts';
import { type VerdictData, verdictData } from '../../../electron/core/views/verdict.ts';
import { addr } from '../../support/address.ts';

const now = Date.UTC(2026, 10, 22, 12);

const address = addr('81.2.69.142');
const published = { address, at: now - 2 * hour };

function stateWith(record: Partial<RecordState>, more: Partial<AppState> = {}): AppState {
  return {
    ...emptyState,
    families: { ...emptyState.families, ipv4: { address, since: now - hour, turn: 0 } },
    accounts: { home: { provider: 'acme', fingerprint: 'x', failures: 0, memory: {} } },
    records: { 'home/home.example.com/A': { failures: 0, ...record } },
    lastCheck: now - minute,
    nextCheck: now + minute,
    ...more,
  };
}

function shown(state: AppState | undefined, language: 'en' | 'zh-CN' = 'en'): string {
  const page = statusPage(statusData(state, '/state'), () => undefined, language, now);
  return renderPage(page, plainStyle).join('\n');
}

it('says what stands in the way once', () => {
  const last = { kind: 'unavailable', why: 'tunnel', voices: [], silent: [] } as const;
  const ipv4 = { ...emptyState.families.ipv4, last };
  const state = stateWith({ published }, { families: { ...emptyState.families, ipv4 } });
  const verdict = verdictData({ kind: 'tunnel', family: 'ipv4', evidence: [] }, 'en');
  const data = statusData(state, '/state');
  const text = (verdicts: readonly VerdictData[]) =>
    renderPage(
      statusPage({ ...data, verdicts }, () => undefined, 'en', now),
      plainStyle,
    ).join('\n');
  expect(text([]).match(/tunnel/g)).toHaveLength(2);
  expect(text([])).toContain('IPv4 leaves this computer');
  expect(text([verdict])).toContain(verdict.title);
  expect(text([verdict])).not.toContain('IPv4 leaves this computer');
});

const cases: readonly (readonly [string, Partial<RecordState>, string, boolean, RegExp])[] = [
  [
    'right by DNS',
    { published, evidence: 'authoritative' },
    'upToDate',
    true,
    /name servers answer/,
  ],
  [
    'right by the API',
    { published, evidence: 'provider' },
    'upToDate',
    true,
    /API says so\t2 hours ago/,
  ],
  [
    'not yet shown by the name servers',
    { published, evidence: 'accepted', verification: { kind: 'missing', at: now, tries: 1 } },
    'upToDate',
    true,
    /do not know it yet/,
  ],
  [
    'at another address',
    { published: { address: addr('89.160.20.112'), at: now } },
    'outdated',
    false,
    /present address is 81\.2\.69\.142/,
  ],
  [
    'failing',
    {
      published,
      failures: 2,
      nextTry: now + hour,
      last: { kind: 'server', detail: '503', at: now },
    },
    'failed',
    false,
    /had a fault of its own \(“503”\).*in 1 hour|in 1 hour/s,
  ],
  [
    'stopped',
    { failures: 1, stopped: { kind: 'blocked', detail: '', at: now } },
    'stopped',
    false,
    /locked/,
  ],
  ['cut off', { inFlight: { address, at: now } }, 'underWay', false, /under way, or was cut off/],
  ['never checked', {}, 'unknown', false, /never checked/],
];

describe('what the state tells of a record', () => {
  it.each(cases)('%s', (_, record, state, ok, words) => {
    const data = statusData(stateWith(record), '/state');
    expect(data.records[0]).toMatchObject({ state, ok, name: 'home.example.com', type: 'A' });
    expect(data.ok).toBe(ok);
    expect(shown(stateWith(record))).toMatch(words);
    expect(shown(stateWith(record), 'zh-CN')).not.toMatch(/undefined/);
  });

  it('keeps an unconfirmed call apart from a confirmed one', () => {
    const last = { kind: 'network', at: now, unconfirmed: true } as const;
    const state = stateWith({ failures: 1, unconfirmed: { address, at: now }, last });
    expect(shown(state)).toContain('Could not confirm');
  });

  it('gives times in JSON as ISO 8601, and no secret memory of an account', () => {
    const state = stateWith({ published });
    const data = statusData(state, '/state');
    expect(data.lastCheck).toBe('2026-11-22T11:59:00.000Z');
    expect(JSON.stringify(data)).not.toContain('fingerprint');
  });
});

describe('what the state tells of the whole', () => {
  it('says that nothing is known where there is no state', () => {
    expect(shown(undefined)).toContain('there is no state in /state');
    expect(shown(undefined, 'zh-CN')).toContain('/state 中没有状态文件');
    expect(statusData(undefined, '/state')).toMatchObject({ ok: false, known: false });
  });

  it('tells the last and the next check', () => {
    expect(shown(stateWith({ published }))).toMatch(
      /Last check: .* \(1 minute ago\)\.\nNext check: .* \(in 1 minute\)\./,
    );
  });

  it('does not promise a check that is long overdue', () => {
    const text = shown(stateWith({ published }, { nextCheck: now - hour }));
    expect(text).toContain('no “ddns-tray run” seems to be at work');
    expect(text).not.toContain('Next check:');
  });

  const hourAgo = { at: now - hour };
  it.each([
    ['until it is resumed', hourAgo, undefined, /until you resume it/, /直到您手动恢复/],
    [
      'until a time',
      { ...hourAgo, until: now + hour },
      '2026-11-22T13:00:00.000Z',
      /Paused since .*, until .*\./,
      /起暂停，将于 .* 恢复/,
    ],
  ])('says that it is paused %s, and promises no check before', (_, paused, until, en, zh) => {
    const state = stateWith({ published }, { paused, nextCheck: now - 30 * minute });
    const data = statusData(state, '/state');
    expect(data).toMatchObject({ pausedSince: '2026-11-22T11:00:00.000Z', ok: true });
    expect([data.pausedUntil, data.nextCheck]).toEqual([until, until]);
    expect(shown(state)).toMatch(en);
    expect(shown(state, 'zh-CN')).toMatch(zh);
    expect(shown(state)).not.toMatch(/Next check|seems to be at work/);
  });

  it('says of a pause that is long over that nobody seems to be at work', () => {
    const text = shown(
      stateWith({ published }, { paused: { ...hourAgo, until: now - minute * 5 } }),
    );
    expect(text).not.toContain('Paused');
    expect(text).toContain('no “ddns-tray run” seems to be at work');
  });

  it('says since when this computer is offline, and that sources disagree', () => {
    const voice = (source: string, text: string) => {
      const address = addr(text);
      return { source, operator: source, address, evidence: source };
    };
    const state = stateWith({ published }, { offlineSince: now - hour });
    expect(shown(state)).toContain('Offline since ');
    const voices = [voice('one', '81.2.69.142'), voice('two', '89.160.20.112')];
    const ipv4 = {
      ...state.families.ipv4,
      last: { kind: 'disagree', voices, silent: [] } as const,
    };
    const text = shown({ ...state, families: { ...state.families, ipv4 } });
    expect(text).toContain('one: 81.2.69.142 and two: 89.160.20.112');
  });
});
