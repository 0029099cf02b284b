import { describe, expect, it } from 'vitest';
import { type Address, parseAddress } from '../../electron/core/address.ts';
import { differenceOf, type Glance, type GlanceContext } from '../../electron/core/glance.ts';
import type { Egress } from '../../electron/core/network.ts';

/** Addresses as `eth0 192.0.2.1`, and the ways out the same way. */
function glance(addresses: readonly string[], ipv4?: string, ipv6?: string): Glance {
  const parts = (text: string) => {
    const [name = '', address = ''] = text.split(' ');
    return { interface: name, address, internal: false };
  };
  const way = (text: string | undefined): Egress | undefined =>
    text === undefined ? undefined : parts(text);
  return {
    addresses: addresses.map(parts),
    egress: { ipv4: way(ipv4), ipv6: way(ipv6) },
  };
}

const both: GlanceContext = { needed: ['ipv4', 'ipv6'], named: [], confirmed: {} };
const known = (text: string): Address => parseAddress(text) as Address;

const home = 'eth0 192.168.1.5';
const cafe = 'wlan0 10.0.0.7';
const six = 'eth0 2001:db8:1:2::5';
const at = (address: string) => glance([address], address);

describe('the difference between two looks', () => {
  it.each<[string, Glance, Glance, string | undefined, Partial<GlanceContext>?]>([
    ['nothing', at(home), at(home), undefined],
    ['nothing, without any network', glance([]), glance([]), undefined],
    ['another address', at(home), at('eth0 192.168.1.6'), 'addressChanged'],
    ['another adapter', at(home), at(cafe), 'addressChanged'],
    ['another adapter with the same address', at(home), at('wlan0 192.168.1.5'), 'addressChanged'],
    ['the link is back', glance([]), at(home), 'addressChanged'],
    ['the link goes', at(home), glance([]), 'networkChanged'],
    ['the way out goes, the address stays', at(home), glance([home]), 'networkChanged'],
    ['an address without a way out yet', glance([]), glance([home]), 'networkChanged'],
    ['an address that the system made up', glance([]), at('eth0 169.254.3.4'), undefined],
    [
      'the second family comes',
      at(home),
      glance([home, six], home, six),
      'addressChanged',
      undefined,
    ],
    [
      'a family that no record needs',
      at(home),
      glance([home, six], home, six),
      undefined,
      { needed: ['ipv4'] },
    ],
    [
      'one family goes as the other comes',
      at(home),
      glance([six], undefined, six),
      'addressChanged',
    ],
    [
      'another temporary address of the same network',
      glance([six], undefined, six),
      glance(['eth0 2001:db8:1:2::aa'], undefined, 'eth0 2001:db8:1:2::aa'),
      undefined,
    ],
    [
      'the confirmed address of the same network goes',
      glance([six], undefined, six),
      glance(['eth0 2001:db8:1:2::aa'], undefined, 'eth0 2001:db8:1:2::aa'),
      'addressChanged',
      { confirmed: { ipv6: known('2001:db8:1:2::5') } },
    ],
    [
      'another network of IPv6',
      glance([six], undefined, six),
      glance(['eth0 2001:db8:1:3::5'], undefined, 'eth0 2001:db8:1:3::5'),
      'addressChanged',
    ],
    [
      'containers that come and go',
      at(home),
      glance([home, 'docker0 172.17.0.1', 'br-12 172.18.0.1'], home),
      undefined,
    ],
    [
      'the same where the way out is not known',
      glance([home]),
      glance([home, 'docker0 172.17.0.1']),
      'networkChanged',
    ],
    [
      'an adapter that a source names',
      at(home),
      glance([home, 'ppp1 203.0.113.4'], home),
      'networkChanged',
      { named: ['ppp1'] },
    ],
    ['a VPN that takes the way out', at(home), glance([home], 'wg0 10.8.0.2'), 'networkChanged'],
    ['a VPN that lets it go', glance([home], 'tun0 10.8.0.2'), at(home), 'networkChanged'],
  ])('%s', (_, before, after, expected, context = {}) => {
    expect(differenceOf(before, after, { ...both, ...context })).toBe(expected);
  });

  it('is none on an adapter that the user leaves out', () => {
    const rules = { approved: [], ignore: ['wlan*'], tunnels: false };
    const context = { ...both, rules };
    expect(differenceOf(glance([]), glance([cafe]), context)).toBeUndefined();
    expect(differenceOf(glance([]), at(cafe), context)).toBeUndefined();
    expect(differenceOf(glance([]), at(home), context)).toBe('addressChanged');
    expect(differenceOf(at(home), at(cafe), context)).toBe('networkChanged');
  });
});
