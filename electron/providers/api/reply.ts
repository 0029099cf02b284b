import { type Failure, type FailureKind, failure } from '../../core/outcome.ts';
import type { HttpResponse, NetError, NetErrorKind } from '../../core/ports.ts';

/** An answer of a service, with what is needed to judge it. */
export interface Reply extends HttpResponse {
  readonly host: string;
  /** It came over TLS, so nobody between us and the service wrote it. */
  readonly secure: boolean;
  /** The request changes something: where its answer is lost, the change may have happened. */
  readonly write: boolean;
  /** The body as JSON; undefined where it is not JSON. */
  readonly json: unknown;
}

/** `Retry-After` in milliseconds from `now`: seconds or an HTTP date. RFC 9110 10.2.3. Undefined where absent or unreadable. */
export function retryAfterOf(
  headers: Readonly<Record<string, string>>,
  now: number,
): number | undefined {
  const text = headers['retry-after']?.trim();
  if (text === undefined || text === '') return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = /^[A-Z][a-z]+, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The body as JSON; undefined where it is none. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

export function isHtml(reply: HttpResponse): boolean {
  return (
    /^text\/html|^application\/xhtml/i.test(reply.headers['content-type'] ?? '') ||
    /^\s*<(?:!doctype|html|head|body)/i.test(reply.body)
  );
}

const netKinds: Readonly<Record<NetErrorKind, FailureKind>> = {
  offline: 'offline',
  notFound: 'network',
  refused: 'network',
  reset: 'network',
  timeout: 'network',
  tls: 'tls',
  proxyAuth: 'proxyAuth',
  proxy: 'network',
  tooLarge: 'unknown',
  aborted: 'network',
  other: 'network',
};

const netTexts: Readonly<Record<NetErrorKind, string>> = {
  offline: 'cannot be reached: no connection',
  notFound: 'cannot be found: the name does not resolve',
  refused: 'refused the connection',
  reset: 'broke the connection',
  timeout: 'did not answer in time',
  tls: 'has a certificate that cannot be trusted',
  proxyAuth: 'cannot be reached: the proxy asks for a sign-in',
  proxy: 'cannot be reached: the proxy failed',
  tooLarge: 'answered with more data than any right answer has',
  aborted: 'did not answer in time',
  other: 'could not be reached',
};

/** A broken exchange as a failure. Where a write had left, it is marked as unconfirmed. */
export function failureOfNetError(error: NetError, write: boolean): Failure {
  const code = error.code === undefined ? '' : ` (${error.code})`;
  return failure(netKinds[error.kind], `${error.host} ${netTexts[error.kind]}${code}`, {
    scope: 'account',
    ...(write && error.sent ? { unconfirmed: true } : {}),
  });
}

/** Gateways and crashed servers may have done the work; 503 says that it was not begun. RFC 9110 15.6. */
function mayHaveHappened(reply: Reply): boolean {
  return reply.write && reply.status >= 500 && reply.status !== 503;
}

function hostOf(url: string, base: string): string {
  try {
    return new URL(url, `https://${base}/`).host;
  } catch {
    return 'elsewhere';
  }
}

function plainStatus(status: number): FailureKind {
  if (status === 401 || status === 403) return 'auth';
  if (status === 407) return 'proxyAuth';
  if (status === 409) return 'conflict';
  if (status === 400 || status === 422) return 'invalid';
  if (status === 429) return 'rateLimited';
  return status === 408 || status >= 500 ? 'server' : 'unknown';
}

/**
 * What HTTP alone says about an answer that is not the hoped-for one. `says` is the service's own
 * text, free of secrets. A page in place of an answer is a sign-in page only where the connection
 * was not protected; over TLS nobody but the service (or a proxy that the user trusts) wrote it.
 */
export function failureOfReply(reply: Reply, now: number, says?: string): Failure {
  const { status, host } = reply;
  const detail =
    says === undefined || says === '' ? `${host} answered with status ${status}` : says;
  if (status === 511) return failure('captive', `${host}: the network asks for a sign-in`);
  if (status >= 300 && status < 400) {
    const target = hostOf(reply.headers.location ?? '', host);
    return failure(
      reply.secure ? 'unknown' : 'captive',
      `${host} sends on to ${target}, which is not followed`,
    );
  }
  const html = isHtml(reply);
  if (html && (status < 300 || status === 403)) {
    return failure(
      reply.secure ? 'unknown' : 'captive',
      `${host} answered with a web page instead of data (status ${status})`,
      reply.write && status < 300 ? { unconfirmed: true } : {},
    );
  }
  if (status < 300) {
    return failure('unknown', says ?? `${host} answered in a form that is not known`, {
      ...(reply.write ? { unconfirmed: true } : {}),
    });
  }
  const kind = plainStatus(status);
  const retryAfter =
    kind === 'rateLimited' || kind === 'server' ? retryAfterOf(reply.headers, now) : undefined;
  return failure(kind, html ? `${host} answered with status ${status}` : detail, {
    ...(kind === 'auth' || kind === 'rateLimited' || kind === 'proxyAuth'
      ? { scope: 'account' }
      : {}),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(mayHaveHappened(reply) ? { unconfirmed: true } : {}),
  });
}
