import { type ChannelContext, type Delivery, delivered } from '../../core/channel.ts';
import { discreetFailure } from '../../core/discreet.ts';
import { discreetReply } from '../../core/discreet-reply.ts';
import type { Failure, FailureKind } from '../../core/outcome.ts';
import { type HttpRequest, NetError } from '../../core/ports.ts';
import { createRedactor } from '../../core/redact.ts';
import {
  failureOfNetError,
  failureOfReply,
  isHtml,
  isPage,
  parseJson,
  type Reply,
  retryAfterOf,
  withDoubt,
} from '../../core/reply.ts';

/** Most bytes of an answer that are read. */
const replyLimit = 64 * 1024;

/** One request that hands a message over. At most one of `json`, `form` and `body`. */
export interface ChannelCall {
  /** Default POST. */
  readonly method?: HttpRequest['method'];
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON in UTF-8. */
  readonly json?: unknown;
  /** Sent as `application/x-www-form-urlencoded`. */
  readonly form?: Readonly<Record<string, string>>;
  /** Sent as it is; its content type is in `headers`. */
  readonly body?: string;
}

export interface DeliveryRules {
  /** Texts that must not come out, even where the service repeats them: those of the account, and what is made of them. */
  readonly secrets: readonly string[];
  /**
   * The service's own words for an answer: a failure, or undefined where the status decides. Asked
   * for every answer, since some services answer 200 to everything, and once more for the words of a
   * failure, with the secrets taken out of the answer. `Retry-After` need not be read: it is added.
   */
  readonly explain?: (reply: Reply) => Failure | undefined;
  /** The service's own words where the status decides: the text of its error, which is cleaned here. */
  readonly words?: (reply: Reply) => string | undefined;
  /**
   * True for what the service documents as success. It is asked for 2xx answers that are no web page
   * and that `explain` let pass; whatever else comes with 2xx is a failure that is `unconfirmed`.
   */
  readonly confirms: (reply: Reply) => boolean;
  /** A web page may be the success, where `confirms` says so. */
  readonly pages?: boolean;
}

/** Statuses by which a service says that the request itself is wrong: trying it again does not help. */
const wrongRequest: Readonly<Record<number, FailureKind>> = {
  404: 'hostNotFound',
  405: 'invalid',
  410: 'hostNotFound',
  413: 'invalid',
  414: 'invalid',
  415: 'invalid',
};

function requestOf({ json, form, body, headers, ...rest }: ChannelCall): ChannelCall {
  if (json !== undefined) {
    const type = { 'content-type': 'application/json' };
    return { ...rest, headers: { ...type, ...headers }, body: JSON.stringify(json) };
  }
  if (form !== undefined) {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const fields = new URLSearchParams({ ...form }).toString();
    return { ...rest, headers: { ...type, ...headers }, body: fields };
  }
  return { ...rest, headers: { ...headers }, ...(body === undefined ? {} : { body }) };
}

/** What HTTP alone says of an answer that is not the documented success. */
function byStatus(reply: Reply, now: number, words: string | undefined): Failure {
  const general = failureOfReply(reply, now, words);
  const kind = wrongRequest[reply.status];
  // Whoever answers in place of the service says nothing about the request.
  if (kind === undefined || (isHtml(reply) && !reply.secure)) return general;
  return { ...general, kind };
}

function judge(reply: Reply, rules: DeliveryRules, now: number): Delivery {
  const { text: clean } = createRedactor(rules.secrets, { mark: '…', shortest: 1 });
  const own = rules.explain?.(reply);
  if (own !== undefined) {
    // Cut texts hold halves of secrets, which nobody finds: the words are taken from a clean answer.
    const said = rules.explain?.(discreetReply(reply, clean)) ?? own;
    const retryAfter = own.retryAfter ?? retryAfterOf(reply.headers, now);
    const waits = own.kind === 'rateLimited' || own.kind === 'server';
    const why = { ...own, detail: said.detail };
    const told = waits && retryAfter !== undefined ? { ...why, retryAfter } : why;
    return discreetFailure(withDoubt(told, reply), clean);
  }
  const is2xx = reply.status >= 200 && reply.status < 300;
  const mayConfirm = is2xx && (rules.pages === true || !isPage(reply.body));
  if (mayConfirm && rules.confirms(reply)) return delivered;
  const words = rules.words?.(discreetReply(reply, clean));
  return discreetFailure(byStatus(reply, now, words), clean);
}

/**
 * Hands one message over by one request, through the system's proxy; no redirect is followed and
 * nothing is tried twice. Where the answer is lost or unreadable, the failure is `unconfirmed`.
 * Rejects only with the signal's reason.
 */
export async function deliver(
  call: ChannelCall,
  rules: DeliveryRules,
  context: ChannelContext,
): Promise<Delivery> {
  const { http, log, clock, signal, timeout } = context;
  signal.throwIfAborted();
  const { host, protocol } = new URL(call.url);
  const { method = 'POST', ...rest } = requestOf(call);
  try {
    const limits = { timeout, maxBytes: replyLimit, signal };
    const response = await http.send({ ...rest, method, proxy: 'system', ...limits });
    log.debug('channel answered', { host, method, status: response.status });
    const json = parseJson(response.body);
    const reply = { ...response, host, secure: protocol === 'https:', write: true, json };
    return judge(reply, rules, clock.now());
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof NetError) return failureOfNetError(error, true);
    throw error;
  }
}
