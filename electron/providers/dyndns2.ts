import { defineHostProvider } from './api/define-host.ts';
import { type Dyndns2Account, dyndns2Account, presetOf } from './dyndns2/account.ts';
import { capabilities, capabilitiesFor, openDyndns2 } from './dyndns2/service.ts';

/**
 * The protocol that Dyn made and that most dynamic-DNS hosts speak, with known hosts as presets.
 * Dyn "Remote Access API", No-IP "DDNS Integration", and the pages named in each preset.
 */
export const dyndns2 = defineHostProvider<Dyndns2Account>(
  {
    id: 'dyndns2',
    name: {
      en: 'dyndns2 (No-IP, Dynu, deSEC and many more)',
      'zh-CN': 'dyndns2（No-IP、Dynu、deSEC 等众多服务）',
    },
    website: 'https://help.dyn.com/remote-access-api/',
    docs: 'https://help.dyn.com/remote-access-api/perform-update/',
    setup: {
      en: 'Choose the preset of your host, or name its update server. Make a key for updates there, where it offers one, and create the host name first.',
      'zh-CN':
        '选择服务商的预设，或填写其更新服务器。请先在服务商处创建主机名，并尽量生成专用的更新密钥。',
    },
    triedAgainst: 'emulator',
    account: dyndns2Account,
    capabilities,
    capabilitiesOf: (account) => capabilitiesFor(presetOf(account)),
  },
  (account, context) => openDyndns2(presetOf(account), account, context),
);
