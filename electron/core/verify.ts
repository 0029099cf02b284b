import { type Address, classify, parseAddress } from './address.ts';
import { mapConcurrent } from './dns/concurrent.ts';
import { findZone, type ZoneSearch } from './dns/find-zone.ts';
import { type Held, heldAt, resolvedAs, type Wanted } from './dns/held.ts';
import type { AskContext, AskFailure } from './dns/query.ts';
import {
  type AuthoritativeAsk,
  createAuthoritativeAsk,
  createResolver,
  type Resolver,
} from './dns/resolver.ts';
import type { Name } from './name.ts';
import type { DnsServer } from './ports.ts';

export interface VerifyContext extends AskContext {
  /** The system's resolvers: they find the zone's servers, and show a split horizon. */
  readonly resolvers: readonly DnsServer[];
  /** Where authoritative servers listen; 53 but for tests. */
  readonly port?: number;
}

/** Why a name server gave no authoritative answer. */
export type ServerFailure =
  | AskFailure
  /** No address is known for its name. */
  | 'noAddress'
  /** It answers, but does not serve the zone. */
  | 'lame'
  | 'refused'
  | 'servfail';

/** What one authoritative server said. */
interface ServerAnswer {
  readonly server: string;
  /** The address that answered, or that the failure is about. */
  readonly address: string | undefined;
  readonly held: Held | { readonly kind: 'failure'; readonly reason: ServerFailure };
}

export type VerificationKind =
  /** Every server that answered holds the address, and nothing else. */
  | 'matches'
  | 'differs'
  | 'missing'
  /** Every address is Cloudflare's own, so DNS cannot show the record. */
  | 'proxied'
  /** A CNAME stands in its place. */
  | 'alias'
  /** No server could be asked. It says nothing about the record. */
  | 'unknown';

export interface Verification {
  readonly kind: VerificationKind;
  readonly zone: Name | undefined;
  readonly servers: readonly ServerAnswer[];
  /** The zone is right, but this computer's own resolver answers with another kind of address. */
  readonly splitHorizon?: true;
}

/** Records that are verified at a time. */
const recordsAtOnce = 8;

function isEdge(text: string): boolean {
  const address = parseAddress(text);
  return address !== undefined && classify(address) === 'cloudflareEdge';
}

/** Addresses of another kind than the wanted one, such as a private one: a view for the inside. */
function isInside(texts: readonly string[], wanted: Address): boolean {
  const kind = classify(wanted);
  return texts.some((text) => {
    const address = parseAddress(text);
    const found = address === undefined ? kind : classify(address);
    return found !== kind && found !== 'cloudflareEdge';
  });
}

function isInsideAnswer({ held }: ServerAnswer, { address }: Wanted): boolean {
  return held.kind === 'addresses' && isInside(held.texts, address);
}

function kindOf({ address }: Wanted, servers: readonly ServerAnswer[]): VerificationKind {
  const answers = servers.flatMap(({ held }) => (held.kind === 'failure' ? [] : [held]));
  const every = (test: (held: Held) => boolean) => answers.every(test);
  if (answers.length === 0) return 'unknown';
  if (every((held) => held.kind === 'none')) return 'missing';
  if (every((held) => held.kind === 'alias')) return 'alias';
  if (every((held) => held.kind === 'addresses' && held.texts.join() === address.text)) {
    return 'matches';
  }
  if (every((held) => held.kind === 'addresses' && held.texts.every(isEdge))) return 'proxied';
  return 'differs';
}

async function askServer(
  { name, type }: Wanted,
  server: string,
  addresses: readonly DnsServer[],
  ask: AuthoritativeAsk,
): Promise<ServerAnswer> {
  let failed: ServerAnswer | undefined;
  for (const address of addresses) {
    const reply = await ask(address, name, type);
    const from = { server, address: address.host };
    let reason: ServerFailure;
    if (reply.kind === 'failure') {
      reason = reply.reason;
    } else {
      const { rcode, authoritative } = reply.message;
      const exists = rcode === 'NOERROR' || rcode === 'NXDOMAIN';
      if (exists && authoritative) return { ...from, held: heldAt(name, type, reply.message) };
      reason = exists ? 'lame' : rcode === 'REFUSED' ? 'refused' : 'servfail';
    }
    // That this computer lacks IPv6 says less than why the server did not answer over IPv4.
    if (failed === undefined || reason !== 'offline') {
      failed = { ...from, held: { kind: 'failure', reason } };
    }
  }
  return failed ?? { server, address: undefined, held: { kind: 'failure', reason: 'noAddress' } };
}

async function isSplit(wanted: Wanted, resolve: Resolver): Promise<boolean> {
  const reply = await resolve(wanted.name, wanted.type);
  if (reply.kind === 'failure') return false;
  const seen = resolvedAs(wanted.type, reply.message);
  if (seen.kind === 'none') return false;
  return isInside(seen.texts, wanted.address);
}

/** Whom to ask: the hints, then the zone's servers that are not among them. */
function serversToAsk(
  search: ZoneSearch,
  hints: readonly DnsServer[],
  port: number,
): readonly { readonly name: string; readonly at: readonly DnsServer[] }[] {
  const hinted = (host: string) => hints.some((hint) => hint.host === host && hint.port === port);
  const found = search.kind === 'found' ? search.servers : [];
  const others = found
    .filter((server) => !hinted(server.name) && !server.addresses.some(hinted))
    .map(({ name, addresses }) => ({ name, at: addresses.map((host) => ({ host, port })) }));
  return [...hints.map((hint) => ({ name: hint.host, at: [hint] })), ...others];
}

/**
 * Asks every authoritative server of each record's zone, directly, what it holds, and compares.
 * `hints` (the account's own servers) are asked as well, and alone where the zone cannot be found.
 * One result for each record, in order. Rejects only with the signal's reason.
 */
export function verifyRecords(
  wanted: readonly (Wanted & { readonly hints?: readonly DnsServer[] })[],
  context: VerifyContext,
): Promise<readonly Verification[]> {
  const { port = 53 } = context;
  const resolve = createResolver(context.resolvers, context);
  const ask = createAuthoritativeAsk(context);

  return mapConcurrent(wanted, recordsAtOnce, async (record) => {
    const search = await findZone(record.name, resolve);
    const toAsk = serversToAsk(search, record.hints ?? [], port);
    const servers = await mapConcurrent(toAsk, toAsk.length, ({ name, at }) =>
      askServer(record, name, at, ask),
    );
    const outside = servers.filter((answer) => !isInsideAnswer(answer, record));
    // Where the zone's servers as seen from here show an inner view, those outside it decide.
    const inner = outside.length < servers.length && kindOf(record, outside) === 'matches';
    const kind = inner ? 'matches' : kindOf(record, servers);
    const split = inner || (kind === 'matches' && (await isSplit(record, resolve)));
    const zone = search.kind === 'found' ? search.zone : undefined;
    return { kind, zone, servers, ...(split ? { splitHorizon: true } : {}) };
  });
}
