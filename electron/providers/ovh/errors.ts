import * as z from 'zod';
import type { Localized } from '../../contract/language.ts';
import { type Failure, type FailureKind, failure } from '../../core/outcome.ts';
import type { Reply } from '../../core/reply.ts';
import type { HttpApi } from '../api/http-api.ts';

const errorForm = z.object({
  message: z.string().default(''),
  errorCode: z.string().nullish(),
});

const texts = {
  wrongKey: {
    en: 'OVHcloud does not know the application key in this region; each region has keys of its own',
    'zh-CN': 'OVHcloud 在该地区不识别此 Application key；各地区的密钥互不通用',
  },
  wrongConsumer: {
    en: 'the consumer key is not valid: it expired, was never confirmed, or is limited to other addresses',
    'zh-CN': 'Consumer key 无效：可能已过期、未经确认，或限制了来源 IP',
  },
  wrongSecret: {
    en: 'the signature was refused: the application secret or the consumer key does not belong to the application key',
    'zh-CN': '签名被拒绝：Application secret 或 Consumer key 与 Application key 不匹配',
  },
  notGranted: {
    en: 'the consumer key was not granted this call; it needs GET, POST, PUT and DELETE on /domain/zone/*',
    'zh-CN': 'Consumer key 没有此调用的权限；需要 /domain/zone/* 的 GET、POST、PUT 和 DELETE 权限',
  },
} as const satisfies Record<string, Localized>;

const notGranted = 'NOT_GRANTED_CALL';

const known: Readonly<Record<string, readonly [FailureKind, Failure['scope'], Localized?]>> = {
  INVALID_KEY: ['auth', 'account', texts.wrongKey],
  INVALID_CREDENTIAL: ['auth', 'account', texts.wrongConsumer],
  NOT_CREDENTIAL: ['auth', 'account', texts.wrongConsumer],
  INVALID_SIGNATURE: ['auth', 'account', texts.wrongSecret],
  QUERY_TIME_OUT: ['clock', 'account'],
  // A key may be good for one zone and not for another.
  [notGranted]: ['auth', 'record', texts.notGranted],
};

/** The code where an old answer has none. */
function codeOf(code: string, says: string): string {
  if (code !== '') return code;
  if (/invalid signature/i.test(says)) return 'INVALID_SIGNATURE';
  if (/out of time|timestamp/i.test(says)) return 'QUERY_TIME_OUT';
  if (/application key is invalid/i.test(says)) return 'INVALID_KEY';
  if (/credential is not valid|must login/i.test(says)) return 'INVALID_CREDENTIAL';
  return /not been granted|not granted/i.test(says) ? notGranted : '';
}

/** The service answers so where a whole subscription, such as a zone, ran out. */
const expired = 460;

/**
 * What an answer of OVHcloud's API says of a failure; undefined where it is none.
 * https://help.ovhcloud.com/csm/en-api-getting-started-ovhcloud-api
 */
export function ovhFailure(reply: Reply, api: HttpApi): Failure | undefined {
  const parsed = errorForm.safeParse(reply.json);
  if (!parsed.success || reply.status < 400) return undefined;
  const { message, errorCode } = parsed.data;
  const says = api.clean(message);
  if (reply.status === 404) {
    const gone = reply.write || /requested object/i.test(says);
    return failure(gone && !isZone(says) ? 'recordNotFound' : 'zoneNotFound', says);
  }
  if (reply.status === expired) return failure('plan', says);
  const [kind, scope, ours] = known[codeOf(errorCode ?? '', says)] ?? [];
  if (kind !== undefined) return failure(kind, ours ?? says, { scope });
  if (reply.status < 500 && /cname|already exist/i.test(says)) return failure('conflict', says);
  return api.failureOf(reply, says);
}

function isZone(says: string): boolean {
  return /service does not exist/i.test(says);
}

/** The consumer key may not make this call; it may make others. */
export function isNotGranted({ kind, scope }: Failure): boolean {
  return kind === 'auth' && scope === 'record';
}
