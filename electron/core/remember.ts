import { isFailure, type Outcome } from './outcome.ts';
import { recordFingerprint } from './plan.ts';
import type { Capabilities, Change } from './provider.ts';
import type { ManagedRecord } from './record.ts';
import { next, nextVerification } from './schedule.ts';
import {
  type AccountState,
  type AppState,
  type RecordState,
  type Verification,
  withRecord,
} from './state.ts';

/** Notes, before a provider is called, what may be under way if we are killed now. */
export function markInFlight(state: AppState, changes: readonly Change[], now: number): AppState {
  return changes.reduce(
    (so, { record, address }) =>
      withRecord(so, record.id, (before) => ({ ...before, inFlight: { address, at: now } })),
    state,
  );
}

/** Takes the marks back where no request was made after all. */
export function unmarkInFlight(state: AppState, changes: readonly Change[]): AppState {
  return changes.reduce(
    (so, { record }) => withRecord(so, record.id, (before) => ({ ...before, inFlight: undefined })),
    state,
  );
}

export interface Remembering {
  readonly capabilities: Capabilities;
  readonly now: number;
  /** 0 to 1. */
  readonly random: number;
}

/** The state after one provider call: one outcome for each change, in the same order. */
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
    so = withAccountOutcome(so, change.record.account, outcome, context);
  });
  return so;
}

function afterOutcome(
  before: RecordState,
  change: Change,
  outcome: Outcome,
  { capabilities, now, random }: Remembering,
): RecordState {
  if (!isFailure(outcome)) {
    return {
      published: { address: change.address, at: sentAt(before, change, outcome.kind, now) },
      evidence: outcome.evidence,
      failures: 0,
      checked: now,
      last: { kind: outcome.kind, at: now },
      fingerprint: recordFingerprint(change.record),
      proxied: outcome.proxied,
      verification: verificationAfter(before, outcome, change, now),
    };
  }
  const following = next(outcome, before.failures, now, random, capabilities);
  const arrived = outcome.unconfirmed === true;
  return {
    ...before,
    inFlight: undefined,
    unconfirmed: arrived ? { address: change.address, at: now } : before.unconfirmed,
    failures: before.failures + 1,
    failingSince: before.failingSince ?? now,
    nextTry: following.kind === 'wait' ? following.until : undefined,
    stopped: following.kind === 'stopped' ? following.stop : undefined,
    last: { kind: outcome.kind, detail: outcome.detail, unconfirmed: arrived, at: now },
  };
}

/** A mere look leaves the time of the last write as it was; a keep-alive counts from its answer. */
function sentAt(before: RecordState, change: Change, kind: Outcome['kind'], now: number): number {
  const same = before.published?.address.text === change.address.text;
  const wasOpen = before.unconfirmed !== undefined;
  return kind === 'alreadyRight' && same && !wasOpen && before.evidence === 'provider'
    ? (before.published?.at ?? now)
    : now;
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
  const unchanged =
    outcome.kind === 'alreadyRight' && before.published?.address.text === change.address.text;
  return unchanged && before.verification !== undefined
    ? before.verification
    : { kind: 'pending', at: now, next: now, tries: 0 };
}

function withAccountOutcome(
  state: AppState,
  id: string,
  outcome: Outcome,
  { capabilities, now, random }: Remembering,
): AppState {
  const account = state.accounts[id];
  if (account === undefined) return state;
  const set = (after: AccountState): AppState => ({
    ...state,
    accounts: { ...state.accounts, [id]: after },
  });
  if (!isFailure(outcome)) {
    const calm = account.failures === 0 && account.stopped === undefined;
    return calm && account.nextTry === undefined
      ? state
      : set({ ...account, failures: 0, nextTry: undefined, stopped: undefined });
  }
  if (outcome.scope !== 'account') return state;
  // One refused call brings one such outcome per record: it counts once.
  if (account.stopped?.at === now || (account.nextTry ?? 0) > now) return state;
  const following = next(outcome, account.failures, now, random, capabilities);
  return set({
    ...account,
    failures: account.failures + 1,
    stopped: following.kind === 'stopped' ? following.stop : undefined,
    nextTry: following.kind === 'wait' ? following.until : undefined,
  });
}

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
