import * as z from 'zod';
import { type Failure, type FailureKind, failure } from '../../core/outcome.ts';
import type { Reply } from '../../core/reply.ts';
import type { HttpApi } from '../api/http-api.ts';

const errorForm = z.object({ code: z.string(), message: z.string().nullish() });

/** What concerns every further call of the account. */
const accountKinds: Readonly<Record<string, FailureKind>> = {
  InvalidAccessKeyId: 'auth',
  InvalidHTTPAuthHeader: 'auth',
  SignatureDoesNotMatch: 'auth',
  SignatureEmpty: 'auth',
  IamSignatureInvalid: 'auth',
  // No real-name authentication yet.
  QualifyNotPass: 'blocked',
  OptInRequired: 'plan',
  RequestExpired: 'clock',
  RequestTimeTooSkewed: 'clock',
  Throttling: 'rateLimited',
  RequestLimitExceeded: 'rateLimited',
  TooManyRequests: 'rateLimited',
};

const missing = /no ?such|not ?(?:exist|found)|不存在/i;
const inTheWay = /conflict|exist|duplicat|冲突|重复/i;
const tooMany = /quota|配额/i;

/** The services' own errors are not all documented, so their words decide. */
function kindOf(code: string, message: string, write: boolean): FailureKind | undefined {
  const said = `${code} ${message}`;
  if (code === 'AccessDenied') return 'auth';
  if (missing.test(said)) {
    return write && !/zone|domain|域名/i.test(said) ? 'recordNotFound' : 'zoneNotFound';
  }
  if (inTheWay.test(said)) return 'conflict';
  return tooMany.test(said) ? 'plan' : undefined;
}

/**
 * Baidu AI Cloud's own words for a refusal; undefined where the status decides.
 * https://cloud.baidu.com/doc/DNS/s/lkk5elv58
 */
export function explainBaidu(reply: Reply, api: HttpApi): Failure | undefined {
  const parsed = errorForm.safeParse(reply.json);
  if (!parsed.success || reply.status < 400) return undefined;
  const { code } = parsed.data;
  const message = parsed.data.message ?? '';
  const detail = api.clean(message === '' ? code : `${message} (${code})`);
  const inAll = accountKinds[code];
  if (inAll !== undefined) return failure(inAll, detail, { scope: 'account' });
  const kind = reply.status < 500 ? kindOf(code, message, reply.write) : undefined;
  return kind === undefined ? api.failureOf(reply, detail) : failure(kind, detail);
}
