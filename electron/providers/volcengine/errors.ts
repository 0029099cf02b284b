import * as z from 'zod';
import { type Failure, type FailureKind, failure } from '../../core/outcome.ts';
import type { Reply } from '../../core/reply.ts';
import type { HttpApi } from '../api/http-api.ts';

const errorForm = z.object({
  ResponseMetadata: z.object({
    Error: z.object({ Code: z.string(), Message: z.string().nullish() }),
  }),
});

/** What concerns every further call of the account. */
const accountKinds: Readonly<Record<string, FailureKind>> = {
  InvalidAccessKey: 'auth',
  InvalidAuthorization: 'auth',
  InvalidCredential: 'auth',
  InvalidSecretToken: 'auth',
  MissingAuthenticationToken: 'auth',
  MissingSignature: 'auth',
  SignatureDoesNotMatch: 'auth',
  ErrMissingAccountParameter: 'auth',
  InvalidTimestamp: 'clock',
  FlowLimitExceeded: 'rateLimited',
  AccountFlowLimitExceeded: 'rateLimited',
};

/** What concerns one zone (of a project of its own, perhaps) or one record. */
const recordKinds: Readonly<Record<string, FailureKind>> = {
  AccessDenied: 'auth',
  LackProjectPolicy: 'auth',
  ErrZoneNotFound: 'zoneNotFound',
  ErrDBDuplicated: 'conflict',
  ErrParamInvalid: 'invalid',
  ErrQuotaExceeded: 'plan',
  InternalError: 'server',
  InternalServiceTimeout: 'server',
};

/**
 * Volcengine's own words for a refusal; undefined where it names none. They come with any status,
 * 200 too.
 * https://www.volcengine.com/docs/6369/68677
 */
export function explain(reply: Reply, api: HttpApi): Failure | undefined {
  const parsed = errorForm.safeParse(reply.json);
  if (!parsed.success) return undefined;
  const { Code, Message } = parsed.data.ResponseMetadata.Error;
  const detail = api.clean(Message ? `${Message} (${Code})` : Code);
  const inAll = accountKinds[Code];
  if (inAll !== undefined) return failure(inAll, detail, { scope: 'account' });
  if (Code === 'ErrDBNotFound') {
    return failure(reply.write ? 'recordNotFound' : 'zoneNotFound', detail);
  }
  const kind = recordKinds[Code] ?? (/conflict/i.test(Code) ? 'conflict' : undefined);
  // A failure of theirs says no less than its status: the work may have been done.
  if (kind !== undefined && kind !== 'server') return failure(kind, detail);
  return reply.status < 300 ? failure(kind ?? 'unknown', detail) : api.failureOf(reply, detail);
}
