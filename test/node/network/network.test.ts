import { describe, expect, it } from 'vitest';
import type { DefaultGateway } from '../../../electron/core/network.ts';
import type { InterfaceAddress } from '../../../electron/core/ports.ts';
import { createNetwork } from '../../../electron/node/network/network.ts';
import { type NetworkSystem, plainSystem } from '../../../electron/node/network/system.ts';

const mac = 'c8:0e:14:aa:bb:cc';
const list: readonly InterfaceAddress[] = [
  { interface: 'eth0', address: '192.168.1.23', internal: false },
  { interface: 'eth0', address: '2a02:8071:1:2::7', internal: false },
  { interface: 'wlan0', address: '2a02:8071:1:2::7', internal: false },
];

function gateway(address: string, name = 'eth0'): DefaultGateway {
  return { family: address.includes(':') ? 'ipv6' : 'ipv4', address, interface: name };
}

function computer(system: Partial<NetworkSystem>, interfaces = () => list) {
  return createNetwork({
    interfaces: { list: interfaces },
    system: async () => ({ ...plainSystem, ...system }),
  });
}

describe('this computer’s addresses', () => {
  it('come with the states that the system tells, each by its interface', async () => {
    const state = { temporary: true, deprecated: false, tentative: false };
    const states = new Map([['eth0 2a02:8071:1:2::7', state]]);
    const network = computer({ states: async () => states });
    expect(await network.addresses()).toEqual([list[0], { ...list[1], state }, list[2]]);
  });

  it('come without states where the system tells none', async () => {
    expect(await computer({}).addresses()).toEqual(list);
  });

  it('are none where a sandbox hides even them', async () => {
    const refused = computer({}, () => {
      throw new Error('uv_interface_addresses returned Unknown system error 13');
    });
    expect(await refused.addresses()).toEqual([]);
    expect(await refused.gateways()).toEqual([]);
    expect(await refused.identity()).toEqual({ gateway: undefined, profiles: [] });
  });

  it('are the plain list where the system’s own part cannot be read', async () => {
    const network = createNetwork({
      interfaces: { list: () => list },
      system: () => Promise.reject(new Error('no such file')),
    });
    expect(await network.addresses()).toEqual(list);
  });
});

describe('the network’s identity', () => {
  const known = new Map([
    ['192.168.1.1', mac],
    ['fe80::1', '08:55:31:0a:0b:0c'],
    ['10.8.0.1', '02:00:00:00:00:01'],
  ]);
  const hardwareAddress: NetworkSystem['hardwareAddress'] = async ({ address }) =>
    known.get(address);

  it.each([
    ['of the gateway', [gateway('192.168.1.1'), gateway('fe80::1')], mac],
    ['of the next one where it is silent', [gateway('10.0.0.1'), gateway('192.168.1.1')], mac],
    ['of an IPv6 gateway where there is no other', [gateway('fe80::1')], known.get('fe80::1')],
    ['not of a VPN’s gateway', [gateway('10.8.0.1', 'tap0'), gateway('192.168.1.1')], mac],
    ['none without a gateway', [], undefined],
  ])('is a hardware address: %s', async (_, gateways, expected) => {
    const network = computer({ gateways: async () => gateways, hardwareAddress });
    expect(await network.identity()).toEqual({ gateway: expected, profiles: [] });
  });

  it('has the system’s names too, which are asked for with what tells networks apart', async () => {
    const network = computer({
      gateways: async () => [gateway('192.168.1.1')],
      hardwareAddress,
      profiles: async (_, mark) => [`named by ${mark}`],
    });
    expect(await network.identity()).toEqual({ gateway: mac, profiles: [`named by ${mac}`] });
  });
});

describe('this computer’s own network', () => {
  it('is told without a rejection, whatever it is', async () => {
    const network = createNetwork();
    const ways = await Promise.all([network.egress('ipv4'), network.egress('ipv6')]);
    const addresses = await network.addresses();
    for (const way of ways) {
      if (way !== undefined) {
        expect(addresses.map(({ address }) => address)).toContain(way.address);
        expect(way.interface).toBeDefined();
      }
    }
    expect(Array.isArray(await network.gateways())).toBe(true);
    expect((await network.identity()).profiles).toBeDefined();
  });
});
