import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressBytes, parseAddress } from '../../../electron/core/address.ts';
import {
  bindingRequest,
  newTransactionId,
  readBindingAnswer,
} from '../../../electron/core/stun/message.ts';
import { addr } from '../../support/address.ts';
import {
  errorValue,
  plainMapped,
  type StunAttribute,
  stunMessage,
  xorMapped,
} from '../../support/stun-message.ts';

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replace(/\s/g, ''), 'hex'));
const id = hex('b7e7a701bc34d686fa87dfae');

/** RFC 5769 2.2. */
const sampleIpv4 = hex(`
  0101003c 2112a442 b7e7a701bc34d686fa87dfae
  8022000b 7465737420766563746f7220
  00200008 0001a147e112a643
  00080014 2b91f599fd9e90c38c7489f92af9ba53f06be7d7
  80280004 c07d4c96`);
/** RFC 5769 2.3. */
const sampleIpv6 = hex(`
  01010048 2112a442 b7e7a701bc34d686fa87dfae
  8022000b 7465737420766563746f7220
  00200014 0002a1470113a9faa5d3f179bc25f4b5bed2b9d9
  00080014 a382954e4be67bf11784c97c8292c275bfe3ed41
  80280004 c8fb0b4c`);

const own = addressBytes(addr('81.2.69.142'));
const mapped: StunAttribute = [0x0020, xorMapped(own, 4321, id)];
const read = (attributes: readonly StunAttribute[], type = 0x0101) =>
  readBindingAnswer(stunMessage(type, id, attributes), id);
const understood = { kind: 'mapped', address: addr('81.2.69.142'), port: 4321 };

describe('a binding request', () => {
  it('is the 20 bytes of a header with the cookie and the id', () => {
    expect(bindingRequest(id)).toEqual(hex('000100002112a442b7e7a701bc34d686fa87dfae'));
  });

  it('has an id of 96 random bits', () => {
    let at = 0;
    const numbers = [0, 0.5, 0.999_999, ...Array.from({ length: 9 }, () => 0.25)];
    expect(newTransactionId(() => numbers[at++] ?? 1)).toEqual(hex('0080ff404040404040404040'));
  });
});

describe('the answer to a binding request', () => {
  it('reads the samples of RFC 5769', () => {
    expect(readBindingAnswer(sampleIpv4, id)).toEqual({
      kind: 'mapped',
      address: addr('192.0.2.1'),
      port: 32_853,
    });
    expect(readBindingAnswer(sampleIpv6, id)).toEqual({
      kind: 'mapped',
      address: addr('2001:db8:1234:5678:11:2233:4455:6677'),
      port: 32_853,
    });
  });

  it('reads any address and port, in the clear of an independent writer', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.ipV4(), fc.ipV6()).map(parseAddress),
        fc.integer({ min: 0, max: 65_535 }),
        fc.uint8Array({ minLength: 12, maxLength: 12 }),
        fc.boolean(),
        (given, port, anyId, fingerprint) => {
          fc.pre(given !== undefined);
          if (given === undefined) return;
          const value = xorMapped(addressBytes(given), port, anyId);
          const message = stunMessage(0x0101, anyId, [[0x0020, value]], { fingerprint });
          expect(readBindingAnswer(message, anyId)).toEqual({
            kind: 'mapped',
            address: given,
            port,
          });
        },
      ),
    );
  });

  it('is not taken from a message with another id, of another kind, or to another question', () => {
    const other = hex('b7e7a701bc34d686fa87dfaf');
    expect(readBindingAnswer(sampleIpv4, other)).toBeUndefined();
    for (const type of [0x0001, 0x0011, 0x0103, 0x0113, 0x0102, 0x4101, 0x8101]) {
      expect(readBindingAnswer(stunMessage(type, id, [mapped]), id)).toBeUndefined();
    }
    const cookieless = Uint8Array.from(stunMessage(0x0101, id, [mapped]));
    cookieless[4] = 0x22;
    expect(readBindingAnswer(cookieless, id)).toBeUndefined();
  });

  it('is not taken from a message whose lengths are wrong', () => {
    const whole = stunMessage(0x0101, id, [[0x8022, hex('616263')], mapped]);
    for (let end = 0; end < whole.length; end += 1) {
      expect(readBindingAnswer(whole.slice(0, end), id)).toBeUndefined();
    }
    expect(readBindingAnswer(Uint8Array.from([...whole, 0, 0, 0, 0]), id)).toBeUndefined();
    const long = Uint8Array.from(whole);
    long[23] = 200;
    expect(readBindingAnswer(long, id)).toBeUndefined();
  });

  it('has no other address where a byte was changed on the way and there is a fingerprint', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(sampleIpv4, sampleIpv6),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (sample, where, flip) => {
          const at = where % sample.length;
          const changed = sample.map((byte, index) => (index === at ? byte ^ flip : byte));
          const answer = readBindingAnswer(changed, id);
          if (answer?.kind === 'mapped') expect(answer).toEqual(readBindingAnswer(sample, id));
        },
      ),
      { numRuns: 2_000 },
    );
    const changed = sampleIpv4.map((byte, at) => (at === 47 ? byte ^ 1 : byte));
    expect(readBindingAnswer(changed, id)).toBeUndefined();
  });

  it('has its fingerprint last', () => {
    const sealed = stunMessage(0x0101, id, [mapped], { fingerprint: true });
    expect(readBindingAnswer(sealed, id)).toEqual(understood);
    const fingerprint: StunAttribute = [0x8028, sealed.slice(-4)];
    expect(read([fingerprint, mapped])).toBeUndefined();
    expect(read([mapped, [0x8028, hex('c07d4c9600')]])).toBeUndefined();
  });

  it('may have any padding, attributes that may be passed over, and those of old servers', () => {
    const name: StunAttribute = [0x8022, hex('61')];
    const padded = stunMessage(0x0101, id, [name, mapped], { padding: 255 });
    expect(readBindingAnswer(padded, id)).toEqual(understood);
    const plain = plainMapped(addressBytes(addr('10.0.0.7')), 1);
    const old: StunAttribute[] = [0x0001, 0x0004, 0x0005].map((type) => [type, plain]);
    expect(read([...old, [0x802b, plain], [0xffff, hex('00')], mapped])).toEqual(understood);
  });

  it('takes the first of two addresses', () => {
    const second: StunAttribute = [0x0020, xorMapped(own, 1, id)];
    expect(read([mapped, second])).toEqual(understood);
  });

  it('takes no address from behind the integrity check', () => {
    const seal: StunAttribute = [0x0008, new Uint8Array(20)];
    expect(read([seal, mapped])).toEqual({ kind: 'unusable' });
    expect(read([[0x001c, new Uint8Array(32)], mapped])).toEqual({ kind: 'unusable' });
    expect(read([mapped, seal, [0x7777, hex('00')]])).toEqual(understood);
  });

  it('is of no use with something that must be understood and is not', () => {
    expect(read([mapped, [0x0003, hex('00000000')]])).toEqual({ kind: 'unusable' });
    expect(read([mapped, [0x7fff, hex('')]])).toEqual({ kind: 'unusable' });
    expect(
      read(
        [
          [0x7fff, hex('')],
          [0x0009, errorValue(400)],
        ],
        0x0111,
      ),
    ).toEqual({
      kind: 'unusable',
    });
  });

  it('is of no use with MAPPED-ADDRESS alone, which routers rewrite', () => {
    expect(read([[0x0001, plainMapped(own, 4321)]])).toEqual({ kind: 'unusable' });
    expect(read([])).toEqual({ kind: 'unusable' });
  });

  it.each([
    '',
    '00',
    '0001',
    '000110e1',
    '000110e1000000',
    '000110e10000000000',
    '000310e100000000',
    '000210e100000000',
    '010010e100000000',
  ])('is of no use where the address is not one: %s', (value) => {
    expect(read([[0x0020, hex(value)]])).toEqual({ kind: 'unusable' });
  });

  it('tells the code of an error', () => {
    for (const code of [300, 400, 401, 420, 438, 500, 699]) {
      expect(read([[0x0009, errorValue(code, 'Why')]], 0x0111)).toEqual({ kind: 'refused', code });
    }
  });

  it.each(['', '0000', '000004', '00000264', '00000700', '00000464'])(
    'has no code that is none: %s',
    (value) => {
      expect(read([[0x0009, hex(value)]], 0x0111)).toEqual({ kind: 'unusable' });
    },
  );

  it('is nothing in any other bytes, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(readBindingAnswer(bytes, id)).toBeUndefined();
      }),
    );
    const attribute = fc.tuple(
      fc.oneof(fc.constantFrom(0x0020, 0x0009, 0x8028), fc.integer({ min: 0, max: 65_535 })),
      fc.uint8Array({ maxLength: 40 }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(0x0101, 0x0111),
        fc.array(attribute, { maxLength: 8 }),
        fc.nat(400),
        fc.nat(255),
        (type, attributes, at, byte) => {
          const bytes = stunMessage(type, id, attributes);
          if (at >= 20 && at < bytes.length) bytes[at] = byte;
          const answer = readBindingAnswer(bytes, id);
          expect(['mapped', 'refused', 'unusable', undefined]).toContain(answer?.kind);
        },
      ),
    );
  });
});
