/** Work that those who want it at the same time do once, together. */
export interface SharedAsk<Result> {
  /** Rejects with the signal's reason as soon as it aborts; the work ends when nobody waits for it any more. */
  ask(signal: AbortSignal): Promise<Result>;
  /** Who asks from now on gets new work. */
  drop(): void;
}

interface Running<Result> {
  readonly result: Promise<Result>;
  readonly stop: AbortController;
  waiting: number;
}

/** Why work is ended. Nobody hears of it. */
const abandoned = new Error('nobody waits for it');

export function shareAsk<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): SharedAsk<Result> {
  let running: Running<Result> | undefined;

  function start(): Running<Result> {
    const stop = new AbortController();
    const one: Running<Result> = { result: work(stop.signal), stop, waiting: 0 };
    const end = () => {
      if (running === one) running = undefined;
    };
    one.result.then(end, end);
    return one;
  }

  async function ask(signal: AbortSignal): Promise<Result> {
    signal.throwIfAborted();
    running ??= start();
    const one = running;
    one.waiting += 1;
    let leave = () => {};
    const left = new Promise<never>((_, reject) => {
      leave = () => reject(signal.reason);
    });
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([one.result, left]);
    } finally {
      signal.removeEventListener('abort', leave);
      one.waiting -= 1;
      if (one.waiting === 0) {
        if (running === one) running = undefined;
        one.stop.abort(abandoned);
      }
    }
  }

  return {
    ask,
    drop() {
      running = undefined;
    },
  };
}
