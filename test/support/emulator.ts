import type { Clock, NetErrorKind } from '../../electron/core/ports.ts';
import {
  type Http,
  type HttpRequest,
  type HttpResponse,
  NetError,
} from '../../electron/core/ports.ts';

/** One request as a server sees it. Header names are in lower case; the URL is absolute. */
export interface EmulatedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface EmulatedResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What comes back: a response, silence, or a broken exchange. */
export type EmulatedReply =
  | EmulatedResponse
  /** Never answers: a timeout for the client. */
  | { readonly hang: true }
  /** The connection breaks after the request was read. */
  | { readonly reset: true }
  /** The exchange fails in that way. In memory only. */
  | { readonly error: NetErrorKind; readonly sent?: boolean; readonly code?: string };

/** Something that goes wrong for one request. */
export interface Fault {
  /** A reply in place of the true one; a function may answer undefined to let the request pass. */
  readonly reply:
    | EmulatedReply
    | ((request: EmulatedRequest, truth: () => EmulatedReply) => EmulatedReply | undefined);
  /** Which requests it meets; every one where left out. */
  readonly when?: (request: EmulatedRequest) => boolean;
  /** `after`: the server did the work and only the answer is spoilt. Default `before`. */
  readonly effect?: 'before' | 'after';
  /** How often it strikes. Default once. */
  readonly times?: number;
}

/**
 * A server as a pure state machine: it reads no clock and no chance, so that tests and the
 * simulator can run it on any time. What a real server would not accept is a violation, and the
 * test that owns the emulator asserts that there is none.
 */
export interface Emulator {
  handle(request: EmulatedRequest): EmulatedReply;
  /** Every request that came in, oldest first, those spoilt by a fault too. */
  readonly requests: EmulatedRequest[];
  /** One readable sentence for each thing that no correct client does. */
  readonly violations: string[];
  /** The first that fits a request strikes, and is used up. */
  readonly faults: Fault[];
}

export type Violate = (problem: string) => void;

/** Turns a handler into an emulator with faults, a record of requests and violations. */
export function createEmulator(
  handler: (request: EmulatedRequest, violate: Violate) => EmulatedReply,
): Emulator {
  const requests: EmulatedRequest[] = [];
  const violations: string[] = [];
  const faults: Fault[] = [];

  const truthOf = (request: EmulatedRequest): EmulatedReply =>
    handler(request, (problem) => {
      violations.push(`${request.method} ${request.url.pathname}${request.url.search}: ${problem}`);
    });

  function strike(request: EmulatedRequest): EmulatedReply | undefined {
    const at = faults.findIndex((fault) => fault.when?.(request) ?? true);
    const fault = faults[at];
    if (fault === undefined) return undefined;
    const left = (fault.times ?? 1) - 1;
    faults.splice(at, 1, ...(left > 0 ? [{ ...fault, times: left }] : []));
    const truth = () => truthOf(request);
    if (typeof fault.reply === 'function') return fault.reply(request, truth);
    if (fault.effect === 'after') truth();
    return fault.reply;
  }

  return {
    requests,
    violations,
    faults,
    handle(request) {
      requests.push(request);
      return strike(request) ?? truthOf(request);
    },
  };
}

/** A JSON response. */
export function jsonReply(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): EmulatedResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  };
}

const page = '<!DOCTYPE html><html><head><title>Hello</title></head><body>Hello</body></html>';

/** Faults that every service over HTTP can have. */
export const faults = {
  status: (status: number, body = ''): EmulatedReply => ({ status, body }),
  rateLimited: (retryAfter?: string): EmulatedReply => ({
    status: 429,
    headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
    body: '',
  }),
  badGateway: { status: 502, headers: { 'content-type': 'text/html' }, body: page },
  html: { status: 200, headers: { 'content-type': 'text/html; charset=UTF-8' }, body: page },
  redirect: (location: string): EmulatedReply => ({ status: 302, headers: { location }, body: '' }),
  hang: { hang: true },
  reset: { reset: true },
  oversized: (bytes: number): EmulatedReply => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: `"${'x'.repeat(bytes)}"`,
  }),
  /** The true answer, cut in the middle. */
  truncated: (_request: EmulatedRequest, truth: () => EmulatedReply): EmulatedReply => {
    const reply = truth();
    return 'body' in reply ? { ...reply, body: reply.body.slice(0, reply.body.length / 2) } : reply;
  },
} as const satisfies Record<string, unknown>;

export interface EmulatedHttp extends Http {
  /** Every request that left, oldest first, those to unknown hosts too. */
  readonly sent: HttpRequest[];
}

/**
 * The Http port in memory: requests go to the emulator of their host (`host` or `host:port`); any
 * other host does not exist. With a clock a hang lasts its whole timeout on that clock; without
 * one it ends at once.
 */
export function emulatedHttp(
  hosts: Readonly<Record<string, Emulator>>,
  options: { readonly clock?: Clock } = {},
): EmulatedHttp {
  const sent: HttpRequest[] = [];

  async function send(request: HttpRequest): Promise<HttpResponse> {
    const url = new URL(request.url);
    const fail = (kind: NetErrorKind, code?: string, wasSent = true) =>
      new NetError(kind, url.hostname, code, wasSent);
    if (request.signal.aborted) throw fail('aborted', undefined, false);
    sent.push(request);
    const emulator = hosts[url.host];
    if (emulator === undefined) throw fail('notFound', 'ENOTFOUND', false);
    const reply = emulator.handle({
      method: request.method,
      url,
      headers: lowerCase(request.headers ?? {}),
      body: request.body ?? '',
    });
    if (request.signal.aborted) throw fail('aborted');
    if ('hang' in reply) {
      await options.clock?.sleep(request.timeout, request.signal).catch(() => {
        throw fail('aborted');
      });
      throw fail('timeout');
    }
    if ('reset' in reply) throw fail('reset', 'ECONNRESET');
    if ('error' in reply) throw fail(reply.error, reply.code, reply.sent ?? false);
    if (new TextEncoder().encode(reply.body).length > request.maxBytes) throw fail('tooLarge');
    return { status: reply.status, headers: lowerCase(reply.headers ?? {}), body: reply.body };
  }

  return { sent, send };
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
