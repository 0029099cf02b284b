import { expect } from 'vitest';
import { detailText } from '../../electron/core/outcome.ts';
import {
  type HttpRequest,
  type HttpResponse,
  NetError,
  type NetErrorKind,
} from '../../electron/core/ports.ts';
import { quietNetwork } from '../../electron/core/quiet-network.ts';
import { type SourceContext, SourceFailure } from '../../electron/core/source.ts';

const unexpected = (what: string) => () => {
  throw new Error(`${what} must not be used here`);
};

/** A context where everything that a test does not give is forbidden. */
export function contextWith(given: Partial<SourceContext>): SourceContext {
  return {
    http: { send: unexpected('http') },
    interfaces: { list: unexpected('interfaces') },
    commands: { run: unexpected('commands') },
    dns: { exchange: unexpected('dns') },
    udp: { resolve: unexpected('udp'), exchange: unexpected('udp'), listen: unexpected('udp') },
    network: quietNetwork,
    gateway: { ask: unexpected('gateway'), forget: unexpected('gateway') },
    random: unexpected('random'),
    local: {},
    timeout: 10_000,
    signal: new AbortController().signal,
    ...given,
  };
}

/** A web that gives one reply, and the requests that it got. */
export function webWith(reply: Partial<HttpResponse> | NetErrorKind) {
  const requests: HttpRequest[] = [];
  const send = async (request: HttpRequest): Promise<HttpResponse> => {
    requests.push(request);
    if (typeof reply === 'string') throw new NetError(reply, new URL(request.url).hostname);
    return { status: 200, headers: {}, body: '', ...reply };
  };
  return { http: { send }, requests };
}

/** Every request that asks a public service for the address: its family pinned, no proxy, no host in the local network, 64 KiB, the context's time, and nothing sent along. */
export function echoRequest(
  url: string,
  family: 'ipv4' | 'ipv6',
  { signal, timeout }: SourceContext,
) {
  const fixed = { method: 'GET', proxy: 'never', maxBytes: 65_536, publicOnly: true };
  return { ...fixed, url, family, timeout, signal };
}

/** The {@link SourceFailure} that a promise rejects with; throws where it does not. */
export async function sourceFailureOf(promise: Promise<unknown>): Promise<SourceFailure> {
  const outcome = await promise.then(
    (answer) => new Error(`it was answered: ${JSON.stringify(answer)}`),
    (error: unknown) => error,
  );
  if (!(outcome instanceof SourceFailure)) throw outcome;
  expect(outcome.message).toMatch(/^\S.*[^\s.]$/);
  expect(detailText(outcome.detail, 'zh-CN')).toMatch(/^\S.*[^\s.。]$/);
  return outcome;
}
