import * as z from 'zod';
import { idField, tokenField } from '../api/account-fields.ts';

/** An app registration, and the resource group whose zones it keeps. */
export const azureAccount = z.object({
  tenantId: idField({
    label: { en: 'Directory (tenant) ID', 'zh-CN': '目录（租户）ID' },
    placeholder: '00000000-0000-0000-0000-000000000000',
  }),
  clientId: idField({
    label: { en: 'Application (client) ID', 'zh-CN': '应用程序（客户端）ID' },
    placeholder: '00000000-0000-0000-0000-000000000000',
  }),
  clientSecret: tokenField({
    label: { en: 'Client secret', 'zh-CN': '客户端密码' },
    help: {
      en: 'The secret’s value, not its ID.',
      'zh-CN': '填写客户端密码的“值”，不是“机密 ID”。',
    },
  }),
  subscriptionId: idField({
    label: { en: 'Subscription ID', 'zh-CN': '订阅 ID' },
    placeholder: '00000000-0000-0000-0000-000000000000',
  }),
  resourceGroup: z
    .string()
    .regex(/^[\p{L}\p{N}_().-]{1,90}$/u)
    .meta({
      label: { en: 'Resource group', 'zh-CN': '资源组' },
      help: { en: 'The group that the DNS zones are in.', 'zh-CN': 'DNS 区域所在的资源组。' },
    }),
  cloud: z
    .enum(['public', 'china', 'usgovernment'])
    .default('public')
    .meta({
      label: { en: 'Cloud', 'zh-CN': '云' },
      choices: {
        public: { en: 'Azure, global', 'zh-CN': 'Azure（全球）' },
        china: { en: 'Azure China, operated by 21Vianet', 'zh-CN': 'Azure 中国（世纪互联）' },
        usgovernment: { en: 'Azure US Government', 'zh-CN': 'Azure 美国政府版' },
      },
      help: {
        en: '“china” is Azure operated by 21Vianet.',
        'zh-CN': '“china”为世纪互联运营的 Azure 中国。',
      },
    }),
});

export type AzureAccount = z.infer<typeof azureAccount>;
