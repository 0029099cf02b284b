import type { Localized } from '../electron/contract/language.ts';
import type { Provider } from '../electron/core/provider.ts';
import { isHostOnly, isOwnServer } from './docs-group.ts';
import { say } from './docs-page.ts';

/** Providers that are not reached by an API of their own. */
const ways: Readonly<Record<string, Localized>> = {
  rfc2136: say(
    'DDNS Tray sends DNS UPDATE messages to your name server, signed with a TSIG key.',
    'DDNS Tray 向您的域名服务器发送 DNS UPDATE 消息，并用 TSIG 密钥签名。',
  ),
  dyndns2: say(
    'DDNS Tray calls the update URL of the host over HTTPS, in the protocol that most dynamic-DNS hosts speak.',
    'DDNS Tray 按照多数动态域名服务通用的 dyndns2 协议，通过 HTTPS 访问服务商的更新网址。',
  ),
  webhook: say('DDNS Tray calls a URL that you write.', 'DDNS Tray 调用您填写的网址。'),
};

const usual = {
  own: say(
    'DDNS Tray speaks to the HTTP API of your own server.',
    'DDNS Tray 调用您自己服务器的 HTTP API。',
  ),
  host: say('DDNS Tray calls its update URL over HTTPS.', 'DDNS Tray 通过 HTTPS 访问其更新网址。'),
  api: say('DDNS Tray speaks to its API over HTTPS.', 'DDNS Tray 通过 HTTPS 调用其 API。'),
};

/** How a service is reached, in a sentence. */
export function wayOf(provider: Provider): Localized {
  const own = ways[provider.id];
  if (own !== undefined) return own;
  if (isOwnServer(provider)) return usual.own;
  return isHostOnly(provider) ? usual.host : usual.api;
}
