import { hour, minute } from './duration.ts';
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

/** So long after a call that was cut off, name servers that do not show it never will. */
const longestArrival = hour;
/** How often they are asked until then. */
const askAgain = 10 * minute;

/**
 * A record with an open call of another address, whose published one is wanted again and shown by the
 * name servers: nothing is sent meanwhile, and in the end the call is taken never to have arrived.
 */
export function rememberStillThere(state: AppState, id: string, now: number): AppState {
  return withRecord(state, id, (before) => {
    const open = before.inFlight ?? before.unconfirmed;
    if (open === undefined) return before;
    const end = open.at + longestArrival;
    if (now < end) return { ...before, nextTry: Math.min(now + askAgain, end) };
    return {
      ...before,
      inFlight: undefined,
      unconfirmed: undefined,
      nextTry: undefined,
      failures: 0,
      failingSince: undefined,
      evidence: 'authoritative',
      checked: now,
      last: { kind: 'alreadyRight', at: now },
      verification: {
        kind: 'matches',
        at: now,
        tries: 0,
        next: nextVerification('matches', 0, now),
      },
    };
  });
}
