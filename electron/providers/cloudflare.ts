import * as z from 'zod';
import { mostListed } from '../core/listing.ts';
import type { Outcome } from '../core/outcome.ts';
import {
  type Capabilities,
  type Change,
  defineProvider,
  type ProviderContext,
} from '../core/provider.ts';
import { readable } from './api/capabilities.ts';
import { recordNames, zoneNames } from './api/define.ts';
import { inZones } from './api/zone-groups.ts';
import { cloudflareApi } from './cloudflare/api.ts';
import { applyZone, readZone } from './cloudflare/zone.ts';

const account = z.object({
  token: z
    .string()
    .regex(/^[\x21-\x7e]+$/)
    .meta({
      label: { en: 'API token', 'zh-CN': 'API 令牌' },
      secret: true,
    }),
});

type Account = z.output<typeof account>;

const capabilities: Capabilities = {
  ...readable,
  // 30 is for Enterprise zones, 60 for all others; Cloudflare's refusal tells. Unset is automatic.
  ttl: { min: 30, max: 86_400 },
  proxied: true,
  batch: true,
  requestsPerChange: 2,
};

async function apply(
  changes: readonly Change[],
  { token }: Account,
  context: ProviderContext,
): Promise<readonly Outcome[]> {
  const api = cloudflareApi(token, context);
  return inZones(changes, api, context.memory, (group) => applyZone(api, group));
}

/**
 * Cloudflare, by an API token. It asks for the records of a zone once and sends all that has to
 * change in one transaction, so that a hundred records take two requests once the zone is known.
 * The rules for one record are with `planChange`. The token is never tried at `/user/tokens/verify`,
 * which refuses tokens of an account that work everywhere else.
 */
export const cloudflare = defineProvider<Account>({
  id: 'cloudflare',
  name: { en: 'Cloudflare', 'zh-CN': 'Cloudflare' },
  website: 'https://www.cloudflare.com/',
  docs: 'https://dash.cloudflare.com/profile/api-tokens',
  setup: {
    en: 'Create an API token from the template “Edit zone DNS” and limit it to your zone. Do not use the Global API Key: it may do everything.',
    'zh-CN':
      '使用“编辑区域 DNS”模板创建 API 令牌，并仅限于您的区域。请勿使用 Global API Key，它拥有账户的全部权限。',
  },
  permission: {
    en: 'Zone → DNS → Edit and Zone → Zone → Read, for your zone only',
    'zh-CN': '仅对您的区域授予“区域 → DNS → 编辑”和“区域 → 区域 → 读取”',
  },
  limits: [
    {
      en: 'Cloudflare takes 1,200 requests of one user in five minutes.',
      'zh-CN': 'Cloudflare 限制每个用户每五分钟 1200 次请求。',
    },
    {
      en: 'A proxied record answers with Cloudflare’s own addresses, so name servers cannot confirm it; its state is what the API says.',
      'zh-CN': '开启代理的记录会解析到 Cloudflare 的地址，无法通过 DNS 验证，其状态以 API 为准。',
    },
  ],
  triedAgainst: 'emulator',
  account,
  capabilities,
  zones: ({ token }, context) => zoneNames(cloudflareApi(token, context)),
  records: (name, { token }, context) => {
    const api = cloudflareApi(token, context);
    // A name may have an A and an AAAA.
    return recordNames(api, name, (zone) => api.addresses(zone, 2 * mostListed));
  },
  read: (records, { token }, context) => {
    const api = cloudflareApi(token, context);
    const questions = records.map((record) => ({ record }));
    return inZones(questions, api, context.memory, (group) => readZone(api, group));
  },
  apply,
});
