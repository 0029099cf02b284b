import { type Address, classify, type Family, families, parseAddress } from '../core/address.ts';
import { inBinaryOrder, isEui64 } from '../core/local-address.ts';
import type { AddressState, InterfaceAddress } from '../core/ports.ts';
import { type Source, type SourceContext, SourceFailure } from '../core/source.ts';
import { unfitDetail } from './judge.ts';

/** An address of the interface, and how good it is, the lower the better. */
interface Candidate {
  readonly address: Address;
  readonly rank: number;
}

/** A temporary address before one that is about to go; without a state nothing is known against it. */
function rankOf(state: AddressState | undefined): number {
  if (state === undefined) return 0;
  return state.deprecated ? 2 : state.temporary ? 1 : 0;
}

function best(candidates: readonly Candidate[]): Address | undefined {
  return candidates.toSorted(
    (a, b) =>
      a.rank - b.rank ||
      Number(isEui64(b.address)) - Number(isEui64(a.address)) ||
      inBinaryOrder(a.address, b.address),
  )[0]?.address;
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
  const candidates = own.flatMap(({ address: text, state }): readonly Candidate[] => {
    const address = parseAddress(text);
    if (address?.family !== family || state?.tentative === true) return [];
    return [{ address, rank: rankOf(state) }];
  });
  const chosen = best(candidates.filter(({ address }) => classify(address) === 'global'));
  if (chosen !== undefined) return chosen;
  const other = best(candidates.filter(({ address }) => classify(address) !== 'linkLocal'));
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

/** The interfaces' addresses, each with its state where the system tells it. */
async function withStates({
  interfaces,
  network,
}: Pick<SourceContext, 'interfaces' | 'network'>): Promise<readonly InterfaceAddress[]> {
  const known = await network.addresses();
  return interfaces.list().map((one) => {
    const told = known.find(
      ({ interface: name, address }) => name === one.interface && address === one.address,
    );
    return { ...one, state: told?.state };
  });
}

/**
 * A network interface of this computer, by the system's name for it. Of several global addresses it takes
 * the same one every time: one that stays before a temporary one, and one that is about to go last;
 * then for IPv6 one that is made from the card's own address (EUI-64), because some systems do not
 * tell which ones are temporary; then the lowest in binary order. One that is not usable yet is none.
 * Rejects with `missing` and the interfaces that there are, `offline` without an address of the
 * family beyond the link, or `notGlobal` with the address.
 */
export function networkInterface(name: string): Source {
  return {
    id: `interface:${name}`,
    operator: `interface:${name}`,
    transport: 'interface',
    families,
    own: true,
    async ask(family, { interfaces, network, signal }) {
      signal.throwIfAborted();
      const all = await withStates({ interfaces, network });
      signal.throwIfAborted();
      return { address: pick(name, family, all), evidence: name };
    },
  };
}
