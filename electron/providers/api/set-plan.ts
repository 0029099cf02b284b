import { parseAddress, sameAddress } from '../../core/address.ts';
import type { Name } from '../../core/name.ts';
import type { Failure, Outcome, Success } from '../../core/outcome.ts';
import type { Change } from '../../core/provider.ts';
import type { RecordType } from '../../core/record.ts';
import { aliasAt } from './alias.ts';
import type { Placed } from './zone-reader.ts';

/** All records of one name and type, as a service holds them. */
export interface HeldSet extends Placed {
  readonly values: readonly string[];
  /** Seconds; undefined where the service does not tell. */
  readonly ttl: number | undefined;
  /** Why it cannot be replaced by an address: a routing policy, an alias of the service's own. */
  readonly blocked?: Failure;
  /** What else the service wants back when it replaces the set, such as an id or metadata. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** One set as it is to be. */
export interface WantedSet {
  readonly name: Name;
  readonly type: RecordType;
  readonly values: readonly [string];
  /** Seconds: the user's, else as found, else the service's for new sets. */
  readonly ttl: number | undefined;
  /** What it replaces; undefined where it is new. */
  readonly held: HeldSet | undefined;
}

export interface SetStep {
  readonly change: Change;
  readonly set: WantedSet;
  /** The outcome once it is written. */
  readonly done: Success;
}

type PlannedSet = { readonly step: SetStep } | { readonly outcome: Outcome };

/**
 * What to do for one change, given all that the service shows at its name. The set of that name and
 * type becomes one record with the address, since a stale one beside the right one sends every
 * second visitor astray. The TTL stays unless the user set one.
 */
export function planSet(
  change: Change,
  named: readonly HeldSet[],
  newTtl: number | undefined,
): PlannedSet {
  const { record, address } = change;
  const { name, type } = record;
  const held = named.find((set) => set.type === type && set.name === name);
  if (held?.blocked !== undefined) return { outcome: held.blocked };
  const values = held?.values ?? [];
  const alias = values.length === 0 ? aliasAt(named, (set) => set.values[0]) : undefined;
  if (alias !== undefined) return { outcome: alias };
  const right = values.find((value) => sameAddress(parseAddress(value), address));
  const previous = parseAddress(right ?? values[0] ?? '');
  const ttl = record.ttl ?? held?.ttl ?? newTtl;
  const asTold = held?.ttl === undefined || ttl === held.ttl;
  if (right !== undefined && values.length === 1 && asTold) {
    return { outcome: { kind: 'alreadyRight', evidence: 'provider', previous } };
  }
  const kind = values.length > 0 ? 'updated' : 'created';
  return {
    step: {
      change,
      set: { name, type, values: [address.text], ttl, held },
      done: { kind, evidence: 'provider', previous },
    },
  };
}
