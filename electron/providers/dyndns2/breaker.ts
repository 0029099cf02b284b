import type { Failure } from '../../core/outcome.ts';

/** Says when the rest of an `apply` would only meet the same failure again. */
interface Breaker {
  /** The failure of all that was not sent yet; undefined while sending makes sense. */
  held(): Failure | undefined;
  /** Takes in the failures of one exchange; an empty list is a success. */
  note(failures: readonly Failure[]): void;
}

/** Exchanges that may break in a row before the host counts as out of reach. */
const patience = 2;

/**
 * A breaker for the length of one `apply`: an answer against the account holds at once, a broken
 * exchange when it comes twice in a row, so that a hundred records do not wait for a hundred timeouts.
 */
export function createBreaker(): Breaker {
  let broken = 0;
  let held: Failure | undefined;
  return {
    held: () => held,
    note(failures) {
      broken = failures.some(({ kind }) => kind === 'network') ? broken + 1 : 0;
      const lasting = failures.find(({ kind, scope }) =>
        kind === 'network' ? broken >= patience : scope === 'account',
      );
      if (lasting === undefined) return;
      const { unconfirmed: _, ...rest } = lasting;
      held = rest;
    },
  };
}
