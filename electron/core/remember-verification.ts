import { recordFingerprint } from './plan.ts';
import type { ManagedRecord } from './record.ts';
import { nextVerification } from './schedule.ts';
import { type AppState, type RecordState, type Verification, withRecord } from './state.ts';

/** The state after the name servers were asked for a record. */
export function rememberVerification(
  state: AppState,
  id: string,
  kind: Verification['kind'],
  now: number,
): AppState {
  return withRecord(state, id, (before) => {
    const tries = (before.verification?.tries ?? 0) + 1;
    const changed = before.verification?.kind === 'matches' && contradicts(kind);
    return {
      ...before,
      evidence: evidenceAfter(before, kind),
      // Somebody may have edited it by hand: look at the provider in the next round.
      checked: changed ? undefined : before.checked,
      verification: {
        kind,
        at: now,
        tries: kind === 'matches' ? 0 : tries,
        next: nextVerification(kind, tries - 1, now),
      },
    };
  });
}

function contradicts(kind: Verification['kind']): boolean {
  return kind === 'differs' || kind === 'missing' || kind === 'alias';
}

function evidenceAfter(before: RecordState, kind: Verification['kind']): RecordState['evidence'] {
  if (kind === 'matches') return 'authoritative';
  return before.evidence === 'authoritative' && contradicts(kind) ? 'accepted' : before.evidence;
}

/** A record that was under way when we were cut off, and that the name servers show as done. */
export function rememberArrival(state: AppState, record: ManagedRecord, now: number): AppState {
  return withRecord(state, record.id, (before) => {
    const open = before.inFlight ?? before.unconfirmed;
    if (open === undefined) return before;
    const next = nextVerification('matches', 0, now);
    return {
      published: open,
      evidence: 'authoritative',
      failures: 0,
      checked: now,
      last: { kind: 'updated', at: now },
      fingerprint: recordFingerprint(record),
      verification: { kind: 'matches', at: now, tries: 0, next },
    };
  });
}
