import * as z from 'zod';
import { type Failure, type FailureKind, failure } from '../../core/outcome.ts';
import type { Reply } from '../../core/reply.ts';
import { skewOf } from '../../core/skew.ts';
import type { HttpApi } from '../api/http-api.ts';

const errorForm = z.object({ error: z.string() });

/** Milliseconds that a signature's time may be off before a refused signature is laid to the clock. */
const tolerance = 5 * 60_000;

const signature = /sign|签名/i;

/** What concerns every further call of the account; the first that fits decides. */
const accountWords: readonly (readonly [RegExp, FailureKind])[] = [
  [/timestamp|expired|过期|时间戳/i, 'clock'],
  [/too many|frequen|rate limit|频繁|限流/i, 'rateLimited'],
  [signature, 'auth'],
  [/access|auth|api.?key|secret|permission|whitelist|密钥|权限|无权|白名单|实例/i, 'auth'],
];

/** What concerns one zone or one record. */
const recordWords: readonly (readonly [RegExp, FailureKind])[] = [
  [/(?:record|记录).*(?:not (?:exist|found)|不存在)|no such record/i, 'recordNotFound'],
  [/not (?:exist|found)|no such|不存在|未找到/i, 'zoneNotFound'],
  [/exist|conflict|duplicat|已存在|冲突|重复/i, 'conflict'],
  [/invalid|illegal|format|wrong|无效|不合法|格式|错误|有误/i, 'invalid'],
];

/**
 * A refusal comes with status 200 and a text in `error`, in English or Chinese. No list of them is
 * published, so their words decide. `now` is our time in milliseconds since 1970.
 */
export function explainNowcn(reply: Reply, api: HttpApi, now: number): Failure | undefined {
  const said = errorForm.safeParse(reply.json).data?.error ?? '';
  if (said === '') return undefined;
  const detail = api.clean(said);
  const inAll = accountWords.find(([words]) => words.test(said))?.[1];
  if (inAll !== undefined) {
    const off = Math.abs(skewOf(reply, now) ?? 0) > tolerance;
    const kind = off && signature.test(said) ? 'clock' : inAll;
    return failure(kind, detail, { scope: 'account' });
  }
  const kind = recordWords.find(([words]) => words.test(said))?.[1];
  if (kind !== undefined) return failure(kind, detail);
  return reply.status < 300 ? failure('unknown', detail) : api.failureOf(reply, detail);
}
