import * as z from 'zod';
import type { Localized } from '../contract/language.ts';
import { isWithin } from '../core/name.ts';
import { failure } from '../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import { serverUrlField } from '../core/server-url.ts';
import { tokenField } from './api/account-fields.ts';
import { ApiFailure } from './api/api-failure.ts';
import { encodePart } from './api/call.ts';
import { readable } from './api/capabilities.ts';
import { defineRecordProvider } from './api/define.ts';
import { httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { looseNumber, looseText } from './api/loose-form.ts';
import { hostOf, relativeTo, wireName } from './api/names.ts';
import { allPages, nextPage } from './api/paging.ts';
import type { HeldRecord, WantedRecord } from './api/record-plan.ts';
import type { RecordService } from './api/record-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';
import { explain } from './hipmdnsmgr/errors.ts';

const account = z.object({
  url: serverUrlField({
    label: { en: 'URL', 'zh-CN': '网址' },
    help: {
      en: 'Where your DNSMgr is reached. With http:// the token travels unprotected: use it only on your own machine or network.',
      'zh-CN': '您的 DNSMgr 的地址。使用 http:// 时令牌会以明文传输，仅适用于本机或自己的网络。',
    },
    placeholder: 'https://dnsmgr.example.com',
  }),
  token: tokenField({
    label: { en: 'API token', 'zh-CN': 'API 令牌' },
    placeholder: 'dnsmgr_…',
  }),
});

type Account = z.output<typeof account>;

/** What TTL is taken is up to the service behind it. */
const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 1, max: 604_800 },
  requestsPerChange: 2,
};

/** The most that the server gives of its domains on one page. */
const pageSize = 100;

/** What the services behind it call the line that answers everybody, where they have lines. */
const everybody: readonly string[] = ['', '0', '-1', 'default', 'default_view', '默认'];

const code = z.literal(0);
const doneForm = z.object({ code });
const domainForm = listForm(z.object({ id: looseText, name: z.string() }));
/** A token is answered with the bare list, a login with a page. */
const domainsForm = z.object({
  code,
  data: z.union([
    domainForm.transform((list) => ({ list, total: undefined })),
    z.object({ list: domainForm, total: looseNumber }),
  ]),
});
const recordsForm = z.object({
  code,
  data: z.object({
    total: looseNumber,
    list: listForm(
      z.object({
        id: looseText,
        name: z.string().nullish(),
        type: z.string(),
        value: z.string().nullish(),
        line: looseText.nullish(),
        ttl: looseNumber,
        weight: z.number().nullish(),
        status: z.number().nullish(),
        remark: z.string().nullish(),
        cloudflare: z.unknown().optional(),
      }),
    ),
  }),
});
const apiBase = (url: string) => `${url.replace(/\/+$/, '').replace(/\/api$/, '')}/api`;

/**
 * Of a host that ends with the zone's name, some of the services behind it (Cloudflare, Gcore) make
 * the shorter full name, which is another record's; so it is never sent.
 */
function plainHost(host: string, zone: Zone): string {
  if (!isWithin(host, zone.name)) return host;
  const why: Localized = {
    en: `DNSMgr may take ${host} for a full name and write another record`,
    'zh-CN': `DNSMgr 可能会将 ${host} 当作完整域名，从而改动其他记录`,
  };
  throw new ApiFailure(failure('invalid', why));
}

function service({ url, token }: Account, context: ProviderContext): RecordService {
  const api = httpApi(
    {
      base: apiBase(url),
      headers: { authorization: `Bearer ${token}` },
      secrets: [token],
      explain,
    },
    context,
  );

  /** The bare list tells no total; with a token for some domains every page is all of them. */
  function list(): Promise<readonly Zone[]> {
    const known = new Set<string>();
    return allPages(1, async (page, seen) => {
      const query = { page, pageSize };
      const { data } = await api.read({ method: 'GET', path: '/domains', query }, domainsForm);
      const items = data.list
        .filter(({ id }) => !known.has(id))
        .map(({ id, name }) => ({ id, name: wireName(name) }));
      for (const { id } of items) known.add(id);
      const total = data.total ?? Number.POSITIVE_INFINITY;
      return { items, next: nextPage(page, { seen, got: items.length, total }) };
    });
  }

  const pathOf = (zone: Zone, ...ids: readonly string[]) =>
    ['/domains', encodePart(zone.id), 'records', ...ids.map(encodePart)].join('/');

  const readAll = (zone: Zone) =>
    allPages(1, async (page, seen) => {
      const query = { page, pageSize };
      const { data } = await api.read({ method: 'GET', path: pathOf(zone), query }, recordsForm);
      const total = data.total ?? 0;
      return { items: data.list, next: nextPage(page, { seen, got: data.list.length, total }) };
    });

  /** The server takes most errors of the service behind it for an empty list: that is asked for twice. */
  async function records(zone: Zone): Promise<readonly HeldRecord[]> {
    const first = await readAll(zone);
    const found = first.length > 0 ? first : await readAll(zone);
    return found
      .filter(({ status }) => status !== 0)
      .filter(
        ({ line, cloudflare }) => cloudflare || everybody.includes((line ?? '').toLowerCase()),
      )
      .map(({ id, name, type, value, ttl, line, weight, remark }) => ({
        id,
        name: relativeTo(name ?? '', zone.name),
        type,
        value: value ?? '',
        ttl,
        extra: {
          ...(line ? { line } : {}),
          ...(weight ? { weight } : {}),
          ...(remark ? { remark } : {}),
        },
      }));
  }

  /** Without a line of its own it is line 0, which every service behind it knows. */
  const valuesOf = (zone: Zone, { name, type, value, ttl }: WantedRecord) => ({
    name: plainHost(hostOf(name, zone.name, '@'), zone),
    type,
    value,
    ttl,
  });

  return {
    ...zonesByList(list),
    newTtl: 600,
    reader: { by: 'zone', get: records },
    async update(zone, { id, extra }, to) {
      const json = { line: '0', ...extra, ...valuesOf(zone, to) };
      await api.read({ method: 'PUT', path: pathOf(zone, id), json }, doneForm);
      return undefined;
    },
    async create(zone, to) {
      const json = { line: '0', ...valuesOf(zone, to) };
      await api.read({ method: 'POST', path: pathOf(zone), json }, doneForm);
      return undefined;
    },
    async remove(zone, { id }) {
      await api.read({ method: 'DELETE', path: pathOf(zone, id) }, doneForm);
    },
  };
}

/** A DNSMgr of one's own, which manages domains at other services, https://github.com/HiPM-Tech/DNSMgr. */
export const hipmdnsmgr = defineRecordProvider(
  {
    id: 'hipmdnsmgr',
    name: { en: 'HiPM DNSMgr', 'zh-CN': 'HiPM DNSMgr' },
    website: 'https://github.com/HiPM-Tech/DNSMgr',
    docs: 'https://github.com/HiPM-Tech/DNSMgr',
    setup: {
      en: 'In your DNSMgr create an API token, for the domains in question or for all; its user must be allowed to write to them.',
      'zh-CN': '在您的 DNSMgr 中创建 API 令牌，授权相关域名或全部域名；令牌所属用户须有写入权限。',
    },
    limits: [
      {
        en: 'Records of other lines than the default one are left alone.',
        'zh-CN': '非默认线路的记录不会被改动。',
      },
      {
        en: 'DNSMgr seldom says why the service behind it refused a change; its own log tells more.',
        'zh-CN': 'DNSMgr 通常不说明其背后的服务商拒绝更改的原因；详情请查看 DNSMgr 的日志。',
      },
    ],
    triedAgainst: 'emulator',
    account,
    capabilities,
  },
  service,
);
