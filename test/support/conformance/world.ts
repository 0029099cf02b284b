import type { FailureKind } from '../../../electron/core/outcome.ts';
import type { Change, Provider } from '../../../electron/core/provider.ts';
import { type ManagedRecord, type RecordType, recordId } from '../../../electron/core/record.ts';
import { addr } from '../address.ts';
import type { EmulatedReply, EmulatedRequest, Fault } from '../emulator.ts';
import type { TestContext, testContext } from '../provider-context.ts';

/** One record as the service holds it, told apart from how the service writes it. */
export interface HeldRecord {
  /** A-labels, no final dot. */
  readonly name: string;
  /** `A`, `AAAA`, `CNAME` … */
  readonly type: string;
  readonly value: string;
  readonly ttl: number;
  /** Whatever else the service keeps with it (line, comments, tags, proxying), as one comparable text. */
  readonly extras: string;
}

export interface NewRecord {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  /** Seconds. */
  readonly ttl?: number;
  /** The network that it answers, where it is not for everybody. */
  readonly line?: string;
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
  | 'unavailable'
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

export type Moment = 'read' | 'write';

export interface World {
  readonly provider: Provider;
  /** As the provider's own schema made it. */
  readonly account: unknown;
  /** Texts that must never come out. */
  readonly secrets: readonly string[];
  /** The service's own refusal whose text repeats a secret; left out where it speaks no HTTP. */
  readonly echo?: EmulatedReply;
  addZone(name: string): void;
  /** The zone is deleted and made again: empty, and with another id where zones have one. */
  readdZone?(name: string): void;
  /** Puts a record there, with comments and the like where the service has them. The zone exists. */
  addRecord(record: NewRecord): void;
  /** All records of all zones. */
  records(): readonly HeldRecord[];
  /** Strikes once, at the next read or write (or whichever comes first). */
  fault(fault: WorldFault, at?: Moment): void;
  /** The service answers so, as often as said (default once), whatever it is asked at that moment. */
  answer(
    reply: Fault['reply'],
    at?: Moment,
    more?: { readonly times?: number; readonly when?: (request: EmulatedRequest) => boolean },
  ): void;
  /** Another client deletes the record of that name and value, right after it was next shown to us. */
  vanish?(name: string, value: string): void;
  /** From now on the service refuses every write of that name. */
  refuse(name: string): void;
  /** The service's clock is ahead of ours by so many milliseconds. */
  shiftClock?(ms: number): void;
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

/** One of the errors that the service documents, and what it must come to. */
export interface ErrorRow {
  /** The service's own code. */
  readonly title: string;
  readonly at: Moment;
  readonly reply: EmulatedReply;
  readonly kind: FailureKind;
  /** Default `record`. */
  readonly scope?: 'account' | 'record';
  /** Milliseconds. */
  readonly retryAfter?: number;
  /** The record is not there yet, so that the write makes it. */
  readonly creating?: boolean;
  /** Which request it answers, where there are several of that moment. */
  readonly when?: (request: EmulatedRequest) => boolean;
}

/** What a service can do and hold, and so which promises can be tried. */
export interface Harness {
  readonly makeWorld: () => World;
  /** The service keeps more than one record of one name and type. */
  readonly duplicates: boolean;
  /** A CNAME in the way is seen when looking, is told by the refusal of the write, or cannot be. */
  readonly aliases: 'seen' | 'refused' | false;
  /** The service has records for one network only, beside those for all. */
  readonly lines?: boolean;
  /** A change adds the new record and then takes the old one away, so that it can be half done. */
  readonly replacesByAdding?: boolean;
  /** False where names that end with the zone's name twice cannot be written. Default true. */
  readonly twiceInZone?: boolean;
  /** False where the service shows no whole zone. Default true. */
  readonly lists?: boolean;
  /** A successful write is answered with nothing, so that nothing of it can be cut off. */
  readonly silentWrites: boolean;
  /** The answer to a write names the address that it now holds: each, none, or only that to the making or the changing. */
  readonly echoes: boolean | 'making' | 'changing';
  /** Two TTLs that the service takes, in seconds; false where records have none of their own. Default 1234 and 600. */
  readonly ttls?: readonly [number, number] | false;
  /** Most records on one page of the emulator; undefined where the service has no pages. */
  readonly pageSize?: number;
  /** Most zones on one page of the emulator; undefined where the service has no pages. */
  readonly zonePageSize?: number;
  /** How the service refuses a signature for its time; undefined where it does not look at the time. */
  readonly clockRefusal?: EmulatedReply;
  /** Every error that the service documents and that can meet us. */
  readonly errors: readonly ErrorRow[];
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
