import { families } from '../address.ts';
import { hour } from '../duration.ts';
import { type Detail, type FailureKind, isFailureKind } from '../outcome.ts';
import { familyOf, type RecordId } from '../record.ts';
import { isRetried } from '../schedule.ts';
import type { Settings } from '../settings.ts';
import { type AppState, type RecordState, recordState } from '../state.ts';

/** Something that keeps records from being right, and that the user may want to know. */
export type Problem =
  | {
      readonly kind: 'failure';
      /** Of what is told once: kinds that are tried again share one for each account. */
      readonly key: string;
      readonly account: string;
      readonly failure: FailureKind;
      readonly detail: Detail;
      readonly records: readonly RecordId[];
      readonly since: number;
      /** Nothing goes on until the user acts. */
      readonly stopped: boolean;
    }
  | {
      /** Its credentials cannot be read on this computer; the user has to enter them again. */
      readonly kind: 'locked';
      readonly key: string;
      readonly account: string;
      /** The fields that are to be entered. */
      readonly fields: readonly string[];
      readonly records: readonly RecordId[];
    }
  | { readonly kind: 'disagree'; readonly key: string; readonly family: 'ipv4' | 'ipv6' };

/** Troubles that mend themselves are worth a word only when they last. */
const passing: ReadonlySet<FailureKind> = new Set([
  'network',
  'offline',
  'captive',
  'server',
  'rateLimited',
]);
const quietFor = hour;

/** True when it is time to tell of it. */
export function isWorthTelling(problem: Problem, now: number): boolean {
  if (problem.kind !== 'failure' || problem.stopped || !passing.has(problem.failure)) return true;
  return now - problem.since >= quietFor;
}

/** What the last attempt failed with. Lifting a stop mends nothing: only a success ends it. */
function failingWith({ last }: RecordState): FailureKind | undefined {
  return last !== undefined && isFailureKind(last.kind) ? last.kind : undefined;
}

/** What is tried again by itself is one trouble, in whatever way each attempt fails. */
function problemKey(account: string, kind: FailureKind, stopped: boolean): string {
  return `account/${account}/${!stopped && isRetried(kind) ? 'retrying' : kind}`;
}

/**
 * The problems of a state: one for each account that is locked, one for each account and kind of
 * failure, however many records share it, and one for each family whose sources disagree.
 */
export function problems(state: AppState, settings: Settings): readonly Problem[] {
  const found = new Map<string, Problem & { kind: 'failure' }>();
  for (const record of settings.records) {
    const known = recordState(state, record.id);
    const account = state.accounts[record.account];
    const last = known.last;
    const stop = account?.stopped ?? known.stopped;
    const kind = stop?.kind ?? failingWith(known);
    if (kind === undefined) continue;
    const group = `${record.account}/${kind}`;
    const since = stop?.at ?? known.failingSince ?? last?.at ?? 0;
    const before = found.get(group);
    found.set(group, {
      kind: 'failure',
      key: problemKey(record.account, kind, stop !== undefined),
      account: record.account,
      failure: kind,
      detail: before?.detail ?? stop?.detail ?? last?.detail ?? '',
      records: [...(before?.records ?? []), record.id],
      since: Math.min(before?.since ?? since, since),
      stopped: stop !== undefined,
    });
  }
  const disagreeing = families
    .filter((family) => state.families[family].last?.kind === 'disagree')
    .filter((family) => settings.records.some((record) => familyOf(record.type) === family))
    .map((family): Problem => ({ kind: 'disagree', key: `sources/${family}`, family }));
  return [...lockedAccounts(settings), ...found.values(), ...disagreeing];
}

function lockedAccounts(settings: Settings): readonly Problem[] {
  return Object.values(settings.accounts).flatMap(({ id, locked }): readonly Problem[] => {
    const records = settings.records.filter(({ account }) => account === id).map((one) => one.id);
    // An empty list: the system may tell later, and there is nothing to enter.
    if (locked === undefined || locked.length === 0 || records.length === 0) return [];
    return [{ kind: 'locked', key: `locked/${id}`, account: id, fields: locked, records }];
  });
}
