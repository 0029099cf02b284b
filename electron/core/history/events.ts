import type { HistoryEntry } from '../history.ts';
import { type Evidence, type FailureKind, isFailureKind, type Success } from '../outcome.ts';
import type { RecordId } from '../record.ts';
import { sameTrouble } from '../timeline.ts';
import { mostNames, type TimelineEntry } from '../timeline-entry.ts';

type Call = Extract<HistoryEntry, { kind: 'call' }>;
/** What the timeline of the state has not. */
export type OwnEvent = Extract<HistoryEntry, { kind: 'settings' | 'told' }>;

/** What the Status page tells of: what happened to records, and what is the history's alone. */
export type HistoryEvent = TimelineEntry | OwnEvent;

/**
 * Tells the history as the timeline does: records of one call that went the same are one event, a
 * failure is one until it is over, and a look that finds what is known is none.
 */
export function historyEvents(entries: readonly HistoryEntry[]): readonly HistoryEvent[] {
  const events: HistoryEvent[] = [];
  const troubles = new Map<RecordId, FailureKind>();
  let last:
    | { readonly key: string; readonly records: RecordId[]; readonly put: () => void }
    | undefined;

  function close(): void {
    last?.put();
    last = undefined;
  }

  /** Joins the record to the event before where that is the same. */
  function join(
    call: Call,
    what: string,
    event: (records: readonly RecordId[]) => HistoryEvent,
  ): void {
    const key = JSON.stringify([what, call.at, call.account, call.outcome, call.address.text]);
    if (last?.key === key) {
      last.records.push(call.record);
      return;
    }
    close();
    const records = [call.record];
    last = { key, records, put: () => void events.push(event(records)) };
  }

  const affected = (at: number, records: readonly RecordId[]) => ({
    at,
    records: records.slice(0, mostNames),
    count: records.length,
  });

  function written(call: Call, how: Success['kind'], evidence: Evidence): void {
    const { at, address } = call;
    join(call, 'written', (records) => ({
      kind: 'written',
      how,
      address,
      evidence,
      ...affected(at, records),
    }));
  }

  function take(call: Call): void {
    const { at, account, provider, record, outcome, evidence = 'accepted' } = call;
    const before = troubles.get(record);
    if (isFailureKind(outcome)) {
      if (sameTrouble(before, outcome)) return;
      troubles.set(record, outcome);
      join(call, 'failed', (records) => ({
        kind: 'failed',
        failure: outcome,
        account,
        provider,
        ...affected(at, records),
      }));
      return;
    }
    troubles.delete(record);
    if (outcome !== 'alreadyRight') written(call, outcome, evidence);
    else if (before !== undefined) {
      join(call, 'recovered', (records) => ({ kind: 'recovered', ...affected(at, records) }));
    }
  }

  for (const entry of entries) {
    if (entry.kind === 'call') take(entry);
    else {
      close();
      events.push(entry);
    }
  }
  close();
  return events;
}
