import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressFromBytes } from '../../../electron/core/address.ts';
import {
  type ClassName,
  classCodes,
  opcodes,
  rcodes,
  type TypeName,
  typeCodes,
} from '../../../electron/core/dns/codes.ts';
import { canonicalDomain } from '../../../electron/core/dns/domain.ts';
import { DnsFormatError } from '../../../electron/core/dns/format-error.ts';
import {
  decodeMessage,
  emptyRequest,
  encodeMessage,
  lastRecordOffset,
  type Message,
} from '../../../electron/core/dns/message.ts';
import type { Resource, ResourceData } from '../../../electron/core/dns/resource.ts';

function hex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'));
}

const uint16 = fc.integer({ min: 0, max: 0xffff });
const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });

const domain = fc
  .array(fc.stringMatching(/^[a-z0-9_*\\.ü-]{1,12}$/), { maxLength: 5 })
  .map((all) => canonicalDomain(all.join('.')))
  .filter((name) => name !== undefined);

function addressOf(width: number): fc.Arbitrary<ResourceData> {
  return fc
    .uint8Array({ minLength: width, maxLength: width })
    .map(addressFromBytes)
    .filter((address) => address !== undefined)
    .map((address) => ({ kind: 'address', address }));
}

const soa = fc
  .record({
    primary: domain,
    mailbox: domain,
    serial: uint32,
    refresh: uint32,
    retry: uint32,
    expire: uint32,
    minimum: uint32,
  })
  .map((value): ResourceData => ({ kind: 'soa', soa: value }));

const ownTypes: readonly TypeName[] = ['A', 'AAAA', 'SOA', 'NS', 'CNAME', 'PTR', 'DNAME', 'OPT'];
const opaqueType = uint16.map(typeCodes.name).filter((type) => !ownTypes.includes(type));

function resource(type: fc.Arbitrary<TypeName>, data: fc.Arbitrary<ResourceData>) {
  const klass: fc.Arbitrary<ClassName> = uint16.map(classCodes.name);
  const ttl = fc.integer({ min: 0, max: 0x7fff_ffff });
  return fc.record({
    name: domain,
    type,
    class: klass,
    ttl,
    data,
  }) satisfies fc.Arbitrary<Resource>;
}

const anyResource: fc.Arbitrary<Resource> = fc.oneof(
  resource(fc.constant('A'), addressOf(4)),
  resource(fc.constant('AAAA'), addressOf(16)),
  resource(fc.constant('SOA'), soa),
  resource(
    fc.constantFrom('NS', 'CNAME', 'PTR', 'DNAME'),
    domain.map((name) => ({ kind: 'domain', domain: name })),
  ),
  resource(
    opaqueType,
    fc.uint8Array({ minLength: 1, maxLength: 60 }).map((bytes) => ({ kind: 'opaque', bytes })),
  ),
  resource(uint16.map(typeCodes.name), fc.constant({ kind: 'empty' })),
);

const section = fc.array(anyResource, { maxLength: 4 });

const anyMessage: fc.Arbitrary<Message> = fc.record({
  id: uint16,
  response: fc.boolean(),
  opcode: fc.integer({ min: 0, max: 15 }).map(opcodes.name),
  authoritative: fc.boolean(),
  truncated: fc.boolean(),
  recursionDesired: fc.boolean(),
  recursionAvailable: fc.boolean(),
  rcode: fc.integer({ min: 0, max: 15 }).map(rcodes.name),
  question: fc.array(
    fc.record({
      name: domain,
      type: uint16.map(typeCodes.name),
      class: uint16.map(classCodes.name),
    }),
    { maxLength: 2 },
  ),
  answer: section,
  authority: section,
  additional: section,
});

/** Anything but a message or a {@link DnsFormatError} fails the test. */
function tryDecode(bytes: Uint8Array): void {
  try {
    decodeMessage(bytes);
    lastRecordOffset(bytes);
  } catch (error) {
    if (!(error instanceof DnsFormatError)) throw error;
  }
}

describe('a DNS message', () => {
  it('round-trips whatever it holds', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        expect(decodeMessage(encodeMessage(message))).toEqual(message);
      }),
    );
  });

  it('is read or refused, never anything else, from any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => tryDecode(bytes)),
      { numRuns: 2000 },
    );
  });

  it('is read or refused where a right one was damaged', () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(anyMessage, damage, fc.nat(), (message, changes, cut) => {
        const bytes = encodeMessage(message);
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        tryDecode(bytes);
        tryDecode(bytes.slice(0, cut % bytes.length));
      }),
      { numRuns: 1000 },
    );
  });

  it('is refused at any shorter length, and with a byte too many', () => {
    const bytes = encodeMessage({
      ...emptyRequest(7, 'UPDATE'),
      question: [{ name: 'example.test', type: 'SOA', class: 'IN' }],
      authority: [
        { name: 'home.example.test', type: 'A', class: 'ANY', ttl: 0, data: { kind: 'empty' } },
      ],
    });
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() => decodeMessage(bytes.slice(0, length))).toThrow(DnsFormatError);
    }
    expect(() => decodeMessage(Uint8Array.of(...bytes, 0))).toThrow('left over');
  });

  it('reads what bind9 wrote, with compressed names', () => {
    // dig @named home.example.test A, without its TSIG.
    const bytes = hex(`
      aecd 8400 0001 0001 0001 0001
      04686f6d65 076578616d706c65 0474657374 00 0001 0001
      c00c 0001 0001 0000012c 0004 5102458e
      c011 0002 0001 0000012c 0006 036e7331c011
      c03f 0001 0001 0000012c 0004 7f000001`);
    expect(decodeMessage(bytes)).toMatchObject({
      id: 0xaecd,
      response: true,
      opcode: 'QUERY',
      authoritative: true,
      rcode: 'NOERROR',
      question: [{ name: 'home.example.test', type: 'A', class: 'IN' }],
      answer: [
        {
          name: 'home.example.test',
          type: 'A',
          ttl: 300,
          data: { kind: 'address', address: { family: 'ipv4', text: '81.2.69.142' } },
        },
      ],
      authority: [{ name: 'example.test', data: { kind: 'domain', domain: 'ns1.example.test' } }],
      additional: [{ name: 'ns1.example.test', data: { kind: 'address' } }],
    });
    expect(lastRecordOffset(bytes)).toBe(bytes.length - 16);
  });

  it.each([
    ['an A record of 5 bytes', '0001', '0005 5102458e00'],
    ['an AAAA record of 4 bytes', '001c', '0004 5102458e'],
    ['a CNAME with a byte behind its name', '0005', '0003 016100 00'.replace('0003', '0004')],
    ['a CNAME that ends inside its name', '0005', '0002 0361'],
    ['an SOA without its numbers', '0006', '0002 0000'],
    ['data longer than the message', '0010', 'ffff 00'],
  ])('refuses %s', (_, type, data) => {
    const bytes = hex(`0001 8400 0000 0001 0000 0000 00 ${type} 0001 00000000 ${data}`);
    expect(() => decodeMessage(bytes)).toThrow(DnsFormatError);
  });

  it('counts a TTL with its top bit set as 0', () => {
    const bytes = hex('0001 8400 0000 0001 0000 0000 00 0001 0001 80000001 0004 5102458e');
    expect(decodeMessage(bytes).answer[0]?.ttl).toBe(0);
  });

  it('refuses to write what does not fit', () => {
    const message = emptyRequest(1, 'QUERY');
    const record = { name: '', type: 'TXT', class: 'IN', ttl: 0 } as const;
    const long: Resource = { ...record, data: { kind: 'opaque', bytes: new Uint8Array(65_530) } };
    expect(() => encodeMessage({ ...message, answer: [long] })).toThrow(DnsFormatError);
    expect(() => encodeMessage({ ...message, id: 65_536 })).toThrow(DnsFormatError);
    expect(() => encodeMessage({ ...message, rcode: 'BADSIG' })).toThrow(DnsFormatError);
    expect(() => encodeMessage({ ...message, answer: [{ ...long, ttl: -1 }] })).toThrow(
      DnsFormatError,
    );
  });
});

describe('codes', () => {
  it('are written by name, and by number where they have none (RFC 3597)', () => {
    expect(typeCodes.name(28)).toBe('AAAA');
    expect(typeCodes.name(999)).toBe('TYPE999');
    expect(typeCodes.number('TYPE999')).toBe(999);
    expect(rcodes.name(9)).toBe('NOTAUTH');
    expect(rcodes.name(18)).toBe('BADTIME');
    expect(classCodes.name(254)).toBe('NONE');
    expect(() => typeCodes.number('TYPE1.5')).toThrow(DnsFormatError);
  });
});
