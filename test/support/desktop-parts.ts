import { defaultPreferences } from '../../electron/contract/preferences.ts';
import type { Address } from '../../electron/core/address.ts';
import { hour, minute } from '../../electron/core/duration.ts';
import type { FailureKind } from '../../electron/core/outcome.ts';
import {
  type AppState,
  type Detection,
  emptyState,
  type FamilyState,
  type RecordState,
} from '../../electron/core/state.ts';
import type { FindProvider } from '../../electron/core/views/outcome.ts';
import type { SnapshotInput } from '../../electron/core/views/snapshot.ts';
import { account, homeV4, homeV6, record, settingsOf } from './core-world-parts.ts';

export const noon = Date.UTC(2026, 10, 22, 12);

export const homeA = record('home.example.com', 'A', { implied: true });
export const homeAaaa = record('home.example.com', 'AAAA', { implied: true });
export const workA = record('nas.example.org', 'A', { account: 'work' });

export const desktopSettings = settingsOf(
  [homeA, homeAaaa, workA],
  [account('home'), account('work')],
);

export const findAcme: FindProvider = (id) => ({
  id,
  name: { en: 'Acme DNS', 'zh-CN': '顶点解析' },
  docs: 'https://acme.example/keys',
});

export function known(address: Address, by: 'quorum' | 'steady' | 'own' = 'quorum'): Detection {
  const voice = (source: string) => ({ source, operator: source, address, evidence: source });
  return { kind: 'known', address, by, voices: ['alpha', 'beta'].map(voice), silent: [] };
}

export function silent(why: 'offline' | 'noAnswer' | 'single'): Detection {
  return { kind: 'unavailable', why, voices: [], silent: [] };
}

export function family(address: Address, last: Detection = known(address)): FamilyState {
  return { turn: 0, address, since: noon - 9 * hour, seen: noon, last };
}

export function right(address: Address, at = noon - 3 * hour): RecordState {
  const last = { kind: 'updated', at } as const;
  return {
    failures: 0,
    published: { address, at },
    evidence: 'authoritative',
    last,
    checked: noon,
  };
}

/** A record whose last attempt failed in that way, `ago` milliseconds after it was right. */
export function failing(kind: FailureKind, ago = 0, detail = ''): RecordState {
  const last = { kind, detail, at: noon } as const;
  const nextTry = noon + 5 * minute;
  return { ...right(homeV4), failures: 1, failingSince: noon - ago, nextTry, last };
}

export function stopped(kind: FailureKind, detail = ''): RecordState {
  return { ...failing(kind, 0, detail), stopped: { kind, detail, at: noon } };
}

const fresh = { provider: 'acme', fingerprint: '', failures: 0, memory: {} };

/** Everything is up to date. */
export const goodState: AppState = {
  ...emptyState,
  accounts: { home: fresh, work: fresh },
  families: { ipv4: family(homeV4), ipv6: family(homeV6) },
  records: { [homeA.id]: right(homeV4), [homeAaaa.id]: right(homeV6), [workA.id]: right(homeV4) },
  lastCheck: noon,
  nextCheck: noon + minute,
};

/** The good state with other records. */
export function withRecords(records: AppState['records']): AppState {
  return { ...goodState, records: { ...goodState.records, ...records } };
}

export function snapshotInput(more: Partial<SnapshotInput> = {}): SnapshotInput {
  return {
    settings: desktopSettings,
    state: goodState,
    now: noon,
    language: 'en',
    find: findAcme,
    findChannel: () => undefined,
    activity: undefined,
    preferences: defaultPreferences,
    loginStart: 'on',
    version: '1.2.3',
    platform: 'win32',
    sandbox: false,
    troubles: [],
    release: { state: 'unknown', sentence: '', actions: ['look'] },
    secrets: {},
    recent: [],
    systemPlaces: ['clock', 'network'],
    ...more,
  };
}
