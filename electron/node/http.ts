import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import type { AxiosInstance, AxiosResponse } from 'axios';
import { type Http, type HttpRequest, type HttpResponse, NetError } from '../core/ports.ts';
import type { ProxySetting } from '../core/settings.ts';
import { notStarted, type Progress, watchedTransport } from './exchange.ts';
import { systemInterfaces } from './interfaces.ts';
import { toNetError } from './net-error.ts';
import { type Way, wayTo } from './proxy.ts';
import { publicLookup } from './public-lookup.ts';
import { isUnknownIssuer, sharedContext, trustSystemCertificates } from './system-certificates.ts';

const familyNumber = { ipv4: 4, ipv6: 6 } as const;

/** Loaded with the first request: axios costs 10 MB, and some runs of the command send none. */
async function createClient(userAgent: string): Promise<AxiosInstance> {
  const { default: axios } = await import('axios');
  return axios.create({
    adapter: 'http',
    headers: { common: { Accept: '*/*', 'User-Agent': userAgent } },
    maxRedirects: 0,
    maxBodyLength: Number.POSITIVE_INFINITY,
    responseType: 'text',
    transformRequest: [(data: unknown) => data],
    transformResponse: [(data: unknown) => data],
    transitional: { clarifyTimeoutError: true },
    validateStatus: () => true,
  });
}

function parseTarget(url: string): URL {
  try {
    const target = new URL(url);
    if (target.protocol === 'https:' || target.protocol === 'http:') return target;
  } catch {
    // The error of `new URL` holds the text that it refused.
  }
  throw new NetError('other', 'no host', 'ERR_INVALID_URL');
}

/** A socket connects to a literal address whatever family was asked for, so that is checked here. */
function checkFamily(target: URL, request: HttpRequest): void {
  const literal = isIP(target.hostname.replace(/^\[|\]$/g, ''));
  if (request.family === undefined || literal === 0) return;
  if (literal !== familyNumber[request.family]) throw new NetError('notFound', target.hostname);
}

/** Axios would declare any body a form; here only what the caller says is sent. */
function withoutDefaultType(headers: Readonly<Record<string, string>>) {
  const typed = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  return typed ? { ...headers } : { ...headers, 'Content-Type': false };
}

function toHttpResponse(response: AxiosResponse<unknown>): HttpResponse {
  const headers = Object.entries(response.headers).map(([name, value]) => [
    name.toLowerCase(),
    Array.isArray(value) ? value.join(', ') : String(value),
  ]);
  const body = typeof response.data === 'string' ? response.data : '';
  return { status: response.status, headers: Object.fromEntries(headers), body };
}

/** A proxy's refusal reads like an answer of the other side, and must not pass for one. */
function proxyRefusal(status: number, progress: Progress): NetError | undefined {
  if (progress.proxy === undefined) return undefined;
  if (status === 407) return new NetError('proxyAuth', progress.proxy, 'HTTP_407');
  return progress.refusedTunnel
    ? new NetError('proxy', progress.proxy, `HTTP_${status}`)
    : undefined;
}

function failed(error: unknown, target: URL, progress: Progress): NetError {
  const { proxy, sent, attached } = progress;
  const net = toNetError(error, { host: target.hostname, sent });
  const before = proxy !== undefined && !attached;
  if (!before || net.kind === 'offline' || net.kind === 'timeout') return net;
  return new NetError('proxy', proxy, net.code);
}

async function attempt(
  client: AxiosInstance,
  request: HttpRequest,
  target: URL,
  way: Way,
  signal: AbortSignal,
  progress: Progress,
): Promise<HttpResponse> {
  // Our own agents: the shared ones may carry a proxy of Node's, and an environment variable could
  // turn verification off. The signal ends the socket of a tunnel too, which axios cannot reach.
  const { localAddress } = request;
  const lookup = request.publicOnly === true ? { lookup: publicLookup } : {};
  const agent = { keepAlive: false, signal, localAddress, ...lookup };
  const secure = { ...agent, rejectUnauthorized: true, secureContext: sharedContext() };
  const response = await client.request<unknown>({
    method: request.method,
    url: target.href,
    headers: withoutDefaultType(request.headers ?? {}),
    ...(request.body === undefined ? {} : { data: request.body }),
    ...(request.family === undefined ? {} : { family: familyNumber[request.family] }),
    ...(way === undefined ? {} : { proxy: way }),
    responseEncoding: request.encoding ?? 'utf8',
    httpAgent: new http.Agent(agent),
    httpsAgent: new https.Agent(secure),
    timeout: request.timeout,
    maxContentLength: request.maxBytes,
    signal,
    transport: watchedTransport(target, progress),
  });
  const refusal = proxyRefusal(response.status, progress);
  if (refusal !== undefined) throw refusal;
  return toHttpResponse(response);
}

/** Some systems answer "no such host" while there is no network at all. */
function isConnected(): boolean {
  return systemInterfaces
    .list()
    .some(({ internal, address }) => !internal && !/^(?:fe80:|169\.254\.)/i.test(address));
}

interface HttpOptions {
  /** What every request says it comes from: `product/version (contact)`. */
  readonly userAgent: string;
  /** The proxy that the settings of now name; by default they say nothing. */
  readonly proxy?: () => ProxySetting | undefined;
  /** Whether this computer has any network; by default, whether an interface has an address. */
  readonly connected?: () => boolean;
}

/**
 * HTTP/1.1 over axios, one connection for each request. The family is pinned on the socket,
 * redirects are answers, certificates are always verified (against the system's authorities too, once
 * the runtime's do not suffice), and `maxBytes` counts decompressed bytes. `system` goes by `proxy`, and
 * reads HTTPS_PROXY, HTTP_PROXY and NO_PROXY where that says nothing. Every failure is a {@link NetError}; axios' own errors hold the whole request
 * and never leave here.
 */
export function createHttp({
  userAgent,
  proxy = () => undefined,
  connected = isConnected,
}: HttpOptions): Http {
  let client: Promise<AxiosInstance> | undefined;

  async function send(request: HttpRequest): Promise<HttpResponse> {
    const target = parseTarget(request.url);
    const host = target.hostname;
    checkFamily(target, request);
    client ??= createClient(userAgent);
    const ready = await client;
    if (request.signal.aborted) throw new NetError('aborted', host);

    const stop = new AbortController();
    let cause: 'timeout' | 'aborted' | undefined;
    const end = (why: 'timeout' | 'aborted') => {
      cause ??= why;
      stop.abort();
    };
    const onAbort = () => end('aborted');
    const timer = setTimeout(end, request.timeout, 'timeout');
    request.signal.addEventListener('abort', onAbort, { once: true });

    const way = request.proxy === 'never' ? false : wayTo(target, proxy());
    const once = async (): Promise<HttpResponse | NetError> => {
      const progress = notStarted();
      try {
        return await attempt(ready, request, target, way, stop.signal, progress);
      } catch (error) {
        if (cause !== undefined) return new NetError(cause, host, undefined, progress.sent);
        if (error instanceof NetError) return error;
        const net = failed(error, target, progress);
        return net.kind === 'notFound' && !connected()
          ? new NetError('offline', net.host, net.code)
          : net;
      }
    };

    try {
      let result = await once();
      if (result instanceof NetError && isUnknownIssuer(result.code) && trustSystemCertificates()) {
        result = await once();
      }
      if (result instanceof NetError) throw result;
      return result;
    } finally {
      clearTimeout(timer);
      request.signal.removeEventListener('abort', onAbort);
    }
  }

  return { send };
}
