import * as z from 'zod';
import { failure, isFailure, type Outcome } from '../core/outcome.ts';
import {
  type Capabilities,
  type Change,
  defineProvider,
  type ProviderContext,
} from '../core/provider.ts';
import { inZones } from './api/zone-groups.ts';
import { cloudflareApi } from './cloudflare/api.ts';
import { applyZone } from './cloudflare/zone.ts';

const account = z.object({
  token: z
    .string()
    .regex(/^[\x21-\x7e]+$/)
    .meta({
      label: { en: 'API token', 'zh-CN': 'API 令牌' },
      help: {
        en: 'A token with the permission Zone → DNS → Edit, and Zone → Zone → Read, for the zones in question.',
        'zh-CN': '需要对相关区域授予“区域 → DNS → 编辑”和“区域 → 区域 → 读取”权限的令牌。',
      },
      secret: true,
    }),
});

type Account = z.output<typeof account>;

const capabilities: Capabilities = {
  families: ['ipv4', 'ipv6'],
  // 30 is for Enterprise zones, 60 for all others; Cloudflare's refusal tells. Unset is automatic.
  ttl: { min: 30, max: 86_400 },
  proxied: true,
  zones: 'api',
  reads: true,
  creates: true,
  batch: true,
  repeatsArePunished: false,
  keepAlive: false,
  requestsPerChange: 2,
};

async function apply(
  changes: readonly Change[],
  { token }: Account,
  context: ProviderContext,
): Promise<readonly Outcome[]> {
  const api = cloudflareApi(token, context);
  const outcomes = await inZones(changes, api, context.memory, (group) => applyZone(api, group));
  return outcomes.some((outcome) => !isFailure(outcome)) ? outcomes.map(ofOneZone) : outcomes;
}

/**
 * The codes for a bad token and for a token without permission in one zone are the same. Where the
 * token worked for another record, the account as a whole is not refused.
 */
function ofOneZone(outcome: Outcome): Outcome {
  if (outcome.kind !== 'auth') return outcome;
  const { detail, kind } = outcome;
  return failure(kind, detail);
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
  account,
  capabilities,
  apply,
});
