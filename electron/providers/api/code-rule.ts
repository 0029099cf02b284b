import { type Failure, type FailureKind, failure } from '../../core/outcome.ts';

/** Error codes of a service, what they mean, and whether the account as a whole is concerned. */
export type CodeRule = readonly [codes: RegExp, kind: FailureKind, account?: 'account'];

/** The failure that the first fitting rule makes of a code; undefined where none fits. */
export function failureOfCode(
  rules: readonly CodeRule[],
  code: string,
  says: string,
): Failure | undefined {
  const found = rules.find(([codes]) => codes.test(code));
  return found && failure(found[1], says, { scope: found[2] ?? 'record' });
}
