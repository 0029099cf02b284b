import type { Localized } from '../contract/language.ts';
import { type Detail, type Failure, failure } from './outcome.ts';
import type { Reply } from './reply.ts';

/** Beyond a year it is the header that is wrong: over TLS, a clock so far off meets no valid certificate. */
const mostSkew = 365 * 24 * 3_600_000;

/**
 * Milliseconds that a host's clock is ahead of ours, by the `Date` of its answer (RFC 9110 6.6.1);
 * undefined where it names none that can be. `now` is when the answer came.
 */
export function skewOf(reply: Reply, now: number): number | undefined {
  const skew = Date.parse(reply.headers.date ?? '') - now;
  return Math.abs(skew) <= mostSkew ? skew : undefined;
}

/** How far the clocks are apart, `skew` being what the host's is ahead of ours, in milliseconds. */
export function skewText(host: string, skew: number): Localized {
  const seconds = Math.round(Math.abs(skew) / 1000);
  const [count, en, zh] =
    seconds < 120 ? [seconds, 's', '秒'] : [Math.round(seconds / 60), 'min', '分钟'];
  return {
    en: `this computer's clock is ${count} ${en} ${skew > 0 ? 'behind' : 'ahead of'} that of ${host}`,
    'zh-CN': `本机时钟比 ${host} ${skew > 0 ? '慢' : '快'} ${count} ${zh}`,
  };
}

/** Below this a difference is said to be none: the header counts whole seconds, and answers travel. */
const noticeable = 5000;

/**
 * A signature's time was refused though it was the host's own. Says how far the clocks are apart,
 * where that is what is wrong.
 */
export function clockFailure(host: string, skew: number, says: Detail): Failure {
  const detail = Math.abs(skew) < noticeable ? says : skewText(host, skew);
  return failure('clock', detail, { scope: 'account' });
}
