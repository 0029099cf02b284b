import { type Detail, type Failure, type FailureKind, failure } from '../../core/outcome.ts';
import type { Reply } from '../../core/reply.ts';
import { textAt, valueAt } from '../api/json.ts';
import { statusKind } from '../api/status-kind.ts';

/** What a service says of a request by a code in the body, whatever the status is. */
export interface Verdict {
  readonly code: number;
  readonly says: string;
}

/** The names that a service has for the code, and for its words. */
type VerdictKeys = readonly (readonly [code: string, says: string])[];

/** The first of them that the answer has; undefined where it has none. */
export function verdictOf({ json }: Reply, keys: VerdictKeys): Verdict | undefined {
  for (const [codeKey, textKey] of keys) {
    const code = valueAt(json, codeKey);
    if (Number.isSafeInteger(code))
      return { code: Number(code), says: textAt(json, textKey) ?? '' };
  }
  return undefined;
}

/** A refusal in the service's own words, or in ours where we know better what to do. */
export function refusal(
  kind: FailureKind,
  { code, says }: Verdict,
  more: Partial<Pick<Failure, 'retryAfter'>> & { readonly detail?: Detail } = {},
): Failure {
  const { detail = says === '' ? String(code) : `${says} (${code})`, ...rest } = more;
  return failure(kind, detail, rest);
}

/** What a code means that no table has: the status may say it. */
export function unknownCode(reply: Reply, verdict: Verdict): Failure {
  return refusal(reply.status >= 400 ? statusKind(reply.status) : 'unknown', verdict);
}
