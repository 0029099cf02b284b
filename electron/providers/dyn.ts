import { defineDyndns2Host } from './dyndns2/define-host.ts';

/** Dyn, now of Oracle, https://help.dyn.com/remote-access-api/perform-update/. */
export const dyn = defineDyndns2Host('dyn', {
  id: 'dyn',
  docs: 'https://account.dyn.com/',
  setup: {
    en: 'Create the hostname at Dyn. Then generate an Updater Client Key on the page of your account and use it in place of your password.',
    'zh-CN': '请先在 Dyn 创建主机名，然后在账户页面生成 Updater Client Key，用它代替登录密码。',
  },
  permission: {
    en: 'the Updater Client Key, which can do nothing but updates',
    'zh-CN': 'Updater Client Key，它只能用于更新',
  },
  limits: [
    {
      en: 'Dyn blocks a host that is sent an unchanged address again and again.',
      'zh-CN': '反复提交未变化的地址会被 Dyn 封锁。',
    },
    {
      en: 'Dyn deletes the IPv6 address of a host that is updated with IPv4 alone, so have both types updated where you use both.',
      'zh-CN':
        '只更新 IPv4 时，Dyn 会删除该主机的 IPv6 地址；如果两种地址都用，请让两种类型都更新。',
    },
  ],
  fields: {
    username: {
      label: { en: 'Username', 'zh-CN': '用户名' },
      help: {
        en: 'That of your Dyn account.',
        'zh-CN': '您的 Dyn 账户用户名。',
      },
    },
    password: { label: { en: 'Updater Client Key', 'zh-CN': 'Updater Client Key（更新密钥）' } },
  },
});
