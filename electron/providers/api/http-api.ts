import type { z } from 'zod';
import { discreetFailure } from '../../core/discreet.ts';
import { discreetReply } from '../../core/discreet-reply.ts';
import type { Failure } from '../../core/outcome.ts';
import { NetError } from '../../core/ports.ts';
import type { ProviderContext } from '../../core/provider.ts';
import { createRedactor } from '../../core/redact.ts';
import {
  failureOfNetError,
  failureOfReply,
  isHtml,
  parseJson,
  type Reply,
  withDoubt,
} from '../../core/reply.ts';
import { clockFailure, skewOf } from '../../core/skew.ts';
import type { OutgoingRequest, Signer } from '../signing/signer.ts';
import { ApiFailure } from './api-failure.ts';
import { createBreaker } from './breaker.ts';
import { type ApiCall, buildRequest } from './call.ts';

/** Most bytes of an answer that are read. A list of 5,000 records takes about 3 MiB. */
const replyLimit = 4 * 1024 * 1024;

export interface HttpApiOptions {
  /** What all paths begin with, without a slash at its end. */
  readonly base: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Texts that must not come out, even where the service repeats them in an error. */
  readonly secrets: readonly string[];
  /** Proves who sends a request. It is given our time or, after that was refused, the host's. */
  readonly sign?: Signer;
  /**
   * The service's own words for an answer: a failure, or undefined where the status decides. It is
   * asked for every answer, since some services answer 200 to everything, and once more for the
   * words of a failure, with the secrets taken out of the answer. A failure of the scope `account`
   * ends the round: nothing more is sent.
   */
  readonly explain?: (reply: Reply, api: HttpApi) => Failure | undefined;
}

export interface HttpApi {
  /** Resolves with a 2xx answer that is no web page; else rejects with {@link ApiFailure}, or with the signal's reason. */
  send(call: ApiCall): Promise<Reply>;
  /**
   * Resolves with whatever answer comes, page or refusal, for a service whose words tell and not its
   * statuses. What it means for the rest of the round is the caller's to say.
   */
  ask(call: ApiCall): Promise<Reply>;
  /** Like `send`, and the body must be JSON of that form. */
  read<T>(call: ApiCall, form: z.ZodType<T>): Promise<T>;
  /** What HTTP says of an answer, in the service's words. */
  failureOf(reply: Reply, says?: string): Failure;
  /** Takes the secrets out of a text of the service. */
  clean(text: string): string;
}

/** These will be the same for the next call to the same host. */
const lasting: readonly string[] = ['offline', 'tls', 'proxyAuth', 'rateLimited'];

/** And these, where they concern the account as a whole. */
const lastingForAccount: readonly string[] = ['auth', 'blocked', 'plan', 'clock'];

/**
 * A service over HTTP, for the length of one `apply`. It follows no redirect and tries nothing twice,
 * but for a signature that was refused for its time: that is signed once more by the host's clock.
 * Once it is plain that the host will not serve us (offline, rate limited, credential refused, or
 * broken exchanges in a row), the remaining calls fail at once without being sent, so that a hundred
 * records do not wait for a hundred timeouts.
 */
export function httpApi(options: HttpApiOptions, context: ProviderContext): HttpApi {
  const { text: clean } = createRedactor(options.secrets, { mark: '…', shortest: 1 });
  const breaker = createBreaker(({ kind, scope }) => {
    if (lasting.includes(kind)) return true;
    return scope === 'account' && lastingForAccount.includes(kind);
  });
  let skew = 0;

  function give(found: Failure, write: boolean, reply?: Reply, tooLarge?: boolean): ApiFailure {
    const why = discreetFailure(found, clean);
    // Who says in so many words that one thing has to wait is at work for the others.
    const working = why.kind === 'server' && reply !== undefined && reply.status < 500;
    breaker.note(working ? [] : [why], write);
    return new ApiFailure(why, reply, tooLarge);
  }

  /** What the answer comes to as it is, in words taken from it without its secrets. */
  function explained(reply: Reply): Failure | undefined {
    const found = options.explain?.(reply, api);
    if (found === undefined) return undefined;
    const said = options.explain?.(discreetReply(reply, clean), api) ?? found;
    return { ...found, detail: said.detail };
  }

  async function exchange(request: OutgoingRequest, write: boolean): Promise<Reply> {
    const { host, protocol } = new URL(request.url);
    const { body, ...rest } = request;
    try {
      const response = await context.http.send({
        ...rest,
        ...(body === undefined ? {} : { body }),
        proxy: 'system',
        timeout: context.timeout,
        maxBytes: replyLimit,
        signal: context.signal,
      });
      const { status, headers, body: text } = response;
      context.log.debug('provider answered', { host, method: request.method, status });
      const json = parseJson(text);
      return { status, headers, body: text, host, write, json, secure: protocol === 'https:' };
    } catch (error) {
      context.signal.throwIfAborted();
      if (!(error instanceof NetError)) throw error;
      throw give(failureOfNetError(error, write), write, undefined, error.kind === 'tooLarge');
    }
  }

  async function attempt(call: ApiCall): Promise<{ reply: Reply; own: Failure | undefined }> {
    const plain = buildRequest(options.base, options.headers ?? {}, call);
    const request = options.sign?.(plain, context.clock.now() + skew) ?? plain;
    const reply = await exchange(request, call.write ?? call.method !== 'GET');
    return { reply, own: explained(reply) };
  }

  /** Signs once more by the host's clock, where that differs from the time that was signed. */
  async function signed(call: ApiCall): Promise<{ reply: Reply; own: Failure | undefined }> {
    const first = await attempt(call);
    if (first.own?.kind !== 'clock' || options.sign === undefined) return first;
    const before = skew;
    skew = skewOf(first.reply, context.clock.now()) ?? skew;
    const again = skew === before ? first : await attempt(call);
    if (again.own?.kind !== 'clock') return again;
    return { ...again, own: clockFailure(again.reply.host, skew, again.own.detail) };
  }

  function requireOpen(): void {
    context.signal.throwIfAborted();
    const held = breaker.held();
    if (held !== undefined) throw new ApiFailure(held);
  }

  const api: HttpApi = {
    async send(call) {
      requireOpen();
      const { reply, own } = await signed(call);
      if (own !== undefined) throw give(withDoubt(own, reply), reply.write, reply);
      const good = reply.status >= 200 && reply.status < 300 && !isHtml(reply);
      if (!good) throw give(api.failureOf(reply), reply.write, reply);
      breaker.note([], reply.write);
      return reply;
    },
    async ask(call) {
      requireOpen();
      const { reply } = await signed(call);
      breaker.note([]);
      return reply;
    },
    async read(call, form) {
      const reply = await api.send(call);
      const parsed = form.safeParse(reply.json);
      if (!parsed.success) throw new ApiFailure(api.failureOf(reply), reply);
      return parsed.data;
    },
    failureOf: (reply, says) =>
      failureOfReply(reply, context.clock.now(), says === undefined ? undefined : clean(says)),
    clean,
  };
  return api;
}
