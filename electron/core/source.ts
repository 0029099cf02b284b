import type { Address, Family } from './address.ts';
import type { GatewayClient } from './gateway/client.ts';
import type { Network } from './network.ts';
import { type Detail, detailText } from './outcome.ts';
import type { CommandRunner, DnsTransport, Http, Interfaces, Random } from './ports.ts';
import type { Udp } from './udp.ts';

/** Why a source gave no usable answer. */
export type SourceFailureKind =
  /** No connection for that family. */
  | 'offline'
  | 'timeout'
  /** Not reached, or the connection broke. */
  | 'network'
  | 'tls'
  /** Somebody on the way plays the name servers: a public service's name leads into the local network, or a name server does not know its own name. */
  | 'hijacked'
  /** An HTTP status other than 200, or an error of STUN. */
  | 'status'
  /** 429 or 403: the service asks us to stay away for a while. */
  | 'limited'
  /** A redirect or an HTML page: most likely a sign-in page of the network. */
  | 'captive'
  /** The body is not the form that the service documents. */
  | 'form'
  /** An address of the other family. */
  | 'family'
  /** An address that cannot be reached from the Internet, or a proxy's. */
  | 'notGlobal'
  /** The interface or the command does not exist, or failed. */
  | 'missing';

export class SourceFailure extends Error {
  override readonly name = 'SourceFailure';
  readonly kind: SourceFailureKind;
  /** What was seen, without secrets and without a final full stop. */
  readonly detail: Detail;

  constructor(kind: SourceFailureKind, detail: Detail) {
    super(detailText(detail, 'en'));
    this.kind = kind;
    this.detail = detail;
  }
}

export interface SourceContext {
  readonly http: Http;
  readonly interfaces: Interfaces;
  readonly commands: CommandRunner;
  readonly dns: DnsTransport;
  readonly udp: Udp;
  readonly network: Network;
  readonly gateway: GatewayClient;
  readonly random: Random;
  /** This computer's address to ask from, by family: a stable one, or the adapter that the user chose. */
  readonly local: Partial<Readonly<Record<Family, string>>>;
  /** Milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly address: Address;
  /** How the source knows, for people: a host, an interface. No secrets. */
  readonly evidence: string;
}

/**
 * How an answer travels. Only over `https` is it certain who gave it: `http`, `dns` and `stun` can be
 * answered by anybody on the way, and `gateway` by anybody in the local network.
 */
export type SourceTransport =
  | 'https'
  | 'http'
  | 'dns'
  | 'stun'
  | 'gateway'
  | 'interface'
  | 'command';

/** One way to learn the public address. */
export interface Source {
  readonly id: string;
  /** Who runs it. A quorum needs different ones. */
  readonly operator: string;
  readonly transport: SourceTransport;
  readonly families: readonly Family[];
  /** The user's own: its word is enough when it stands alone. */
  readonly own: boolean;
  /** Resolves with a global address of that family; else rejects with {@link SourceFailure}. */
  ask(family: Family, context: SourceContext): Promise<Answer>;
}
