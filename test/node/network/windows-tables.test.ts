import { describe, expect, it } from 'vitest';
import {
  adaptersScript,
  profilesScript,
  windowsAdapters,
  windowsIpv4Gateways,
  windowsIpv6Gateways,
  windowsLinks,
  windowsNeighbour,
  windowsProfiles,
} from '../../../electron/node/network/windows-tables.ts';
import * as samples from './windows-samples.ts';

const four = { family: 'ipv4', address: '192.168.1.1', interface: '以太网' } as const;
const six = { family: 'ipv6', address: 'fe80::1', interface: '以太网' } as const;

const byAddress = (address: string) =>
  ({ '192.168.1.23': '以太网', '10.20.0.57': 'WLAN', '10.64.0.2': '家里' })[address];
const byIndex = (index: number) => ({ 12: '以太网', 7: '以太网 2', 15: '家里' })[index];

describe('what route print of Windows says', () => {
  it('gives the default gateways for IPv4, the preferred one first', () => {
    expect(windowsIpv4Gateways(samples.routePrint, byAddress)).toEqual([
      four,
      { family: 'ipv4', address: '10.20.0.1', interface: 'WLAN' },
    ]);
  });

  it('gives those for IPv6, without what is only configured', () => {
    expect(windowsIpv6Gateways(samples.routePrint6, byIndex)).toEqual([
      six,
      { family: 'ipv6', address: 'fe80::9', interface: '以太网 2' },
    ]);
  });

  it.each([
    ['in Chinese', (text: string) => text],
    ['in a code page that is not known', samples.garbled],
    ['with Windows’ own ends of lines', (text: string) => text.replaceAll('\n', '\r\n')],
  ])('is understood %s', (_, seen) => {
    expect(windowsIpv4Gateways(seen(samples.routePrintChinese), byAddress)).toEqual([four]);
    expect(windowsIpv6Gateways(seen(samples.routePrint6Chinese), byIndex)).toEqual([six]);
    expect(windowsNeighbour(seen(samples.arpChinese), four)).toBe('c8:0e:14:aa:bb:cc');
    expect(windowsNeighbour(seen(samples.neighboursChinese), six)).toBe('c8:0e:14:aa:bb:cc');
    expect(windowsLinks(seen(samples.routePrintChinese))).toHaveLength(2);
  });

  it('tells what the adapters’ drivers call themselves', () => {
    const links = windowsLinks(samples.routePrint);
    expect(links).toContainEqual({
      index: 7,
      mac: '00:ff:3a:5c:11:20',
      description: 'TAP-Windows Adapter V9',
    });
    expect(links).toContainEqual({ index: 15, mac: undefined, description: 'WireGuard Tunnel' });
  });
});

describe('what arp and netsh of Windows say', () => {
  it('gives the gateway’s hardware address', () => {
    expect(windowsNeighbour(samples.arp, four)).toBe('c8:0e:14:aa:bb:cc');
    expect(windowsNeighbour(samples.arp, { ...four, address: '192.168.1.2' })).toBeUndefined();
    const silent = { ...six, address: 'fe80::2' };
    expect(windowsNeighbour(samples.neighboursChinese, silent)).toBeUndefined();
  });
});

describe('what PowerShell says of the adapters', () => {
  it.each([
    ['2408:8207:1850:3b60:8d3c:91a7:4f1e:2b6a', {}],
    ['2408:8207:1850:3b60:1c2d:3e4f:5a6b:7c8d', { temporary: true }],
    ['2408:8207:1850:3b60:aaaa:bbbb:cccc:dddd', { temporary: true, deprecated: true }],
    ['2408:8207:1850:3b61:8d3c:91a7:4f1e:2b6a', { deprecated: true }],
    ['2408:8207:1850:3b60::5a7', { tentative: true }],
    ['2408:8207:1850:3b60::5a8', { tentative: true }],
    ['fe80::8d3c:91a7:4f1e:2b6a', {}],
    ['192.168.1.23', {}],
  ])('tells the state of %s', (address, state) => {
    const plain = { temporary: false, deprecated: false, tentative: false };
    const states = windowsAdapters(samples.adaptersJson)?.states;
    expect(states?.get(`以太网 ${address}`)).toEqual({ ...plain, ...state });
  });

  it('tells what their drivers call themselves', () => {
    expect(windowsAdapters(samples.adaptersJson)?.adapters).toContainEqual({
      name: '家里',
      description: 'WireGuard Tunnel',
    });
  });

  it.each(['', '{}', 'null', '[', '1', '无法加载文件'])('is nothing where it says %j', (text) => {
    expect(windowsAdapters(text)).toBeUndefined();
    expect(windowsProfiles(text)).toBeUndefined();
  });

  it.each([
    '[null]',
    '[1, "a", [], {}]',
    '[{"name": 1, "addresses": 2}]',
    '[{"name": "a", "addresses": [null, 1, {"address": 1}, {"address": "x"}]}]',
    '[{"__proto__": {"name": "a"}}]',
  ])('has no states where it is not of its form: %s', (text) => {
    expect(windowsAdapters(text)?.states.size).toBe(0);
  });

  it('names the networks, as long as they are names', () => {
    const names = ['家庭网络', 'FRITZ!Box 7590 2', '', 7, null, 'x'.repeat(1_000)];
    expect(windowsProfiles(JSON.stringify(names))).toEqual(['家庭网络', 'FRITZ!Box 7590 2']);
    expect(windowsProfiles('[]')).toEqual([]);
  });

  it.each([
    ['adapters', adaptersScript],
    ['profiles', profilesScript],
  ])('is asked for %s in one argument that no quoting can spoil', (_, script) => {
    expect(script).toMatch(/^[ !#-~]+$/);
    expect(script).not.toContain('\\"');
  });
});

it.each(['', '\r\n', 'a b c d e', 'x'.repeat(100_000), '1...'.repeat(10_000), '\0'])(
  'rubbish in place of a table is an empty one',
  (text) => {
    expect(windowsIpv4Gateways(text, byAddress)).toEqual([]);
    expect(windowsIpv6Gateways(text, byIndex)).toEqual([]);
    expect(windowsNeighbour(text, four)).toBeUndefined();
    expect(windowsLinks(text)).toEqual([]);
  },
);
