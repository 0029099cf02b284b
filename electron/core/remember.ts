import { sameAddress } from './address.ts';
import { isFailure, type Outcome } from './outcome.ts';
import { recordFingerprint } from './plan.ts';
import type { Capabilities, Change } from './provider.ts';
import type { RecordId } from './record.ts';
import { withAccountOutcomes } from './remember-account.ts';
import { next } from './schedule.ts';
import {
  type AppState,
  type RecordState,
  recordState,
  type Verification,
  withRecord,
} from './state.ts';

/** Notes, before a provider is called, what may be under way if we are killed now. */
export function markInFlight(state: AppState, changes: readonly Change[], now: number): AppState {
  return changes.reduce(
    (so, { record, address }) =>
      withRecord(so, record.id, (before) => ({
        ...before,
        inFlight: { address, at: now },
        // A call that a kill cut off stays open, whatever becomes of this one.
        unconfirmed: before.inFlight ?? before.unconfirmed,
        evidence: before.inFlight === undefined ? before.evidence : doubted(before.evidence),
      })),
    state,
  );
}

/** Puts the marks back as they were where no request was made after all: an older one still stands. */
export function unmarkInFlight(
  state: AppState,
  changes: readonly Change[],
  unmarked: AppState,
): AppState {
  return changes.reduce((so, { record }) => {
    const { inFlight, unconfirmed, evidence } = recordState(unmarked, record.id);
    return withRecord(so, record.id, (before) => ({ ...before, inFlight, unconfirmed, evidence }));
  }, state);
}

export interface Remembering {
  readonly capabilities: Capabilities;
  readonly now: number;
  /** 0 to 1. */
  readonly random: number;
}

/** The state after one call for one account: one outcome for each change, in the same order. */
export function remember(
  state: AppState,
  changes: readonly Change[],
  outcomes: readonly Outcome[],
  context: Remembering,
): AppState {
  let so = state;
  changes.forEach((change, at) => {
    const outcome = outcomes[at];
    if (outcome === undefined) return;
    so = withRecord(so, change.record.id, (before) =>
      afterOutcome(before, change, outcome, context),
    );
  });
  const [first] = changes;
  return first === undefined
    ? so
    : withAccountOutcomes(so, first.record.account, outcomes, context);
}

function afterOutcome(
  before: RecordState,
  change: Change,
  outcome: Outcome,
  context: Remembering,
): RecordState {
  const { capabilities, now, random } = context;
  if (!isFailure(outcome)) {
    return {
      published: { address: change.address, at: sentAt(before, change, outcome, context) },
      evidence: isConfirmed(before, change, outcome) ? 'authoritative' : outcome.evidence,
      failures: 0,
      checked: now,
      last: { kind: outcome.kind, at: now },
      fingerprint: recordFingerprint(change.record),
      proxied: outcome.proxied,
      verification: verificationAfter(before, outcome, change, now),
    };
  }
  const following = next(outcome, before.failures, now, random, capabilities);
  // Who answers with another address took something: what, only the next look tells.
  const arrived = outcome.unconfirmed === true || outcome.kind === 'mismatch';
  return {
    ...before,
    inFlight: undefined,
    unconfirmed: arrived ? { address: change.address, at: now } : before.unconfirmed,
    evidence: arrived ? doubted(before.evidence) : before.evidence,
    failures: before.failures + 1,
    failingSince: before.failingSince ?? now,
    nextTry: following.kind === 'wait' ? following.until : undefined,
    ...(following.kind === 'stopped'
      ? { stopped: following.stop, fingerprint: recordFingerprint(change.record) }
      : { stopped: undefined }),
    last: { kind: outcome.kind, detail: outcome.detail, unconfirmed: arrived, at: now },
  };
}

/** What the name servers confirmed may have been replaced by a call that got no answer. */
function doubted(evidence: RecordState['evidence']): RecordState['evidence'] {
  return evidence === 'authoritative' ? 'accepted' : evidence;
}

/** A mere look leaves the time of the last write as it was; a keep-alive counts from its answer. */
function sentAt(
  before: RecordState,
  change: Change,
  outcome: Outcome,
  { capabilities, now }: Remembering,
): number {
  const looked = capabilities.reads && isUnchanged(before, change, outcome);
  return looked ? (before.published?.at ?? now) : now;
}

/** It stands as we knew it, and no call of ours that ended without an answer may have put it there. */
function isUnchanged(before: RecordState, { address }: Change, { kind }: Outcome): boolean {
  if (kind !== 'alreadyRight' || before.unconfirmed !== undefined) return false;
  return sameAddress(before.published?.address, address);
}

/** The name servers said so, and nothing has been written since. */
function isConfirmed(before: RecordState, change: Change, outcome: Outcome): boolean {
  return before.evidence === 'authoritative' && isUnchanged(before, change, outcome);
}

function verificationAfter(
  before: RecordState,
  outcome: Outcome,
  change: Change,
  now: number,
): Verification {
  if (!isFailure(outcome) && outcome.proxied === true) {
    return { kind: 'proxied', at: now, tries: 0 };
  }
  const { verification } = before;
  const stands = isUnchanged(before, change, outcome) && verification?.kind !== 'proxied';
  return stands && verification !== undefined
    ? verification
    : { kind: 'pending', at: now, next: now, tries: 0 };
}

/**
 * A record that a failed attempt was to lead away from an address that is wanted again: it stands
 * right, nothing is to be tried, and the failure is over.
 */
export function rememberUpToDate(state: AppState, id: RecordId): AppState {
  const { failures, published } = recordState(state, id);
  if (failures === 0 || published === undefined) return state;
  return withRecord(state, id, (before) => ({
    ...before,
    failures: 0,
    failingSince: undefined,
    nextTry: undefined,
    last: { kind: 'alreadyRight', at: published.at },
  }));
}
