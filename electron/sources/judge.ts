import type { Localized } from '../contract/language.ts';
import {
  type Address,
  type AddressKind,
  classify,
  type Family,
  parseAddress,
} from '../core/address.ts';
import { type Detail, detailText } from '../core/outcome.ts';
import { SourceFailure } from '../core/source.ts';

const familyName: Readonly<Record<Family, string>> = { ipv4: 'IPv4', ipv6: 'IPv6' };

const unfit: Readonly<Record<Exclude<AddressKind, 'global'>, Localized>> = {
  unspecified: {
    en: 'an unspecified address, which stands for none',
    'zh-CN': '是未指定地址，不代表任何主机',
  },
  loopback: {
    en: 'a loopback address, which only this computer can reach',
    'zh-CN': '是环回地址，只有本机能访问',
  },
  linkLocal: {
    en: 'a link-local address, which only the local network can reach',
    'zh-CN': '是链路本地地址，只有本地网络能访问',
  },
  private: {
    en: 'a private address, which only the local network can reach',
    'zh-CN': '是私有地址，只有本地网络能访问',
  },
  carrierGradeNat: {
    en: 'a shared address of the Internet provider (carrier-grade NAT), which cannot be reached from the Internet',
    'zh-CN': '是运营商的共享地址（运营商级 NAT），无法从互联网访问',
  },
  uniqueLocal: {
    en: 'a unique local address, which only the local network can reach',
    'zh-CN': '是唯一本地地址，只有本地网络能访问',
  },
  multicast: {
    en: 'a multicast address, which belongs to no single computer',
    'zh-CN': '是组播地址，不属于任何一台主机',
  },
  broadcast: {
    en: 'the broadcast address',
    'zh-CN': '是广播地址',
  },
  documentation: {
    en: 'an address reserved for documentation',
    'zh-CN': '是为文档示例保留的地址',
  },
  benchmarking: {
    en: 'an address reserved for benchmarks',
    'zh-CN': '是为基准测试保留的地址',
  },
  sixToFour: {
    en: 'a 6to4 address, which hardly anybody can reach any more',
    'zh-CN': '是 6to4 地址，如今几乎无法访问',
  },
  teredo: {
    en: 'a Teredo tunnel address, which hardly anybody can reach any more',
    'zh-CN': '是 Teredo 隧道地址，如今几乎无法访问',
  },
  ipv4Mapped: {
    en: 'an IPv4 address in the clothes of IPv6',
    'zh-CN': '是以 IPv6 形式书写的 IPv4 地址',
  },
  translated: {
    en: 'an address of an IPv4 translator (NAT64)',
    'zh-CN': '是 IPv4 转换器（NAT64）的地址',
  },
  cloudflareEdge: {
    en: 'an address of Cloudflare’s own network, so a proxy or a tunnel was seen, not this computer',
    'zh-CN': '是 Cloudflare 自身网络的地址，看到的是代理或隧道，而不是本机',
  },
  reserved: {
    en: 'a reserved address, which is routed nowhere',
    'zh-CN': '是保留地址，不会被路由',
  },
};

/** What to say of an address that must not be published. */
export function unfitDetail(
  who: Detail,
  address: Address,
  kind: Exclude<AddressKind, 'global'>,
): Localized {
  const why = unfit[kind];
  return {
    en: `${detailText(who, 'en')}: ${address.text} is ${why.en}`,
    'zh-CN': `${detailText(who, 'zh-CN')}：${address.text} ${why['zh-CN']}`,
  };
}

/**
 * Takes a text for an address of that family that may be published. Throws {@link SourceFailure}:
 * `form` where it is no address, `family`, or `notGlobal` with the address and what it is. `who` is the
 * source, for people.
 */
export function judge(text: string, family: Family, who: Detail): Address {
  const [en, zh] = [detailText(who, 'en'), detailText(who, 'zh-CN')];
  const address = parseAddress(text);
  if (address === undefined) {
    throw new SourceFailure('form', {
      en: `${en} did not give exactly one IP address`,
      'zh-CN': `${zh} 没有给出恰好一个 IP 地址`,
    });
  }
  if (address.family !== family) {
    const [given, wanted] = [familyName[address.family], familyName[family]];
    throw new SourceFailure('family', {
      en: `${en} gave the ${given} address ${address.text} where ${wanted} was asked for`,
      'zh-CN': `${zh} 给出了 ${given} 地址 ${address.text}，而需要的是 ${wanted}`,
    });
  }
  const kind = classify(address);
  if (kind !== 'global') throw new SourceFailure('notGlobal', unfitDetail(who, address, kind));
  return address;
}
