import { type Address, type Family, families, sameAddress } from '../address.ts';
import { grouped } from '../grouped.ts';
import { isLocked } from '../locked.ts';
import { familyOf, type ManagedRecord, type RecordId } from '../record.ts';
import type { Settings } from '../settings.ts';
import { type AppState, recordState } from '../state.ts';
import { isWorthTelling, type Problem, problems } from './problems.ts';

/** Something worth telling the user, once. */
export type Notice =
  | {
      readonly kind: 'published';
      readonly address: Address;
      readonly before?: Address | undefined;
      /** Another record was told this address before, so that it is no news itself. */
      readonly late?: boolean | undefined;
      readonly records: readonly RecordId[];
    }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'recovered'; readonly key: string; readonly account?: string | undefined };

export interface Told {
  readonly notices: readonly Notice[];
  /** What has now been told, for the state. */
  readonly told: AppState['told'];
}

/**
 * What to tell after a round: a published change of address, each problem once, its end once. While
 * the computer is offline nothing is told and nothing is forgotten. That an account is unlocked is
 * not told: the user did it. Pure.
 */
export function notices(before: AppState, after: AppState, settings: Settings, now: number): Told {
  if (after.offlineSince !== undefined) return { notices: [], told: after.told };
  const present = problems(after, settings);
  const past = problems(before, settings);
  const keys = new Set(present.map(({ key }) => key));
  const told: Record<string, number> = {};
  const result: Notice[] = [...published(before, after, settings)];
  for (const problem of present) {
    const since = told[problem.key] ?? after.told[problem.key];
    if (since !== undefined) told[problem.key] = since;
    else if (isWorthTelling(problem, now) && !isBehindLock(problem, settings)) {
      told[problem.key] = now;
      result.push({ kind: 'problem', problem });
    }
  }
  const recovered = new Set<string | undefined>();
  for (const [key, since] of Object.entries(after.told)) {
    if (keys.has(key) || !isOurs(key, settings)) continue;
    if (isOpen(key, present, after)) {
      // Another problem that was told of brings the recovery of both, unless it is the same record's.
      const another = present.some((one) => sameOwner(one, key) && one.key in told);
      if (!another || isSameTrouble(key, past, present)) told[key] = since;
      continue;
    }
    const account = accountOf(key);
    if (account !== undefined && recovered.has(account)) continue;
    recovered.add(account);
    result.push({ kind: 'recovered', key, account });
  }
  return { notices: result, told };
}

/** How it failed before tells nothing new while nothing is tried. */
function isBehindLock(problem: Problem, settings: Settings): boolean {
  return problem.kind === 'failure' && isLocked(settings, problem.account);
}

function accountOf(key: string): string | undefined {
  const [kind, account] = key.split('/');
  return kind === 'account' ? account : undefined;
}

function familyIn(key: string): Family | undefined {
  return families.find((family) => key === `sources/${family}`);
}

/** False for what the user took out of the settings, or unlocked: it has not recovered, it is gone. */
function isOurs(key: string, settings: Settings): boolean {
  const account = accountOf(key);
  const family = familyIn(key);
  return settings.records.some(
    (record) => record.account === account || familyOf(record.type) === family,
  );
}

function sameOwner(problem: Problem, key: string): boolean {
  return problem.kind === 'failure' && problem.account === accountOf(key);
}

/** True where it is gone and yet not mended: the account fails otherwise, the sources are silent. */
function isOpen(key: string, present: readonly Problem[], after: AppState): boolean {
  const family = familyIn(key);
  if (family !== undefined) return after.families[family].last?.kind !== 'known';
  return present.some((one) => sameOwner(one, key));
}

/** True where a record that failed in this way goes on failing, in another way by now. */
function isSameTrouble(
  key: string,
  past: readonly Problem[],
  present: readonly Problem[],
): boolean {
  const those = past.filter((one) => one.key === key).flatMap(recordsOf);
  // It was gone before already, and was kept for the sake of such a record.
  if (those.length === 0) return true;
  const failing = new Set(present.flatMap(recordsOf));
  return those.some((record) => failing.has(record));
}

function recordsOf(problem: Problem): readonly RecordId[] {
  return problem.kind === 'failure' ? problem.records : [];
}

function published(before: AppState, after: AppState, settings: Settings): readonly Notice[] {
  return families.flatMap((family): readonly Notice[] => {
    const changed = settings.records.filter((record) => {
      if (familyOf(record.type) !== family) return false;
      const known = recordState(after, record.id);
      const last = recordState(before, record.id).published?.address.text;
      return known.published !== undefined && known.published.address.text !== last;
    });
    const addressOf = ({ id }: ManagedRecord) => recordState(after, id).published?.address;
    // Other hosts of the network have addresses of their own.
    const groups = grouped(changed, (record) => addressOf(record)?.text);
    return [...groups.values()].flatMap((group): readonly Notice[] => {
      const [first] = group;
      const address = first && addressOf(first);
      if (first === undefined || address === undefined) return [];
      const late = settings.records.some(({ id }) =>
        sameAddress(recordState(before, id).published?.address, address),
      );
      return [
        {
          kind: 'published',
          address,
          before: recordState(before, first.id).published?.address,
          records: group.map(({ id }) => id),
          ...(late ? { late } : {}),
        },
      ];
    });
  });
}
