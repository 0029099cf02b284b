import type * as z from 'zod';
import type { Localized } from '../contract/language.ts';
import type { Address } from './address.ts';
import { discreetProvider } from './discreet.ts';
import type { Name } from './name.ts';
import type { Failure, Outcome } from './outcome.ts';
import type { Clock, DnsServer, DnsTransport, Http, Log } from './ports.ts';
import type { ManagedRecord, RecordType } from './record.ts';

/** What `.meta()` of an account's field may hold; forms, docs, redaction and the JSON Schema read it. */
export interface FieldMeta {
  readonly label: Localized;
  readonly help?: Localized;
  /** Kept encrypted, taken out of every log. */
  readonly secret?: boolean;
  readonly placeholder?: string;
  /** Longer than a line, as a key file is. */
  readonly multiline?: boolean;
  /** What the values of a choice are called in a form, where they do not say it themselves. */
  readonly choices?: Readonly<Record<string, Localized>>;
}

declare module 'zod' {
  // zod's own way to type what .meta() takes.
  interface GlobalMeta {
    label?: Localized;
    help?: Localized;
    secret?: boolean;
    placeholder?: string;
    multiline?: boolean;
    choices?: Readonly<Record<string, Localized>>;
  }
}

export interface Capabilities {
  readonly families: readonly ('ipv4' | 'ipv6')[];
  /** Seconds that a TTL may be; `false` where the service sets it. */
  readonly ttl: { readonly min: number; readonly max: number } | false;
  readonly proxied: boolean;
  /** How the zone of a name is found: by the API, from the account's settings, or not needed. */
  readonly zones: 'api' | 'account' | 'none';
  /** `apply` looks at what the service holds and writes only on a difference, so that asking again is harmless. */
  readonly reads: boolean;
  readonly creates: boolean;
  /** Several records of one zone travel in one request. */
  readonly batch: boolean;
  /** The service locks out who sends an unchanged address again. */
  readonly repeatsArePunished: boolean;
  /** Milliseconds after which an unchanged address must be sent again or the host expires; `false` for never. */
  readonly keepAlive: number | false;
  /** Requests that one change of one record costs, once the zone is known. */
  readonly requestsPerChange: number;
}

/** What a service holds at one name and type now. */
export interface Holding {
  /** As the service writes them; none where it holds no such record. */
  readonly values: readonly string[];
  /** Seconds, where the service tells. */
  readonly ttl: number | undefined;
}

/** A host name that a zone holds with an address. */
export interface NamedRecord {
  /** A-labels; a wildcard begins with `*.`. */
  readonly name: Name;
  /** A before AAAA. */
  readonly types: readonly RecordType[];
}

/**
 * What a provider was tried against: the live service, the real server software, or only our own
 * emulator, made from the documentation and from maintained clients.
 */
export type TriedAgainst = 'service' | 'server' | 'emulator';

/** One record to bring to one address. */
export interface Change {
  readonly record: ManagedRecord;
  readonly address: Address;
  /** What we know it to hold; undefined where we do not. */
  readonly previous: Address | undefined;
  /**
   * What the other type of the same name, where the user lists it, holds as far as known, or else is
   * to hold: for services that take both at once, or lose the one that a request leaves out.
   */
  readonly sibling?: Address | undefined;
}

/** Small facts worth a request (a zone's id), kept across restarts, dropped when the account is edited. */
export interface Memory {
  get(key: string): string | undefined;
  set(key: string, value: string | undefined): void;
}

/** All that a provider may use. It reads the time, the network and chance in no other way. */
export interface ProviderContext {
  readonly http: Http;
  readonly dns: DnsTransport;
  readonly clock: Clock;
  readonly log: Log;
  readonly memory: Memory;
  /** 0 to 1. */
  readonly random: () => number;
  /** Milliseconds for one request. */
  readonly timeout: number;
  /** Aborted when the program ends, or the round takes too long. */
  readonly signal: AbortSignal;
}

/**
 * A DNS service, as data and few functions. Models: `providers/digitalocean.ts` where records have
 * ids, `providers/gandi.ts` where all values of a name and type are replaced at once,
 * `providers/dynadot.ts` where there is an update URL, and `providers/route53.ts` for a full one.
 */
export interface Provider<Account = unknown> {
  readonly id: string;
  readonly name: Localized;
  readonly website: string;
  /** Where the credentials are made. */
  readonly docs: string;
  /** One or two sentences: how to make the credentials, with the least permission. */
  readonly setup: Localized;
  /** The least permission that the credentials need, by the service's own names; left out where they cannot be narrowed. */
  readonly permission?: Localized;
  /** What to know before: how often one may ask, what the plan must include, what it cannot do. One sentence each. */
  readonly limits?: readonly Localized[];
  readonly triedAgainst: TriedAgainst;
  /** Where most of its users live, as an ISO 3166 code; left out for services of all the world. */
  readonly country?: string;
  readonly account: z.ZodType<Account>;
  readonly capabilities: Capabilities;
  /** Capabilities that depend on the account, such as a preset's. */
  capabilitiesOf?(account: Account): Capabilities;
  /**
   * Why the account can never write that name, as a failure's detail says it: the rest of a sentence,
   * without a full stop. Undefined where it may. Pure: the service is not asked.
   */
  refuses?(account: Account, name: Name): Localized | undefined;
  /** The name servers to ask first when verifying, where the account names them. */
  authoritative?(account: Account): readonly DnsServer[];
  /**
   * The zones that the account may see, for the picker; writes nothing, so that it proves the
   * credentials too. Rejects only with the signal's reason.
   */
  zones?(account: Account, context: ProviderContext): Promise<readonly Name[] | Failure>;
  /**
   * The host names that a zone holds with an address, each once, sorted; those of a huge zone not
   * all. Left out where the service shows no whole zone. Writes nothing. Rejects only with the
   * signal's reason.
   */
  records?(
    zone: Name,
    account: Account,
    context: ProviderContext,
  ): Promise<readonly NamedRecord[] | Failure>;
  /** What the service holds for each record, in order; writes nothing. Rejects only with the signal's reason. */
  read?(
    records: readonly ManagedRecord[],
    account: Account,
    context: ProviderContext,
  ): Promise<readonly (Holding | Failure)[]>;
  /**
   * Brings each record to its address. Resolves with one outcome for each change, in order; one
   * record's failure never hides another's. Touches no other name or type. Rejects only with the
   * signal's reason.
   */
  apply(
    changes: readonly Change[],
    account: Account,
    context: ProviderContext,
  ): Promise<readonly Outcome[]>;
}

/**
 * Keeps the account's type while it is declared, and forgets it for the registry. What the provider
 * says of a failure then holds no secret of the account.
 */
export function defineProvider<Account>(provider: Provider<Account>): Provider {
  return discreetProvider(provider) as unknown as Provider;
}

export function capabilitiesOf(provider: Provider, account: unknown): Capabilities {
  return provider.capabilitiesOf?.(account) ?? provider.capabilities;
}
