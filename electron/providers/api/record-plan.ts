import { type Address, parseAddress, sameAddress } from '../../core/address.ts';
import type { Name } from '../../core/name.ts';
import type { Outcome, Success } from '../../core/outcome.ts';
import type { Change } from '../../core/provider.ts';
import type { RecordType } from '../../core/record.ts';
import { aliasAt } from './alias.ts';
import type { Placed } from './zone-reader.ts';

/** One record as a service holds it. */
export interface HeldRecord extends Placed {
  readonly id: string;
  readonly value: string;
  /** Seconds; undefined where the service does not tell. */
  readonly ttl: number | undefined;
  /** What else the service wants back when it changes the record, such as a comment. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** One record as it is to be. */
export interface WantedRecord {
  readonly name: Name;
  readonly type: RecordType;
  readonly value: string;
  /** Seconds: the user's, else as found, else the service's for new records. */
  readonly ttl: number | undefined;
}

/** What it takes to bring one record to its address: one of `update` and `create`, or only `deletes`. */
export interface RecordStep {
  readonly update?: { readonly held: HeldRecord; readonly to: WantedRecord };
  readonly create?: WantedRecord;
  /** Surplus records of the same name and type. */
  readonly deletes: readonly HeldRecord[];
  /** The outcome once it is done. */
  readonly done: Success;
}

type PlannedRecord = { readonly step: RecordStep } | { readonly outcome: Outcome };

/**
 * What to do for one change, given all that the service shows at its name. Nothing but that name and
 * type is touched, and of an existing record only the address, unless the user set a TTL. Several
 * records of that name and type are brought down to one, since a stale one beside the right one
 * sends every second visitor astray: one that has the address is kept, else the one that held the
 * previous address is changed, else the first.
 */
export function planRecord(
  change: Change,
  named: readonly HeldRecord[],
  newTtl: number | undefined,
): PlannedRecord {
  const { record, address, previous } = change;
  const { name, type } = record;
  const same = named.filter((held) => held.type === type && held.name === name);
  const alias = same.length === 0 ? aliasAt(named, ({ value }) => value) : undefined;
  if (alias !== undefined) return { outcome: alias };
  const kept = same.find((held) => holds(held, address)) ?? recyclable(same, previous);
  if (kept === undefined) {
    const create = { name, type, value: address.text, ttl: record.ttl ?? newTtl };
    return { step: { create, deletes: [], done: { kind: 'created', evidence: 'provider' } } };
  }
  const before = parseAddress(kept.value);
  const deletes = same.filter(({ id }) => id !== kept.id);
  const ttl = record.ttl ?? kept.ttl;
  const right = holds(kept, address) && (kept.ttl === undefined || ttl === kept.ttl);
  const done: Success = { kind: 'updated', evidence: 'provider', previous: before };
  if (right && deletes.length === 0) return { outcome: { ...done, kind: 'alreadyRight' } };
  if (right) return { step: { deletes, done } };
  const to = { name, type, value: address.text, ttl };
  return { step: { update: { held: kept, to }, deletes, done } };
}

function holds(held: HeldRecord, address: Address): boolean {
  return sameAddress(parseAddress(held.value), address);
}

function recyclable(
  same: readonly HeldRecord[],
  previous: Address | undefined,
): HeldRecord | undefined {
  return same.find((held) => previous !== undefined && holds(held, previous)) ?? same[0];
}
