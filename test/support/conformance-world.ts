import type { Change, Provider } from '../../electron/core/provider.ts';
import { type ManagedRecord, type RecordType, recordId } from '../../electron/core/record.ts';
import { addr } from './address.ts';
import type { TestContext, testContext } from './provider-context.ts';

/** One record as the service holds it, told apart from how the service writes it. */
export interface HeldRecord {
  /** A-labels, no final dot. */
  readonly name: string;
  /** `A`, `AAAA`, `CNAME` … */
  readonly type: string;
  readonly value: string;
  readonly ttl: number;
  /** Whatever else the service keeps with it (comments, tags, proxying), as one comparable text. */
  readonly extras: string;
}

/** What goes wrong with the next exchange. */
export type WorldFault =
  | 'offline'
  | 'refused'
  | 'tls'
  | 'proxyAuth'
  | 'hang'
  | 'reset'
  | 'serverError'
  | 'badGateway'
  | 'rateLimited'
  | 'rateLimitedFor90s'
  | 'truncated'
  | 'oversized'
  | 'html'
  | 'redirect'
  /** The service refuses the credential. */
  | 'credential'
  /** The service refuses, and repeats the credential in its text. */
  | 'secretEchoed'
  /** The work is done and the answer is lost. */
  | 'answerLost';

export interface World {
  readonly provider: Provider;
  /** As the provider's own schema made it. */
  readonly account: unknown;
  /** Texts that must never come out. */
  readonly secrets: readonly string[];
  addZone(name: string): void;
  /** Puts a record there, with comments and the like where the service has them. The zone exists. */
  addRecord(record: { name: string; type: string; value: string; ttl?: number }): void;
  /** All records of all zones. */
  records(): readonly HeldRecord[];
  /** Strikes once, at the next read or write (or whichever comes first). */
  fault(fault: WorldFault, at?: 'read' | 'write'): void;
  /** From now on the service refuses every write of that name. */
  refuse(name: string): void;
  /** Requests that the service (or a stranger) has received. */
  requests(): { readonly reads: number; readonly writes: number };
  /** Hosts that were spoken to. */
  hosts(): readonly string[];
  /** What the service was asked that no correct client asks. */
  violations(): readonly string[];
  context(
    parts?: Omit<NonNullable<Parameters<typeof testContext>[0]>, 'http' | 'dns'>,
  ): TestContext;
}

export interface Harness {
  /** The service keeps more than one record of one name and type apart from their set. */
  readonly duplicates: boolean;
  /** The service knows CNAMEs. */
  readonly aliases: boolean;
  /** A successful write is answered with nothing, so that nothing of it can be cut off. */
  readonly silentWrites: boolean;
  /** The faults that its protocol can have; all where left out. */
  readonly faults?: readonly WorldFault[];
  /** It speaks HTTP, so that pages, redirects and statuses can come back. */
  readonly http: boolean;
  readonly makeWorld: () => World;
}

/** A change of one record; `type` follows from the address. */
export function change(
  name: string,
  to: string,
  more: Partial<Pick<ManagedRecord, 'ttl' | 'proxied' | 'zone'>> & { readonly from?: string } = {},
): Change {
  const { from, ...rest } = more;
  const target = addr(to);
  const type: RecordType = target.family === 'ipv4' ? 'A' : 'AAAA';
  const id = recordId('home', name, type);
  return {
    record: { id, name, type, account: 'home', implied: false, ...rest },
    address: target,
    previous: from === undefined ? undefined : addr(from),
  };
}
