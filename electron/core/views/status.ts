import { type Family, families, sameAddress } from '../address.ts';
import { wantedAddress } from '../host-address.ts';
import { type Evidence, isFailureKind } from '../outcome.ts';
import { fingerprintHost } from '../plan.ts';
import { familyOf } from '../record.ts';
import type { AppState, RecordState, Verification } from '../state.ts';
import { type DetectionData, detectionData } from './detection.ts';
import { detailData, isoTime, recordParts } from './outcome.ts';
import type { FailureData } from './update.ts';
import type { VerdictData } from './verdict.ts';

/** How a record stands as far as the state knows. `underWay`: a write runs, or was cut off. */
type StatusState =
  | 'upToDate'
  /** It holds another address than the present one. */
  | 'outdated'
  | 'failed'
  | 'stopped'
  | 'underWay'
  | 'unknown';

/** One record of the state. An entry of `records` in the JSON of `status`. Times are ISO 8601. */
export interface StatusRecord {
  readonly id: string;
  readonly name: string;
  readonly type: 'A' | 'AAAA';
  readonly account: string;
  readonly provider?: string | undefined;
  readonly state: StatusState;
  readonly ok: boolean;
  /** What the provider took last. */
  readonly address?: string | undefined;
  /** What it should hold, where that is another one. */
  readonly wanted?: string | undefined;
  readonly evidence?: Evidence | undefined;
  readonly verification?: Verification['kind'] | undefined;
  readonly lastChange?: string | undefined;
  /** When the provider was last asked or told. */
  readonly lastCheck?: string | undefined;
  readonly nextTry?: string | undefined;
  readonly failure?: FailureData | undefined;
}

interface StatusFamily {
  readonly address?: string | undefined;
  readonly since?: string | undefined;
  readonly seen?: string | undefined;
  /** What the last check found out. */
  readonly last?: DetectionData | undefined;
}

/** The running program that keeps the state. */
export interface Instance {
  readonly pid: number;
  /** When it started, in milliseconds since 1970; undefined where it did not tell. */
  readonly since?: number | undefined;
}

/** The JSON of `status`. */
export interface StatusData {
  /** Every record is up to date as far as known. */
  readonly ok: boolean;
  /** There is a state at all. */
  readonly known: boolean;
  readonly folder: string;
  /** Something watches right now, with this state. */
  readonly running: boolean;
  readonly pid?: number | undefined;
  readonly runningSince?: string | undefined;
  readonly lastCheck?: string | undefined;
  readonly nextCheck?: string | undefined;
  readonly offlineSince?: string | undefined;
  /** Since when nothing happens by itself. */
  readonly pausedSince?: string | undefined;
  /** When that ends; without it, when the user says so. */
  readonly pausedUntil?: string | undefined;
  readonly addresses: Readonly<Record<Family, StatusFamily>>;
  /** What stands between this computer and the Internet. */
  readonly verdicts?: readonly VerdictData[] | undefined;
  readonly records: readonly StatusRecord[];
}

function failureOf(state: AppState, account: string, known: RecordState): FailureData | undefined {
  const stop = known.stopped ?? state.accounts[account]?.stopped;
  const unconfirmed = known.unconfirmed !== undefined;
  if (stop !== undefined) {
    return { kind: stop.kind, ...detailData(stop.detail), unconfirmed, stopped: true };
  }
  const { last, failures } = known;
  if (failures === 0 || last === undefined || !isFailureKind(last.kind)) return undefined;
  return { kind: last.kind, ...detailData(last.detail), unconfirmed, stopped: false };
}

function stateOf(
  known: RecordState,
  failure: FailureData | undefined,
  current: boolean,
): StatusState {
  if (failure !== undefined) return failure.stopped ? 'stopped' : 'failed';
  if (known.inFlight !== undefined || known.unconfirmed !== undefined) return 'underWay';
  if (known.published === undefined) return 'unknown';
  return current ? 'upToDate' : 'outdated';
}

function statusRecord(state: AppState, id: string, known: RecordState): StatusRecord {
  const { account, name, type: written } = recordParts(id);
  const type = written === 'AAAA' ? 'AAAA' : 'A';
  const failure = failureOf(state, account, known);
  const { address } = state.families[familyOf(type)];
  // As it was written last: the state tells for which host, and the settings are not at hand.
  const present = address && wantedAddress({ host: fingerprintHost(known.fingerprint) }, address);
  const current = present === undefined || sameAddress(known.published?.address, present);
  const found = stateOf(known, failure, current);
  const times = [known.nextTry, state.accounts[account]?.nextTry].filter((at) => at !== undefined);
  return {
    id,
    name,
    type,
    account,
    provider: state.accounts[account]?.provider,
    state: found,
    ok: found === 'upToDate',
    address: known.published?.address.text,
    wanted: found === 'outdated' ? present?.text : undefined,
    evidence: found === 'upToDate' ? known.evidence : undefined,
    verification: known.verification?.kind,
    lastChange: isoTime(known.published?.at),
    lastCheck: isoTime(known.checked ?? known.last?.at),
    nextTry: times.length === 0 || found === 'stopped' ? undefined : isoTime(Math.max(...times)),
    failure,
  };
}

function statusFamily(state: AppState, family: Family): StatusFamily {
  const { address, since, seen, last } = state.families[family];
  return {
    address: address?.text,
    since: isoTime(since),
    seen: isoTime(seen),
    last: last === undefined ? undefined : detectionData(last),
  };
}

/** All that a state tells, without any network. `state` is undefined where there is none. */
export function statusData(
  state: AppState | undefined,
  folder: string,
  instance?: Instance,
): StatusData {
  const running = {
    running: instance !== undefined,
    pid: instance?.pid,
    runningSince: isoTime(instance?.since),
  };
  if (state === undefined) {
    const addresses = { ipv4: {}, ipv6: {} };
    return { ok: false, known: false, folder, ...running, addresses, records: [] };
  }
  const records = Object.entries(state.records).map(([id, known]) =>
    statusRecord(state, id, known),
  );
  const [ipv4, ipv6] = families.map((family) => statusFamily(state, family));
  const { paused } = state;
  return {
    ok: records.length > 0 && records.every(({ ok }) => ok),
    known: true,
    folder,
    ...running,
    lastCheck: isoTime(state.lastCheck),
    nextCheck: isoTime(paused === undefined ? state.nextCheck : paused.until),
    offlineSince: isoTime(state.offlineSince),
    pausedSince: isoTime(paused?.at),
    pausedUntil: isoTime(paused?.until),
    addresses: { ipv4: ipv4 ?? {}, ipv6: ipv6 ?? {} },
    records,
  };
}
