import type { Channel } from '../../../electron/core/channel.ts';
import type { Mail } from '../../../electron/core/mail.ts';
import type { FailureKind } from '../../../electron/core/outcome.ts';
import type { EmulatedReply, Emulator } from '../emulator.ts';

/** A message as its reader sees it: every escape undone, every markup of the service obeyed. */
export interface SeenMessage {
  /** Left out where the service has no title of its own: it then stands in the body. */
  readonly title?: string | undefined;
  readonly body: string;
}

/** A ping of a health check. */
export interface SeenBeat {
  readonly state: 'up' | 'down';
  /** Left out where the service keeps none. */
  readonly text?: string | undefined;
}

/** One service, new and empty. */
export interface ChannelService {
  /** By host (`host` or `host:port`). The first one gets the faults. None where it is not spoken to over HTTP. */
  readonly hosts: Readonly<Record<string, Emulator>>;
  /** Where it is spoken to over the port {@link Mail}. */
  readonly mail?: Mail;
  /** What its users see, the oldest first. One who is shown a repetition as one sees one. */
  readonly seen: readonly SeenMessage[];
  /** Whom it called out to (`@everyone`) although nobody asked for it. */
  readonly called?: readonly string[];
  /** Only of health checks. */
  readonly beats?: readonly SeenBeat[];
}

/** One of the errors that the service documents, and what it must come to. */
export interface ChannelErrorRow {
  /** The service's own code or words. */
  readonly title: string;
  readonly reply: EmulatedReply;
  readonly kind: FailureKind;
  /** Milliseconds. */
  readonly retryAfter?: number;
  /** The message may have arrived. Default false. */
  readonly unconfirmed?: boolean;
}

/** A channel, and what its service can show. */
export interface ChannelHarness {
  readonly channel: Channel;
  /** As a user writes it. */
  readonly account: Readonly<Record<string, unknown>>;
  /** Each secret of the account, and what is made of them and must not come out either. */
  readonly secrets: readonly string[];
  readonly makeService: () => ChannelService;
  /** The service's own refusal whose text repeats a secret; left out where there is none. */
  readonly echo?: EmulatedReply;
  /** Every error that the service documents and that can meet us. */
  readonly errors: readonly ChannelErrorRow[];
  /** What statuses with an empty body come to, where they mean something else than usual. */
  readonly statuses?: Readonly<Record<number, FailureKind>>;
  /**
   * `form`: only an answer of the documented form is success. `status`: any 2xx is, but a web page.
   * Default `form`.
   */
  readonly success?: 'form' | 'status';
  /** What a text looks like where the service has no way to show it as it is. Default: itself. */
  readonly looks?: (text: string) => string;
  /** Letters of a long body that arrive at least. Default 400. */
  readonly least?: number;
  /** False for a health check that keeps no words of a message. Default true. */
  readonly tells?: boolean;
}
