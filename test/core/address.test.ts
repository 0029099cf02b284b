import net from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AddressKind,
  addressBytes,
  addressFromBytes,
  classify,
  parseAddress,
  sameAddress,
} from '../../electron/core/address.ts';
import { cloudflareRanges } from '../../electron/core/edge.ts';
import { addr } from '../support/address.ts';

const kindOf = (text: string) => classify(addr(text));

/** The first and the last address of a block, and the ones just outside it. */
function edges(cidr: string) {
  const [text = '', bits = ''] = cidr.split('/');
  const bytes = addressBytes(addr(text));
  const length = BigInt(bytes.length * 8);
  const first = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const last = first + (1n << (length - BigInt(bits))) - 1n;
  const at = (value: bigint) => {
    const raw = Uint8Array.from(bytes, (_, index) =>
      Number((value >> (length - 8n - 8n * BigInt(index))) & 0xffn),
    );
    const address = addressFromBytes(raw);
    if (address === undefined) throw new Error('no bytes');
    return address;
  };
  const before = first === 0n ? undefined : at(first - 1n);
  const after = last === (1n << length) - 1n ? undefined : at(last + 1n);
  return { first: at(first), last: at(last), before, after };
}

describe('parseAddress', () => {
  it.each(['81.2.69.142', '0.0.0.0', '255.255.255.255', '1.2.3.4'])(
    'reads %s as it stands',
    (text) => {
      expect(parseAddress(text)).toEqual({ family: 'ipv4', text });
    },
  );

  it.each([
    ['2A02:8071:1:2::7', '2a02:8071:1:2::7'],
    ['2a02:8071:0001:0002:0000:0000:0000:0007', '2a02:8071:1:2::7'],
    ['::', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    // RFC 5952 4.2.2: one group of zeros stands; 4.2.3: the longest run is shortened, the first of equals.
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['1:0:0:0:0:0:0:0', '1::'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
    ['::ffff:81.2.69.142', '::ffff:5102:458e'],
    // Not ::ffff:1.2.3.4: RFC 4291 2.5.5.1 and 2.5.5.2 are two different blocks.
    ['::1.2.3.4', '::102:304'],
    ['1:2:3:4:5:6:1.2.3.4', '1:2:3:4:5:6:102:304'],
  ])('reads %s, canonically %s', (text, canonical) => {
    expect(parseAddress(text)).toEqual({ family: 'ipv6', text: canonical });
  });

  it.each([
    '',
    ' ',
    '81.2.69.142 ',
    ' 81.2.69.142',
    '81.2.69.142\n',
    '0177.0.0.1',
    '01.2.3.4',
    '0x7f.0.0.1',
    '0x7f000001',
    '2130706433',
    '1.2.3',
    '127.1',
    '1.2.3.4.5',
    '1.2.3.256',
    '1.2.3.1000',
    '1.2.3.-4',
    '1.2.3.+4',
    '1.2.3.4/32',
    '1.2.3.4:80',
    '١.٢.٣.٤',
    '１.2.3.4',
    '::1%lo',
    'fe80::1%eth0',
    '[::1]',
    '::1/128',
    ':::',
    '::1::',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    ':1:2:3:4:5:6:7:8',
    '12345::',
    'g::',
    '::1.2.3',
    '1:2:3:4:5:6:7:1.2.3.4',
    '1.2.3.4:1.2.3.4',
    '::1.2.3.256',
    '::ffff:0177.0.0.1',
    '::ffff:01.2.3.4',
    '::ffff:0x7f.0.0.1',
    '2a02:8071::010.0.0.1',
    '1.2.3.4::',
    'localhost',
  ])('refuses %j', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  const piece = fc.oneof(
    fc.constantFrom(
      '::',
      ':',
      '.',
      '0',
      '00',
      '01',
      '0177',
      '0x1',
      '1.2.3.4',
      '::ffff:',
      '256',
      'ffff',
      '12345',
      '%1',
      ' ',
      '[',
      ']',
      '/',
      'g',
    ),
    fc.integer({ min: 0, max: 300 }).map(String),
    fc.integer({ min: 0, max: 0xfffff }).map((value) => value.toString(16)),
  );
  const addressLike = fc.oneof(
    fc.ipV4(),
    fc.ipV4Extended(),
    fc.ipV6(),
    fc.string(),
    fc.array(piece, { maxLength: 18 }).map((pieces) => pieces.join('')),
    fc.array(piece, { minLength: 4, maxLength: 9 }).map((pieces) => pieces.join(':')),
    fc.array(piece, { minLength: 3, maxLength: 5 }).map((pieces) => pieces.join('.')),
  );

  it('reads what Node’s own parser reads and nothing else, zones aside', () => {
    fc.assert(
      fc.property(addressLike, (text) => {
        const family = text.includes('%') ? 0 : net.isIP(text);
        const ours = parseAddress(text);
        expect(ours?.family).toBe({ 0: undefined, 4: 'ipv4', 6: 'ipv6' }[family]);
      }),
      { numRuns: 5_000 },
    );
  });

  it('writes IPv6 as the URL standard does, which follows RFC 5952', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        expect(addr(text).text).toBe(new URL(`http://[${text}]/`).hostname.slice(1, -1));
      }),
    );
  });
});

const anyBytes = fc
  .constantFrom(4, 16)
  .chain((length) => fc.uint8Array({ minLength: length, maxLength: length }));

/** Addresses with many zeros, where texts differ most. */
const sparseBytes = fc
  .array(fc.constantFrom(0, 0, 0, 1, 0xff), { minLength: 16, maxLength: 16 })
  .map((bytes) => Uint8Array.from(bytes));

describe('an address and its bytes', () => {
  it.each([
    ['81.2.69.142', [81, 2, 69, 142]],
    ['::1', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]],
    ['2a02:8071:1:2::7', [0x2a, 2, 0x80, 0x71, 0, 1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 7]],
  ])('are %s and %j', (text, bytes) => {
    expect([...addressBytes(addr(text))]).toEqual(bytes);
    expect(addressFromBytes(Uint8Array.from(bytes))).toEqual(addr(text));
  });

  it('lead to each other', () => {
    fc.assert(
      fc.property(fc.oneof(anyBytes, sparseBytes), (bytes) => {
        const address = addressFromBytes(bytes);
        expect(address).toBeDefined();
        if (address === undefined) return;
        expect(parseAddress(address.text)).toEqual(address);
        expect(addressBytes(address)).toEqual(bytes);
      }),
    );
  });

  it.each([0, 3, 5, 8, 15, 17])('need 4 or 16 of them, not %i', (length) => {
    expect(addressFromBytes(new Uint8Array(length))).toBeUndefined();
  });
});

describe('sameAddress', () => {
  it('compares in binary, not the texts', () => {
    expect(sameAddress(addr('2A02:8071:1:2::7'), addr('2a02:8071:0001:2:0:0:0:7'))).toBe(true);
    expect(sameAddress(addr('64:ff9b::1.2.3.4'), addr('64:ff9b::102:304'))).toBe(true);
    expect(sameAddress(addr('81.2.69.142'), addr('81.2.69.143'))).toBe(false);
  });

  it('is true exactly where the bytes are the same', () => {
    fc.assert(
      fc.property(fc.oneof(anyBytes, sparseBytes), fc.oneof(anyBytes, sparseBytes), (a, b) => {
        const same = a.length === b.length && a.every((byte, at) => byte === b[at]);
        expect(sameAddress(addressFromBytes(a), addressFromBytes(b))).toBe(same);
        expect(sameAddress(addressFromBytes(a), addressFromBytes(a.slice()))).toBe(true);
      }),
    );
  });

  it('takes an IPv4 address and its mapped form for two', () => {
    expect(sameAddress(addr('1.2.3.4'), addr('::ffff:1.2.3.4'))).toBe(false);
  });

  it('takes no two unknowns for the same', () => {
    expect(sameAddress(undefined, undefined)).toBe(false);
    expect(sameAddress(addr('1.2.3.4'), undefined)).toBe(false);
  });
});

describe('classify', () => {
  const blocks: readonly (readonly [AddressKind, string])[] = [
    ['unspecified', '0.0.0.0/8'],
    ['private', '10.0.0.0/8'],
    ['carrierGradeNat', '100.64.0.0/10'],
    ['loopback', '127.0.0.0/8'],
    ['linkLocal', '169.254.0.0/16'],
    ['private', '172.16.0.0/12'],
    ['reserved', '192.0.0.0/24'],
    ['documentation', '192.0.2.0/24'],
    ['reserved', '192.31.196.0/24'],
    ['reserved', '192.52.193.0/24'],
    ['reserved', '192.88.99.0/24'],
    ['private', '192.168.0.0/16'],
    ['reserved', '192.175.48.0/24'],
    ['benchmarking', '198.18.0.0/15'],
    ['documentation', '198.51.100.0/24'],
    ['documentation', '203.0.113.0/24'],
    ['multicast', '224.0.0.0/4'],
    ['broadcast', '255.255.255.255/32'],
    ['unspecified', '::/128'],
    ['loopback', '::1/128'],
    ['ipv4Mapped', '::ffff:0:0/96'],
    ['translated', '::ffff:0:0:0/96'],
    ['translated', '64:ff9b::/96'],
    ['translated', '64:ff9b:1::/48'],
    ['reserved', '100::/64'],
    ['teredo', '2001::/32'],
    ['benchmarking', '2001:2::/48'],
    ['reserved', '2001:3::/32'],
    ['reserved', '2001:4:112::/48'],
    ['reserved', '2001:10::/28'],
    ['reserved', '2001:20::/28'],
    ['reserved', '2001:30::/28'],
    ['documentation', '2001:db8::/32'],
    ['sixToFour', '2002::/16'],
    ['reserved', '2620:4f:8000::/48'],
    ['documentation', '3fff::/20'],
    ['reserved', '5f00::/16'],
    ['uniqueLocal', 'fc00::/7'],
    ['linkLocal', 'fe80::/10'],
    ['reserved', 'fec0::/10'],
    ['multicast', 'ff00::/8'],
    ...cloudflareRanges.map((cidr) => ['cloudflareEdge', cidr] as const),
  ];

  it.each(blocks)('calls the first and the last address %s of %s', (kind, cidr) => {
    const { first, last } = edges(cidr);
    expect(classify(first)).toBe(kind);
    expect(classify(last)).toBe(kind);
  });

  it.each([
    '1.0.0.0',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '169.253.255.255',
    '169.255.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '191.255.255.255',
    '192.0.1.0',
    '192.0.1.255',
    '192.0.3.0',
    '192.31.195.255',
    '192.31.197.0',
    '192.52.192.255',
    '192.52.194.0',
    '192.88.98.255',
    '192.88.100.0',
    '192.167.255.255',
    '192.169.0.0',
    '192.175.47.255',
    '192.175.49.0',
    '198.17.255.255',
    '198.20.0.0',
    '198.51.99.255',
    '198.51.101.0',
    '203.0.112.255',
    '203.0.114.0',
    '223.255.255.255',
    '81.2.69.142',
    '89.160.20.112',
    '2000::',
    '2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    '2001:200::',
    '2001:db7:ffff:ffff:ffff:ffff:ffff:ffff',
    '2001:db9::',
    '2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    '2003::',
    '2620:4f:7fff:ffff:ffff:ffff:ffff:ffff',
    '2620:4f:8001::',
    '3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    '3fff:1000::',
    '3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    '2a02:8071:1:2::7',
  ])('calls %s, just outside or far from every special block, global', (text) => {
    expect(kindOf(text)).toBe('global');
  });

  it.each(cloudflareRanges)('ends Cloudflare’s %s at its edges', (cidr) => {
    const { before, after } = edges(cidr);
    // Two of the published blocks touch.
    const touching = ['104.15.255.255', '104.23.255.255', '104.24.0.0', '104.28.0.0'];
    for (const address of [before, after]) {
      if (address === undefined || touching.includes(address.text)) continue;
      expect(classify(address)).toBe('global');
    }
  });

  it.each([
    '103.21.244.0',
    '103.31.7.255',
    '104.16.0.0',
    '104.27.255.255',
    '108.162.255.255',
    '131.0.75.255',
    '141.101.127.255',
    '162.158.0.0',
    '162.159.255.255',
    '172.64.0.0',
    '172.71.255.255',
    '173.245.63.255',
    '188.114.111.255',
    '190.93.255.255',
    '197.234.243.255',
    '198.41.255.255',
    '2400:cb00:ffff:ffff:ffff:ffff:ffff:ffff',
    '2606:4700::1111',
    '2a06:98c7:ffff:ffff:ffff:ffff:ffff:ffff',
  ])('knows %s from the list that Cloudflare publishes', (text) => {
    expect(kindOf(text)).toBe('cloudflareEdge');
  });

  it('ends Cloudflare’s two touching blocks where the second ends', () => {
    expect(kindOf('104.15.255.255')).toBe('global');
    expect(kindOf('104.28.0.0')).toBe('global');
  });

  it.each([
    ['240.0.0.0', 'reserved'],
    ['255.255.255.254', 'reserved'],
    ['2001:1::1', 'reserved'],
    ['2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff', 'reserved'],
    ['::2', 'reserved'],
    ['::1.2.3.4', 'reserved'],
    ['1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'reserved'],
    ['4000::', 'reserved'],
    ['100:0:0:1::', 'reserved'],
    ['fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'reserved'],
    ['fe00::', 'reserved'],
    ['fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'reserved'],
  ] as const)('calls %s, which is nobody’s, %s', (text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });

  it('calls no IPv6 address outside 2000::/3 global', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const address = addressFromBytes(bytes);
        if (address !== undefined && classify(address) === 'global')
          expect((bytes[0] ?? 0) >> 5).toBe(1);
      }),
    );
  });
});
