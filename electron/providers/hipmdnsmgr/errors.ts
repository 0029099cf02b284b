import * as z from 'zod';
import { type Failure, type FailureKind, failure } from '../../core/outcome.ts';
import type { Reply } from '../../core/reply.ts';
import type { HttpApi } from '../api/http-api.ts';

const errorForm = z.object({ code: z.number(), msg: z.string().nullish() });

interface Meaning {
  readonly kind: FailureKind;
  readonly scope?: 'account';
}

/** The codes of the documentation; the releases so far write -1 for nearly everything. The longest that fits. */
const byCode: readonly (readonly [start: string, meaning: Meaning])[] = [
  ['400002', { kind: 'zoneNotFound' }],
  ['400003', { kind: 'recordNotFound' }],
  ['400008', { kind: 'conflict' }],
  ['400010', { kind: 'conflict' }],
  ['400013', { kind: 'conflict' }],
  ['500002', { kind: 'auth' }],
  ['500003', { kind: 'rateLimited', scope: 'account' }],
  ['500005', { kind: 'zoneNotFound' }],
  ['401', { kind: 'auth', scope: 'account' }],
  ['403', { kind: 'auth' }],
  ['1', { kind: 'invalid' }],
  ['2', { kind: 'auth', scope: 'account' }],
  // A token may be for some domains only, and a user may write to some names only.
  ['3', { kind: 'auth' }],
  ['5', { kind: 'server' }],
  ['9', { kind: 'server' }],
];

/** Its own words, and those of the services behind it that it passes on. */
const byText: readonly (readonly [says: RegExp, meaning: Meaning])[] = [
  [/^permission denied/i, { kind: 'auth' }],
  [/domain not found|域名不存在/i, { kind: 'zoneNotFound' }],
  [/record.*not (?:found|exist)|记录.*不存在/i, { kind: 'recordNotFound' }],
  [/rate.?limit|too many|throttl|频繁|限流|超限/i, { kind: 'rateLimited', scope: 'account' }],
  [/conflict|already exist|duplicate|冲突|已存在|重复/i, { kind: 'conflict' }],
  [/^invalid value|required$|required for/i, { kind: 'invalid' }],
];

function meaningOf({ status }: Reply, code: number, says: string): Meaning | undefined {
  if (status === 403) return { kind: 'auth' };
  const own =
    code >= 100_000 ? byCode.find(([start]) => String(code).startsWith(start)) : undefined;
  return (own ?? byText.find(([words]) => words.test(says)))?.[1];
}

/** `{"code": -1, "msg": "Domain not found"}`, mostly with the status 200. */
export function explain(reply: Reply, api: HttpApi): Failure | undefined {
  const parsed = errorForm.safeParse(reply.json);
  if (!parsed.success || parsed.data.code === 0) return undefined;
  const { code, msg } = parsed.data;
  const says = api.clean(msg || String(code));
  const meaning = meaningOf(reply, code, says);
  if (meaning === undefined) return api.failureOf(reply, says);
  const { kind, scope } = meaning;
  return failure(kind, says, {
    ...(scope && { scope }),
    ...(kind === 'server' && reply.write ? { unconfirmed: true } : {}),
  });
}
