import { describe, expect, it } from 'vitest';
import { createMac } from '../../../electron/node/network/mac.ts';
import {
  macAddressStates,
  macArpEntry,
  macGateways,
  macNeighbour,
  macTellsOfChange,
} from '../../../electron/node/network/mac-tables.ts';

const four = { family: 'ipv4', address: '192.168.1.1', interface: 'en0' } as const;
const six = { family: 'ipv6', address: 'fe80::1', interface: 'en0' } as const;
const good = { temporary: false, deprecated: false, tentative: false };

describe('what ifconfig of macOS prints', () => {
  const text = `\
lo0: flags=8049<UP,LOOPBACK,RUNNING,MULTICAST> mtu 16384
	options=1203<RXCSUM,TXCSUM,TXSTATUS,SW_TIMESTAMP>
	inet 127.0.0.1 netmask 0xff000000
	inet6 ::1 prefixlen 128 pltime infty vltime infty
	inet6 fe80::1%lo0 prefixlen 64 scopeid 0x1 pltime infty vltime infty
	nd6 options=201<PERFORMNUD,DAD>
en0: flags=8863<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST> mtu 1500
	options=6460<TSO4,TSO6,CHANNEL_IO,PARTIAL_CSUM,ZEROINVERT_CSUM>
	ether 3c:22:fb:0a:bb:cc
	inet6 fe80::10d9:bcb0:601f:16fa%en0 prefixlen 64 secured scopeid 0xb pltime infty vltime infty
	inet6 2001:470:1f0b:9:424:837a:870:6095 prefixlen 64 autoconf secured pltime 604795 vltime 2591995
	inet6 2001:470:1f0b:9:edf7:1b86:b5fc:9085 prefixlen 64 autoconf temporary pltime 86395 vltime 604795
	inet6 2001:470:1f0b:9:75:2f1:aa:10 prefixlen 64 deprecated autoconf temporary pltime 0 vltime 5000
	inet6 2001:470:1f0b:8:424:837a:870:6095 prefixlen 64 deprecated autoconf secured pltime 0 vltime 7000
	inet6 2001:470:1f0b:9::77 prefixlen 64 duplicated pltime infty vltime infty
	inet6 2001:470:1f0b:9::78 prefixlen 64 tentative pltime infty vltime infty
	inet6 2001:470:1f0b:7::79 prefixlen 64 detached autoconf secured pltime 100 vltime 200
	inet6 2001:470:1f0b:9::80 prefixlen 64 optimistic autoconf secured pltime 100 vltime 200
	inet6 2001:470:1f0b:9::14 prefixlen 64 dynamic pltime 3600 vltime 7200
	inet 192.168.1.23 netmask 0xffffff00 broadcast 192.168.1.255
	media: autoselect
	status: active
utun3: flags=8051<UP,POINTOPOINT,RUNNING,MULTICAST> mtu 1380
	inet6 fd7a:115c:a1e0::5 prefixlen 48 pltime infty vltime infty
`;

  it.each([
    ['en0 2001:470:1f0b:9:424:837a:870:6095', {}],
    ['en0 2001:470:1f0b:9::14', {}],
    ['en0 fe80::10d9:bcb0:601f:16fa', {}],
    ['utun3 fd7a:115c:a1e0::5', {}],
    ['en0 2001:470:1f0b:9:edf7:1b86:b5fc:9085', { temporary: true }],
    ['en0 2001:470:1f0b:9:75:2f1:aa:10', { temporary: true, deprecated: true }],
    ['en0 2001:470:1f0b:8:424:837a:870:6095', { deprecated: true }],
    ['en0 2001:470:1f0b:9::77', { tentative: true }],
    ['en0 2001:470:1f0b:9::78', { tentative: true }],
    ['en0 2001:470:1f0b:7::79', { tentative: true }],
    ['en0 2001:470:1f0b:9::80', { tentative: true }],
  ])('tells the state of %s', (key, state) => {
    expect(macAddressStates(text).get(key)).toEqual({ ...good, ...state });
  });

  it('may be of an older release, without lifetimes', () => {
    const older = `\
en0: flags=8863<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST> mtu 1500
	inet6 2602:ae:15a4:8001:edf7:1b86:b5fc:9085 prefixlen 64 autoconf temporary
`;
    const states = macAddressStates(older);
    expect([...states]).toEqual([
      ['en0 2602:ae:15a4:8001:edf7:1b86:b5fc:9085', { ...good, temporary: true }],
    ]);
  });
});

describe('what netstat of macOS prints', () => {
  it('gives the default gateways, those for everybody first', () => {
    const text = `\
Routing tables

Internet:
Destination        Gateway            Flags               Netif Expire
default            link#18            UCSIg           bridge100      !
default            10.20.0.1          UGScIg                en5
default            192.168.1.1        UGScg                 en0
127                127.0.0.1          UCS                   lo0
192.168.1          link#11            UCS                   en0      !
192.168.1.1        8:55:31:a:b:c      UHLWIir               en0   1193
`;
    expect(macGateways(text)).toEqual([
      four,
      { family: 'ipv4', address: '10.20.0.1', interface: 'en5' },
    ]);
  });

  it('may have more columns, as older releases have and as `-l` asks for', () => {
    const older = `\
Destination        Gateway            Flags        Refs      Use   Netif Expire
default            192.168.1.1        UGSc           20       16     en0
`;
    const long = `\
Destination        Gateway            Flags        Refs      Use    Mtu          Netif Expire
default            192.168.1.1        UGScg          20       16   1500            en0
`;
    expect(macGateways(older)).toEqual([four]);
    expect(macGateways(long)).toEqual([four]);
  });

  it('gives the IPv6 gateways, without those of tunnels, which are none', () => {
    const text = `\
Routing tables

Internet6:
Destination                             Gateway                                 Flags               Netif Expire
default                                 fe80::%utun0                            UGcIg               utun0
default                                 fe80::%utun1                            UGcIg               utun1
default                                 fe80::1%en0                             UGcg                  en0
::1                                     ::1                                     UHL                   lo0
`;
    expect(macGateways(text)).toEqual([six]);
  });
});

describe('what arp and ndp of macOS print', () => {
  it('gives the gateway’s hardware address', () => {
    const line = '? (192.168.1.1) at 8:55:31:a:b:c on en0 ifscope [ethernet]\n';
    expect(macArpEntry(line, four)).toBe('08:55:31:0a:0b:0c');
    expect(macArpEntry(line.replace('en0', 'en5'), four)).toBeUndefined();
    expect(macArpEntry(line.replace('1.1)', '1.10)'), four)).toBeUndefined();
    const silent = '? (192.168.1.1) at (incomplete) on en0 ifscope [ethernet]\n';
    expect(macArpEntry(silent, four)).toBeUndefined();
    expect(macArpEntry('192.168.1.1 (192.168.1.1) -- no entry\n', four)).toBeUndefined();
  });

  it('gives that of an IPv6 gateway', () => {
    const text = `\
Neighbor                                Linklayer Address  Netif Expire    St Flgs Prbs
fe80::1%utun0                           (incomplete)       utun0 permanent R
fe80::1%en0                             8:55:31:a:b:c      en0 23h59m58s  S  R
`;
    expect(macNeighbour(text, six)).toBe('08:55:31:0a:0b:0c');
    expect(macNeighbour(text, { ...six, address: 'fe80::2' })).toBeUndefined();
  });
});

describe('what route of macOS prints when something changes', () => {
  it.each([
    'RTM_NEWADDR: address being added to iface: len 80, metric 0, flags:<UP>',
    'RTM_DELADDR: address being removed from iface: len 80, metric 0, flags:<UP>',
    'RTM_IFINFO: iface status change: len 112, if# 11, flags:<UP,BROADCAST,RUNNING>',
    'RTM_ADD: Add Route: len 140, pid: 92, seq 1, errno 0, flags:<UP,GATEWAY,DONE,STATIC>',
    'RTM_DELETE: Delete Route: len 140, pid: 92, seq 2, errno 0, flags:<GATEWAY,DONE,STATIC>',
    'RTM_CHANGE: Change Metrics or flags: len 140, pid: 92, seq 3, errno 0, flags:<UP,GATEWAY>',
  ])('is heard: %s', (line) => {
    expect(macTellsOfChange(line)).toBe(true);
  });

  it.each([
    'got message of size 140 on Mon Nov 23 07:00:00 2026',
    'RTM_ADD: Add Route: len 132, pid: 0, seq 0, errno 0, flags:<UP,HOST,DONE,LLINFO,WASCLONED>',
    'RTM_DELETE: Delete Route: len 132, pid: 0, seq 0, errno 0, flags:<HOST,DONE,LLINFO>',
    'RTM_GET: Report Metrics: len 132, pid: 9, seq 1, errno 0, flags:<UP,GATEWAY,DONE>',
    'sockaddrs: <DST,GATEWAY,IFP,IFA>',
    ' 192.168.1.9 8:55:31:a:b:c en0 192.168.1.23',
    '',
  ])('is passed over: %s', (line) => {
    expect(macTellsOfChange(line)).toBe(false);
  });
});

describe('macOS without its own programs', () => {
  it('tells nothing, and rejects nothing', async () => {
    const mac = createMac(async () => undefined);
    expect(await mac.states([])).toBeUndefined();
    expect(await mac.gateways([])).toEqual([]);
    expect(await mac.hardwareAddress(four)).toBeUndefined();
    expect(await mac.hardwareAddress(six)).toBeUndefined();
  });

  it.each(['', 'en0', '\t\n', 'Destination\ndefault 1 2 3', 'x'.repeat(100_000)])(
    'or with other words from them, neither',
    async (text) => {
      const mac = createMac(async () => text);
      expect((await mac.states([]))?.size).toBe(0);
      expect(await mac.gateways([])).toEqual([]);
      expect(await mac.hardwareAddress(four)).toBeUndefined();
    },
  );
});
