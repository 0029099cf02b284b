import { describe, expect, it } from 'vitest';
import { networkFingerprint } from '../../electron/core/network-fingerprint.ts';
import type { InterfaceAddress } from '../../electron/core/ports.ts';

function at(name: string, ...addresses: readonly string[]): readonly InterfaceAddress[] {
  const internal = name.startsWith('lo') || name.startsWith('Loopback');
  return addresses.map((address) => ({ interface: name, address, internal }));
}

const linux = [
  ...at('lo', '127.0.0.1', '::1'),
  ...at(
    'enp3s0',
    '192.168.178.20',
    '2a02:8071:1:2:a00:27ff:fe4e:66a1',
    '2a02:8071:1:2:c8d1:7a0b:91fe:3c44',
    'fd00::a00:27ff:fe4e:66a1',
    'fe80::a00:27ff:fe4e:66a1',
  ),
  ...at('docker0', '172.17.0.1'),
];
const windows = [
  ...at('以太网', 'fe80::8d3c:91a7:4f1e:2b6a', '192.168.1.23', '2408:8207:1850:3b60::5a7'),
  ...at('vEthernet (Default Switch)', 'fe80::1c2d:3e4f:5a6b:7c8d', '172.28.144.1'),
  ...at('Wi-Fi', 'fe80::44aa:55bb:66cc:77dd', '169.254.83.107'),
  ...at('Loopback Pseudo-Interface 1', '::1', '127.0.0.1'),
];
const mac = [
  ...at('lo0', '127.0.0.1', '::1', 'fe80::1%lo0'),
  ...at('en0', 'fe80::1c5a:8f3e:92d1:7b04%en0', '10.0.1.14', '2001:470:1f0b:9::14'),
  ...at('awdl0', 'fe80::b8e4:56ff:fe12:3a4b'),
  ...at('utun0', 'fe80::a1b2:c3d4:e5f6:1728'),
];
const computers = [
  ['Linux', linux],
  ['Windows', windows],
  ['macOS', mac],
] as const;

function without(list: readonly InterfaceAddress[], text: string): readonly InterfaceAddress[] {
  const rest = list.filter(({ address }) => address !== text);
  if (rest.length === list.length) throw new Error(`no ${text}`);
  return rest;
}

describe.each(computers)('the network of a computer with %s', (_, list) => {
  const before = networkFingerprint(list);

  it('is the same in whatever order it is told, and without loopback and link-local', () => {
    expect(networkFingerprint([...list].reverse())).toBe(before);
    const useful = list.filter(
      ({ address, internal }) => !internal && !/^(fe80|169\.254)/.test(address),
    );
    expect(networkFingerprint(useful)).toBe(before);
  });

  it('is another one with a VPN, and the same when that ends', () => {
    const up = networkFingerprint([...list, ...at('tun7', '10.8.0.2', 'fe80::8')]);
    expect(up).not.toBe(before);
    expect(networkFingerprint([...list])).toBe(before);
  });

  it('does not change with an interface that has only a link-local address', () => {
    expect(networkFingerprint([...list, ...at('veth3a', 'fe80::42', '169.254.1.9')])).toBe(before);
  });

  it('is another one with the same address at another interface', () => {
    const moved = list.map((one) => ({ ...one, interface: `${one.interface} 2` }));
    expect(networkFingerprint(moved)).not.toBe(before);
  });
});

describe('the network', () => {
  it('is the same while temporary addresses rotate within their prefix', () => {
    const before = networkFingerprint(linux);
    const old = '2a02:8071:1:2:c8d1:7a0b:91fe:3c44';
    const fresh = at('enp3s0', '2a02:8071:1:2:7c0e:11ff:ab3d:90e2');
    expect(networkFingerprint([...linux, ...fresh])).toBe(before);
    expect(networkFingerprint([...without(linux, old), ...fresh])).toBe(before);
    expect(networkFingerprint(without(linux, old))).toBe(before);
  });

  it.each([
    ['another IPv6 prefix', '2a02:8071:1:3:a00:27ff:fe4e:66a1'],
    ['another private IPv4 address', '192.168.178.21'],
    ['another unique local prefix', 'fd01::a00:27ff:fe4e:66a1'],
  ])('is another one with %s', (_, address) => {
    const fresh = at('enp3s0', address);
    expect(networkFingerprint([...linux, ...fresh])).not.toBe(networkFingerprint(linux));
  });

  it('is another one without its IPv4 address', () => {
    const without4 = without(windows, '192.168.1.23');
    expect(networkFingerprint(without4)).not.toBe(networkFingerprint(windows));
  });

  it('is the same where a lease was renewed with the same address', () => {
    const renewed = [...without(windows, '192.168.1.23'), ...at('以太网', '192.168.1.23')];
    expect(networkFingerprint(renewed)).toBe(networkFingerprint(windows));
  });

  it('is the same without the adapters that the user leaves out', () => {
    const rules = { approved: [], ignore: ['docker*', 'veth*'], tunnels: false };
    const before = networkFingerprint(linux, rules);
    expect(before).not.toContain('docker0');
    expect(networkFingerprint([...linux, ...at('veth1', '10.9.8.7')], rules)).toBe(before);
    expect(networkFingerprint([...linux, ...at('eth7', '10.9.8.7')], rules)).not.toBe(before);
  });

  describe('where the system tells the states of addresses', () => {
    const good = { temporary: false, deprecated: false, tentative: false };
    const stable = '2a02:8071:1:2:a00:27ff:fe4e:66a1';
    const known = (address: string, state: Partial<typeof good> = {}) =>
      at('eth0', address).map((one) => ({ ...one, state: { ...good, ...state } }));
    const before = networkFingerprint(known(stable));

    it('is another one with another stable address in the same network', () => {
      expect(networkFingerprint(known('2a02:8071:1:2::7'))).not.toBe(before);
    });

    it('is the same while temporary addresses come, grow old and go beside a stable one', () => {
      const fleeting = '2a02:8071:1:2:7c0e:11ff:ab3d:90e2';
      for (const state of [{ tentative: true }, {}, { deprecated: true }]) {
        const more = known(fleeting, { ...state, temporary: true });
        expect(networkFingerprint([...known(stable), ...more])).toBe(before);
      }
    });

    it('is another one when an address becomes usable, and when it is about to go', () => {
      expect(networkFingerprint(known(stable, { tentative: true }))).not.toBe(before);
      expect(networkFingerprint(known(stable, { deprecated: true }))).not.toBe(before);
    });
  });

  it('is none where only loopback and link-local are left, or nothing', () => {
    const bare = [...at('lo', '127.0.0.1', '::1'), ...at('eth0', 'fe80::1', '169.254.0.7')];
    expect(networkFingerprint(bare)).toBe('');
    expect(networkFingerprint([])).toBe('');
  });
});
