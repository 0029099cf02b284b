import type { Clock } from '../ports.ts';

/** A sleep that can be ended early. */
export interface Nap {
  /** Resolves after `ms` milliseconds or with {@link wake}, at once where it was called meanwhile. Rejects with the signal's reason. */
  sleep(ms: number): Promise<void>;
  wake(): void;
}

export function createNap(clock: Clock, signal: AbortSignal): Nap {
  let isWoken = false;
  let end: AbortController | undefined;
  return {
    async sleep(ms) {
      signal.throwIfAborted();
      const inner = new AbortController();
      end = inner;
      const pass = () => inner.abort();
      signal.addEventListener('abort', pass, { once: true });
      try {
        if (!isWoken) await clock.sleep(ms, inner.signal).catch(() => undefined);
      } finally {
        signal.removeEventListener('abort', pass);
        end = undefined;
        isWoken = false;
      }
      signal.throwIfAborted();
    },
    wake() {
      isWoken = true;
      end?.abort();
    },
  };
}
