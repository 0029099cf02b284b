import * as z from 'zod';
import type { Failure } from '../../core/outcome.ts';
import type { ProviderContext } from '../../core/provider.ts';
import type { Reply } from '../../core/reply.ts';
import { idField, tokenField } from '../api/account-fields.ts';
import { type CodeRule, failureOfCode } from '../api/code-rule.ts';
import { type HttpApi, httpApi } from '../api/http-api.ts';
import { acs3 } from '../signing/acs3.ts';

export const alibabaAccount = z.object({
  accessKeyId: idField({
    label: { en: 'AccessKey ID', 'zh-CN': 'AccessKey ID' },
    placeholder: 'LTAI…',
  }),
  accessKeySecret: tokenField({
    label: { en: 'AccessKey Secret', 'zh-CN': 'AccessKey Secret' },
  }),
});

export type AlibabaAccount = z.infer<typeof alibabaAccount>;

type Parameters = Readonly<Record<string, string | number | boolean | undefined>>;

/** One product of Alibaba Cloud by its RPC style: everything is a parameter of the query. */
interface AlibabaApi {
  /** An action that changes nothing; its parameters that are undefined are left out. */
  look<T>(action: string, parameters: Parameters, form: z.ZodType<T>): Promise<T>;
  change<T>(action: string, parameters: Parameters, form: z.ZodType<T>): Promise<T>;
}

interface Product {
  readonly host: string;
  /** Of the API, such as `2015-01-09`. */
  readonly version: string;
  /** The product's own codes; the first that fits counts, before the common ones. */
  readonly rules: readonly CodeRule[];
}

const errorForm = z.object({ Code: z.string(), Message: z.string().nullish() });

/** The service failed in the middle of its work. */
const inTheMiddle = /^(?:InternalError|UnKnownError|UnknownError|SystemError)/;

/** Codes that every product answers, https://help.aliyun.com/document_detail/2355841.html among others. */
const commonRules: readonly CodeRule[] = [
  [/^(?:InvalidTimeStamp|IllegalTimestamp|RequestExpired)/i, 'clock', 'account'],
  [/^(?:Throttling|ServiceUnavailable\.Throttling|Fobidden\.TooOfen)/, 'rateLimited', 'account'],
  [/^(?:InvalidAccessKey|MissingAccessKey|Forbidden\.AccessKey)/, 'auth', 'account'],
  [/^(?:InvalidSecurityToken|MissingSecurityToken|InvalidCredentials)/, 'auth', 'account'],
  [/^(?:SignatureDoesNotMatch|IncompleteSignature)/, 'auth', 'account'],
  // A policy may allow one zone and not the next.
  [/^(?:Forbidden(?:\.RAM|\.NoPermission|\.AuthType)?|NoPermission)$/, 'auth'],
  // Some of these come with the status 400.
  [/^(?:ServiceUnavailable|SignatureNonceUsed|SystemBusy)/, 'server'],
  [inTheMiddle, 'server'],
];

function explain(reply: Reply, api: HttpApi, product: Product): Failure | undefined {
  const parsed = errorForm.safeParse(reply.json);
  if (!parsed.success || reply.status < 400) return undefined;
  const { Code: code, Message: message } = parsed.data;
  const says = api.clean([code, message].filter(Boolean).join(': '));
  const why = failureOfCode([...product.rules, ...commonRules], code, says);
  if (why === undefined) return api.failureOf(reply, says);
  return reply.write && inTheMiddle.test(code) ? { ...why, unconfirmed: true } : why;
}

/** 128 bits in hex. */
function nonceOf(random: () => number): string {
  return Array.from({ length: 4 }, () => Math.floor(random() * 2 ** 32))
    .map((part) => part.toString(16).padStart(8, '0'))
    .join('');
}

function queryOf(parameters: Parameters): Record<string, string> {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

/**
 * Signature V3 over the RPC style,
 * https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature. Looks are GET:
 * some products refuse another method for them.
 */
export function alibabaApi(
  { accessKeyId, accessKeySecret }: AlibabaAccount,
  product: Product,
  context: ProviderContext,
): AlibabaApi {
  const api = httpApi(
    {
      base: `https://${product.host}`,
      headers: { 'x-acs-version': product.version },
      secrets: [accessKeySecret],
      sign: acs3({ accessKeyId, accessKeySecret, nonce: () => nonceOf(context.random) }),
      explain: (reply, own) => explain(reply, own, product),
    },
    context,
  );

  const call = (method: 'GET' | 'POST', action: string, parameters: Parameters) => ({
    method,
    path: '/',
    query: queryOf(parameters),
    headers: { 'x-acs-action': action },
  });
  return {
    look: (action, parameters, form) => api.read(call('GET', action, parameters), form),
    change: (action, parameters, form) => api.read(call('POST', action, parameters), form),
  };
}
