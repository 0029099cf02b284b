import type { Localized } from '../../contract/language.ts';
import type { GatewayProtocol } from '../gateway/client.ts';

/** What was seen, for the verdicts: the rest of a sentence, without a full stop. */
export const evidence = {
  gatewayAddress: (gateway: string, protocol: GatewayProtocol, address: string): Localized => ({
    en: `the router ${gateway} says by ${protocolName[protocol]} that its own address is ${address}`,
    'zh-CN': `路由器 ${gateway} 通过 ${protocolName[protocol]} 报告自身地址为 ${address}`,
  }),
  gatewayNothing: (gateway: string, protocol: GatewayProtocol): Localized => ({
    en: `the router ${gateway} says by ${protocolName[protocol]} that it has no public address`,
    'zh-CN': `路由器 ${gateway} 通过 ${protocolName[protocol]} 报告自身没有公网地址`,
  }),
  seen: (source: string, address: string): Localized => ({
    en: `${source} sees ${address}`,
    'zh-CN': `${source} 看到的是 ${address}`,
  }),
  egress: (name: string): Localized => ({
    en: `what this computer sends leaves through “${name}”`,
    'zh-CN': `本机的数据经由“${name}”发出`,
  }),
  noRoute: (family: string): Localized => ({
    en: `this computer has no way to the Internet over ${family}`,
    'zh-CN': `本机没有通往互联网的 ${family} 路由`,
  }),
  skew: (host: string, seconds: number): Localized => ({
    en: `the clock of ${host} differs from this one by ${seconds} seconds`,
    'zh-CN': `${host} 的时钟与本机相差 ${seconds} 秒`,
  }),
  nowhere: (address: string): Localized => ({
    en: `something answered in place of ${address}, where no name server is`,
    'zh-CN': `${address} 上没有域名服务器，却收到了应答`,
  }),
  inside: (name: string, address: string): Localized => ({
    en: `${name} leads to ${address}, which is no address of the Internet`,
    'zh-CN': `${name} 指向 ${address}，这不是互联网上的地址`,
  }),
  contradicted: (source: string): Localized => ({
    en: `${source} told an address over plain DNS that all others contradict`,
    'zh-CN': `${source} 通过普通 DNS 给出的地址与其他来源都不一致`,
  }),
  asked: (address: string): Localized => ({
    en: `a name server was asked from ${address} in the name of this computer`,
    'zh-CN': `域名服务器收到的查询来自 ${address}，而不是本机`,
  }),
} as const;

/** As people know them. */
export const protocolName: Readonly<Record<GatewayProtocol, string>> = {
  natPmp: 'NAT-PMP',
  pcp: 'PCP',
  igd: 'UPnP',
};
