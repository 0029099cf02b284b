import type { Failure, FailureKind } from '../../core/outcome.ts';

/** Says when the rest of an `apply` would only meet the same failure again. */
export interface Breaker {
  /** The failure of all that was not sent yet; undefined while sending makes sense. */
  held(): Failure | undefined;
  /**
   * Takes in the failures of one exchange; an empty list is a success. That of a look says nothing
   * of the writes that broke. `write` is true where left out.
   */
  note(failures: readonly Failure[], write?: boolean): void;
}

/**
 * Exchanges that may break in a row before the host counts as out of reach. A host that answers may
 * have stumbled over a record or two, of both types, and serve the next.
 */
const patience: Readonly<Partial<Record<FailureKind, number>>> = { network: 2, server: 5 };

/**
 * A breaker for the length of one `apply`: what `lasts` holds at once, broken exchanges when they
 * come in a row, so that a hundred records do not wait for a hundred timeouts or gateways.
 */
export function createBreaker(lasts: (failure: Failure) => boolean): Breaker {
  let broken = 0;
  let inWrites = false;
  let held: Failure | undefined;
  return {
    held: () => held,
    note(failures, write = true) {
      if (failures.some(({ kind }) => patience[kind] !== undefined)) {
        broken += 1;
        inWrites = write;
      } else if (write || !inWrites) broken = 0;
      const lasting = failures.find((failure) => {
        const { kind } = failure;
        const enough = patience[kind] ?? Number.POSITIVE_INFINITY;
        return broken >= enough || (kind !== 'network' && lasts(failure));
      });
      if (lasting === undefined) return;
      const { unconfirmed: _, ...rest } = lasting;
      held = rest;
    },
  };
}
