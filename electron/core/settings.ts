import type { ChannelEvent } from '../contract/channel-event.ts';
import type { Language, Localized } from '../contract/language.ts';
import type { QuietHours } from '../contract/preferences.ts';
import type { Family } from './address.ts';
import type { NameProblem } from './name.ts';
import type { DnsServer, LogLevel } from './ports.ts';
import type { ManagedRecord } from './record.ts';

/** One way to learn the address, as the user names it. */
export type SourceSpec =
  | { readonly kind: 'builtIn'; readonly id: string }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'interface'; readonly name: string }
  | { readonly kind: 'command'; readonly command: string };

/** A provider and its credentials. */
export interface AccountSettings {
  readonly id: string;
  readonly provider: string;
  /** What the provider's own schema made of the fields, secrets included. */
  readonly fields: unknown;
  /** Changes whenever a field changes; tells that the user acted. */
  readonly fingerprint: string;
  /**
   * Fields whose secret cannot be read on this computer and is to be entered again; empty where the
   * system may tell it later. Nothing is sent for the account until then: `fields` is undefined, and
   * `fingerprint` empty.
   */
  readonly locked?: readonly string[] | undefined;
}

/** A channel and how it is reached. */
export interface ChannelSettings {
  readonly id: string;
  /** The id of what kind it is, such as `ntfy`. */
  readonly channel: string;
  /** What the channel's own schema made of the fields, secrets included. */
  readonly fields: unknown;
  /** Changes whenever one of `fields` changes; tells that the user acted. */
  readonly fingerprint: string;
  /** As in {@link AccountSettings}. */
  readonly locked?: readonly string[] | undefined;
  readonly events: readonly ChannelEvent[];
  /** In local time; what is still true is told afterwards. */
  readonly quietHours?: QuietHours | undefined;
  /** Undefined: the program's own. */
  readonly language?: Language | undefined;
}

/** The local interface over HTTP, where it is on. */
export interface ApiSettings {
  /** A loopback address. */
  readonly host: string;
  readonly port: number;
  /** Shown with each request, as a bearer token. */
  readonly token: string;
}

/** The proxy for the APIs of DNS services: `http://host:port`, `https://host:port`, or none. */
export type ProxySetting = 'off' | `http://${string}` | `https://${string}`;

/** On which networks the program works, and by which adapter it asks. */
export interface NetworkRules {
  /**
   * The only networks where anything is asked or written: a gateway's hardware address
   * (`aa:bb:cc:dd:ee:ff`) or the name of a Windows network profile. Empty: everywhere.
   */
  readonly approved: readonly string[];
  /** Adapters whose addresses and changes are not looked at; `*` stands for any characters. */
  readonly ignore: readonly string[];
  /** The adapter that the sources are asked by; undefined: as the system routes. */
  readonly bind?: string | undefined;
  /** Publishes what the sources say even where the way out is a VPN's or another tunnel's. */
  readonly tunnels: boolean;
}

/** Everything the user decides, checked and with every default filled in. */
export interface Settings {
  /** Milliseconds between checks. */
  readonly interval: number;
  /** Milliseconds for one request. */
  readonly timeout: number;
  /** Undefined: as HTTPS_PROXY and its kin say. */
  readonly proxy?: ProxySetting | undefined;
  readonly networks?: NetworkRules | undefined;
  readonly log: { readonly level: LogLevel; readonly file?: string | undefined };
  readonly sources: Readonly<Record<Family, readonly SourceSpec[] | 'off'>>;
  readonly accounts: Readonly<Record<string, AccountSettings>>;
  readonly records: readonly ManagedRecord[];
  readonly channels?: Readonly<Record<string, ChannelSettings>> | undefined;
  /** Undefined: off. */
  readonly api?: ApiSettings | undefined;
  readonly verify: {
    /** Asked to find the name servers of a zone; empty for the system's own. */
    readonly resolvers: readonly DnsServer[];
    /** Asked how far a change has spread. */
    readonly publicResolvers: readonly DnsServer[];
  };
}

/** Where in the file: keys and indexes from the top. */
export type SettingsPath = readonly (string | number)[];

/** One thing wrong with the settings: where, and the sentence's parts. */
export interface SettingsProblem {
  readonly path: SettingsPath;
  /** Points at the key itself, not at its value. */
  readonly atKey?: boolean;
  readonly problem: ProblemText;
}

/** What is wrong; each kind has its sentence in the catalogues. `found` is never a secret. */
export type ProblemText =
  | { readonly kind: 'noFile' }
  | { readonly kind: 'unreadable'; readonly why: string }
  | { readonly kind: 'tooLarge'; readonly limit: number }
  | { readonly kind: 'notText' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'syntax'; readonly what: SyntaxProblem }
  | { readonly kind: 'duplicateKey'; readonly key: string }
  | { readonly kind: 'notMap' }
  | { readonly kind: 'missing'; readonly field: string; readonly example?: string | undefined }
  | { readonly kind: 'nothing'; readonly field: string }
  /** The key stands there, and nothing after it. */
  | { readonly kind: 'noValue'; readonly field: string }
  | { readonly kind: 'unknownKey'; readonly field: string; readonly known: readonly string[] }
  | {
      readonly kind: 'expected';
      readonly field: string;
      readonly expected: Expected;
      readonly found?: string | undefined;
      /** The provider whose field this is. */
      readonly provider?: string | undefined;
      /** The kind of channel whose field this is. */
      readonly channel?: string | undefined;
    }
  | { readonly kind: 'version'; readonly found: string }
  | {
      readonly kind: 'range';
      readonly field: string;
      readonly min: string;
      readonly max: string;
      readonly found?: string | undefined;
      /** The provider whose limit this is. */
      readonly provider?: string | undefined;
    }
  | { readonly kind: 'name'; readonly name: string; readonly why: NameProblem }
  | { readonly kind: 'outsideZone'; readonly name: string; readonly zone: string }
  /** The account can never write that name: the provider's reason, the rest of a sentence. */
  | { readonly kind: 'refused'; readonly why: Localized }
  | { readonly kind: 'duplicate'; readonly what: string }
  | { readonly kind: 'unknownAccount'; readonly account: string; readonly known: readonly string[] }
  | {
      readonly kind: 'unknownProvider';
      readonly provider: string;
      readonly known: readonly string[];
      /** What may have been meant. */
      readonly nearest?: string | undefined;
    }
  | {
      readonly kind: 'unknownChannel';
      readonly channel: string;
      readonly known: readonly string[];
      /** What may have been meant. */
      readonly nearest?: string | undefined;
    }
  /** One of the hosts that a provider knows by name, written in the provider's place. */
  | { readonly kind: 'presetAsProvider'; readonly preset: string; readonly provider: string }
  | { readonly kind: 'unknownSource'; readonly source: string; readonly known: readonly string[] }
  /** The local interface would listen on an address that others reach. */
  | { readonly kind: 'notLoopback'; readonly found: string }
  /** A user name or a password in the proxy's address. It is not shown. */
  | { readonly kind: 'proxySignIn' }
  | { readonly kind: 'oneVoice'; readonly family: Family }
  | { readonly kind: 'wrongFamily'; readonly source: string; readonly family: Family }
  | { readonly kind: 'cannot'; readonly provider: string; readonly field: string }
  | { readonly kind: 'familyOff'; readonly family: Family; readonly type: string }
  /** Each type that was left to the default has its family off, or the provider lacks it. */
  | { readonly kind: 'noType'; readonly name: string }
  /** Another host has an address of its own over IPv6 only. */
  | { readonly kind: 'hostType'; readonly type: string }
  /** A suffix reaches into the bits that the network gives: `network` are those, `own` the others. */
  | {
      readonly kind: 'hostBits';
      readonly host: string;
      readonly prefix: number;
      readonly network: string;
      readonly own: string;
    }
  /** What is made of a hardware address leaves no longer prefix. */
  | { readonly kind: 'hostPrefix'; readonly host: string; readonly prefix: number }
  /** A key that means nothing without another one. */
  | { readonly kind: 'needs'; readonly field: string; readonly other: string }
  /** An adapter that is to be asked by, and to be left out. */
  | { readonly kind: 'ignored'; readonly adapter: string; readonly pattern: string }
  | { readonly kind: 'noEnvironment'; readonly variable: string }
  | { readonly kind: 'noSecretFile'; readonly file: string; readonly why: SecretFileProblem }
  /** The provider's own words: whole sentences, or the rest of one in English. */
  | {
      readonly kind: 'field';
      readonly field: string;
      readonly message: string | Localized;
      readonly found?: string | undefined;
      /** The kind of channel whose field this is. */
      readonly channel?: string | undefined;
    };

/** What is wrong with the YAML itself. */
export type SyntaxProblem =
  | 'tab'
  | 'indent'
  | 'unclosed'
  | 'reserved'
  | 'escape'
  | 'anchor'
  | 'tag'
  | 'documents'
  | 'key'
  | 'other';

export type SecretFileProblem =
  | 'missing'
  | 'denied'
  | 'directory'
  | 'notFile'
  | 'remote'
  | 'large'
  | 'empty'
  | 'notText'
  | 'failed';

/** What a value should have been. */
export type Expected =
  | 'text'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'list'
  | 'map'
  | 'duration'
  | 'ttl'
  | 'name'
  | 'host'
  | 'prefix'
  | 'network'
  | 'secret'
  | 'source'
  | 'sources'
  | 'server'
  | 'url'
  | 'proxy'
  | 'accountId'
  | 'channelId'
  | 'quietHours'
  | 'listen'
  | 'value'
  | { readonly oneOf: readonly string[] };

export const defaultInterval = 60_000;
export const defaultTimeout = 10_000;
export const intervalRange = { min: 10_000, max: 24 * 3_600_000 } as const;
export const timeoutRange = { min: 1_000, max: 120_000 } as const;
/** Seconds; RFC 2181 section 8 allows more, no provider of ours does. */
export const ttlRange = { min: 1, max: 604_800 } as const;
