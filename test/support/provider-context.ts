import { type Clock, type DnsTransport, type Http, NetError } from '../../electron/core/ports.ts';
import type { Memory, ProviderContext } from '../../electron/core/provider.ts';
import { type LogLine, rememberingLog } from './remembering-log.ts';

/** 2026-11-22 12:00:00 UTC. */
export const testNow = Date.UTC(2026, 10, 22, 12);

export interface TestContext extends ProviderContext {
  readonly lines: LogLine[];
  /** What the memory holds. */
  readonly remembered: Map<string, string>;
}

/** A clock that stands at `now` and whose sleeps end at once. */
export function fixedClock(now = testNow): Clock {
  return { now: () => now, sleep: async () => undefined };
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A provider's context in memory: no network but what the test gives, a fixed clock, a silent log that remembers. */
export function testContext(
  parts: {
    readonly http?: Http;
    readonly dns?: DnsTransport;
    readonly clock?: Clock;
    readonly signal?: AbortSignal;
    readonly timeout?: number;
    readonly seed?: number;
    /** Keep what an earlier context remembered, as after a restart. */
    readonly remembered?: Map<string, string>;
  } = {},
): TestContext {
  const remembered = parts.remembered ?? new Map<string, string>();
  const lines: LogLine[] = [];
  return {
    http: parts.http ?? { send: async (request) => Promise.reject(unplugged(request.url)) },
    dns: parts.dns ?? { exchange: async (_, server) => Promise.reject(unplugged(server.host)) },
    clock: parts.clock ?? fixedClock(),
    log: rememberingLog(lines),
    memory: memoryOver(remembered),
    random: seededRandom(parts.seed ?? 1),
    timeout: parts.timeout ?? 10_000,
    signal: parts.signal ?? new AbortController().signal,
    lines,
    remembered,
  };
}

function unplugged(target: string): NetError {
  return new NetError('offline', target.replace(/^https?:\/\//, '').replace(/[/?].*$/, ''));
}

function memoryOver(map: Map<string, string>): Memory {
  return {
    get: (key) => map.get(key),
    set: (key, value) => {
      if (value === undefined) map.delete(key);
      else map.set(key, value);
    },
  };
}
