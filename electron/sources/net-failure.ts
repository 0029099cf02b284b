import type { Localized } from '../contract/language.ts';
import { type NetError, type NetErrorKind, notPublicCode } from '../core/ports.ts';
import { SourceFailure, type SourceFailureKind } from '../core/source.ts';

const kinds: Partial<Readonly<Record<NetErrorKind, SourceFailureKind>>> = {
  offline: 'offline',
  timeout: 'timeout',
  tls: 'tls',
  tooLarge: 'form',
};

const reasons: Partial<Readonly<Record<NetErrorKind, Localized>>> = {
  offline: { en: 'there is no connection', 'zh-CN': '没有网络连接' },
  timeout: { en: 'no answer in time', 'zh-CN': '没有及时应答' },
  tls: { en: 'its certificate was refused', 'zh-CN': '其证书不被接受' },
  tooLarge: { en: 'its answer is far longer than an address', 'zh-CN': '其应答远长于一个地址' },
  notFound: { en: 'no such host', 'zh-CN': '主机不存在' },
  refused: { en: 'the connection was refused', 'zh-CN': '连接被拒绝' },
  reset: { en: 'the connection broke', 'zh-CN': '连接中断' },
};

const otherReason: Localized = { en: 'the connection failed', 'zh-CN': '连接失败' };

/** What to say of a source whose exchange with that host failed. */
export function netFailure({ kind, code }: NetError, host: string): SourceFailure {
  if (code === notPublicCode) return hijackedName(host);
  const reason = reasons[kind] ?? otherReason;
  return new SourceFailure(kinds[kind] ?? 'network', {
    en: `${host}: ${reason.en}${code === undefined ? '' : ` (${code})`}`,
    'zh-CN': `${host}：${reason['zh-CN']}${code === undefined ? '' : `，${code}`}`,
  });
}

/** A public service's name leads into this computer or a local network. */
export function hijackedName(host: string): SourceFailure {
  return new SourceFailure('hijacked', {
    en: `${host} leads to an address that is not on the Internet, so something in this network answers in place of the name servers: a filter, a sign-in page or the router; try another DNS server`,
    'zh-CN': `${host} 指向的地址不在互联网上，说明当前网络中有设备在冒充域名服务器应答：过滤器、登录页或路由器；请尝试换用其他 DNS 服务器`,
  });
}

/** A name server does not answer as that one does. */
export function hijackedServer(server: string): SourceFailure {
  return new SourceFailure('hijacked', {
    en: `something else answered for the name server ${server}: this network or the Internet provider intercepts DNS queries`,
    'zh-CN': `应答并非来自域名服务器 ${server}：当前网络或运营商截获了 DNS 查询`,
  });
}

/** The answer of a host is not what it documents. */
export function wrongForm(host: string): SourceFailure {
  return new SourceFailure('form', {
    en: `${host} did not answer in the form that it documents`,
    'zh-CN': `${host} 没有按其文档的格式应答`,
  });
}
