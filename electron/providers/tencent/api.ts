import * as z from 'zod';
import { type Failure, failure } from '../../core/outcome.ts';
import type { ProviderContext } from '../../core/provider.ts';
import type { Reply } from '../../core/reply.ts';
import { idField, tokenField } from '../api/account-fields.ts';
import { type CodeRule, failureOfCode } from '../api/code-rule.ts';
import { type HttpApi, httpApi } from '../api/http-api.ts';
import { tc3 } from '../signing/tc3.ts';

export const tencentAccount = z.object({
  secretId: idField({
    label: { en: 'SecretId', 'zh-CN': 'SecretId' },
    placeholder: 'AKID…',
  }),
  secretKey: tokenField({ label: { en: 'SecretKey', 'zh-CN': 'SecretKey' } }),
  site: z
    .enum(['china', 'international'])
    .default('china')
    .meta({
      label: { en: 'Site', 'zh-CN': '站点' },
      choices: {
        china: { en: 'China', 'zh-CN': '中国站' },
        international: { en: 'International', 'zh-CN': '国际站' },
      },
      help: {
        en: 'Where the account was made: “china” for cloud.tencent.com, “international” for tencentcloud.com.',
        'zh-CN': '账户所在站点：cloud.tencent.com 选 china，tencentcloud.com 选 international。',
      },
    }),
});

export type TencentAccount = z.infer<typeof tencentAccount>;

/** One product of Tencent Cloud by its API 3.0: every action is a POST of JSON. */
interface TencentApi {
  /** An action that changes nothing. `form` is that of what stands in `Response`. */
  look<T>(action: string, json: object, form: z.ZodType<T>): Promise<T>;
  change<T>(action: string, json: object, form: z.ZodType<T>): Promise<T>;
}

interface Product {
  /** Its name in hosts and signatures, such as `dnspod`. */
  readonly service: string;
  /** Of the API, such as `2021-03-23`. */
  readonly version: string;
  /** The product's own codes; the first that fits counts, before the common ones. */
  readonly rules: readonly CodeRule[];
}

const errorForm = z.object({
  Response: z.object({ Error: z.object({ Code: z.string(), Message: z.string().nullish() }) }),
});

/** https://cloud.tencent.com/document/api/1427/56192, the common part. A policy may allow one zone and not the next. */
const commonRules: readonly CodeRule[] = [
  [/^AuthFailure\.SignatureExpire/, 'clock', 'account'],
  [/^(?:AuthFailure\.)?UnauthorizedOperation/, 'auth'],
  [/^AuthFailure/, 'auth', 'account'],
  [/^IpNotInWhitelist/, 'auth', 'account'],
  [/^IpInBlacklist/, 'blocked', 'account'],
  [/^RequestLimitExceeded/, 'rateLimited', 'account'],
  [/^(?:InternalError|ServiceUnavailable|ResourceUnavailable)/, 'server'],
  [/^ResourceNotFound/, 'zoneNotFound'],
  [/^(?:ResourceInUse|DuplicatedResource)/, 'conflict'],
  [/^(?:LimitExceeded|ResourceInsufficient|UnsupportedOperation)/, 'plan'],
  [/^OperationDenied/, 'auth'],
  [/^(?:InvalidParameter|MissingParameter|UnknownParameter|InvalidRequest)/, 'invalid'],
];

/** The service failed in the middle of its work; all others say that it was not begun. */
const inDoubt =
  /^InternalError(?!\.ConfigLocked)|^FailedOperation(?:\.UnknowError|\.ModifyFailed)?$/;

/** Refusals come with the status 200: `{"Response": {"Error": {"Code": …}}}`. */
function explain(reply: Reply, api: HttpApi, rules: readonly CodeRule[]): Failure | undefined {
  const parsed = errorForm.safeParse(reply.json);
  if (!parsed.success) return undefined;
  const { Code: code, Message: message } = parsed.data.Response.Error;
  const says = api.clean([code, message].filter(Boolean).join(': '));
  const found = failureOfCode([...rules, ...commonRules], code, says);
  const why = found ?? failure('unknown', says);
  return reply.write && inDoubt.test(code) ? { ...why, unconfirmed: true } : why;
}

/** Signature v3, https://cloud.tencent.com/document/api/1427/56189. */
export function tencentApi(
  { secretId, secretKey, site }: TencentAccount,
  { service, version, rules }: Product,
  context: ProviderContext,
): TencentApi {
  const api = httpApi(
    {
      base: `https://${service}${site === 'international' ? '.intl' : ''}.tencentcloudapi.com`,
      headers: { 'content-type': 'application/json; charset=utf-8', 'x-tc-version': version },
      secrets: [secretKey],
      sign: tc3({ secretId, secretKey, service }),
      explain: (reply, own) => explain(reply, own, rules),
    },
    context,
  );

  async function call<T>(write: boolean, action: string, json: object, form: z.ZodType<T>) {
    const headers = { 'x-tc-action': action };
    const request = { method: 'POST', path: '/', headers, json, write } as const;
    return (await api.read(request, z.object({ Response: form }))).Response;
  }
  return {
    look: (action, json, form) => call(false, action, json, form),
    change: (action, json, form) => call(true, action, json, form),
  };
}
