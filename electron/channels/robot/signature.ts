import type { Failure } from '../../core/outcome.ts';
import type { Reply } from '../../core/reply.ts';
import { skewOf, skewText } from '../../core/skew.ts';
import { refusal, type Verdict } from './verdict.ts';

/** DingTalk and Feishu take times of an hour before and after theirs; some time passes on the way. */
const mostSkew = 55 * 60_000;

/**
 * A signature was refused: the clock is off where the `Date` of the answer says so (RFC 9110 6.6.1),
 * else the secret is wrong.
 *
 * @param now when it was signed, in milliseconds since 1970
 * @param signed whether the account has a secret at all
 */
export function signatureRefused(
  reply: Reply,
  verdict: Verdict,
  now: number,
  signed: boolean,
): Failure {
  const skew = skewOf(reply, now) ?? 0;
  if (signed && Math.abs(skew) > mostSkew) {
    return refusal('clock', verdict, { detail: skewText(reply.host, skew) });
  }
  const detail = signed
    ? {
        en: `the signing secret does not belong to this robot (${verdict.code})`,
        'zh-CN': `签名密钥与该机器人不符（${verdict.code}）`,
      }
    : {
        en: `the robot asks for a signature, so its secret is needed too (${verdict.code})`,
        'zh-CN': `该机器人启用了签名，请一并填写签名密钥（${verdict.code}）`,
      };
  return refusal('auth', verdict, { detail });
}
