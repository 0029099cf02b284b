import { announce } from '../announce.ts';
import type { History, HistoryEntry, ProviderCall } from '../history.ts';
import { isFailure } from '../outcome.ts';
import type { Log } from '../ports.ts';

/** Who hears of a provider's call. */
export interface CallListeners {
  readonly log: Log;
  readonly history?: History | undefined;
  readonly onCall?: ((call: ProviderCall) => void) | undefined;
}

/** A call as the history keeps it: an entry for each record. */
function callEntries({
  at,
  took,
  account,
  provider,
  results,
}: ProviderCall): readonly HistoryEntry[] {
  return results.map(({ record, address, outcome }): HistoryEntry => {
    const call = { kind: 'call', at, took, account, provider, record, address } as const;
    if (!isFailure(outcome)) return { ...call, outcome: outcome.kind, evidence: outcome.evidence };
    const { kind, detail, unconfirmed } = outcome;
    return { ...call, outcome: kind, detail, ...(unconfirmed === true && { unconfirmed }) };
  });
}

/** Tells the history and whoever listens. Never throws. */
export function noteCall({ log, history, onCall }: CallListeners, call: ProviderCall): void {
  for (const entry of callEntries(call)) history?.add(entry);
  announce(log, () => onCall?.(call));
}
