import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../electron/core/address.ts';
import { boundAddress, localWitness, stableAddress } from '../../electron/core/local-address.ts';
import type { Egress } from '../../electron/core/network.ts';
import type { AddressState, InterfaceAddress } from '../../electron/core/ports.ts';
import type { NetworkRules } from '../../electron/core/settings.ts';

const good: AddressState = { temporary: false, deprecated: false, tentative: false };
const temporary = { ...good, temporary: true };
const deprecated = { ...good, deprecated: true };
const tentative = { ...good, tentative: true };

/** Addresses of `eth0` unless another interface is named. */
function on(list: Readonly<Record<string, AddressState | undefined>>, name = 'eth0') {
  return Object.entries(list).map(
    ([address, state]): InterfaceAddress => ({ interface: name, address, internal: false, state }),
  );
}

function by(address: string, name = 'eth0'): Egress {
  return { address, interface: name };
}

function rules(given: Partial<NetworkRules>): NetworkRules {
  return { approved: [], ignore: [], tunnels: false, ...given };
}

const leaving = by('2a02:8071:1:2:18a4:9bff:1c2d:3e4f');
const card = '2a02:8071:1:2:211:22ff:fe33:4455';
const secured = '2a02:8071:1:2:7c0e:11ff:ab3d:90e2';

describe('the IPv6 address to ask from and to publish', () => {
  it('is the stable one, not the temporary one that the system leaves by', () => {
    const list = on({ [leaving.address]: temporary, [secured]: good, 'fe80::1': good });
    expect(stableAddress(list, leaving)?.text).toBe(secured);
  });

  it.each([
    ['temporary', temporary],
    ['about to go', deprecated],
    ['not usable yet', tentative],
  ])('is none where the only one is %s', (_, state) => {
    expect(stableAddress(on({ [secured]: state }), leaving)).toBeUndefined();
  });

  it.each(['fd00::5', 'fe80::5', '2001:db8::5', '2002:5145:458e::5', '192.168.1.5'])(
    'is never %s, which is no global IPv6 address',
    (address) => {
      expect(stableAddress(on({ [address]: good }), leaving)).toBeUndefined();
    },
  );

  it('is that of the interface by which this computer leaves', () => {
    const list = [...on({ '2a02:8071:1:2::1': good }, 'wlan0'), ...on({ [secured]: good })];
    expect(stableAddress(list, leaving)?.text).toBe(secured);
    expect(stableAddress(list, by('2a02:8071:1:2::1', 'wlan0'))?.text).toBe('2a02:8071:1:2::1');
    expect(stableAddress(list, { ...leaving, interface: undefined })).toBeUndefined();
    expect(stableAddress(list, undefined)).toBeUndefined();
  });

  it('stays the confirmed one while that is good', () => {
    const confirmed = parseAddress(secured);
    const list = on({ [card]: good, [secured]: good });
    expect(stableAddress(list, leaving, confirmed)?.text).toBe(secured);
    const old = on({ [card]: good, [secured]: deprecated });
    expect(stableAddress(old, leaving, confirmed)?.text).toBe(card);
    expect(stableAddress(on({ [card]: good }), leaving, confirmed)?.text).toBe(card);
  });

  it('follows the system to the new prefix while the old one is still preferred (RFC 8978)', () => {
    const old = '2a02:8071:9:9:7c0e:11ff:ab3d:90e2';
    const list = on({ [old]: good, [secured]: good });
    expect(stableAddress(list, leaving, parseAddress(old))?.text).toBe(secured);
    expect(localWitness('ipv6', parseAddress(old), list, leaving)).toBe(false);
    expect(localWitness('ipv6', parseAddress(secured), list, leaving)).toBe(true);
  });

  it('is of the network that the system itself leaves by, where there are two', () => {
    const other = '2001:470:1f0b:9::14';
    const list = on({ [other]: good, [secured]: good });
    expect(stableAddress(list, leaving)?.text).toBe(secured);
    expect(stableAddress(list, by('2001:470:1f0b:9:aaaa::1'))?.text).toBe(other);
  });

  it('is made from the card’s own address, else the lowest', () => {
    const lower = '2a02:8071:1:2::7';
    expect(stableAddress(on({ [lower]: good, [card]: good }), leaving)?.text).toBe(card);
    expect(stableAddress(on({ [secured]: good, [lower]: good }), leaving)?.text).toBe(lower);
  });

  it('is the same in whatever order the system lists them', () => {
    const global = fc
      .array(fc.integer({ min: 0, max: 0xffff }), { minLength: 4, maxLength: 4 })
      .map((words) => `2a02:8071:1:2:${words.map((word) => word.toString(16)).join(':')}`);
    fc.assert(
      fc.property(fc.uniqueArray(global, { minLength: 1, maxLength: 5 }), (texts) => {
        const list = texts.flatMap((text) => on({ [text]: good }));
        const forth = stableAddress(list, leaving);
        expect(forth).toBeDefined();
        expect(stableAddress(list.toReversed(), leaving)).toEqual(forth);
      }),
    );
  });

  it('is not guessed where the system does not tell which ones are temporary', () => {
    const unknown = on({ [leaving.address]: undefined, [secured]: undefined });
    expect(stableAddress(unknown, leaving)).toBeUndefined();
    const own = on({ [leaving.address]: undefined, [card]: undefined });
    expect(stableAddress(own, leaving)?.text).toBe(card);
  });

  it('is none where the user leaves the interface out', () => {
    const list = on({ [secured]: good });
    expect(stableAddress(list, leaving, undefined, rules({ ignore: ['eth*'] }))).toBeUndefined();
    expect(stableAddress(list, leaving, undefined, rules({ ignore: ['wlan*'] }))).toBeDefined();
  });
});

describe('this computer’s own interface', () => {
  const six = parseAddress(secured);
  const four = parseAddress('81.2.69.142');

  it('is a witness while it has exactly the confirmed address and is the way out', () => {
    const list = on({ '81.2.69.142': undefined, [secured]: good, [leaving.address]: temporary });
    expect(localWitness('ipv6', six, list, leaving)).toBe(true);
    expect(localWitness('ipv4', four, list, by('81.2.69.142'))).toBe(true);
  });

  it.each([
    ['about to go', deprecated],
    ['not usable yet', tentative],
  ])('is none where the address is %s', (_, state) => {
    expect(localWitness('ipv6', six, on({ [secured]: state }), leaving)).toBe(false);
    const direct = on({ '81.2.69.142': state });
    expect(localWitness('ipv4', four, direct, by('81.2.69.142'))).toBe(false);
  });

  it('is none where the way out is another, or there is none (a VPN came up)', () => {
    const list = [...on({ '81.2.69.142': undefined }), ...on({ '10.8.0.2': undefined }, 'tun0')];
    const nowhere = { ...by('81.2.69.142'), interface: undefined };
    expect(localWitness('ipv4', four, list, by('10.8.0.2', 'tun0'))).toBe(false);
    expect(localWitness('ipv4', four, list, nowhere)).toBe(false);
    expect(localWitness('ipv4', four, list, undefined)).toBe(false);
  });

  it('is none for another address, another family, or none that was confirmed', () => {
    const list = on({ '192.168.1.5': undefined, [card]: good });
    expect(localWitness('ipv4', four, list, by('192.168.1.5'))).toBe(false);
    expect(localWitness('ipv6', six, list, leaving)).toBe(false);
    expect(localWitness('ipv4', six, on({ [secured]: good }), leaving)).toBe(false);
    expect(localWitness('ipv6', undefined, list, leaving)).toBe(false);
  });

  it('does not keep a temporary address in the record where a stable one could be (ddclient #651)', () => {
    const confirmed = parseAddress(leaving.address);
    const both = on({ [leaving.address]: temporary, [secured]: good });
    expect(localWitness('ipv6', confirmed, both, leaving)).toBe(false);
    const alone = on({ [leaving.address]: temporary });
    expect(localWitness('ipv6', confirmed, alone, leaving)).toBe(true);
  });

  it('is one in whatever way the system writes the address', () => {
    const list = on({ '2A02:8071:0001:2:7c0e:11ff:ab3d:90e2': good });
    expect(localWitness('ipv6', six, list, leaving)).toBe(true);
  });

  it('is none where the user leaves it out', () => {
    const list = on({ [secured]: good });
    expect(localWitness('ipv6', six, list, leaving, rules({ ignore: ['ETH0'] }))).toBe(false);
  });
});

describe('the address of one adapter to ask from', () => {
  it('is a public IPv4 address, or a private one behind a router', () => {
    const list = [
      ...on({ '169.254.3.4': undefined, '192.168.1.5': undefined, 'fe80::1': good }),
      ...on({ '10.0.0.9': undefined }, 'wlan0'),
    ];
    expect(boundAddress('eth0', 'ipv4', list)?.text).toBe('192.168.1.5');
    expect(boundAddress('wlan0', 'ipv4', list)?.text).toBe('10.0.0.9');
    expect(boundAddress('eth0', 'ipv6', list)).toBeUndefined();
    expect(boundAddress('eth9', 'ipv4', list)).toBeUndefined();
    const direct = [...list, ...on({ '81.2.69.142': undefined, '10.1.1.1': undefined })];
    expect(boundAddress('eth0', 'ipv4', direct)?.text).toBe('81.2.69.142');
  });

  it('is the best IPv6 address that there is', () => {
    const from = (list: Readonly<Record<string, AddressState>>) =>
      boundAddress('eth0', 'ipv6', on(list))?.text;
    const [old, fresh, local] = ['2a02:8071:1:1::9', '2a02:8071:1:2::1', 'fd00::1'];
    const all = { [local]: good, [old]: deprecated, [fresh]: temporary, [secured]: good };
    expect(from(all)).toBe(secured);
    expect(from({ [local]: good, [old]: deprecated, [fresh]: temporary })).toBe(fresh);
    expect(from({ [local]: good, [old]: deprecated })).toBe(old);
    expect(from({ [local]: good })).toBe(local);
    expect(from({ [secured]: tentative })).toBeUndefined();
  });

  it('is none of an adapter that the user leaves out', () => {
    const list = on({ '192.168.1.5': undefined });
    expect(boundAddress('eth0', 'ipv4', list, rules({ ignore: ['eth0'] }))).toBeUndefined();
  });
});
