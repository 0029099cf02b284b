import { defineDyndns2Host } from './dyndns2/define-host.ts';

/** Hurricane Electric Free DNS, https://dns.he.net/docs.html. */
export const he = defineDyndns2Host('he', {
  id: 'he',
  docs: 'https://dns.he.net/',
  setup: {
    en: 'Add the A or AAAA record with “Enable entry for dynamic dns” ticked. Then click the arrows beside it and generate a DDNS key.',
    'zh-CN':
      '添加 A 或 AAAA 记录时勾选 “Enable entry for dynamic dns”，然后点击记录旁的箭头图标生成 DDNS Key。',
  },
  permission: {
    en: 'the DDNS key, which is good for one name',
    'zh-CN': 'DDNS Key，仅对一个名称有效',
  },
  limits: [
    {
      en: 'Each record has a key of its own; give the A and the AAAA record of a name the same key, and make an account here for each name.',
      'zh-CN':
        '每条记录有各自的密钥；请为同一名称的 A 和 AAAA 记录设置相同的密钥，并在此为每个名称各建一个账户。',
    },
    {
      en: 'Hurricane Electric takes 10 updates of a record in 2 minutes.',
      'zh-CN': 'Hurricane Electric 限制每条记录每 2 分钟更新 10 次。',
    },
  ],
  fields: { password: { label: { en: 'DDNS key', 'zh-CN': 'DDNS Key' } } },
});
