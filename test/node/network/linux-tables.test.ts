import { describe, expect, it } from 'vitest';
import { isTunnel } from '../../../electron/core/tunnel.ts';
import {
  linuxAddressStates,
  linuxArpEntry,
  linuxIpv4Gateways,
  linuxIpv6Gateways,
  linuxKind,
  linuxNeighbour,
  linuxWay,
} from '../../../electron/node/network/linux-tables.ts';

const four = { family: 'ipv4', address: '192.168.178.1', interface: 'enp3s0' } as const;
const six = { family: 'ipv6', address: 'fe80::1', interface: 'enp3s0' } as const;
const rubbish = ['', '\n', 'Iface', 'a b c', 'x'.repeat(100_000), '\0\0\n \t \n'];

describe('Linux’ table of IPv6 addresses', () => {
  const table = `\
fe800000000000000a0027fffe4e66a1 02 40 20 80   enp3s0
2a028071000100020a0027fffe4e66a1 02 40 00 00   enp3s0
2a02807100010002c8d17a0b91fe3c44 02 40 00 01   enp3s0
2a028071000100027c0e11ffab3d90e2 02 40 00 21   enp3s0
2a028071000100030a0027fffe4e66a1 02 40 00 20   enp3s0
2a028071000100020000000000000007 02 80 00 c0   enp3s0
2a028071000100020000000000000008 02 80 00 88   enp3s0
2a028071000100020000000000000009 02 80 00 44   enp3s0
00000000000000000000000000000001 01 80 10 80       lo
`;

  it.each([
    ['2a02:8071:1:2:a00:27ff:fe4e:66a1', {}],
    ['2a02:8071:1:2:c8d1:7a0b:91fe:3c44', { temporary: true }],
    ['2a02:8071:1:2:7c0e:11ff:ab3d:90e2', { temporary: true, deprecated: true }],
    ['2a02:8071:1:3:a00:27ff:fe4e:66a1', { deprecated: true }],
    ['2a02:8071:1:2::7', { tentative: true }],
    ['2a02:8071:1:2::8', { tentative: true }],
    ['2a02:8071:1:2::9', { tentative: true }],
  ])('tells the state of %s', (address, state) => {
    const plain = { temporary: false, deprecated: false, tentative: false };
    expect(linuxAddressStates(table).get(`enp3s0 ${address}`)).toEqual({ ...plain, ...state });
  });

  it('tells by interface', () => {
    const states = linuxAddressStates(table);
    expect(states.size).toBe(9);
    expect(states.has('lo ::1')).toBe(true);
    expect(states.has('enp3s0 ::1')).toBe(false);
  });
});

describe('Linux’ tables of routes', () => {
  const head =
    'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n';
  const routes = `${head}\
wlan0\t00000000\t010011AC\t0003\t0\t0\t600\t00000000\t0\t0\t0
tun0\t00000000\t0100080A\t0003\t0\t0\t0\t00000080\t0\t0\t0
enp3s0\t00000000\t01B2A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0
ppp0\t00000000\t00000000\t0001\t0\t0\t50\t00000000\t0\t0\t0
enp3s0\t00000000\t02B2A8C0\t0002\t0\t0\t10\t00000000\t0\t0\t0
lo\t00000000\t00000000\t0200\t0\t0\t9999\t00000000\t0\t0\t0
enp3s0\t00B2A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0
`;

  it('give the default gateways for IPv4, the preferred one first', () => {
    expect(linuxIpv4Gateways(routes, true)).toEqual([
      four,
      { family: 'ipv4', address: '172.17.0.1', interface: 'wlan0' },
    ]);
  });

  it('hold addresses in the processor’s own order of bytes', () => {
    const big = `${head}enp3s0\t00000000\tC0A8B201\t0003\t0\t0\t100\t00000000\t0\t0\t0\n`;
    expect(linuxIpv4Gateways(big, false)).toEqual([four]);
  });

  it('give the default gateways for IPv6, the preferred one first', () => {
    const zero = '0'.repeat(32);
    const hop = (last: string) => `fe80${last.padStart(28, '0')}`;
    const table = `\
2a028071000100020000000000000000 40 ${zero} 00 ${zero} 00000064 00000001 00000000 00000001   enp3s0
${zero} 00 ${zero} 00 ${hop('2')} 00000258 00000001 00000000 00450003    wlan0
${zero} 00 ${zero} 00 ${hop('1')} 00000064 00000003 00000000 00450003   enp3s0
${zero} 00 ${zero} 00 ${zero} 00000001 00000001 00000000 00000001      wg0
${zero} 00 ${zero} 00 ${zero} ffffffff 00000001 00000000 00200200       lo
`;
    expect(linuxIpv6Gateways(table)).toEqual([
      six,
      { family: 'ipv6', address: 'fe80::2', interface: 'wlan0' },
    ]);
  });
});

describe('Linux’ table of neighbours', () => {
  const arp = `\
IP address       HW type     Flags       HW address            Mask     Device
192.168.178.1    0x1         0x2         08:55:31:0a:0b:0c     *        wlan0
192.168.178.1    0x1         0x2         C8:0E:14:AA:BB:CC     *        enp3s0
192.168.178.9    0x1         0x0         00:00:00:00:00:00     *        enp3s0
192.168.178.8    0x1         0x0         c8:0e:14:aa:bb:cd     *        enp3s0
`;

  it('gives the gateway’s hardware address on its own interface', () => {
    expect(linuxArpEntry(arp, four)).toBe('c8:0e:14:aa:bb:cc');
    expect(linuxArpEntry(arp, { ...four, interface: 'wlan0' })).toBe('08:55:31:0a:0b:0c');
  });

  it.each(['192.168.178.9', '192.168.178.8', '192.168.178.7', '192.168.178.10'])(
    'gives none for %s, which is not known or does not answer',
    (address) => {
      expect(linuxArpEntry(arp, { ...four, address })).toBeUndefined();
    },
  );

  it('gives that of an IPv6 gateway, by the program for it', () => {
    const text = 'fe80::1 dev enp3s0 lladdr c8:0e:14:aa:bb:cc router REACHABLE \n';
    expect(linuxNeighbour(text, six)).toBe('c8:0e:14:aa:bb:cc');
    // `ip neigh show … dev NAME` leaves the name out.
    expect(linuxNeighbour('fe80::1 lladdr c8:0e:14:aa:bb:cc router STALE\n', six)).toBe(
      'c8:0e:14:aa:bb:cc',
    );
    expect(linuxNeighbour('fe80::1 dev enp3s0  FAILED\n', six)).toBeUndefined();
    expect(linuxNeighbour('fe80::2 lladdr c8:0e:14:aa:bb:cc STALE\n', six)).toBeUndefined();
  });
});

it.each(rubbish)('rubbish in place of a table is an empty one', (text) => {
  expect(linuxAddressStates(text).size).toBe(0);
  expect(linuxIpv4Gateways(text, true)).toEqual([]);
  expect(linuxIpv6Gateways(text)).toEqual([]);
  expect(linuxArpEntry(text, four)).toBeUndefined();
  expect(linuxNeighbour(text, six)).toBeUndefined();
});

describe('the kind of an interface', () => {
  it.each([
    ['WireGuard', 'DEVTYPE=wireguard\nINTERFACE=home\nIFINDEX=7\n', ''],
    ['tun', 'INTERFACE=home\nIFINDEX=7\n', '0x1001\n'],
  ])('is known as a tunnel, whatever it is called: %s', (_, uevent, flags) => {
    expect(isTunnel('home', linuxKind(uevent, flags))).toBe(true);
  });

  it.each([
    ['a cable', 'INTERFACE=eth0\nIFINDEX=2\n', ''],
    ['Wi-Fi', 'DEVTYPE=wlan\nINTERFACE=wlan0\n', ''],
    ['the link of a container (pasta)', 'INTERFACE=eth0\nIFINDEX=2\n', '0x1002\n'],
  ])('is none of a tunnel: %s', (_, uevent, flags) => {
    expect(linuxKind(uevent, flags)).toBeUndefined();
  });
});

describe('the way of what is sent from an address', () => {
  it.each([
    ['198.41.0.4 from 10.1.0.2 via 10.2.0.1 dev wg0 uid 0 \\    cache ', 'wg0'],
    ['2001:503:ba3e::2:30 from 2a02::7 via fe80::1 dev eth0 metric 1024 pref medium', 'eth0'],
    ['', undefined],
    ['RTNETLINK answers: Network is unreachable', undefined],
  ])('%s', (text, name) => {
    expect(linuxWay(text)).toBe(name);
  });
});
