import type { Family } from '../address.ts';
import type { Held } from '../dns/held.ts';
import type { Spread } from '../dns/spread.ts';
import type { DnsServer } from '../ports.ts';
import { familyOf, type ManagedRecord } from '../record.ts';
import type { Detection } from '../state.ts';
import type { ServerFailure, Verification, VerificationKind } from '../verify.ts';
import { type DetectionData, detectionData } from './detection.ts';

/** What one server holds. An entry of `servers` and `resolvers` in the JSON of `verify`. */
export interface ServerData {
  readonly server: string;
  /** Where it was asked. */
  readonly address?: string | undefined;
  /** Empty where it has no such record. */
  readonly answer?: readonly string[] | undefined;
  /** The name that a CNAME points to. */
  readonly alias?: string | undefined;
  /** Seconds. A resolver's answer is kept for that long. */
  readonly ttl?: number | undefined;
  /** Whether it is just the wanted address. */
  readonly right: boolean;
  readonly failure?: ServerFailure | undefined;
}

/** `noAddress`: there is nothing to compare with. `notNeeded`: and nobody insists on it. */
type VerifyResult = VerificationKind | 'noAddress' | 'notNeeded';

/** One record at its name servers. An entry of `records` in the JSON of `verify`. */
export interface VerifiedRecord {
  readonly id: string;
  readonly name: string;
  readonly type: 'A' | 'AAAA';
  readonly account: string;
  readonly result: VerifyResult;
  readonly ok: boolean;
  /** The address that should be there. */
  readonly wanted?: string | undefined;
  readonly zone?: string | undefined;
  /** This network is answered differently from the outside. */
  readonly splitHorizon: boolean;
  /** Every authoritative server. */
  readonly servers: readonly ServerData[];
  /** Public resolvers. */
  readonly resolvers: readonly ServerData[];
}

/** The JSON of `verify`. */
export interface VerifyData {
  readonly ok: boolean;
  readonly status: 0 | 1 | 3;
  /** What was found out where the state knew no address. */
  readonly addresses: { readonly [One in Family]?: DetectionData | undefined };
  readonly records: readonly VerifiedRecord[];
}

/** One record, and what was learnt of it; without a wanted address nothing was asked. */
export interface VerifyCase {
  readonly record: ManagedRecord;
  readonly asked?:
    | {
        readonly wanted: string;
        readonly verification: Verification;
        readonly spread: readonly Spread<DnsServer>[];
      }
    | undefined;
}

function heldData(held: Held, wanted: string): Omit<ServerData, 'server'> {
  switch (held.kind) {
    case 'addresses': {
      const { texts, ttl } = held;
      return { answer: texts, ttl, right: texts.length === 1 && texts[0] === wanted };
    }
    case 'alias':
      return { alias: held.target, ttl: held.ttl, right: false };
    case 'none':
      return { answer: [], right: false };
  }
}

function serverData({ servers }: Verification, wanted: string): readonly ServerData[] {
  return servers.map(({ server, address, held }) =>
    held.kind === 'failure'
      ? { server, address, right: false, failure: held.reason }
      : { server, address, ...heldData(held, wanted) },
  );
}

function resolverData({ resolver, seen }: Spread<DnsServer>, wanted: string): ServerData {
  const server = resolver.host;
  switch (seen.kind) {
    case 'same':
      return { server, answer: [wanted], ttl: seen.ttl, right: true };
    case 'old':
      return { server, answer: seen.texts, ttl: seen.ttl, right: false };
    case 'none':
      return { server, answer: [], right: false };
    case 'unreachable':
      return { server, right: false, failure: seen.reason };
  }
}

function recordData(
  { record, asked }: VerifyCase,
  never: ReadonlySet<Family>,
  isUnasked: boolean,
): VerifiedRecord {
  const { id, name, type, account, implied } = record;
  const base = { id, name, type, account };
  if (asked === undefined) {
    const needless = implied && !isUnasked && never.has(familyOf(type));
    const result = needless ? 'notNeeded' : 'noAddress';
    return { ...base, result, ok: needless, splitHorizon: false, servers: [], resolvers: [] };
  }
  const { wanted, verification, spread } = asked;
  const { kind, zone, splitHorizon } = verification;
  return {
    ...base,
    result: kind,
    ok: kind === 'matches' || kind === 'proxied',
    wanted,
    zone,
    splitHorizon: splitHorizon === true,
    servers: serverData(verification, wanted),
    resolvers: spread.map((one) => resolverData(one, wanted)),
  };
}

/** Nobody at all could be asked: the connection is missing, not the record. */
function isUnheard({ result, servers, resolvers }: VerifiedRecord): boolean {
  const silent = [...servers, ...resolvers].every(({ failure }) => failure !== undefined);
  return result === 'notNeeded' || (result === 'unknown' && silent);
}

/**
 * What the name servers say of every record. `never` holds the families that this network has never
 * had; `detections` what was found out where the state knew no address.
 */
export function verifyData(
  cases: readonly VerifyCase[],
  never: ReadonlySet<Family>,
  detections: Partial<Readonly<Record<Family, Detection>>>,
): VerifyData {
  const found = Object.entries(detections).map(([family, detection]) => [
    family,
    detectionData(detection),
  ]);
  const addresses: VerifyData['addresses'] = Object.fromEntries(found);
  const states = Object.values(addresses).map(({ state }) => state);
  const isElsewhere = states.includes('elsewhere');
  const cut = isElsewhere || states.includes('offline');
  // A missing connection says nothing about which families the network has.
  const unplugged =
    cut &&
    states.every((state) => state === 'offline') &&
    cases.every(({ asked }) => asked === undefined);
  const isUnasked = unplugged || isElsewhere;
  const records = cases.map((one) => recordData(one, never, isUnasked));
  const ok = records.every((record) => record.ok);
  const offline =
    !ok && records.every((record) => isUnheard(record) || (cut && record.result === 'noAddress'));
  return { ok, status: offline ? 3 : ok ? 0 : 1, addresses, records };
}
