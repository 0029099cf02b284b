import type { Clock } from './ports.ts';
import { type Answer, type Source, SourceFailure } from './source.ts';

/** One source that was asked. */
export interface Ask {
  readonly source: Source;
  /** When, in milliseconds since 1970. */
  readonly at: number;
  /** Milliseconds until it was over. */
  readonly took: number;
  /** Undefined where it was given up, because all was decided without it. */
  readonly result: Answer | SourceFailure | undefined;
}

export interface HedgeParts {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Milliseconds that a source is waited for before another is asked beside it; Infinity for ever. */
  readonly patience: (source: Source) => number;
  readonly ask: (source: Source, signal: AbortSignal) => Promise<Answer>;
}

/** Several sources that are asked beside each other. */
export interface Hedge {
  start(source: Source): void;
  /** All that were started. */
  asked(): readonly Source[];
  /** Those without an answer yet. */
  open(): readonly Source[];
  /** How many of them are not late yet. */
  fresh(): number;
  /**
   * Waits for what comes first: an answer or a failure, or undefined where a source has become late.
   * Rejects with what an ask throws that is no {@link SourceFailure}.
   */
  next(): Promise<Ask | undefined>;
  /** Gives up whatever is under way; resolves to all that was asked, in the order of asking. */
  end(): readonly Ask[];
}

/** Why an ask is ended. Nobody hears of it. */
const decided = new Error('decided without it');

interface Open {
  readonly source: Source;
  readonly at: number;
  readonly control: AbortController;
  readonly done: Promise<Answer | SourceFailure>;
  readonly late: Promise<undefined>;
  isLate: boolean;
}

export function openHedge({ clock, signal, patience, ask }: HedgeParts): Hedge {
  const asks = new Map<Source, Ask | Open>();
  const under = () => [...asks.values()].filter((one): one is Open => 'control' in one);
  const tookSince = (at: number) => Math.max(0, clock.now() - at);
  const pass = () => {
    for (const { control } of under()) control.abort(signal.reason);
  };
  signal.addEventListener('abort', pass, { once: true });

  function start(source: Source): void {
    signal.throwIfAborted();
    const at = clock.now();
    const control = new AbortController();
    const done = ask(source, control.signal).catch((error: unknown) => {
      if (error instanceof SourceFailure) return error;
      throw error;
    });
    // One that is not waited for any more may still reject.
    done.catch(() => undefined);
    const wait = patience(source);
    const never = new Promise<undefined>(() => undefined);
    const late = Number.isFinite(wait)
      ? clock.sleep(wait, control.signal).then(
          () => undefined,
          () => never,
        )
      : never;
    asks.set(source, { source, at, control, done, late, isLate: false });
  }

  async function outcome(one: Open): Promise<Ask | undefined> {
    const result = await (one.isLate ? one.done : Promise.race([one.done, one.late]));
    if (result === undefined) {
      one.isLate = true;
      return undefined;
    }
    const { source, at } = one;
    return { source, at, took: tookSince(at), result };
  }

  return {
    start,
    asked: () => [...asks.keys()],
    open: () => under().map(({ source }) => source),
    fresh: () => under().filter(({ isLate }) => !isLate).length,
    async next() {
      const first = await Promise.race(under().map(outcome));
      if (first === undefined) return undefined;
      const before = asks.get(first.source);
      asks.set(first.source, first);
      // Its timer goes with it.
      if (before !== undefined && 'control' in before) before.control.abort(decided);
      return first;
    },
    end() {
      signal.removeEventListener('abort', pass);
      for (const { source, at, control } of under()) {
        asks.set(source, { source, at, took: tookSince(at), result: undefined });
        control.abort(decided);
      }
      return [...asks.values()].filter((one): one is Ask => 'took' in one);
    },
  };
}
