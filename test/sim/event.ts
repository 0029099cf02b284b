import type { Family } from '../../electron/core/address.ts';
import type { LogFields, LogLevel } from '../../electron/core/ports.ts';
import type { RecordType } from '../../electron/core/record.ts';
import type { AppState } from '../../electron/core/state.ts';
import type { Notice } from '../../electron/core/views/notices.ts';

/** What a provider holds at one name and type. */
export interface Held {
  /** In canonical text, sorted. */
  readonly values: readonly string[];
  /** Undefined where the service knows none. */
  readonly ttl?: number | undefined;
  readonly proxied?: boolean | undefined;
  /** Comments, tags and whatever else hangs on the record. */
  readonly rest?: string | undefined;
}

/** One process, from its start to its end; they are counted. */
export type Life = number;

/** Everything that the rules look at: what went over the wires, and what the process did. */
export type SimEvent =
  | { readonly kind: 'start'; readonly life: Life }
  | {
      readonly kind: 'end';
      readonly life: Life;
      readonly how: 'killed' | 'stopped';
      readonly at: string;
    }
  /** A source is asked. */
  | {
      readonly kind: 'ask';
      readonly life: Life;
      readonly family: Family;
      readonly operator: string;
      readonly source: string;
    }
  /** A source's answer reached the process. */
  | {
      readonly kind: 'answer';
      readonly life: Life;
      readonly family: Family;
      readonly operator: string;
      readonly own: boolean;
      /** Nobody on the way can have given it. */
      readonly trusted: boolean;
      /** Undefined where it was none that may be published. */
      readonly address: string | undefined;
      /** The request could not leave, or nothing came back. */
      readonly unreachable: boolean;
      /** It is what is true at this instant. */
      readonly honest: boolean;
    }
  /** Something local told an address for nothing: the gateway, or this computer's own interface. */
  | {
      readonly kind: 'word';
      readonly life: Life;
      readonly family: Family;
      readonly by: 'gateway' | 'interface';
      /** Undefined where it told none. */
      readonly address: string | undefined;
      /** It is what is true at this instant, or no address that anybody would publish. */
      readonly honest: boolean;
    }
  /** The way out becomes a tunnel's, or is none any more. */
  | { readonly kind: 'tunnel'; readonly up: boolean }
  /** A request leaves for a provider. */
  | { readonly kind: 'call'; readonly life: Life; readonly account: string }
  /** A request has reached the provider, and did this to one record. */
  | {
      readonly kind: 'write';
      readonly life: Life;
      readonly account: string;
      readonly name: string;
      readonly type: RecordType;
      readonly before: Held;
      readonly after: Held;
    }
  /** A request has changed something that nobody listed. */
  | {
      readonly kind: 'trespass';
      readonly life: Life;
      readonly account: string;
      readonly what: string;
    }
  /** A host that punishes repetition was told an address for a name. */
  | {
      readonly kind: 'told';
      readonly life: Life;
      readonly account: string;
      readonly name: string;
      readonly type: RecordType;
      readonly address: string;
      /** The host holds it already. */
      readonly unchanged: boolean;
      /** Sent along with the other family, which the host would lose otherwise. */
      readonly companion: boolean;
    }
  /** What such a host answered has reached the process, or never will. */
  | {
      readonly kind: 'acknowledged';
      readonly life: Life;
      readonly account: string;
      readonly body: string | undefined;
    }
  /** An authoritative server's answer reached the process. */
  | {
      readonly kind: 'authoritative';
      readonly name: string;
      readonly type: RecordType;
      readonly values: readonly string[];
    }
  | { readonly kind: 'saved'; readonly life: Life; readonly state: AppState }
  | { readonly kind: 'unsaved'; readonly life: Life }
  | { readonly kind: 'state'; readonly life: Life; readonly state: AppState }
  | { readonly kind: 'notice'; readonly life: Life; readonly notice: Notice }
  | {
      readonly kind: 'log';
      readonly life: Life;
      readonly level: LogLevel;
      readonly message: string;
      readonly fields: LogFields | undefined;
    }
  /** A message leaves for a channel. */
  | {
      readonly kind: 'message';
      readonly life: Life;
      readonly channel: string;
      readonly id: string;
      readonly text: string;
    }
  /** A message has reached its service. */
  | { readonly kind: 'delivered'; readonly channel: string; readonly id: string }
  /** A health check is told how everything is. */
  | {
      readonly kind: 'beat';
      readonly life: Life;
      readonly channel: string;
      readonly state: 'up' | 'down';
      readonly text: string;
    }
  /** What ails a channel's service, or that nothing does any more. */
  | {
      readonly kind: 'channelFault';
      readonly channel: string;
      readonly fault: string | undefined;
    }
  /** The process waits. */
  | { readonly kind: 'wait'; readonly life: Life; readonly ms: number }
  /** The true address of this computer is another one; undefined where it has none. */
  | { readonly kind: 'truth'; readonly family: Family; readonly address: string | undefined }
  | { readonly kind: 'link'; readonly up: boolean }
  | { readonly kind: 'sleep'; readonly ms: number }
  | { readonly kind: 'clock'; readonly ms: number }
  | { readonly kind: 'disk'; readonly works: boolean }
  | {
      readonly kind: 'fault';
      readonly account: string;
      readonly begins: boolean;
      readonly fault: string;
    }
  /** Somebody changes a record by hand at the provider. */
  | { readonly kind: 'edit'; readonly account: string; readonly what: string }
  /** An account's credentials cannot be read on this computer any more, or can again. */
  | { readonly kind: 'lock'; readonly account: string; readonly locked: boolean }
  /** The user wants quiet: for so many milliseconds, or until they say so; or no longer. */
  | { readonly kind: 'pause'; readonly paused: boolean; readonly ms?: number | undefined }
  /** The user did something here that may lift a stop. */
  | { readonly kind: 'act'; readonly account: string | undefined; readonly what: string }
  /** The run rejected, or did what no process may. */
  | { readonly kind: 'crash'; readonly life: Life; readonly error: unknown };
