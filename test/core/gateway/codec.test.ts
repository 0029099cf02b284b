import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../electron/core/address.ts';
import {
  type EpochMark,
  natPmpRestarted,
  pcpRestarted,
} from '../../../electron/core/gateway/epoch.ts';
import { decodeNatPmp, natPmpRequest } from '../../../electron/core/gateway/nat-pmp.ts';
import {
  decodePcpAnnouncement,
  decodePcpMap,
  encodePcpMap,
} from '../../../electron/core/gateway/pcp.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const address = (text: string) => parseAddress(text) ?? { family: 'ipv4' as const, text };

/** What a real router (miniupnpd 2.3.1) said. */
const real = {
  natPmp: bytes('0080 0000 0000 0004 0b16212c'),
  pcpAnnounce: bytes('02800000 00000000 00000003 000000000000000000000000'),
  pcpMap: bytes(
    '02810000 00000078 00000003 000000000000000000000000 372eaad7b28059bfc3bdf177 11000000 0009 0009 00000000000000000000ffff0b16212c',
  ),
};
const nonce = bytes('372eaad7b28059bfc3bdf177');
const client = address('192.168.77.2');

function changed(from: Uint8Array, at: number, ...values: readonly number[]): Uint8Array {
  const copy = Uint8Array.from(from);
  copy.set(values, at);
  return copy;
}

describe('NAT-PMP', () => {
  it('asks in two bytes and reads the address and the epoch', () => {
    expect(natPmpRequest).toEqual(bytes('0000'));
    const told = { kind: 'address', epoch: 4, address: address('11.22.33.44') };
    expect(decodeNatPmp(real.natPmp)).toEqual(told);
  });

  it.each([
    ['has not got an address yet', changed(real.natPmp, 3, 3), { kind: 'down', epoch: 4 }],
    ['gives the address of none', changed(real.natPmp, 8, 0, 0, 0, 0), { kind: 'down', epoch: 4 }],
    ['does not know version 0', changed(real.natPmp, 3, 1), { kind: 'otherVersion' }],
    ['is not allowed to say', changed(real.natPmp, 3, 2), { kind: 'refused' }],
    ['does not know the question', changed(real.natPmp, 3, 5).slice(0, 8), { kind: 'refused' }],
    [
      'speaks PCP alone',
      bytes('02800001 00000000 00000003 000000000000000000000000'),
      { kind: 'otherVersion' },
    ],
  ])('understands a gateway that %s', (_title, datagram, said) => {
    expect(decodeNatPmp(datagram)).toEqual(said);
  });

  it.each([
    ['a question, as another computer’s', bytes('000000000000000000000000')],
    ['the answer to a mapping', changed(real.natPmp, 1, 129)],
    ['one that ends in its address', real.natPmp.slice(0, 11)],
    ['one of another version', changed(real.natPmp, 0, 1)],
    ['nothing', bytes('')],
    ['one as long as no datagram of it', new Uint8Array(1101).fill(0).fill(128, 1, 2)],
  ])('passes over %s', (_title, datagram) => {
    expect(decodeNatPmp(datagram)).toBeUndefined();
  });
});

describe('PCP', () => {
  it('asks for the discard port for a short time, without a wish for the outer side', () => {
    expect(encodePcpMap({ client, nonce }, 60)).toEqual(
      bytes(
        '02010000 0000003c 00000000000000000000ffffc0a84d02 372eaad7b28059bfc3bdf177 11000000 0009 0000 00000000000000000000ffff00000000',
      ),
    );
    expect(encodePcpMap({ client, nonce }, 0).slice(4, 8)).toEqual(bytes('00000000'));
  });

  it('reads the address and the epoch', () => {
    const told = { kind: 'address', epoch: 3, address: address('11.22.33.44') };
    expect(decodePcpMap(real.pcpMap, nonce)).toEqual(told);
  });

  it.each([
    ['has no network', changed(real.pcpMap, 3, 7), { kind: 'down', epoch: 3 }],
    ['gives the address of none', changed(real.pcpMap, 56, 0, 0, 0, 0), { kind: 'down', epoch: 3 }],
    ['is not allowed to', changed(real.pcpMap, 3, 2), { kind: 'refused' }],
    ['sees another address of the client', changed(real.pcpMap, 3, 12), { kind: 'refused' }],
    ['speaks another version', changed(real.pcpMap, 0, 1, 0x81, 0, 1), { kind: 'refused' }],
    ['gives an IPv6 address', changed(real.pcpMap, 44, 0x20, 1), { kind: 'refused' }],
  ])('understands a server that %s', (_title, datagram, said) => {
    expect(decodePcpMap(datagram, nonce)).toEqual(said);
  });

  it.each([
    ['with another nonce, as whoever guesses would send', changed(real.pcpMap, 24, 0)],
    ['for another port', changed(real.pcpMap, 41, 80)],
    ['for another protocol', changed(real.pcpMap, 36, 6)],
    ['to another question', changed(real.pcpMap, 1, 0x82)],
    ['that is a question', changed(real.pcpMap, 1, 1)],
    ['that ends too early', real.pcpMap.slice(0, 56)],
    ['whose length is no multiple of four', real.pcpMap.slice(0, 59)],
  ])('passes over an answer %s', (_title, datagram) => {
    expect(decodePcpMap(datagram, nonce)).toBeUndefined();
  });

  it('hears an announcement, and nothing else for one', () => {
    expect(decodePcpAnnouncement(real.pcpAnnounce)).toBe(3);
    expect(decodePcpAnnouncement(real.pcpMap)).toBeUndefined();
    expect(decodePcpAnnouncement(changed(real.pcpAnnounce, 3, 1))).toBeUndefined();
    expect(decodePcpAnnouncement(changed(real.pcpAnnounce, 1, 0))).toBeUndefined();
    expect(decodePcpAnnouncement(real.natPmp)).toBeUndefined();
  });
});

describe('any datagram', () => {
  it('is read without an error, from whichever buffer, and never beyond its end', () => {
    const datagram = fc.oneof(
      fc.uint8Array({ maxLength: 1200 }),
      fc
        .tuple(fc.constantFrom(...Object.values(real)), fc.nat(), fc.nat({ max: 255 }), fc.nat())
        .map(([whole, at, value, end]) =>
          changed(whole, at % whole.length, value).slice(0, (end % whole.length) + 1),
        ),
    );
    fc.assert(
      fc.property(datagram, fc.uint8Array({ maxLength: 40 }), (own, beyond) => {
        // The same bytes in a longer buffer: what lies behind them must not matter.
        const buffer = Uint8Array.from([...beyond, ...own, ...beyond]);
        const within = buffer.subarray(beyond.length, beyond.length + own.length);
        for (const decode of [
          decodeNatPmp,
          decodePcpAnnouncement,
          (one: Uint8Array) => decodePcpMap(one, nonce),
        ]) {
          expect(decode(within)).toEqual(decode(own));
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('an epoch', () => {
  const mark = (epoch: number, seconds: number): EpochMark => ({ epoch, at: seconds * 1000 });

  it.each([
    ['that goes on', 100, 160, 60, false, false],
    ['that lags a little', 100, 153, 60, false, true],
    ['that begins again', 100, 0, 60, true, true],
    ['that begins again soon after it began', 5, 0, 1, true, true],
    ['that went on too little', 1000, 1040, 60, true, true],
    ['told again a second later, out of order', 100, 99, 1, false, false],
    ['that runs away', 100, 900, 60, false, true],
    ['seen by a clock that was set back', 100, 160, -3600, false, false],
  ])('%s', (_title, before, after, seconds, natPmp, pcp) => {
    expect(natPmpRestarted(mark(before, 0), mark(after, seconds))).toBe(natPmp);
    expect(pcpRestarted(mark(before, 0), mark(after, seconds))).toBe(pcp);
  });

  it('of a server with a true clock is never taken for a restart', () => {
    const second = fc.integer({ min: 0, max: 2 ** 31 });
    fc.assert(
      fc.property(second, second, fc.integer({ min: 0, max: 999 }), (epoch, elapsed, ms) => {
        const before = { epoch, at: ms };
        const after = { epoch: epoch + elapsed, at: ms + elapsed * 1000 + (ms % 900) };
        expect(natPmpRestarted(before, after)).toBe(false);
        expect(pcpRestarted(before, after)).toBe(false);
      }),
    );
  });
});
