import * as z from 'zod';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import { idField, tokenField } from './api/account-fields.ts';
import { readable } from './api/capabilities.ts';
import { defineRecordProvider } from './api/define.ts';
import { httpApi } from './api/http-api.ts';
import type { RecordService } from './api/record-service.ts';
import { bcdService } from './baiducloud/bcd.ts';
import { dnsService } from './baiducloud/dns.ts';
import { explainBaidu } from './baiducloud/errors.ts';
import { bceSigner } from './signing/bce.ts';

const account = z.object({
  accessKeyId: idField({ label: { en: 'Access Key ID (AK)', 'zh-CN': 'Access Key（AK）' } }),
  secretAccessKey: tokenField({
    label: { en: 'Secret Access Key (SK)', 'zh-CN': 'Secret Key（SK）' },
  }),
  product: z
    .enum(['dns', 'bcd'])
    .default('dns')
    .meta({
      label: { en: 'Product', 'zh-CN': '产品' },
      choices: {
        dns: { en: 'DNS service', 'zh-CN': '智能云解析 DNS' },
        bcd: { en: 'Domain service (BCD)', 'zh-CN': '域名服务 BCD' },
      },
      help: {
        en: '“dns” for a zone of the DNS service, “bcd” for a domain bought at Baidu whose records are kept by its domain service.',
        'zh-CN':
          '域名托管在“智能云解析 DNS”时选“dns”；在百度智能云购买、解析由“域名服务 BCD”管理时选“bcd”。',
      },
    }),
});

const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 1, max: 604_800 },
  requestsPerChange: 2,
};

const hosts = { dns: 'dns.baidubce.com', bcd: 'bcd.baidubce.com' } as const;
const services = { dns: dnsService, bcd: bcdService } as const;

function service(
  { accessKeyId, secretAccessKey, product }: z.infer<typeof account>,
  context: ProviderContext,
): RecordService {
  const api = httpApi(
    {
      base: `https://${hosts[product]}`,
      secrets: [secretAccessKey],
      sign: bceSigner({ accessKeyId, secretAccessKey }),
      explain: explainBaidu,
    },
    context,
  );
  return services[product](api);
}

/** Baidu AI Cloud, https://cloud.baidu.com/doc/DNS/s/El4s7lssr and https://cloud.baidu.com/doc/BCD/s/4jwvymhs7. */
export const baiducloud = defineRecordProvider(
  {
    id: 'baiducloud',
    name: { en: 'Baidu AI Cloud', 'zh-CN': '百度智能云' },
    website: 'https://cloud.baidu.com/product/dns.html',
    docs: 'https://console.bce.baidu.com/iam/',
    setup: {
      en: 'Under Identity and Access Management → User Management make an IAM user with programmatic access, grant it the policy below, and take its Access Key and Secret Key. Do not use a key of the main account.',
      'zh-CN':
        '在“多用户访问控制 → 用户管理 → 子用户”中创建支持编程访问的子用户并授予下列策略，再取得其 Access Key 和 Secret Key。不要使用主账号的密钥。',
    },
    permission: {
      en: 'DNSFullControlPolicy for “dns”, BCDFullControlPolicy for “bcd”',
      'zh-CN': '产品为“dns”时需 DNSFullControlPolicy，为“bcd”时需 BCDFullControlPolicy',
    },
    limits: [
      {
        en: 'The account needs Baidu’s real-name authentication before its API may be used.',
        'zh-CN': '账户须完成实名认证后才能使用 API。',
      },
      {
        en: 'The basic edition of the DNS service takes no TTL below 300 seconds.',
        'zh-CN': '云解析基础版的 TTL 不能低于 300 秒。',
      },
      {
        en: 'Only the default line is updated; records of other lines and paused ones are left alone.',
        'zh-CN': '只更新默认线路；其他线路以及已暂停的记录保持不变。',
      },
    ],
    triedAgainst: 'emulator',
    country: 'CN',
    account,
    capabilities,
  },
  service,
);
