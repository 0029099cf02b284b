import { defineDyndns2Host } from './dyndns2/define-host.ts';

/** No-IP, https://developer.noip.com/ddns-integration/get_nic_update/. */
export const noip = defineDyndns2Host('noip', {
  id: 'noip',
  docs: 'https://my.noip.com/dynamic-dns',
  setup: {
    en: 'Create the hostname at No-IP. Then open Dynamic DNS → DDNS Keys, add a key and write down its username and password.',
    'zh-CN':
      '请先在 No-IP 创建主机名，然后打开 Dynamic DNS → DDNS Keys，新增一个 DDNS Key，并记下其用户名和密码。',
  },
  permission: {
    en: 'a DDNS Key that is assigned to the hostnames in question alone',
    'zh-CN': '仅分配给所需主机名的 DDNS Key',
  },
  limits: [
    {
      en: 'No-IP blocks a host that is sent an unchanged address again and again.',
      'zh-CN': '反复提交未变化的地址会被 No-IP 封锁。',
    },
    {
      en: 'A free hostname must be confirmed every 30 days on the website of No-IP; no update does that.',
      'zh-CN': '免费主机名须每 30 天在 No-IP 网站上手动确认一次，更新地址不能代替确认。',
    },
  ],
  fields: {
    username: { label: { en: 'DDNS Key username', 'zh-CN': 'DDNS Key 用户名' } },
    password: { label: { en: 'DDNS Key password', 'zh-CN': 'DDNS Key 密码' } },
  },
});
