import { type Address, type Family, sameAddress } from './address.ts';
import { wantedAddress } from './host-address.ts';
import { isLocked } from './locked.ts';
import type { Capabilities, Change } from './provider.ts';
import { familyOf, type HostAddress, type ManagedRecord, type RecordId } from './record.ts';
import { isLifted, recheckInterval, shortestRepeat } from './schedule.ts';
import type { Settings } from './settings.ts';
import {
  type AppState,
  type Detection,
  type RecordState,
  recordState,
  type Stop,
} from './state.ts';
import { waitUntil } from './wait.ts';

/** Why a record is written. */
export type Reason =
  /** Never written by us. */
  | 'first'
  | 'addressChanged'
  /** The last attempt failed. */
  | 'retry'
  /** The last attempt was cut off: it may have arrived. */
  | 'interrupted'
  /** The user changed the record's settings. */
  | 'settingsChanged'
  /** Time to compare with what the provider holds. */
  | 'recheck'
  /** The host expires unless the address is sent again. */
  | 'keepAlive'
  /** The user asked for it. */
  | 'forced';

/** Why a record is left alone. */
export type Rest =
  | { readonly kind: 'upToDate' }
  | { readonly kind: 'waiting'; readonly until: number }
  | { readonly kind: 'stopped'; readonly scope: 'account' | 'record' }
  /** The account's credentials cannot be read on this computer. */
  | { readonly kind: 'locked' }
  /** The address could not be found out: never an instruction. */
  | { readonly kind: 'noAddress'; readonly detection: Detection['kind'] }
  /** It is for another host, and behind the present prefix that would have no public address. */
  | { readonly kind: 'notGlobal' }
  /** The host would punish the repetition that was asked for. */
  | { readonly kind: 'repeatPunished'; readonly until: number };

export interface PlannedChange extends Change {
  readonly reason: Reason;
}

/** Changes for one account and one zone (as far as the user named it), to travel together. */
export interface ChangeGroup {
  readonly account: string;
  readonly changes: readonly PlannedChange[];
}

export interface Plan {
  readonly groups: readonly ChangeGroup[];
  readonly resting: readonly { readonly record: ManagedRecord; readonly rest: Rest }[];
}

export interface PlanInput {
  readonly settings: Settings;
  readonly state: AppState;
  readonly detections: Readonly<Record<Family, Detection>>;
  readonly capabilities: (account: string) => Capabilities;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Everything that is planned, or these records only. */
  readonly force?: Force;
  /** When the user asked to force, milliseconds since 1970; default `now`. A later stop stays. */
  readonly askedAt?: number | undefined;
  /** Only these records; all when undefined. */
  readonly only?: ReadonlySet<string> | undefined;
}

/** Whether the user asked to write now: all, nothing, or these records. */
export type Force = boolean | ReadonlySet<RecordId>;

function isForced(force: Force | undefined, record: RecordId): boolean {
  return typeof force === 'object' ? force.has(record) : force === true;
}

/** Marks the settings of a record that a write carries, to notice when the user changes them. */
export function recordFingerprint({ ttl, proxied, zone, host }: ManagedRecord): string {
  const other = host === undefined ? [] : [host.suffix, host.prefix];
  return JSON.stringify([ttl ?? null, proxied ?? null, zone ?? null, ...other]);
}

/** The host that a record was for, by its mark: for who has no settings. */
export function fingerprintHost(fingerprint: string | undefined): HostAddress | undefined {
  const parts = /,"([0-9a-f:]{2,39})",([1-9]\d{0,2})\]$/.exec(fingerprint ?? '');
  if (parts?.[1] === undefined) return undefined;
  return { suffix: parts[1], prefix: Number(parts[2]) };
}

/** Decides which records are written with what, and why the others are not. Pure. */
export function plan(input: PlanInput): Plan {
  const groups = new Map<string, PlannedChange[]>();
  const resting: { record: ManagedRecord; rest: Rest }[] = [];
  for (const record of input.settings.records) {
    if (input.only !== undefined && !input.only.has(record.id)) continue;
    const decision = decide(record, input);
    if ('rest' in decision) {
      resting.push({ record, rest: decision.rest });
      continue;
    }
    const group = groups.get(record.account) ?? [];
    group.push(decision.change);
    groups.set(record.account, group);
  }
  return {
    groups: [...groups].map(([account, changes]) => ({ account, changes })),
    resting,
  };
}

type Decision = { readonly change: PlannedChange } | { readonly rest: Rest };

function decide(record: ManagedRecord, input: PlanInput): Decision {
  const { state, now } = input;
  if (isLocked(input.settings, record.account)) return { rest: { kind: 'locked' } };
  const force = isForced(input.force, record.id);
  const detection = input.detections[familyOf(record.type)];
  if (detection.kind !== 'known') {
    return { rest: { kind: 'noAddress', detection: detection.kind } };
  }
  const wanted = wantedAddress(record, detection.address);
  if (wanted === undefined) return { rest: { kind: 'notGlobal' } };
  const known = recordState(state, record.id);
  const account = state.accounts[record.account];
  const holds = (stop: Stop | undefined) =>
    stop !== undefined && !(force && isLifted(stop, { at: input.askedAt ?? now, now }));
  if (holds(account?.stopped)) return { rest: { kind: 'stopped', scope: 'account' } };
  if (holds(known.stopped)) return { rest: { kind: 'stopped', scope: 'record' } };
  const capabilities = input.capabilities(record.account);
  const until = waitUntil(known, account, wanted, capabilities, now);
  if (until > now && !mayHurry(force, capabilities)) return { rest: { kind: 'waiting', until } };
  const reason = reasonToWrite(record, known, wanted, capabilities, force, now);
  if (typeof reason === 'object') return { rest: reason };
  const previous = known.published?.address;
  const sibling = siblingAddress(record, input);
  return { change: { record, address: wanted, previous, sibling, reason } };
}

/**
 * What a call of ours last set or may have set: sending that again changes nothing. Only where
 * nothing was ever sent it is the confirmed address of the other family.
 */
function siblingAddress(record: ManagedRecord, input: PlanInput): Address | undefined {
  const sibling = input.settings.records.find(
    ({ account, name, type }) =>
      account === record.account && name === record.name && type !== record.type,
  );
  if (sibling === undefined) return undefined;
  const { inFlight, unconfirmed, published } = recordState(input.state, sibling.id);
  const held = inFlight ?? unconfirmed ?? published;
  const detection = input.detections[familyOf(sibling.type)];
  if (held !== undefined || detection.kind !== 'known') return held?.address;
  return wantedAddress(sibling, detection.address);
}

/** The user's word overrides a back-off, but not one that a punishing host asks for. */
function mayHurry(force: boolean, capabilities: Capabilities): boolean {
  return force && !capabilities.repeatsArePunished;
}

function reasonToWrite(
  record: ManagedRecord,
  known: RecordState,
  wanted: Address,
  capabilities: Capabilities,
  force: boolean,
  now: number,
): Reason | Rest {
  if (known.inFlight !== undefined || known.unconfirmed !== undefined) return 'interrupted';
  if (!sameAddress(known.published?.address, wanted)) {
    if (force) return 'forced';
    if (known.failures > 0) return 'retry';
    return known.published === undefined ? 'first' : 'addressChanged';
  }
  return capabilities.repeatsArePunished
    ? reasonToRepeat(record, known, capabilities, force, now)
    : reasonToLook(record, known, capabilities, force, now);
}

/** The address stands there already and the host punishes repetition: nothing is a reason soon. */
function reasonToRepeat(
  record: ManagedRecord,
  known: RecordState,
  capabilities: Capabilities,
  force: boolean,
  now: number,
): Reason | Rest {
  const sent = known.published?.at ?? now;
  const age = now - sent;
  const { keepAlive } = capabilities;
  if (keepAlive !== false && age >= Math.max(keepAlive, shortestRepeat)) return 'keepAlive';
  const changed = known.fingerprint !== recordFingerprint(record);
  if (!force && !changed) return { kind: 'upToDate' };
  if (age < shortestRepeat) return { kind: 'repeatPunished', until: sent + shortestRepeat };
  return force ? 'forced' : 'settingsChanged';
}

function reasonToLook(
  record: ManagedRecord,
  known: RecordState,
  capabilities: Capabilities,
  force: boolean,
  now: number,
): Reason | Rest {
  if (force) return 'forced';
  if (known.failures > 0) return 'retry';
  if (known.fingerprint !== recordFingerprint(record)) return 'settingsChanged';
  const checked = known.checked ?? 0;
  const due = checked > now || now - checked >= recheckInterval;
  return capabilities.reads && due ? 'recheck' : { kind: 'upToDate' };
}
