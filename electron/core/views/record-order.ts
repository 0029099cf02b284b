import type { RecordStanding, RecordView } from '../../contract/snapshot.ts';

const ranks: Readonly<Record<RecordStanding, number>> = {
  locked: 0,
  stopped: 1,
  failed: 2,
  working: 3,
  waiting: 3,
  unknown: 4,
  upToDate: 4,
};

/** The records that need most attention first, else in their order. */
export function worstFirst(records: readonly RecordView[]): readonly RecordView[] {
  return records.toSorted((one, other) => ranks[one.standing] - ranks[other.standing]);
}

/** The record that most needs attention; undefined where all are right, or about to be. */
export function worstRecord(records: readonly RecordView[]): RecordView | undefined {
  const [worst] = worstFirst(records);
  return worst !== undefined && ranks[worst.standing] <= ranks.waiting ? worst : undefined;
}
