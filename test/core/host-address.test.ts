import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressBytes, addressFromBytes } from '../../electron/core/address.ts';
import {
  hostAddress,
  macSuffix,
  suffixFault,
  wantedAddress,
} from '../../electron/core/host-address.ts';
import { addr } from '../support/address.ts';

const home = addr('2a02:8071:1:2:aaaa:bbbb:cccc:dddd');

const ipv6 = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes) => addressFromBytes(bytes) ?? addr('::'));

describe('the address of another host', () => {
  it.each([
    ['::10', 64, '2a02:8071:1:2::10'],
    ['::1:2:3:4', 64, '2a02:8071:1:2:1:2:3:4'],
    ['::211:22ff:fe33:4455', 64, '2a02:8071:1:2:211:22ff:fe33:4455'],
    // Another network of the same /56, and of a /60 whose last bits are the host's own.
    ['::5:0:0:0:10', 56, '2a02:8071:1:5::10'],
    ['::3:0:0:0:10', 62, '2a02:8071:1:3::10'],
    ['::10', 48, '2a02:8071:1::10'],
    ['::1', 127, '2a02:8071:1:2:aaaa:bbbb:cccc:dddd'],
    ['::1', 1, '::1'],
  ])('%s behind %i bits is %s', (suffix, prefix, text) => {
    expect(hostAddress(home, { suffix, prefix })?.text).toBe(text);
  });

  it('has the first bits of the one and the last of the other, wherever the border is', () => {
    const bits = (address: { text: string }) =>
      [...addressBytes(addr(address.text))]
        .map((byte) => byte.toString(2).padStart(8, '0'))
        .join('');
    fc.assert(
      fc.property(ipv6, ipv6, fc.integer({ min: 1, max: 127 }), (shown, own, prefix) => {
        const joined = hostAddress(shown, { suffix: own.text, prefix });
        expect(joined && bits(joined)).toBe(bits(shown).slice(0, prefix) + bits(own).slice(prefix));
      }),
    );
  });

  it('does not change with the end of this computer’s own address', () => {
    const host = { suffix: '::10', prefix: 64 };
    const other = addr('2a02:8071:1:2:1:2:3:4');
    expect(wantedAddress({ host }, other)).toEqual(wantedAddress({ host }, home));
  });

  it('is there only behind an address of IPv6, and where it may be published', () => {
    expect(wantedAddress({ host: { suffix: '::10', prefix: 64 } }, addr('81.2.69.142'))).toBe(
      undefined,
    );
    // 2001:db8::/32 is for documentation.
    const documentation = { suffix: '0:db8::10', prefix: 16 };
    expect(wantedAddress({ host: documentation }, addr('2001:4860::1'))).toBe(undefined);
    expect(wantedAddress({ host: { suffix: '::10', prefix: 1 } }, home)).toBe(undefined);
  });

  it('is this computer’s own for a record without a host', () => {
    expect(wantedAddress({}, home)).toBe(home);
    expect(wantedAddress({}, addr('81.2.69.142'))).toEqual(addr('81.2.69.142'));
  });
});

describe('a hardware address', () => {
  it.each([
    // The examples of RFC 2464 section 4 and RFC 4291 appendix A's rule.
    ['34:56:78:9A:BC:DE', '::3656:78ff:fe9a:bcde'],
    ['00:11:22:33:44:55', '::211:22ff:fe33:4455'],
    ['00-11-22-33-44-55', '::211:22ff:fe33:4455'],
    // A local one: the bit is turned the other way.
    ['02:11:22:33:44:55', '::11:22ff:fe33:4455'],
  ])('%s makes %s', (mac, suffix) => {
    expect(macSuffix(mac)?.text).toBe(suffix);
  });

  it.each([
    ['too short', '00:11:22:33:44'],
    ['too long', '00:11:22:33:44:55:66'],
    ['mixed', '00:11-22:33:44:55'],
    ['without a zero', '0:11:22:33:44:55'],
    ['not hexadecimal', '00:11:22:33:44:5g'],
    ['of a group of devices', '01:00:5e:00:00:01'],
    ['of all of them', 'ff:ff:ff:ff:ff:ff'],
    ['empty', ''],
  ])('that is %s makes nothing', (_, mac) => {
    expect(macSuffix(mac)).toBe(undefined);
  });
});

describe('a suffix', () => {
  it('leaves the bits of the prefix free', () => {
    expect(suffixFault(addr('::10'), 64)).toBe(undefined);
    expect(suffixFault(addr('::1:0:0:0:10'), 63)).toBe(undefined);
    expect(suffixFault(addr('::1:0:0:0:10'), 64)).toEqual({
      kind: 'bits',
      network: addr('0:0:0:1::'),
      own: addr('::10'),
    });
  });

  it('names a host', () => {
    expect(suffixFault(addr('::'), 64)).toEqual({ kind: 'empty' });
    expect(suffixFault(addr('2a02:8071:1:2::'), 64)).toEqual({ kind: 'empty' });
  });
});
