import type * as z from 'zod';
import type { ChannelEvent } from '../contract/channel-event.ts';
import type { Language, Localized } from '../contract/language.ts';
import { discreetFailure } from './discreet.ts';
import type { Mail } from './mail.ts';
import type { Failure } from './outcome.ts';
import type { Clock, Http, Log } from './ports.ts';
import type { TriedAgainst } from './provider.ts';
import { createRedactor } from './redact.ts';
import { secretTexts } from './settings/schema-fields.ts';

/** What became of one family's records, for templates of the user's own. */
export interface FamilyFacts {
  /** The address of now; undefined where none is known. */
  readonly address: string | undefined;
  readonly before: string | undefined;
  readonly result: 'unchanged' | 'failed' | 'updated';
  /** The host names of the family that the message is about; all of them where it is about none. */
  readonly names: readonly string[];
}

/** Something to tell, in the words of one language. */
export interface ChannelMessage {
  /** The same for each attempt to deliver it, and for no other message: letters, digits and hyphens. */
  readonly id: string;
  /** The weightiest of what happened; `test` where the user tries the channel. */
  readonly event: ChannelEvent | 'test';
  readonly language: Language;
  /** One line of plain text. */
  readonly title: string;
  /** Plain text; a line for each thing that happened. */
  readonly body: string;
  /** When it happened, in milliseconds since 1970. */
  readonly at: number;
  readonly facts: { readonly ipv4: FamilyFacts; readonly ipv6: FamilyFacts };
  /** How everything is when it is sent, where that is known: for services that keep a state. */
  readonly health?: Health | undefined;
}

/** How everything is after a check, for a service that raises the alarm when it hears nothing. */
export interface Health {
  readonly state: 'up' | 'down';
  /** One line: what is wrong, or that all is well. */
  readonly text: string;
}

/** All that a channel may use. It reads the time and the network in no other way. */
export interface ChannelContext {
  readonly http: Http;
  readonly mail: Mail;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds for one request. */
  readonly timeout: number;
  /** Aborted when the program ends. */
  readonly signal: AbortSignal;
}

/** The service took it; that somebody read it, nobody knows. */
export interface Delivered {
  readonly kind: 'delivered';
}

export type Delivery = Delivered | Failure;

export const delivered: Delivered = { kind: 'delivered' };

/** A way to tell somebody, as data and few functions. Model: `channels/ntfy.ts`. */
export interface Channel<Account = unknown> {
  readonly id: string;
  readonly name: Localized;
  readonly website: string;
  /** Where the service says how it is spoken to, or where the credentials are made. */
  readonly docs: string;
  /** One or two sentences: how to make what the fields ask for. */
  readonly setup: Localized;
  /** What to know before. One sentence each. */
  readonly limits?: readonly Localized[];
  readonly triedAgainst: TriedAgainst;
  /** Where most of its users live, as an ISO 3166 code; left out for services of all the world. */
  readonly country?: string;
  /** Has no field `channel`, `events`, `quietHours` or `language`: those are every channel's. */
  readonly account: z.ZodType<Account>;
  /**
   * The service knows a message that it has seen, or shows a repetition as one: what may have
   * arrived is sent again. Elsewhere it is not, since one problem is one notification.
   */
  readonly repeatable: boolean;
  /**
   * Hands one message over. What may have arrived although the answer did not is marked
   * `unconfirmed`. Rejects only with the signal's reason.
   */
  send(message: ChannelMessage, account: Account, context: ChannelContext): Promise<Delivery>;
  /**
   * Only for health checks: told after each check, at most once a minute and never late. Rejects
   * only with the signal's reason.
   */
  beat?(health: Health, account: Account, context: ChannelContext): Promise<Delivery>;
}

/**
 * Keeps the account's type while it is declared, and forgets it for the registry. What the channel
 * says of a failure then holds no secret of the account.
 */
export function defineChannel<Account>(channel: Channel<Account>): Channel {
  const { send, beat } = channel;
  const told = (delivery: Delivery, account: Account): Delivery => {
    if (delivery.kind === 'delivered') return delivery;
    const { text } = createRedactor(secretTexts(channel.account, account), { mark: '…' });
    return discreetFailure(delivery, text);
  };
  const discreet: Channel<Account> = {
    ...channel,
    send: async (message, account, context) => told(await send(message, account, context), account),
    ...(beat && {
      beat: async (health, account, context) => told(await beat(health, account, context), account),
    }),
  };
  return discreet as unknown as Channel;
}
