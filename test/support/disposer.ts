import { NetError } from '../../electron/core/ports.ts';

interface Closable {
  close(): Promise<void>;
}

/** Remembers what a test opened: `afterEach(dispose)` closes it, last first. */
export function disposer() {
  const opened: Closable[] = [];
  return {
    async own<T extends Closable>(opening: Promise<T>): Promise<T> {
      const one = await opening;
      opened.unshift(one);
      return one;
    },
    async dispose(): Promise<void> {
      for (const one of opened.splice(0)) await one.close();
    },
  };
}

/** The {@link NetError} that a promise rejects with; throws where it does not. */
export async function failureOf(promise: Promise<unknown>): Promise<NetError> {
  const outcome = await promise.then(
    () => new Error('it was answered'),
    (error: unknown) => error,
  );
  if (outcome instanceof NetError) return outcome;
  throw outcome;
}
