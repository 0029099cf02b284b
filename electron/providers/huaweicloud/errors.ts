import * as z from 'zod';
import { type Failure, type FailureKind, failure } from '../../core/outcome.ts';
import type { Reply } from '../../core/reply.ts';
import { skewOf } from '../../core/skew.ts';
import type { HttpApi } from '../api/http-api.ts';

/** The service's own form, that of the gateway before it, and that of the permission check. */
const plainForm = z.object({ code: z.string(), message: z.string().nullish() });
const gatewayForm = z.object({ error_code: z.string(), error_msg: z.string().nullish() });
const nestedForm = z.object({ error: plainForm });

interface Said {
  readonly code: string;
  readonly message: string;
}

function saidIn({ json }: Reply): Said | undefined {
  const plain = plainForm.safeParse(json).data ?? nestedForm.safeParse(json).data?.error;
  if (plain !== undefined) return { code: plain.code, message: plain.message ?? '' };
  const gateway = gatewayForm.safeParse(json).data;
  if (gateway === undefined) return undefined;
  return { code: gateway.error_code, message: gateway.error_msg ?? '' };
}

type Kinds = Readonly<Record<string, FailureKind>>;

/** What concerns every further call of the account. */
const accountKinds: Kinds = {
  'DNS.0005': 'auth',
  'DNS.0013': 'auth',
  'APIGW.0301': 'auth',
  'APIGW.0302': 'auth',
  'APIGW.0303': 'auth',
  'APIGW.0305': 'auth',
  'APIGW.0306': 'auth',
  // No real-name authentication yet.
  'DNS.0040': 'blocked',
  'DNS.0014': 'rateLimited',
  'APIGW.0308': 'rateLimited',
};

/** What concerns one zone or one record set. */
const recordKinds: Kinds = {
  'DNS.0030': 'auth',
  'DNS.1802': 'auth',
  'DNS.0101': 'zoneNotFound',
  'DNS.0302': 'zoneNotFound',
  'DNS.1206': 'zoneNotFound',
  'DNS.0004': 'recordNotFound',
  'DNS.0313': 'recordNotFound',
  'DNS.0016': 'conflict',
  'DNS.0312': 'conflict',
  'DNS.0328': 'conflict',
  'DNS.0334': 'conflict',
  'DNS.0335': 'conflict',
  'DNS.0342': 'conflict',
  'DNS.0303': 'invalid',
  'DNS.0304': 'invalid',
  'DNS.0307': 'invalid',
  'DNS.0308': 'invalid',
  'DNS.0319': 'invalid',
  'DNS.0321': 'invalid',
  'DNS.0403': 'plan',
  'DNS.2002': 'plan',
  // A zone that is suspended, frozen or not in its normal state.
  'DNS.0209': 'blocked',
  'DNS.0213': 'blocked',
  'DNS.0214': 'blocked',
  'DNS.2003': 'blocked',
  'DNS.2005': 'blocked',
  'DNS.2006': 'blocked',
  // Somebody else is writing there just now.
  'DNS.0021': 'server',
};

/** Milliseconds that a signature's time may be off. */
const tolerance = 15 * 60_000;

/** After five wrong signatures, in milliseconds. */
const lockTime = 5 * 60_000;

/**
 * Huawei Cloud's own words for a refusal; undefined where the status decides. `now` is our time in
 * milliseconds since 1970: for a wrong secret and for a wrong clock the words are the same.
 * https://support.huaweicloud.com/intl/en-us/api-dns/ErrorCode.html
 */
export function explainHuawei(reply: Reply, api: HttpApi, now: number): Failure | undefined {
  const said = reply.status < 400 ? undefined : saidIn(reply);
  if (said === undefined) return undefined;
  const code = said.code.replace(/^APIG\./, 'APIGW.');
  const detail = api.clean(said.message === '' ? code : `${said.message} (${code})`);
  const kind = accountKinds[code] ?? recordKinds[code];
  if (kind === undefined) return api.failureOf(reply, detail);
  if (code === 'APIGW.0301') {
    const scope = 'account';
    if (/reach the limit/i.test(said.message)) {
      return failure('rateLimited', detail, { scope, retryAfter: lockTime });
    }
    const skew = skewOf(reply, now) ?? 0;
    if (Math.abs(skew) > tolerance) return failure('clock', detail, { scope });
  }
  return failure(kind, detail, { scope: code in accountKinds ? 'account' : 'record' });
}
