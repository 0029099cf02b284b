import os, { type NetworkInterfaceInfo } from 'node:os';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { systemInterfaces } from '../../electron/node/interfaces.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the interfaces of this computer', () => {
  it('include loopback, as the system sees it', () => {
    expect(systemInterfaces.list()).toContainEqual({
      interface: expect.any(String),
      address: '127.0.0.1',
      internal: true,
      prefix: 8,
    });
  });

  it('keep the system’s order and names, and lose the zone of an address', () => {
    const info = (address: string) => ({ address, internal: false }) as NetworkInterfaceInfo;
    vi.spyOn(os, 'networkInterfaces').mockReturnValue({
      '以太网 2': [info('fe80::1%12'), info('81.2.69.142')],
      empty: undefined,
      wlan0: [info('2a02:8071:1:2::7')],
    });
    expect(systemInterfaces.list()).toEqual([
      { interface: '以太网 2', address: 'fe80::1', internal: false },
      { interface: '以太网 2', address: '81.2.69.142', internal: false },
      { interface: 'wlan0', address: '2a02:8071:1:2::7', internal: false },
    ]);
  });

  it('come with their network’s prefix and the card’s own address, where they have them', () => {
    const info = (given: Partial<NetworkInterfaceInfo>) =>
      ({ address: '81.2.69.142', internal: false, ...given }) as NetworkInterfaceInfo;
    vi.spyOn(os, 'networkInterfaces').mockReturnValue({
      eth0: [info({ cidr: '81.2.69.142/22', mac: '52:54:00:AA:BB:0C' })],
      tun0: [info({ cidr: null, mac: '00:00:00:00:00:00' })],
    });
    const [card, tunnel] = systemInterfaces.list();
    expect(card).toMatchObject({ prefix: 22, mac: '52:54:00:aa:bb:0c' });
    expect(tunnel).toMatchObject({ prefix: undefined, mac: undefined });
  });
});
