import os, { type NetworkInterfaceInfo } from 'node:os';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { InterfaceAddress } from '../../../electron/core/ports.ts';
import { createWindows } from '../../../electron/node/network/windows.ts';
import * as samples from './windows-samples.ts';

const stable = '2408:8207:1850:3b60:8d3c:91a7:4f1e:2b6a';

function at(name: string, address: string, mac?: string): InterfaceAddress {
  return { interface: name, address, internal: false, mac };
}

const list = [
  at('以太网', '192.168.1.23', '00:15:5d:01:02:03'),
  at('以太网', stable, '00:15:5d:01:02:03'),
  at('以太网 2', '10.8.0.6', '00:ff:3a:5c:11:20'),
  at('家里', '10.64.0.2'),
];
const four = { family: 'ipv4', address: '192.168.1.1', interface: '以太网' } as const;
const six = { family: 'ipv6', address: 'fe80::1', interface: '以太网' } as const;

/** A Windows whose programs say what they are given to say, and the calls that they got. */
function windowsWith(given: { readonly powerShell?: () => Promise<string | undefined> } = {}) {
  const calls: string[] = [];
  const system = createWindows(async (file, args) => {
    const program = file.slice(file.lastIndexOf('\\') + 1);
    calls.push(program);
    expect(file).toMatch(/^[A-Z]:\\.*\\System32\\/i);
    if (program === 'arp.exe') return samples.arpChinese;
    if (program === 'netsh.exe') return samples.neighboursChinese;
    if (program === 'route.exe' && args[1] === '-6') return samples.routePrint6;
    if (program === 'route.exe') return samples.routePrint;
    if (given.powerShell !== undefined) return given.powerShell();
    return args.join(' ').includes('Get-NetConnectionProfile')
      ? '["\\u5bb6\\u5ead\\u7f51\\u7edc"]'
      : samples.adaptersJson;
  });
  return { system, calls, asked: () => calls.filter((one) => one === 'powershell.exe').length };
}

beforeEach(() => {
  const info = { address: 'fe80::8d3c', family: 'IPv6', scopeid: 12 } as NetworkInterfaceInfo;
  vi.spyOn(os, 'networkInterfaces').mockReturnValue({ 以太网: [info] });
});

describe('Windows', () => {
  it('tells states, gateways, hardware addresses and the names of networks', async () => {
    const { system } = windowsWith();
    expect((await system.states(list))?.get(`以太网 ${stable}`)?.temporary).toBe(false);
    const gateways = await system.gateways(list);
    expect(gateways.slice(0, 2)).toEqual([four, six]);
    expect(await system.hardwareAddress(four)).toBe('c8:0e:14:aa:bb:cc');
    expect(await system.hardwareAddress(six)).toBe('c8:0e:14:aa:bb:cc');
    expect(await system.profiles?.(list, 'c8:0e:14:aa:bb:cc')).toEqual(['家庭网络']);
  });

  it.each([
    ['以太网', 'Intel(R) Ethernet Connection (7) I219-V'],
    ['以太网 2', 'TAP-Windows Adapter V9'],
    ['家里', 'WireGuard Tunnel'],
  ])('tells what the driver of %s calls itself', async (name, description) => {
    const { system } = windowsWith();
    expect(await system.description?.(list, name)).toBe(description);
  });

  it('does not start PowerShell where no address has a state of interest', async () => {
    const { system, asked } = windowsWith();
    const plain = [at('以太网', '192.168.1.23'), at('以太网', 'fd00::7')];
    expect(await system.states(plain)).toBeUndefined();
    system.prepare?.(plain);
    expect(asked()).toBe(0);
  });

  it('starts PowerShell once for each list of addresses, however many ask', async () => {
    const quiet = samples.adaptersJson
      .replaceAll('"state":1', '"state":4')
      .replaceAll('"state":2', '"state":4');
    const { system, asked } = windowsWith({ powerShell: async () => quiet });
    system.prepare?.(list);
    await Promise.all([system.states(list), system.states([...list]), system.states(list)]);
    expect(asked()).toBe(1);
    await system.states(list.slice(1));
    await system.states(list.slice(1));
    expect(asked()).toBe(2);
  });

  it('asks PowerShell for the networks’ names again in another network with the same addresses', async () => {
    const { system, asked } = windowsWith();
    await system.profiles?.(list, 'c8:0e:14:aa:bb:cc');
    await system.profiles?.(list, 'c8:0e:14:aa:bb:cc');
    expect(asked()).toBe(1);
    await system.profiles?.(list, '08:55:31:0a:0b:0c');
    expect(asked()).toBe(2);
  });

  it('keeps no name of a network that it cannot tell from others', async () => {
    const { system, asked } = windowsWith();
    await system.profiles?.(list, undefined);
    await system.profiles?.(list, undefined);
    expect(asked()).toBe(2);
  });

  it('gives addresses without states rather than late, and with them the next time', async () => {
    vi.useFakeTimers();
    try {
      let say: (text: string) => void = () => {};
      const { system } = windowsWith({
        powerShell: () =>
          new Promise((resolve) => {
            say = resolve;
          }),
      });
      const first = system.states(list);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(await first).toBeUndefined();
      say(samples.adaptersJson);
      expect((await system.states(list))?.size).toBe(8);
    } finally {
      vi.useRealTimers();
    }
  });

  it('without PowerShell tells what its other programs tell', async () => {
    const { system } = windowsWith({ powerShell: async () => undefined });
    expect(await system.states(list)).toBeUndefined();
    expect(await system.profiles?.(list, 'c8:0e:14:aa:bb:cc')).toEqual([]);
    expect(await system.description?.(list, '家里')).toBeUndefined();
    expect((await system.gateways(list)).length).toBeGreaterThan(0);
  });
});
