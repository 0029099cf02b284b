import * as z from 'zod';
import { saying } from '../core/issue.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import { idField, tokenField } from './api/account-fields.ts';
import { noneIfNotFound } from './api/api-failure.ts';
import { type ApiCall, encodePart } from './api/call.ts';
import { readable } from './api/capabilities.ts';
import { defineSetProvider } from './api/define.ts';
import { httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { absolute, wireName } from './api/names.ts';
import { allPages } from './api/paging.ts';
import type { WantedSet } from './api/set-plan.ts';
import type { SetService } from './api/set-service.ts';
import type { Zone } from './api/zone-search.ts';
import { explainHuawei } from './huaweicloud/errors.ts';
import { defaultLine, heldSets, setForm } from './huaweicloud/sets.ts';
import { huaweiSigner } from './signing/huawei.ts';

const noEndpoint = {
  en: 'Write the endpoint of the DNS service, such as dns.myhuaweicloud.com or dns.eu-west-101.myhuaweicloud.eu.',
  'zh-CN':
    '请填写云解析服务的终端节点，例如 dns.myhuaweicloud.com 或 dns.eu-west-101.myhuaweicloud.eu。',
};

const account = z.object({
  accessKey: idField({
    label: { en: 'Access Key ID (AK)', 'zh-CN': 'Access Key ID（AK）' },
  }),
  secretKey: tokenField({
    label: { en: 'Secret Access Key (SK)', 'zh-CN': 'Secret Access Key（SK）' },
  }),
  endpoint: z
    .string()
    .refine(
      (text) => /^dns(\.[a-z0-9-]+)?\.myhuaweicloud\.(com|eu)$/.test(text),
      saying(noEndpoint),
    )
    .default('dns.myhuaweicloud.com')
    .meta({
      label: { en: 'Endpoint', 'zh-CN': '终端节点（Endpoint）' },
      help: {
        en: 'Change it only for an account of a separate site of Huawei Cloud, such as the European one.',
        'zh-CN': '仅欧洲站等独立站点的账户需要修改。',
      },
      placeholder: 'dns.myhuaweicloud.com',
    }),
});

/** "ttl": 1 to 2,147,483,647 seconds. */
const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 1, max: 604_800 },
  requestsPerChange: 2,
};

/** The most that the API gives on one page. */
const pageSize = 500;

const metadata = z.object({ total_count: z.number() }).nullish();
const zonesForm = z.object({
  zones: listForm(z.object({ id: z.string(), name: z.string() })),
  metadata,
});
const setsForm = z.object({ recordsets: listForm(setForm), metadata });
const writtenForm = z.object({ id: z.string(), records: listForm(z.string()).nullish() });

function service(
  { accessKey, secretKey, endpoint }: z.infer<typeof account>,
  context: ProviderContext,
): SetService {
  const api = httpApi(
    {
      base: `https://${endpoint}`,
      secrets: [secretKey],
      sign: huaweiSigner({ accessKey, secretKey }),
      explain: (reply, own) => explainHuawei(reply, own, context.clock.now()),
    },
    context,
  );

  /** Searches are fuzzy, and what they give is filtered after. */
  const zones = (filter: Readonly<Record<string, string>>) =>
    allPages(0, async (offset) => {
      const query = { type: 'public', ...filter, limit: pageSize, offset };
      const answer = await api.read({ method: 'GET', path: '/v2/zones', query }, zonesForm);
      const items = answer.zones.map(({ id, name }): Zone => ({ id, name: wireName(name) }));
      return { items, next: nextOffset(offset, items.length, answer.metadata?.total_count) };
    });

  const pathOf = ({ id }: Zone, ...parts: readonly string[]) =>
    ['/v2.1/zones', id, 'recordsets', ...parts]
      .map((part, at) => (at === 0 ? part : encodePart(part)))
      .join('/');

  const sets = async (zone: Zone, filter: Readonly<Record<string, string>>) =>
    heldSets(
      await allPages(0, async (offset) => {
        const query = { ...filter, limit: pageSize, offset };
        const answer = await api.read({ method: 'GET', path: pathOf(zone), query }, setsForm);
        const items = answer.recordsets;
        return { items, next: nextOffset(offset, items.length, answer.metadata?.total_count) };
      }),
    );

  async function write(zone: Zone, { name, type, values, ttl, held }: WantedSet) {
    const set = { name: absolute(name), type, ttl, records: values };
    // PUT keeps what is left out: description, weight.
    const call: ApiCall =
      held === undefined
        ? { method: 'POST', path: pathOf(zone), json: { ...set, line: defaultLine } }
        : { method: 'PUT', path: pathOf(zone, String(held.extra?.id)), json: set };
    return (await api.read(call, writtenForm)).records ?? undefined;
  }

  return {
    newTtl: 300,
    batch: 1,
    list: () => zones({}),
    find: async (name) => (await zones({ name })).find((zone) => zone.name === name),
    reader: {
      by: 'name',
      get: (zone, name) =>
        noneIfNotFound(sets(zone, { name: name.replace(/^\*\./, ''), search_mode: 'like' })),
      whole: (zone) => sets(zone, {}),
    },
    write: async (zone, wanted) => {
      const echoes = [];
      for (const set of wanted) echoes.push(await write(zone, set));
      return echoes;
    },
  };
}

function nextOffset(offset: number, got: number, total: number | undefined): number | undefined {
  const more = total === undefined ? got >= pageSize : got > 0 && offset + got < total;
  return more ? offset + got : undefined;
}

/** Huawei Cloud DNS, https://support.huaweicloud.com/intl/en-us/api-dns/dns_api_00000.html. */
export const huaweicloud = defineSetProvider(
  {
    id: 'huaweicloud',
    name: { en: 'Huawei Cloud DNS', 'zh-CN': '华为云云解析' },
    website: 'https://www.huaweicloud.com/product/dns.html',
    docs: 'https://console.huaweicloud.com/iam/#/iam/users',
    setup: {
      en: 'In IAM make a user for programmatic access alone, give its user group a custom policy with the actions below, and create an access key for that user. The secret is only in the file that is downloaded then.',
      'zh-CN':
        '在统一身份认证（IAM）中新建仅用于“编程访问”的用户，为其所在用户组授予包含下列操作的自定义策略，再为该用户新增访问密钥。密钥只保存在当时下载的文件里。',
    },
    permission: {
      en: 'dns:zone:list, dns:recordset:list, dns:recordset:create and dns:recordset:update',
      'zh-CN': 'dns:zone:list、dns:recordset:list、dns:recordset:create 和 dns:recordset:update',
    },
    limits: [
      {
        en: 'After five wrong signatures in a row Huawei Cloud locks an access key for five minutes.',
        'zh-CN': '连续五次签名错误后，华为云会将访问密钥锁定五分钟。',
      },
      {
        en: 'Only the default line is updated; record sets for one network, paused ones and several with weights are left alone.',
        'zh-CN': '只更新默认线路；其他线路、已暂停以及多个带权重的记录集保持不变。',
      },
    ],
    triedAgainst: 'emulator',
    country: 'CN',
    account,
    capabilities,
  },
  service,
);
