import {
  type Address,
  addressBytes,
  classify,
  type Family,
  families,
  parseAddress,
} from '../core/address.ts';
import type { InterfaceAddress } from '../core/ports.ts';
import { type Source, SourceFailure } from '../core/source.ts';
import { unfitDetail } from './judge.ts';

/** Made from the network card's own address, so it stays while the prefix stays. RFC 4291 appendix A. */
function isEui64(address: Address): boolean {
  const bytes = addressBytes(address);
  return bytes[11] === 0xff && bytes[12] === 0xfe;
}

function inOrder(a: Address, b: Address): number {
  const [left, right] = [addressBytes(a), addressBytes(b)];
  const at = left.findIndex((byte, index) => byte !== right[index]);
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}

function best(addresses: readonly Address[]): Address | undefined {
  const sorted = addresses.toSorted(inOrder);
  return sorted.find((address) => address.family === 'ipv6' && isEui64(address)) ?? sorted[0];
}

function missing(name: string, all: readonly InterfaceAddress[]): SourceFailure {
  const names = [...new Set(all.map((entry) => entry.interface))];
  const there = {
    en: names.length === 0 ? 'there is none with an address' : `there are ${names.join(', ')}`,
    'zh-CN': names.length === 0 ? '没有任何网络接口有地址' : `现有 ${names.join('、')}`,
  };
  return new SourceFailure('missing', {
    en: `there is no network interface ${name} with an address; ${there.en}`,
    'zh-CN': `没有名为 ${name} 且有地址的网络接口；${there['zh-CN']}`,
  });
}

function pick(name: string, family: Family, all: readonly InterfaceAddress[]): Address {
  const own = all.filter((entry) => entry.interface === name);
  if (own.length === 0) throw missing(name, all);
  const addresses = own
    .map(({ address }) => parseAddress(address))
    .filter((address) => address?.family === family)
    .filter((address) => address !== undefined);
  const chosen = best(addresses.filter((address) => classify(address) === 'global'));
  if (chosen !== undefined) return chosen;
  const routable = addresses.filter((address) => classify(address) !== 'linkLocal');
  const other = best(routable);
  const kind = other === undefined ? 'global' : classify(other);
  if (other === undefined || kind === 'global') {
    const label = family === 'ipv4' ? 'IPv4' : 'IPv6';
    throw new SourceFailure('offline', {
      en: `the network interface ${name} has no ${label} address`,
      'zh-CN': `网络接口 ${name} 没有 ${label} 地址`,
    });
  }
  throw new SourceFailure('notGlobal', unfitDetail(name, other, kind));
}

/**
 * A network interface of this computer, by the system's name for it. Of several global addresses it takes
 * the same one every time: for IPv6 first one that is made from the card's own address (EUI-64), because
 * the system does not tell which ones are temporary; then the lowest in binary order. Rejects with
 * `missing` and the interfaces that there are, `offline` without an address of the family beyond the
 * link, or `notGlobal` with the address.
 */
export function networkInterface(name: string): Source {
  return {
    id: `interface:${name}`,
    operator: `interface:${name}`,
    transport: 'interface',
    families,
    own: true,
    async ask(family, { interfaces, signal }) {
      signal.throwIfAborted();
      return { address: pick(name, family, interfaces.list()), evidence: name };
    },
  };
}
