import type { Address } from '../address.ts';
import { type Clock, type Http, type Log, NetError, type Random } from '../ports.ts';
import type { Udp } from '../udp.ts';

/** What it takes to ask a gateway. */
export interface AskPorts {
  readonly udp: Udp;
  readonly http: Http;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** What a gateway said of its Internet side, by whichever protocol. `epoch` is in seconds. */
export type Said =
  | {
      readonly kind: 'address';
      readonly address: Address;
      readonly epoch?: number | undefined;
    }
  | { readonly kind: 'down'; readonly epoch?: number | undefined };

/** What an exchange came to; undefined where it failed. Rejects with the signal's reason when that aborts. */
export async function unanswered<Result>(
  exchange: Promise<Result>,
  signal: AbortSignal,
): Promise<Result | undefined> {
  try {
    return await exchange;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof NetError) return undefined;
    throw error;
  }
}
