import {
  type DnsServer,
  type DnsTransport,
  NetError,
  type NetErrorKind,
  type Random,
} from '../ports.ts';
import type { TypeName } from './codes.ts';
import type { Domain } from './domain.ts';
import { DnsFormatError } from './format-error.ts';
import {
  decodeMessage,
  emptyRequest,
  encodeMessage,
  type Message,
  type Question,
} from './message.ts';

/** What asking needs of the outside. */
export interface AskContext {
  readonly dns: DnsTransport;
  readonly random: Random;
  /** Milliseconds for one server, and once more where its answer needs TCP. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/** Why a server gave no usable answer: the network's reason, or an answer that is not one. */
export type AskFailure = Exclude<NetErrorKind, 'aborted'> | 'format';

export type Reply =
  | { readonly kind: 'answer'; readonly message: Message }
  | { readonly kind: 'failure'; readonly reason: AskFailure };

/** A new message id: 16 bits, so that an answer can be told from a guess. */
export function newMessageId(random: Random): number {
  return Math.floor(random() * 65_536);
}

/** A query for one name and type, class IN. */
export function queryFor(
  id: number,
  name: Domain,
  type: TypeName,
  recursionDesired: boolean,
): Message {
  const question = [{ name, type, class: 'IN' }] as const;
  return { ...emptyRequest(id, 'QUERY'), recursionDesired, question };
}

function sameQuestion(a: Question | undefined, b: Question | undefined): boolean {
  return a?.name === b?.name && a?.type === b?.type && a?.class === b?.class;
}

/**
 * True where the answer belongs to the request: a response, the same id, opcode and question. Some
 * servers leave the question out of an error.
 */
export function answers(request: Message, reply: Message): boolean {
  if (!reply.response || reply.id !== request.id || reply.opcode !== request.opcode) return false;
  if (reply.question.length === 0) return reply.rcode !== 'NOERROR' || request.opcode === 'UPDATE';
  return reply.question.length === 1 && sameQuestion(reply.question[0], request.question[0]);
}

/**
 * Asks one server one question: over UDP, once more where the first datagram got lost, over TCP
 * where the answer does not fit. Any response code is an answer. Rejects only with the signal's reason.
 */
export async function ask(
  server: DnsServer,
  name: Domain,
  type: TypeName,
  recursionDesired: boolean,
  context: AskContext,
): Promise<Reply> {
  const request = queryFor(newMessageId(context.random), name, type, recursionDesired);
  const bytes = encodeMessage(request);

  async function exchange(transport: 'udp' | 'tcp', timeout: number): Promise<Reply> {
    try {
      const options = { transport, timeout, signal: context.signal };
      const message = decodeMessage(await context.dns.exchange(bytes, server, options));
      return answers(request, message)
        ? { kind: 'answer', message }
        : { kind: 'failure', reason: 'format' };
    } catch (error) {
      context.signal.throwIfAborted();
      if (error instanceof DnsFormatError) return { kind: 'failure', reason: 'format' };
      if (!(error instanceof NetError)) throw error;
      return { kind: 'failure', reason: error.kind === 'aborted' ? 'other' : error.kind };
    }
  }

  const patience = Math.ceil(context.timeout / 3);
  let reply = await exchange('udp', patience);
  if (reply.kind === 'failure' && reply.reason === 'timeout') {
    reply = await exchange('udp', context.timeout - patience);
  }
  const short = reply.kind === 'answer' && reply.message.truncated;
  return short ? exchange('tcp', context.timeout) : reply;
}
