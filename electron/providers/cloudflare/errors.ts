import * as z from 'zod';
import type { FailureKind } from '../../core/outcome.ts';
import type { Reply } from '../../core/reply.ts';
import { listForm } from '../api/list-form.ts';

const errorForm = z.object({
  code: z.number(),
  message: z.string().default(''),
  error_chain: listForm(z.object({ code: z.number(), message: z.string().default('') })).nullish(),
});

/** What every answer of the API is wrapped in. */
const envelope = z.object({ success: z.boolean(), errors: listForm(errorForm).nullish() });

/** Codes that the provider itself reacts to. */
export const codes = {
  /** The zone's id leads nowhere. */
  noRoute: 7003,
  recordGone: 81044,
  recordExists: 81057,
  identicalExists: 81058,
} as const;

const kindOf: ReadonlyMap<number, FailureKind> = new Map<number, FailureKind>([
  [6003, 'auth'],
  [6111, 'auth'],
  [9103, 'auth'],
  [9106, 'auth'],
  [9107, 'auth'],
  [9109, 'auth'],
  [10000, 'auth'],
  [10001, 'auth'],
  [971, 'rateLimited'],
  [10429, 'rateLimited'],
  [1001, 'zoneNotFound'],
  [7000, 'zoneNotFound'],
  [codes.noRoute, 'zoneNotFound'],
  [codes.recordGone, 'recordNotFound'],
  [81053, 'conflict'],
  [81054, 'conflict'],
  [81056, 'conflict'],
  [codes.recordExists, 'conflict'],
  [codes.identicalExists, 'conflict'],
  // Free country-code domains may be changed in the dashboard only.
  [1038, 'plan'],
  // The plan's number of records is used up.
  [81045, 'plan'],
  [1004, 'invalid'],
]);

/** Said of a token that may not touch one zone, and of one that is worth nothing. */
const ambiguous: ReadonlySet<number> = new Set([9109, 10000]);

function errorsOf(reply: Reply): { readonly code: number; readonly message: string }[] {
  const parsed = envelope.safeParse(reply.json);
  if (!parsed.success) return [];
  return (parsed.data.errors ?? []).flatMap((error) => [error, ...(error.error_chain ?? [])]);
}

/** All error codes of an answer, those of the chain too. */
export function codesOf(reply: Reply | undefined): readonly number[] {
  return reply === undefined ? [] : errorsOf(reply).map(({ code }) => code);
}

/** What an answer says, and whether that holds for everything that the token is shown for. */
interface Explained {
  /** Undefined where the status decides. */
  readonly kind: FailureKind | undefined;
  readonly says: string;
  readonly ofAccount?: boolean;
}

/**
 * Reads Cloudflare's envelope: undefined for a success or an answer without one; else what it says
 * and, where one of its codes tells, the kind. Overload and faults are judged by the status.
 */
export function explainCloudflare(reply: Reply): Explained | undefined {
  const parsed = envelope.safeParse(reply.json);
  if (!parsed.success) return freeDomainText(reply);
  if (parsed.data.success && reply.status < 300) return undefined;
  const errors = errorsOf(reply);
  const says = errors.map(({ code, message }) => `${message} (${code})`).join('; ');
  if (reply.status === 429 || reply.status >= 500) return { kind: undefined, says };
  const kind = errors.map(({ code }) => kindOf.get(code)).find((found) => found !== undefined);
  const certain =
    /invalid access token/i.test(says) || !errors.some(({ code }) => ambiguous.has(code));
  return { kind, says, ofAccount: kind === 'rateLimited' || (kind === 'auth' && certain) };
}

/** The refusal of free domains sometimes comes without the envelope. */
function freeDomainText(reply: Reply): Explained | undefined {
  const parsed = z.object({ error: z.string() }).safeParse(reply.json);
  if (!parsed.success || !/cannot use this api for domains/i.test(parsed.data.error))
    return undefined;
  return { kind: 'plan', says: parsed.data.error };
}
