import { describe, expect, it } from 'vitest';
import { gatewayTarget } from '../../../electron/core/gateway/target.ts';
import type { DefaultGateway } from '../../../electron/core/network.ts';
import { quietNetwork } from '../../../electron/core/quiet-network.ts';

function networkWith(
  gateway: string,
  addresses: readonly string[],
  family: 'ipv4' | 'ipv6' = 'ipv4',
) {
  const gateways: DefaultGateway[] = [{ family, address: gateway, interface: 'eth0' }];
  const entries = addresses.map((entry) => {
    const [name = '', address = '', prefix] = entry.split(' ');
    return {
      interface: name,
      address,
      internal: false,
      prefix: prefix === undefined ? undefined : Number(prefix),
    };
  });
  return { ...quietNetwork, gateways: async () => gateways, addresses: async () => entries };
}

describe('whom to ask', () => {
  it.each([
    ['a home router', '192.168.1.1', ['eth0 192.168.1.23 24'], '192.168.1.23'],
    [
      'one that two adapters reach',
      '192.168.1.1',
      ['wlan0 192.168.1.50 24', 'eth0 192.168.1.23 24'],
      '192.168.1.23',
    ],
    [
      'one beside a VPN',
      '192.168.1.1',
      ['tun0 10.8.0.2 24', 'eth0 192.168.1.23 24'],
      '192.168.1.23',
    ],
    [
      'one in the second network of its interface',
      '10.0.0.1',
      ['eth0 192.168.1.23 24', 'eth0 10.0.0.9 8'],
      '10.0.0.9',
    ],
    [
      'one whose network the system does not tell',
      '192.168.1.1',
      ['eth0 192.168.1.23'],
      '192.168.1.23',
    ],
    ['one outside of every network, but private', '169.254.1.1', ['eth0 10.0.0.9 32'], '10.0.0.9'],
    ['one behind carrier-grade NAT', '100.64.0.1', ['eth0 100.64.3.4 10'], '100.64.3.4'],
    ['one where no address is known', '192.168.1.1', [], undefined],
    [
      'one of a rented server, in its network',
      '89.160.20.1',
      ['eth0 89.160.20.112 25'],
      '89.160.20.112',
    ],
  ])('is %s', async (_title, gateway, addresses, localAddress) => {
    expect(await gatewayTarget(networkWith(gateway, addresses))).toEqual({ gateway, localAddress });
  });

  it.each([
    [
      'a public one outside of the network, far in the Internet',
      '89.160.20.1',
      ['eth0 89.160.20.112 32'],
    ],
    ['a public one just outside', '89.160.20.129', ['eth0 89.160.20.112 25']],
    ['a public one where the network is not known', '89.160.20.1', ['eth0 89.160.20.112']],
    ['a public one where everything would be the network', '8.8.8.8', ['eth0 89.160.20.112 0']],
    ['this computer', '192.168.1.23', ['eth0 192.168.1.23 24']],
    ['no address', '0.0.0.0', ['eth0 192.168.1.23 24']],
    ['a group', '224.0.0.1', ['eth0 192.168.1.23 24']],
    ['the loopback', '127.0.0.1', ['eth0 127.0.0.5 8']],
    ['a name', 'router.lan', ['eth0 192.168.1.23 24']],
    ['empty', '', ['ppp0 89.160.20.112 32']],
  ])('is nobody where the gateway is %s', async (_title, gateway, addresses) => {
    expect(await gatewayTarget(networkWith(gateway, addresses))).toBeUndefined();
  });

  it('is the house’s behind a VPN that is preferred to it', async () => {
    const house = networkWith('192.168.1.1', ['eth0 192.168.1.23 24', 'wg0 10.8.0.2 24']);
    const [router] = await house.gateways();
    const vpn = { family: 'ipv4', address: '10.8.0.1', interface: 'wg0' } as const;
    const both = {
      ...house,
      gateways: async () => [vpn, ...(router === undefined ? [] : [router])],
    };
    expect(await gatewayTarget(both)).toMatchObject({ gateway: '192.168.1.1' });
    expect(await gatewayTarget({ ...house, gateways: async () => [vpn] })).toBeUndefined();
  });

  it('is nobody where there is a gateway for IPv6 alone, or none', async () => {
    expect(
      await gatewayTarget(networkWith('fe80::1', ['eth0 fe80::2 64'], 'ipv6')),
    ).toBeUndefined();
    expect(await gatewayTarget(quietNetwork)).toBeUndefined();
  });
});
