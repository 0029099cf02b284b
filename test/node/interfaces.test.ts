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
});
