import * as z from 'zod';
import type { Localized } from '../../contract/language.ts';
import { saying } from '../../core/issue.ts';
import { isNameProblem, type Name, parseName } from '../../core/name.ts';
import type { Capabilities, Provider } from '../../core/provider.ts';
import { idField, tokenField } from '../api/account-fields.ts';
import { readable } from '../api/capabilities.ts';
import { defineRecordProvider } from '../api/define.ts';
import { outsideOf } from '../api/own-name.ts';
import { nowcnService } from './service.ts';

/** What one of the services has for itself. */
interface NowcnBrand {
  readonly id: string;
  readonly name: Localized;
  readonly website: string;
  readonly docs: string;
  readonly host: string;
  readonly country: string;
}

const noDomains = {
  en: 'Write the domains in full, such as example.com, with spaces between them.',
  'zh-CN': '请填写完整的域名，例如 example.com，多个域名之间用空格分隔。',
};

/** The names in a text; undefined where one is none. */
function domainsIn(text: string): readonly Name[] | undefined {
  const names = text.split(/[\s,，;；]+/).filter(Boolean);
  const parsed = names.map(parseName);
  return parsed.length === 0 || parsed.some(isNameProblem) ? undefined : [...new Set(parsed)];
}

const account = z.object({
  accessInstanceId: idField({
    label: { en: 'Access Instance ID', 'zh-CN': 'Access Instance ID' },
  }),
  secret: tokenField({ label: { en: 'API secret', 'zh-CN': 'API 密钥（Secret）' } }),
  domains: z
    .string()
    .refine((text) => domainsIn(text) !== undefined, saying(noDomains))
    .meta({
      label: { en: 'Domains', 'zh-CN': '域名' },
      help: {
        en: 'The domains of your account that this program may change; its API does not list them. Put spaces or commas between several.',
        'zh-CN':
          '账户中允许本程序修改的域名；其 API 无法列出域名，需在此填写。多个域名用空格或逗号分隔。',
      },
      placeholder: 'example.com',
    }),
});

const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 1, max: 604_800 },
  zones: 'account',
  requestsPerChange: 2,
};

/** A provider for one of the services that share the API of now.cn. */
export function defineNowcn({ host, ...brand }: NowcnBrand): Provider {
  return defineRecordProvider(
    {
      ...brand,
      setup: {
        en: 'Ask for API access in the member area; it shows the instance ID and the secret.',
        'zh-CN': '在会员中心申请开通 API，页面会显示 Instance ID 和密钥。',
      },
      limits: [
        {
          en: 'The API may have to be told the address that requests come from before it answers, and again when that changes; ask the vendor first.',
          'zh-CN':
            '使用 API 前可能需要先登记发起请求的 IP 地址；地址变化后可能需要重新登记，请先向服务商确认。',
        },
        {
          en: 'The vendor publishes no list of errors, so its reasons are shown in its own words.',
          'zh-CN': '服务商没有公布错误代码列表，失败原因以其原文显示。',
        },
      ],
      triedAgainst: 'emulator',
      account,
      capabilities,
      listsRecords: false,
      refuses: ({ domains }, name) => outsideOf(domainsIn(domains) ?? [], name),
    },
    ({ domains, ...keys }: z.infer<typeof account>, context) =>
      nowcnService({ ...keys, host, domains: domainsIn(domains) ?? [] }, context),
  );
}
