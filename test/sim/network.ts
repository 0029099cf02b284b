import {
  type DnsTransport,
  type Http,
  type HttpRequest,
  type HttpResponse,
  NetError,
} from '../../electron/core/ports.ts';
import type { EmulatedReply } from '../support/emulator.ts';
import type { ChannelServices } from './channels.ts';
import type { Echoes } from './echo.ts';
import type { Life, Settle } from './life.ts';
import type { NameServers } from './name-servers.ts';
import { isAccountMessage, type ProviderCalls } from './provider-call.ts';
import type { Side } from './side.ts';
import type { BindSide } from './sides/bind-side.ts';
import type { Surroundings } from './surroundings.ts';
import { shown, type World } from './world.ts';

export interface NetworkParts {
  readonly world: World;
  readonly echoes: Echoes;
  readonly calls: ProviderCalls;
  readonly nameServers: NameServers;
  readonly surroundings: Surroundings;
  readonly channels: ChannelServices;
}

/** The network as one process sees it. */
export interface Network {
  readonly http: Http;
  readonly dns: DnsTransport;
  /** The process asked to end: what was under way is given up. */
  abort(): void;
}

interface Exchange {
  readonly host: string;
  readonly timeout: number;
  readonly signal: AbortSignal;
}

export function createNetwork(parts: NetworkParts, life: Life): Network {
  const { world, echoes, calls, nameServers } = parts;
  const { clock } = world;
  const chance = world.chance.fork(`network ${life.number}`);
  const open = new Set<() => void>();
  const urls = new Map<string, URL>();

  function latency(): number {
    return chance.of(0.02) ? chance.int(1_500, 6_000) : chance.int(15, 180);
  }

  /**
   * One exchange with a host: `arrive` runs there after half of the time, and says what comes back
   * in the other half. What breaks the connection meanwhile loses the answer, not the effect.
   */
  function exchange<Answer>(
    { host, timeout, signal }: Exchange,
    settle: Settle<Answer>,
    arrive: (answer: (value: Answer) => void, fail: (error: NetError) => void) => void,
    swift: boolean,
  ): void {
    const breaks = world.breaks;
    const total = latency();
    let cancel = () => {};
    const finish = (act: () => void) => {
      cancel();
      open.delete(abort);
      signal.removeEventListener('abort', abort);
      act();
    };
    const abort = () => finish(() => settle.reject(new NetError('aborted', host, undefined, true)));
    open.add(abort);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) {
      abort();
      return;
    }
    const later = (ms: number, act: () => void) => {
      const undo = clock.plan(clock.now() + ms, () => finish(act), { local: true });
      const before = cancel;
      cancel = () => {
        undo();
        before();
      };
    };
    const end = (rest: number, act: () => void) =>
      later(rest, () => {
        if (world.breaks === breaks) act();
        else settle.reject(new NetError('reset', host, 'ECONNRESET', true));
      });
    const reach = (rest: number) =>
      arrive(
        (value) => end(rest, () => settle.resolve(value)),
        (error) =>
          error.kind === 'timeout'
            ? later(timeout, () => settle.reject(error))
            : end(rest, () => settle.reject(error)),
      );
    // A source has no memory: what it answers may as well be made when the answer arrives.
    if (swift) reach(total);
    else {
      // Not the process's own event: what has left arrives even where the computer sleeps by then.
      cancel = clock.plan(clock.now() + total / 2, () => reach(total / 2));
    }
  }

  function unreachable<Answer>(host: string, settle: Settle<Answer>): void {
    clock.plan(
      clock.now() + chance.int(1, 5),
      () => settle.reject(new NetError('offline', host, 'ENETUNREACH', false)),
      { local: true },
    );
  }

  function urlOf(text: string): URL {
    const known = urls.get(text);
    if (known !== undefined) return known;
    const url = new URL(text);
    if (urls.size < 100) urls.set(text, url);
    return url;
  }

  function deliver(
    host: string,
    reply: EmulatedReply,
    answer: (value: HttpResponse) => void,
    fail: (error: NetError) => void,
  ): void {
    if ('hang' in reply) fail(new NetError('timeout', host, undefined, true));
    else if ('reset' in reply) fail(new NetError('reset', host, 'ECONNRESET', true));
    else if ('error' in reply) {
      fail(new NetError(reply.error, host, reply.code, reply.sent ?? false));
    } else answer({ status: reply.status, headers: reply.headers ?? {}, body: reply.body });
  }

  const portal = { status: 302, headers: { location: 'http://portal.example/' }, body: '' };

  function askSource(request: HttpRequest, host: string): Promise<HttpResponse> {
    const { family = 'ipv4' } = request;
    const who = echoes.whose(request.url);
    const { operator, source } = who ?? { operator: host, source: host };
    const trusted = who?.trusted === true;
    const heard = (address: string | undefined, cut: boolean) => {
      const honest = address !== undefined && address === world.truth[family];
      world.emit({
        kind: 'answer',
        life: life.number,
        family,
        operator,
        own: source === 'own',
        trusted,
        address,
        unreachable: cut,
        honest,
      });
    };
    return life.call<HttpResponse>('source', (settle) => {
      world.emit({ kind: 'ask', life: life.number, family, operator, source });
      const truth = shown(world, family);
      let says: string | undefined;
      const watched: Settle<HttpResponse> = {
        resolve(value) {
          heard(says, false);
          settle.resolve(value);
        },
        reject(error) {
          const kind = error instanceof NetError ? error.kind : 'other';
          if (kind !== 'aborted') heard(undefined, cuts.has(kind));
          settle.reject(error);
        },
      };
      if (world.link === 'down' || truth === undefined) {
        unreachable(host, watched);
        return;
      }
      exchange<HttpResponse>(
        { host, timeout: request.timeout, signal: request.signal },
        watched,
        (answer, fail) => {
          if (world.link === 'portal') deliver(host, portal, answer, fail);
          else {
            const echo = echoes.answer(request.url, family, truth);
            says = echo.says;
            deliver(host, echo.reply, answer, fail);
          }
        },
        true,
      );
    });
  }

  function callProvider(request: HttpRequest, url: URL, side: Side): Promise<HttpResponse> {
    const { account } = side;
    const punishes = side.tells !== undefined;
    return life.call<HttpResponse>('provider', (settle) => {
      world.emit({ kind: 'call', life: life.number, account });
      const acknowledged = (body: string | undefined) => {
        if (punishes) world.emit({ kind: 'acknowledged', life: life.number, account, body });
      };
      const watched: Settle<HttpResponse> = {
        resolve(value) {
          acknowledged(`${value.status} ${value.body}`);
          settle.resolve(value);
        },
        reject(error) {
          acknowledged(undefined);
          settle.reject(error);
        },
      };
      if (isCutOff()) {
        unreachable(url.hostname, watched);
        return;
      }
      const { timeout, signal, method, headers = {}, body = '' } = request;
      exchange<HttpResponse>(
        { host: url.hostname, timeout, signal },
        watched,
        (answer, fail) => {
          const lower = Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value]);
          const seen = { method, url, headers: Object.fromEntries(lower), body };
          if (world.link === 'portal') {
            const tls: EmulatedReply = { error: 'tls', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' };
            deliver(url.hostname, url.protocol === 'https:' ? tls : portal, answer, fail);
          } else deliver(url.hostname, calls.http(side, seen, life.number), answer, fail);
        },
        false,
      );
    });
  }

  function isCutOff(): boolean {
    const { ipv4, ipv6 } = world.truth;
    return world.link === 'down' || (ipv4 === undefined && ipv6 === undefined);
  }

  return {
    abort() {
      for (const one of [...open]) one();
    },
    http: {
      send(request) {
        const url = urlOf(request.url);
        if (echoes.whose(request.url) !== undefined) return askSource(request, url.host);
        const side = world.sides.find(({ host }) => host === url.host);
        if (side !== undefined) return callProvider(request, url, side);
        return Promise.reject(new NetError('notFound', url.hostname, 'ENOTFOUND', false));
      },
    },
    dns: {
      exchange(bytes, server, { transport, timeout, signal }) {
        const side = world.sides.find(
          (one): one is BindSide => one.exchange !== undefined && one.fields.server === server.host,
        );
        const mine = side !== undefined && isAccountMessage(bytes);
        return life.call<Uint8Array>(mine ? 'provider' : 'dns', (settle) => {
          if (mine) world.emit({ kind: 'call', life: life.number, account: side.account });
          if (isCutOff()) {
            unreachable(server.host, settle);
            return;
          }
          exchange<Uint8Array>(
            { host: server.host, timeout, signal },
            settle,
            (answer, fail) => {
              const told = mine ? undefined : nameServers.query(bytes, server);
              const reply = mine ? calls.dns(side, bytes, transport, life.number) : told?.bytes;
              if (reply === 'offline') fail(new NetError('offline', server.host, 'ENETUNREACH'));
              else if (reply === undefined || (!world.quiet && chance.of(0.01))) {
                fail(new NetError('timeout', server.host, undefined, true));
              } else {
                if (told?.type !== undefined) {
                  const { name, type, values } = told;
                  world.emit({ kind: 'authoritative', name, type, values });
                }
                answer(reply);
              }
            },
            false,
          );
        });
      },
    },
  };
}

const cuts: ReadonlySet<string> = new Set(['offline', 'timeout', 'reset', 'refused', 'notFound']);
