import { defineDyndns2Host } from './dyndns2/define-host.ts';

/** DynHost of OVHcloud, https://help.ovhcloud.com/csm/en-dns-dynhost. */
export const ovhDynhost = defineDyndns2Host('ovh', {
  id: 'ovh-dynhost',
  docs: 'https://manager.eu.ovhcloud.com/#/web/domain',
  setup: {
    en: 'Open the domain in the OVHcloud Control Panel and go to its DynHost tab. Create a login under Manage accesses and add the DynHost record.',
    'zh-CN':
      '在 OVHcloud 控制面板中打开域名的 DynHost 选项卡，在 Manage accesses 中创建登录账户，并添加 DynHost 记录。',
  },
  permission: {
    en: 'a DynHost login whose sub-domain is the one in question (* allows all)',
    'zh-CN': '仅限所需子域名的 DynHost 登录账户（* 表示全部）',
  },
  limits: [
    {
      en: 'The DynHost record must exist; an ordinary A record is not updated.',
      'zh-CN': 'DynHost 记录须事先存在，普通的 A 记录不会被更新。',
    },
  ],
  country: 'FR',
  fields: {
    username: {
      label: { en: 'Login', 'zh-CN': '登录名（Login）' },
      help: {
        en: 'The whole of it, the domain and the suffix, such as example.com-home.',
        'zh-CN': '填写完整的登录名，即域名加后缀，例如 example.com-home。',
      },
    },
    password: { label: { en: 'Password', 'zh-CN': '密码' } },
  },
});
