import { defineDyndns2Host } from './dyndns2/define-host.ts';

/** Dynu, https://www.dynu.com/DynamicDNS/IP-Update-Protocol. */
export const dynu = defineDyndns2Host('dynu', {
  id: 'dynu',
  docs: 'https://www.dynu.com/en-US/ControlPanel/ManageCredentials',
  setup: {
    en: 'Add the hostname under DDNS Services. Then set an IP Update Password under Manage Credentials and use it here.',
    'zh-CN':
      '请先在 DDNS Services 中添加主机名，再到 Manage Credentials 设置 IP Update Password 并填在此处。',
  },
  permission: {
    en: 'the IP Update Password, which opens neither the website nor other settings',
    'zh-CN': 'IP Update Password，它不能登录网站，也不能修改其他设置',
  },
  limits: [
    {
      en: 'Dynu locks out who keeps sending an unchanged address.',
      'zh-CN': '反复提交未变化的地址会被 Dynu 封锁。',
    },
  ],
  fields: {
    username: {
      label: { en: 'Username', 'zh-CN': '用户名' },
      help: {
        en: 'That of your Dynu account.',
        'zh-CN': '您的 Dynu 账户用户名。',
      },
    },
    password: { label: { en: 'IP Update Password', 'zh-CN': 'IP 更新密码（IP Update Password）' } },
  },
});
