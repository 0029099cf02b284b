/** Lets one piece of work of a kind run at a time: the next one ends the one before. */
export interface Turns<Kind> {
  /**
   * Runs work with a signal. Rejects with a reason of its own, whatever the work comes to, once the
   * next of that kind began or all were cancelled.
   */
  take<Result>(kind: Kind, work: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
  cancel(): void;
}

/** @param reason why work was ended, as whoever waits for it is told */
export function createTurns<Kind>(reason: () => Error): Turns<Kind> {
  const running = new Map<Kind, AbortController>();
  return {
    async take(kind, work) {
      running.get(kind)?.abort(reason());
      const own = new AbortController();
      running.set(kind, own);
      try {
        const result = await work(own.signal);
        own.signal.throwIfAborted();
        return result;
      } finally {
        if (running.get(kind) === own) running.delete(kind);
      }
    },
    cancel() {
      for (const own of running.values()) own.abort(reason());
      running.clear();
    },
  };
}
