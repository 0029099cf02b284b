import type { z } from 'zod';
import { detailText, type Failure, failure, type Outcome } from '../../core/outcome.ts';
import { type HttpRequest, NetError } from '../../core/ports.ts';
import type { ProviderContext } from '../../core/provider.ts';
import { createRedactor } from '../../core/redact.ts';
import { failureOfNetError, failureOfReply, isHtml, parseJson, type Reply } from './reply.ts';

/** Most bytes of an answer that are read. A list of 5,000 records takes about 3 MiB. */
const replyLimit = 4 * 1024 * 1024;

/** Thrown where a call did not come to its documented success. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly failure: Failure;
  /** The answer, where there was one. */
  readonly reply: Reply | undefined;
  /** The answer was longer than {@link replyLimit}; asking for less may help. */
  readonly tooLarge: boolean;

  constructor(why: Failure, reply?: Reply, tooLarge = false) {
    super(detailText(why.detail, 'en'));
    this.failure = why;
    this.reply = reply;
    this.tooLarge = tooLarge;
  }
}

export interface JsonApiOptions {
  /** What all paths begin with, without a slash at its end. */
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Texts that must not come out, even where the service repeats them in an error. */
  readonly secrets: readonly string[];
  /**
   * The service's own words for an answer: a failure, or undefined where the status decides. It is
   * asked for every answer, since some services answer 200 to everything.
   */
  readonly explain?: (reply: Reply, api: JsonApi) => Failure | undefined;
}

export interface ApiCall {
  readonly method: HttpRequest['method'];
  /** Begins with a slash; segments already encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** It changes something. Default: everything but GET. */
  readonly write?: boolean;
}

export interface JsonApi {
  /** Resolves with a 2xx answer that is no web page; else rejects with {@link ApiFailure}, or with the signal's reason. */
  send(call: ApiCall): Promise<Reply>;
  /** Like `send`, and the body must have that form. */
  read<T>(call: ApiCall, form: z.ZodType<T>): Promise<T>;
  /** What HTTP says of an answer, in the service's words. */
  failureOf(reply: Reply, says?: string): Failure;
  /** Takes the secrets out of a text of the service. */
  clean(text: string): string;
}

/** RFC 3986: also what `encodeURIComponent` leaves as it is (`! ' ( ) *`). */
export function encodePart(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function queryOf(query: ApiCall['query']): string {
  const pairs = Object.entries(query ?? {});
  const text = pairs.map(([name, value]) => `${encodePart(name)}=${encodePart(String(value))}`);
  return pairs.length === 0 ? '' : `?${text.join('&')}`;
}

/** These will be the same for the next call to the same host. */
const lasting: readonly string[] = ['offline', 'tls', 'proxyAuth', 'rateLimited', 'blocked'];

/**
 * A service that speaks JSON over HTTP, for the length of one `apply`. It follows no redirect and
 * tries nothing twice. Once it is plain that the host will not answer (offline, rate limited, two
 * broken exchanges in a row), the remaining calls fail at once without being sent, so that a
 * hundred records do not wait for a hundred timeouts.
 */
export function jsonApi(options: JsonApiOptions, context: ProviderContext): JsonApi {
  const redactor = createRedactor(options.secrets);
  let broken = 0;
  let hopeless: Failure | undefined;

  function give(why: Failure, reply?: Reply, tooLarge?: boolean): ApiFailure {
    broken = why.kind === 'network' ? broken + 1 : 0;
    if (lasting.includes(why.kind) || broken >= 2) {
      const { unconfirmed: _, ...rest } = why;
      hopeless = rest;
    }
    return new ApiFailure(why, reply, tooLarge);
  }

  async function exchange(call: ApiCall): Promise<Reply> {
    const url = `${options.base}${call.path}${queryOf(call.query)}`;
    const write = call.write ?? call.method !== 'GET';
    const { host, protocol } = new URL(url);
    const body = call.json === undefined ? {} : { body: JSON.stringify(call.json) };
    try {
      const response = await context.http.send({
        method: call.method,
        url,
        headers: {
          accept: 'application/json',
          ...(call.json === undefined ? {} : { 'content-type': 'application/json' }),
          ...options.headers,
        },
        ...body,
        proxy: 'system',
        timeout: context.timeout,
        maxBytes: replyLimit,
        signal: context.signal,
      });
      context.log.debug('provider answered', {
        host,
        method: call.method,
        status: response.status,
      });
      const { status, headers, body: text } = response;
      const json = parseJson(text);
      return { status, headers, body: text, host, write, json, secure: protocol === 'https:' };
    } catch (error) {
      context.signal.throwIfAborted();
      if (!(error instanceof NetError)) throw error;
      throw give(failureOfNetError(error, write), undefined, error.kind === 'tooLarge');
    }
  }

  const api: JsonApi = {
    async send(call) {
      context.signal.throwIfAborted();
      if (hopeless !== undefined) throw new ApiFailure(hopeless);
      const reply = await exchange(call);
      const own = options.explain?.(reply, api);
      if (own !== undefined) throw give(own, reply);
      const good = reply.status >= 200 && reply.status < 300 && !isHtml(reply);
      if (!good) throw give(api.failureOf(reply), reply);
      broken = 0;
      return reply;
    },
    async read(call, form) {
      const reply = await api.send(call);
      const parsed = form.safeParse(reply.json);
      if (!parsed.success) throw new ApiFailure(api.failureOf(reply), reply);
      return parsed.data;
    },
    failureOf: (reply, says) =>
      failureOfReply(reply, context.clock.now(), says === undefined ? undefined : api.clean(says)),
    clean: (text) =>
      redactor.text(
        options.secrets.reduce(
          (left, secret) => (secret ? left.replaceAll(secret, '…') : left),
          text,
        ),
      ),
  };
  return api;
}

/** The outcome of a task whose failed call is a failure of this record alone. Other errors pass. */
export async function settle(task: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await task();
  } catch (error) {
    return failureIn(error);
  }
}

/** The failure that an {@link ApiFailure} carries; anything else is thrown on. */
export function failureIn(error: unknown): Failure {
  if (error instanceof ApiFailure) return error.failure;
  throw error;
}

/** A record at the service does not hold what was sent. */
export function mismatch(sent: string, got: string): Failure {
  return failure('mismatch', {
    en: `sent ${sent}, but the answer names “${got}”`,
    'zh-CN': `发送的是 ${sent}，应答中却是“${got}”`,
  });
}
