import type { Family } from './address.ts';

/** What the domain needs of the outside. Adapters implement these; tests and the simulator do too. */

/** The wall clock, and one-shot timers. The clock may jump; code that waits compares again. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A number from 0 (included) to 1 (excluded). */
export type Random = () => number;

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Pins the family of the connection. Detection always sets it. */
  readonly family?: Family;
  /** This computer's address to connect from, of that family. */
  readonly localAddress?: string | undefined;
  /** Connect to no host whose name leads into this computer or a local network, but fail with {@link notPublicCode}. */
  readonly publicOnly?: boolean | undefined;
  /** `latin1`: a byte of the answer's body is one character, for what is no text. Default `utf8`. */
  readonly encoding?: 'utf8' | 'latin1';
  /** `never` for detection: a proxy's address is not ours. `system` is the settings' proxy, or HTTPS_PROXY and its kin. */
  readonly proxy: 'never' | 'system';
  /** Milliseconds for the whole exchange, name lookup to last byte. */
  readonly timeout: number;
  /** Most bytes of a decompressed body that are read; more is a `tooLarge` failure. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export interface HttpResponse {
  /** Any status; redirects are never followed. */
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends one request, once. Rejects with {@link NetError}, whose text holds no header, query or body. */
export interface Http {
  send(request: HttpRequest): Promise<HttpResponse>;
}

export type NetErrorKind =
  /** No route, no network, no resolver: this computer is not connected (for that family). */
  | 'offline'
  /** The resolver answered that the name does not exist. */
  | 'notFound'
  | 'refused'
  | 'reset'
  | 'timeout'
  | 'tls'
  | 'proxyAuth'
  | 'proxy'
  | 'tooLarge'
  | 'aborted'
  | 'other';

/** A failed exchange with another host. */
export class NetError extends Error {
  override readonly name = 'NetError';
  readonly kind: NetErrorKind;
  readonly host: string;
  /** The system's own code (`ECONNREFUSED`, `CERT_HAS_EXPIRED`), where there is one. */
  readonly code: string | undefined;
  /** The request may have reached the other side. */
  readonly sent: boolean;

  constructor(kind: NetErrorKind, host: string, code?: string, sent = false) {
    super(`${host}: ${kind}${code === undefined ? '' : ` (${code})`}`);
    this.kind = kind;
    this.host = host;
    this.code = code;
    this.sent = sent;
  }
}

/** The code of an `other` failure of a request with `publicOnly`: the host's name led to no public address. */
export const notPublicCode = 'ERR_NOT_PUBLIC';

export interface DnsServer {
  /** An IP address, or a name that the system resolves. */
  readonly host: string;
  readonly port: number;
}

/** Carries one DNS message to one server and brings the answer, as bytes. Rejects with {@link NetError}. */
export interface DnsTransport {
  exchange(
    message: Uint8Array,
    server: DnsServer,
    options: {
      readonly transport: 'udp' | 'tcp';
      /** Milliseconds for the whole exchange. */
      readonly timeout: number;
      /** This computer's address to send from. */
      readonly localAddress?: string | undefined;
      readonly signal: AbortSignal;
    },
  ): Promise<Uint8Array>;
}

/** One address of one network interface of this computer. */
export interface InterfaceAddress {
  readonly interface: string;
  readonly address: string;
  readonly internal: boolean;
  /** Bits of its network's prefix. */
  readonly prefix?: number | undefined;
  /** The interface's hardware address, as `aa:bb:cc:dd:ee:ff`. */
  readonly mac?: string | undefined;
  /** Undefined where the system was not asked for it. */
  readonly state?: AddressState | undefined;
}

/** What becomes of an address of this computer (RFC 4862, RFC 8981). */
export interface AddressState {
  /** Made up for a day or so, to be hard to follow. */
  readonly temporary: boolean;
  /** Still works, but no new connection takes it: it is about to go. */
  readonly deprecated: boolean;
  /** Not usable yet, or found to be another's. */
  readonly tentative: boolean;
}

export interface Interfaces {
  list(): readonly InterfaceAddress[];
}

/** Runs a command line of the user's in the system's shell; resolves with what it printed. */
export interface CommandRunner {
  run(
    command: string,
    options: { readonly timeout: number; readonly maxBytes: number; readonly signal: AbortSignal },
  ): Promise<{ readonly status: number; readonly stdout: string; readonly stderr: string }>;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** One line each: a fixed English message and fields. Foreign text goes into a field, never into the message. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export type LogFields = Readonly<Record<string, unknown>>;

/** Keeps one JSON value, written atomically. */
export interface StateStore<State = unknown> {
  /** `undefined` where nothing was ever kept. */
  load(): Promise<State | undefined>;
  /** Rejects where it could not be kept; what was kept before is then still whole. */
  save(state: State): Promise<void>;
}

/** A short, salted, one-way mark of a text: equal for equal texts, too short to guess the text from. */
export type Fingerprint = (text: string) => string;
