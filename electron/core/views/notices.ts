import { type Address, families } from '../address.ts';
import { isFailureKind } from '../outcome.ts';
import { familyOf, type RecordId } from '../record.ts';
import type { Settings } from '../settings.ts';
import { type AppState, recordState } from '../state.ts';
import { isWorthTelling, type Problem, problems } from './problems.ts';

/** Something worth telling the user, once. */
export type Notice =
  | {
      readonly kind: 'published';
      readonly address: Address;
      readonly before: Address | undefined;
      readonly records: readonly RecordId[];
    }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'recovered'; readonly key: string; readonly account: string | undefined };

export interface Told {
  readonly notices: readonly Notice[];
  /** What has now been told, for the state. */
  readonly told: AppState['told'];
}

/**
 * What to tell after a round: a published change of address, each problem once, its end once. While
 * the computer is offline nothing is told and nothing is forgotten. Pure.
 */
export function notices(before: AppState, after: AppState, settings: Settings, now: number): Told {
  if (after.offlineSince !== undefined) return { notices: [], told: after.told };
  const present = problems(after, settings);
  const keys = new Set(present.map(({ key }) => key));
  const told: Record<string, number> = {};
  const result: Notice[] = [...published(before, after, settings)];
  for (const problem of present) {
    const since = after.told[problem.key];
    if (since !== undefined) told[problem.key] = since;
    else if (isWorthTelling(problem, now)) {
      told[problem.key] = now;
      result.push({ kind: 'problem', problem });
    }
  }
  for (const key of Object.keys(after.told)) {
    if (keys.has(key)) continue;
    const account = accountOf(key);
    const still = present.some((one) => one.kind === 'failure' && one.account === account);
    if (!still) result.push({ kind: 'recovered', key, account });
  }
  return { notices: result, told };
}

function accountOf(key: string): string | undefined {
  const [kind, account] = key.split('/');
  return kind === 'account' ? account : undefined;
}

function published(before: AppState, after: AppState, settings: Settings): readonly Notice[] {
  return families.flatMap((family): readonly Notice[] => {
    const changed = settings.records.filter((record) => {
      if (familyOf(record.type) !== family) return false;
      const known = recordState(after, record.id);
      const last = recordState(before, record.id).published?.address.text;
      const took = known.last !== undefined && !isFailureKind(known.last.kind);
      return took && known.published !== undefined && known.published.address.text !== last;
    });
    const [first] = changed;
    const address = first && recordState(after, first.id).published?.address;
    if (first === undefined || address === undefined) return [];
    return [
      {
        kind: 'published',
        address,
        before: recordState(before, first.id).published?.address,
        records: changed.map(({ id }) => id),
      },
    ];
  });
}
