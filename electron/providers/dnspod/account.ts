import * as z from 'zod';
import { idField, tokenField } from '../api/account-fields.ts';

export const dnspodAccount = z.object({
  id: idField({
    label: { en: 'ID', 'zh-CN': 'ID' },
    help: {
      en: 'The number that stands beside the token, not that of the account.',
      'zh-CN': '与 Token 一同显示的数字 ID，不是账号 ID。',
    },
    placeholder: '123456',
  }),
  token: tokenField({ label: { en: 'Token', 'zh-CN': 'Token' } }),
  site: z
    .enum(['china', 'international'])
    .default('china')
    .meta({
      label: { en: 'Site', 'zh-CN': '站点' },
      choices: {
        china: { en: 'dnspod.cn', 'zh-CN': 'dnspod.cn' },
        international: { en: 'dnspod.com', 'zh-CN': 'dnspod.com' },
      },
      help: {
        en: 'Where the token was made: “china” for dnspod.cn, “international” for dnspod.com.',
        'zh-CN': '创建 Token 的站点：dnspod.cn 选 china，dnspod.com 选 international。',
      },
    }),
});

export type DnspodAccount = z.infer<typeof dnspodAccount>;
