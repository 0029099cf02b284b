/** How an echo service answers: as it documents, unless something of this is set. */
export interface EchoWay {
  /** Instead of the address that it was asked from. */
  readonly address?: string;
  /** Instead of its documented answer; `{ip}` stands for the address. */
  readonly reply?: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  /** Milliseconds before it answers; 'never' takes the request and stays silent. */
  readonly delay?: number | 'never';
  /** The certificate's time is over, or has not come. */
  readonly certificate?: 'expired' | 'future';
}

/** How a name server that tells addresses answers. */
export interface WhoamiWay {
  readonly address?: string;
  /** A further text beside the address, as Google's server gives for EDNS client subnets. */
  readonly extra?: string;
  readonly silent?: boolean;
  /** A response code of RFC 1035 4.1.1 instead of an answer. */
  readonly rcode?: number;
}

/** One request that arrived. */
export interface Arrival {
  /** Milliseconds on the machine's steady clock. */
  readonly at: number;
  /** The host that was asked, or the name that a name server was asked for. */
  readonly service: string;
  readonly from: string;
  /** What the program calls itself, over http. */
  readonly agent?: string | undefined;
}

/** What can be asked of the services' process, by name: argument and answer. */
export interface ServiceCalls {
  /** By host; hosts that are not named are honest. `*` stands for every other host. */
  echo: [ways: Readonly<Record<string, EchoWay>>, answer: undefined];
  /** By server. */
  whoami: [ways: Readonly<Partial<Record<WhoamiServer, WhoamiWay>>>, answer: undefined];
  /** What arrived since the last time this was asked. */
  arrivals: [none: undefined, answer: readonly Arrival[]];
  /** Nothing for so many milliseconds: what must not happen gets its time to happen. */
  pause: [time: number, answer: undefined];
  /** The addresses that the authoritative server gives for the record now. */
  record: [question: RecordQuestion, answer: readonly string[]];
  /** Asks every 20 ms until the record is that address; answers with the time on the steady clock. */
  watch: [wish: RecordWish, answer: number];
}

export type WhoamiServer = 'cloudflare' | 'opendns' | 'google';

export interface RecordQuestion {
  readonly name: string;
  readonly type: 'A' | 'AAAA';
}

export interface RecordWish extends RecordQuestion {
  readonly address: string;
  /** Milliseconds after which it is given up. */
  readonly limit: number;
}

export type ServiceCall = {
  readonly [Name in keyof ServiceCalls]: {
    readonly id: number;
    readonly name: Name;
    readonly argument: ServiceCalls[Name][0];
  };
}[keyof ServiceCalls];

export interface ServiceReply {
  readonly id: number;
  readonly answer?: unknown;
  readonly error?: string;
}

/** What the process is started with, as JSON in its first argument. */
export interface ServiceStart {
  readonly http: number;
  readonly https: number;
  /** Serves the name servers that tell addresses. */
  readonly whoami: boolean;
  /** PEM files by the certificate's state. */
  readonly certificates: Readonly<
    Record<'valid' | 'expired' | 'future', { cert: string; key: string }>
  >;
}

/** Milliseconds on a clock that all processes of the machine share, and that nobody sets. */
export function steadyNow(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
