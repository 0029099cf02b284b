import { type Failure, isFailure, type Outcome } from './outcome.ts';
import type { Remembering } from './remember.ts';
import { next } from './schedule.ts';
import type { AccountState, AppState } from './state.ts';

/**
 * The state of an account after one call of its provider. A refusal of the account counts once,
 * however many records it came with; a stop outweighs every wait, and any refusal a success.
 */
export function withAccountOutcomes(
  state: AppState,
  id: string,
  outcomes: readonly Outcome[],
  context: Remembering,
): AppState {
  const account = state.accounts[id];
  if (account === undefined) return state;
  const refusals = outcomes.filter(
    (outcome): outcome is Failure => isFailure(outcome) && outcome.scope === 'account',
  );
  const after =
    refusals.length > 0
      ? refused(account, refusals, context)
      : outcomes.some((outcome) => !isFailure(outcome))
        ? { ...account, failures: 0, nextTry: undefined }
        : account;
  return { ...state, accounts: { ...state.accounts, [id]: after } };
}

function refused(
  account: AccountState,
  refusals: readonly Failure[],
  { capabilities, now, random }: Remembering,
): AccountState {
  const all = refusals.map((each) => next(each, account.failures, now, random, capabilities));
  const stop = all.find((each) => each.kind === 'stopped')?.stop;
  const waits = all.flatMap((each) => (each.kind === 'wait' ? [each.until] : []));
  return {
    ...account,
    failures: account.failures + 1,
    stopped: stop,
    nextTry: stop === undefined ? Math.max(...waits) : undefined,
  };
}
