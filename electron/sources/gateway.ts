import { classify } from '../core/address.ts';
import type { GatewayProtocol } from '../core/gateway/client.ts';
import { SourceFailure } from '../core/source.ts';
import type { BuiltInSource } from './https-echo.ts';
import { unfitDetail } from './judge.ts';

/** As routers' own pages call them. */
const protocolNames: Readonly<Record<GatewayProtocol, string>> = {
  natPmp: 'NAT-PMP',
  pcp: 'PCP',
  igd: 'UPnP',
};

const noGateway = {
  en: 'this computer has no default gateway for IPv4',
  'zh-CN': '本机没有 IPv4 默认网关',
};

function silent(gateway: string): SourceFailure {
  return new SourceFailure('missing', {
    en: `the gateway ${gateway} does not tell its public address; it answers neither NAT-PMP nor PCP nor UPnP`,
    'zh-CN': `网关 ${gateway} 不提供其公网地址；它对 NAT-PMP、PCP 和 UPnP 均无应答`,
  });
}

function down(gateway: string): SourceFailure {
  return new SourceFailure('offline', {
    en: `the gateway ${gateway} says that it has no Internet address at the moment`,
    'zh-CN': `网关 ${gateway} 表示目前没有互联网地址`,
  });
}

/**
 * The default gateway's own word on its Internet side. It asks nobody outside the house. Rejects with
 * `missing` where there is no gateway or it says nothing, `offline` where its link is down, or `notGlobal`
 * where another NAT stands behind it.
 */
export const routerGateway: BuiltInSource = {
  id: 'gateway',
  operator: 'gateway',
  transport: 'gateway',
  families: ['ipv4'],
  own: false,
  default: true,
  async ask(family, { gateway, signal }) {
    if (family !== 'ipv4') throw new Error('a gateway is asked for its IPv4 address only');
    const word = await gateway.ask(signal);
    if (word.kind === 'none') throw new SourceFailure('missing', noGateway);
    if (word.kind === 'silent') throw silent(word.gateway);
    if (word.kind === 'down') throw down(word.gateway);
    const kind = classify(word.address);
    const who = { en: `the gateway ${word.gateway}`, 'zh-CN': `网关 ${word.gateway}` };
    if (kind !== 'global')
      throw new SourceFailure('notGlobal', unfitDetail(who, word.address, kind));
    return { address: word.address, evidence: `${word.gateway} (${protocolNames[word.protocol]})` };
  },
};
