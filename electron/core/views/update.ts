import { type Address, type Family, families, sameAddress } from '../address.ts';
import { accountOf } from '../engine.ts';
import { wantedAddress } from '../host-address.ts';
import { type Evidence, type FailureKind, isFailure, isFailureKind } from '../outcome.ts';
import type { Reason, Rest } from '../plan.ts';
import { familyOf, type ManagedRecord } from '../record.ts';
import type { RoundReport } from '../round.ts';
import type { Settings } from '../settings.ts';
import { type AppState, type RecordState, recordState, type Verification } from '../state.ts';
import type { DeliveryData } from './channel-delivery.ts';
import { type DetectionData, detectionData } from './detection.ts';
import { type DetailData, detailData, isoTime } from './outcome.ts';

/** How one record stands after a check. `write` is a dry run's only. */
type UpdateState =
  | 'updated'
  | 'created'
  | 'upToDate'
  | 'failed'
  | 'waiting'
  | 'stopped'
  /** The account's credentials cannot be read on this computer. */
  | 'locked'
  | 'noAddress'
  /** Both types are the default, and this network never had an address of that family. */
  | 'notNeeded'
  /** The state could not be kept, and the host punishes a repetition. */
  | 'notTried'
  | 'write';

/** A failure in JSON. */
export interface FailureData extends DetailData {
  readonly kind: FailureKind;
  /** The write may have happened. */
  readonly unconfirmed: boolean;
  /** Nothing goes on until the user acts. */
  readonly stopped: boolean;
}

/** One record after a check. An entry of `records` in the JSON of `update`. */
export interface UpdatedRecord {
  readonly id: string;
  readonly name: string;
  readonly type: 'A' | 'AAAA';
  readonly account: string;
  readonly provider: string;
  readonly state: UpdateState;
  /** Counts as well for the exit status. */
  readonly ok: boolean;
  /** What it holds as far as known, or should hold where it does not. */
  readonly address?: string | undefined;
  /** What it held before. */
  readonly previous?: string | undefined;
  /** Why it was written, or would be. */
  readonly reason?: Reason | undefined;
  readonly evidence?: Evidence | undefined;
  /** What the zone's name servers last said. */
  readonly verification?: Verification['kind'] | undefined;
  /** Why it was left alone. */
  readonly rest?: Rest['kind'] | undefined;
  readonly failure?: FailureData | undefined;
  /** No attempt before this time; ISO 8601. */
  readonly nextTry?: string | undefined;
}

/** The JSON of `update`. */
export interface UpdateData {
  readonly ok: boolean;
  /** The exit status. */
  readonly status: 0 | 1 | 3;
  readonly dryRun: boolean;
  readonly offline: boolean;
  readonly addresses: Readonly<Record<Family, DetectionData>>;
  readonly records: readonly UpdatedRecord[];
  /** Channels that were told something, or could not be; left out where none was. */
  readonly channels?: readonly DeliveryData[] | undefined;
}

export interface UpdateInput {
  readonly report: RoundReport;
  /** As it is after the check. */
  readonly state: AppState;
  readonly settings: Settings;
  readonly dryRun: boolean;
}

interface Part extends UpdateInput {
  readonly record: ManagedRecord;
  readonly known: RecordState;
  readonly wanted: Address | undefined;
}

type Fate = Omit<UpdatedRecord, 'id' | 'name' | 'type' | 'account' | 'provider'>;

/** The record's own failure, or its account's. */
function lastFailure({ known, state, record }: Part): FailureData | undefined {
  const account = state.accounts[record.account];
  const stop = known.stopped ?? account?.stopped;
  if (stop !== undefined) {
    const { kind, detail } = stop;
    return {
      kind,
      ...detailData(detail),
      unconfirmed: known.unconfirmed !== undefined,
      stopped: true,
    };
  }
  const { last, failures } = known;
  if (failures === 0 || last === undefined || !isFailureKind(last.kind)) return undefined;
  const unconfirmed = last.unconfirmed === true;
  return { kind: last.kind, ...detailData(last.detail), unconfirmed, stopped: false };
}

function retryTime({ known, state, record }: Part): number | undefined {
  const times = [known.nextTry, state.accounts[record.account]?.nextTry];
  const all = times.filter((time) => time !== undefined);
  return all.length === 0 ? undefined : Math.max(...all);
}

/** It holds the present address, and nothing of ours is open or failing. */
function standsRight({ known, wanted }: Part): boolean {
  const open = known.inFlight !== undefined || known.unconfirmed !== undefined;
  return !open && known.failures === 0 && sameAddress(known.published?.address, wanted);
}

function rightFate(part: Part, state: UpdateState, more: Partial<Fate> = {}): Fate {
  const { known } = part;
  const address = known.published?.address.text ?? part.wanted?.text;
  const verification = known.verification?.kind;
  return { state, ok: true, address, evidence: known.evidence, verification, ...more };
}

function restFate(part: Part, rest: Rest): Fate {
  const { record, known, state } = part;
  const held = known.published?.address.text;
  switch (rest.kind) {
    case 'upToDate':
      return rightFate(part, 'upToDate');
    case 'repeatPunished':
      return rightFate(part, 'upToDate', { rest: rest.kind, nextTry: isoTime(rest.until) });
    case 'noAddress': {
      const never = state.families[familyOf(record.type)].address === undefined;
      // Where nobody was asked nothing is known of what this network has.
      const asked = part.report.elsewhere !== true;
      const needless = asked && record.implied && never && held === undefined;
      return { state: needless ? 'notNeeded' : 'noAddress', ok: needless, address: held };
    }
    case 'notGlobal':
      return { state: 'noAddress', ok: false, address: held, rest: rest.kind };
    case 'locked':
      if (standsRight(part)) return rightFate(part, 'upToDate', { rest: rest.kind });
      return { state: rest.kind, ok: false, address: held, rest: rest.kind };
    case 'waiting':
    case 'stopped': {
      if (standsRight(part)) return rightFate(part, 'upToDate');
      const until = rest.kind === 'waiting' ? rest.until : undefined;
      return {
        state: rest.kind,
        ok: false,
        address: held,
        rest: rest.kind,
        failure: lastFailure(part),
        nextTry: isoTime(until),
      };
    }
  }
}

function fateOf(part: Part): Fate {
  const { report, record, known, wanted, dryRun } = part;
  const { plan, outcomes, offline } = report;
  const resting = plan.resting.find((one) => one.record.id === record.id);
  if (resting !== undefined) return restFate(part, resting.rest);
  if (offline) return { state: 'noAddress', ok: false, address: known.published?.address.text };
  const changes = plan.groups.flatMap((group) => group.changes);
  const change = changes.find((one) => one.record.id === record.id);
  const address = change?.address.text ?? wanted?.text;
  const reason = change?.reason;
  const previous = change?.previous?.text;
  if (dryRun) return { state: 'write', ok: true, address, previous, reason };
  const outcome = outcomes.get(record.id);
  if (outcome === undefined) return { state: 'notTried', ok: false, address, reason };
  if (isFailure(outcome)) {
    const failure = {
      kind: outcome.kind,
      ...detailData(outcome.detail),
      unconfirmed: outcome.unconfirmed === true,
      stopped: lastFailure(part)?.stopped ?? false,
    };
    const nextTry = failure.stopped ? undefined : isoTime(retryTime(part));
    return { state: 'failed', ok: false, address, reason, failure, nextTry };
  }
  const state = outcome.kind === 'alreadyRight' ? 'upToDate' : outcome.kind;
  const before = outcome.previous?.text ?? previous;
  const held = before === address ? undefined : before;
  return rightFate(part, state, { reason, previous: state === 'upToDate' ? undefined : held });
}

/** What a check came to, for JSON and for people. Records that were not asked for are left out. */
export function updateData(input: UpdateInput, only?: ReadonlySet<string>): UpdateData {
  const { report, settings, state, dryRun } = input;
  const chosen = settings.records.filter(({ id }) => only?.has(id) ?? true);
  const records = chosen.map((record): UpdatedRecord => {
    const detection = report.detections[familyOf(record.type)];
    const { provider } = accountOf(settings, record.account);
    const wanted =
      detection.kind === 'known' ? wantedAddress(record, detection.address) : undefined;
    const part = { ...input, record, wanted, known: recordState(state, record.id) };
    const { id, name, type, account } = record;
    return { id, name, type, account, provider, ...fateOf(part) };
  });
  const isTried = !report.offline && report.elsewhere !== true;
  const ok = isTried && records.every((record) => record.ok);
  const [ipv4, ipv6] = families.map((family) => detectionData(report.detections[family]));
  if (ipv4 === undefined || ipv6 === undefined) throw new Error('two families');
  return {
    ok,
    status: isTried ? (ok ? 0 : 1) : 3,
    dryRun,
    offline: report.offline,
    addresses: { ipv4, ipv6 },
    records,
  };
}
