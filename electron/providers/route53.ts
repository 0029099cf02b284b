import * as z from 'zod';
import { saying } from '../core/issue.ts';
import type { Capabilities } from '../core/provider.ts';
import { idField, tokenField } from './api/account-fields.ts';
import { readable } from './api/capabilities.ts';
import { defineSetProvider } from './api/define.ts';
import { type Route53Account, route53Service } from './route53/api.ts';

const noZoneId = {
  en: 'Write the ID of the hosted zone as the console shows it, such as Z148QEXAMPLE8V.',
  'zh-CN': '请填写控制台中显示的托管区域 ID，例如 Z148QEXAMPLE8V。',
};

const account: z.ZodType<Route53Account> = z.object({
  accessKeyId: idField({
    label: { en: 'Access key ID', 'zh-CN': '访问密钥 ID（Access key ID）' },
    placeholder: 'AKIAIOSFODNN7EXAMPLE',
  }),
  secretAccessKey: tokenField({
    label: { en: 'Secret access key', 'zh-CN': '秘密访问密钥（Secret access key）' },
  }),
  partition: z
    .enum(['aws', 'aws-cn'])
    .default('aws')
    .meta({
      label: { en: 'Partition', 'zh-CN': '分区' },
      choices: {
        aws: { en: 'Global', 'zh-CN': '全球区域' },
        'aws-cn': { en: 'China', 'zh-CN': '中国区域' },
      },
      help: {
        en: '“aws” for the rest of the world, “aws-cn” for the regions of China, which have accounts of their own.',
        'zh-CN': '“aws”为全球区域；“aws-cn”为中国区域，其账户独立于全球区域。',
      },
    }),
  hostedZoneId: z
    .string()
    .refine((text) => /^[A-Z0-9]{1,32}$/.test(text), saying(noZoneId))
    .optional()
    .meta({
      label: { en: 'Hosted zone ID', 'zh-CN': '托管区域 ID' },
      help: {
        en: 'Needed only where the key may not list zones, or where two zones have the same name. Then this zone alone is used.',
        'zh-CN': '仅在密钥无权列出区域，或有两个区域同名时填写；填写后只使用该区域。',
      },
      placeholder: 'Z148QEXAMPLE8V',
    }),
});

/** "TTL": 0 to 2,147,483,647 seconds. */
const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 1, max: 604_800 },
  batch: true,
  requestsPerChange: 2,
};

/** Amazon Route 53, https://docs.aws.amazon.com/Route53/latest/APIReference/. */
export const route53 = defineSetProvider(
  {
    id: 'route53',
    name: { en: 'AWS Route 53', 'zh-CN': 'AWS Route 53' },
    website: 'https://aws.amazon.com/route53/',
    docs: 'https://console.aws.amazon.com/iam/home#/users',
    setup: {
      en: 'In IAM make a user for this program alone, attach a policy with the actions below, and create an access key for it.',
      'zh-CN': '在 IAM 中为本程序单独创建一个用户，附加包含以下操作的策略，再为其创建访问密钥。',
    },
    permission: {
      en: 'route53:ListResourceRecordSets and route53:ChangeResourceRecordSets on arn:aws:route53:::hostedzone/<ID>, and route53:ListHostedZonesByName on * (with a hosted zone ID: route53:GetHostedZone on that zone)',
      'zh-CN':
        '对 arn:aws:route53:::hostedzone/<ID> 的 route53:ListResourceRecordSets 和 route53:ChangeResourceRecordSets，以及对 * 的 route53:ListHostedZonesByName（填写了托管区域 ID 时改为对该区域的 route53:GetHostedZone）',
    },
    limits: [
      {
        en: 'Route 53 takes five requests per second for all programs of an AWS account together.',
        'zh-CN': 'Route 53 对每个 AWS 账户的所有程序合计限制为每秒 5 次请求。',
      },
      {
        en: 'Only simple records of public hosted zones are updated: an alias, or a record with a routing policy (weighted, latency, failover …), is left alone and reported.',
        'zh-CN':
          '只更新公有托管区域中的简单记录；别名（Alias）记录和使用路由策略（加权、延迟、故障转移等）的记录保持不变，并会提示原因。',
      },
    ],
    triedAgainst: 'emulator',
    account,
    capabilities,
  },
  route53Service,
);
