import * as z from 'zod';
import type { FailureKind } from '../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import { ApiFailure } from './api/api-failure.ts';
import { readable } from './api/capabilities.ts';
import { defineRecordProvider } from './api/define.ts';
import { httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { looseNumber, looseText } from './api/loose-form.ts';
import { hostOf, relativeTo, wireName } from './api/names.ts';
import { allPages, nextOffset } from './api/paging.ts';
import type { HeldRecord, WantedRecord } from './api/record-plan.ts';
import type { RecordService } from './api/record-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';
import { type DnspodAccount, dnspodAccount } from './dnspod/account.ts';
import { explain } from './dnspod/codes.ts';

/** "ttl": 1 to 604800, the least by the domain's plan. Looking first, it never repeats what stands there. */
const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 1, max: 604_800 },
  requestsPerChange: 2,
};

/** How the two sites differ. */
const sites = {
  china: { base: 'https://dnsapi.cn', lang: 'cn', line: '默认', pageSize: 3000 },
  international: { base: 'https://api.dnspod.com', lang: 'en', line: 'default', pageSize: 500 },
} as const;

const domainsForm = z.object({
  info: z.object({ domain_total: looseNumber }),
  domains: listForm(z.object({ id: looseText, name: z.string() })),
});
const recordForm = z.object({
  id: looseText,
  name: z.string(),
  type: z.string(),
  value: z.string().nullish(),
  ttl: looseNumber,
  line: z.string(),
  line_id: looseText.nullish(),
  enabled: looseText.nullish(),
  weight: looseText.nullish(),
});
const recordsForm = z.object({
  info: z.object({ record_total: looseNumber }).nullish(),
  records: listForm(recordForm).nullish(),
});
const writtenForm = z.object({ record: z.object({ id: looseText, value: z.string().nullish() }) });

type Given = Readonly<Record<string, string | number>>;
type Shown = z.infer<typeof recordForm>;

/** The international site shows lines without their ids. */
function isForEverybody({ line, line_id, enabled }: Shown): boolean {
  const isDefault = line_id ? line_id === '0' : /^(?:默认|default)$/i.test(line);
  return isDefault && enabled !== '0';
}

function heldRecord({ id, name, type, value, ttl, weight }: Shown, zone: Zone): HeldRecord {
  return {
    id,
    type,
    name: relativeTo(name, zone.name),
    value: value ?? '',
    ttl,
    // Left out, it would be taken off.
    extra: weight ? { weight } : {},
  };
}

/** A list that ended where more was expected: the service tells it as an error. */
async function noneIf<T>(kind: FailureKind, page: Promise<T>): Promise<T | undefined> {
  try {
    return await page;
  } catch (error) {
    if (error instanceof ApiFailure && error.failure.kind === kind) return undefined;
    throw error;
  }
}

function service({ id, token, site }: DnspodAccount, context: ProviderContext): RecordService {
  const { base, lang, line, pageSize } = sites[site];
  const login = `${id},${token}`;
  const api = httpApi(
    { base, secrets: [login, token], explain: (reply, own) => explain(reply, own) },
    context,
  );
  const common = { login_token: login, format: 'json', lang, error_on_empty: 'no' };

  function call<T>(write: boolean, action: string, given: Given, answer: z.ZodType<T>) {
    const form = { ...common, ...given };
    return api.read({ method: 'POST', path: `/${action}`, form, write }, answer);
  }

  const zones = zonesByList(() =>
    allPages(0, async (offset) => {
      const look = call(false, 'Domain.List', { offset, length: pageSize }, domainsForm);
      const page = await noneIf('zoneNotFound', look);
      const items = (page?.domains ?? []).map((each): Zone => {
        return { id: each.id, name: wireName(each.name) };
      });
      return { items, next: nextOffset(offset, items.length, page?.info.domain_total) };
    }),
  );

  async function records(zone: Zone, more: { sub_domain?: string }) {
    const shown = await allPages(0, async (offset) => {
      const asked = { domain_id: zone.id, ...more, offset, length: pageSize };
      const page = await noneIf('recordNotFound', call(false, 'Record.List', asked, recordsForm));
      const items = page?.records ?? [];
      return { items, next: nextOffset(offset, items.length, page?.info?.record_total) };
    });
    return shown.filter(isForEverybody).map((each) => heldRecord(each, zone));
  }

  const valuesOf = (zone: Zone, { name, type, value, ttl }: WantedRecord) => ({
    domain_id: zone.id,
    sub_domain: hostOf(name, zone.name, '@'),
    record_type: type,
    record_line: line,
    value,
    ...(ttl === undefined ? {} : { ttl }),
  });

  return {
    newTtl: 600,
    ...zones,
    reader: {
      by: 'name',
      get: (zone, name) => records(zone, { sub_domain: hostOf(name, zone.name, '@') }),
      whole: (zone) => records(zone, {}),
    },
    async update(zone, held, to) {
      const record = { ...valuesOf(zone, to), ...held.extra, record_id: held.id };
      return (await call(true, 'Record.Modify', record, writtenForm)).record.value ?? undefined;
    },
    async create(zone, to) {
      const answer = await call(true, 'Record.Create', valuesOf(zone, to), writtenForm);
      // It names no value, as far as documented.
      return answer.record.value ?? undefined;
    },
    async remove(zone, held) {
      const record = { domain_id: zone.id, record_id: held.id };
      await call(true, 'Record.Remove', record, z.object({}));
    },
  };
}

/** DNSPod by its own token, https://docs.dnspod.cn/api/ and https://docs.dnspod.com/api/. */
export const dnspod = defineRecordProvider(
  {
    id: 'dnspod',
    name: { en: 'DNSPod (token)', 'zh-CN': 'DNSPod（Token）' },
    website: 'https://www.dnspod.cn/',
    docs: 'https://console.dnspod.cn/account/token/token',
    setup: {
      en: 'In the DNSPod console open API keys → DNSPod Token and make a token. Copy its ID and the token at once: it is shown only this time.',
      'zh-CN':
        '在 DNSPod 控制台打开“API 密钥 → DNSPod Token”创建密钥，并立即保存 ID 和 Token，Token 仅显示一次。',
    },
    limits: [
      {
        en: 'A DNSPod token may do everything with all domains of the account; keys of Tencent Cloud can be narrowed, with the provider “Tencent Cloud DNSPod”.',
        'zh-CN':
          'DNSPod Token 拥有账户下所有域名的全部权限；如需限制权限，请改用服务商“腾讯云 DNSPod”。',
      },
      {
        en: 'DNSPod locks a record for an hour after more than five changes that change nothing, whatever program sends them.',
        'zh-CN':
          '一小时内对同一记录提交超过 5 次无变化的修改（无论来自哪个程序），DNSPod 会锁定该记录一小时。',
      },
      {
        en: 'The free plan takes no TTL below 600 seconds.',
        'zh-CN': '免费套餐的 TTL 不能低于 600 秒。',
      },
      {
        en: 'Only records of the default line are written; those of other lines stay as they are.',
        'zh-CN': '只更新默认线路的记录，其他线路的记录保持不变。',
      },
    ],
    triedAgainst: 'emulator',
    country: 'CN',
    account: dnspodAccount,
    capabilities,
  },
  service,
);
