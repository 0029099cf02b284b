import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReader } from '../../../electron/core/dns/bytes.ts';
import { canonicalDomain, encodeDomain, readDomain } from '../../../electron/core/dns/domain.ts';
import { DnsFormatError } from '../../../electron/core/dns/format-error.ts';

function wire(...labels: readonly string[]): Uint8Array {
  const parts = labels.map((label) => [label.length, ...new TextEncoder().encode(label)]);
  return Uint8Array.from([...parts.flat(), 0]);
}

const label = fc.uint8Array({ minLength: 1, maxLength: 63 });
const labels = fc
  .array(label, { maxLength: 20 })
  .filter((all) => all.reduce((sum, one) => sum + one.length + 1, 1) <= 255);

describe('a domain name on the wire', () => {
  it.each([
    ['', [0]],
    ['a', [1, 97, 0]],
    ['home.example', [...wire('home', 'example')]],
    ['*.example', [...wire('*', 'example')]],
    ['a\\.b.example', [...wire('a.b', 'example')]],
    ['a\\\\.example', [...wire('a\\', 'example')]],
    ['\\000\\255.example', [2, 0, 255, ...wire('example')]],
  ])('%j reads back as it was written', (text, bytes) => {
    expect([...encodeDomain(text)]).toEqual(bytes);
    expect(readDomain(createReader(Uint8Array.from(bytes)))).toBe(text);
  });

  it('is one text for one name: lower case, no trailing dot', () => {
    expect(canonicalDomain('HOME.Example.')).toBe('home.example');
    expect(canonicalDomain('\\065b.example')).toBe('ab.example');
    expect(canonicalDomain('.')).toBe('');
    expect(canonicalDomain('a\\..')).toBe('a\\.');
    expect(readDomain(createReader(wire('HOME', 'Example')))).toBe('home.example');
  });

  it.each(['a..b', '.a', 'a..', `${'a'.repeat(64)}.example`, 'ü.example', 'a\\', '\\999.example'])(
    '%j is no name',
    (text) => {
      expect(canonicalDomain(text)).toBeUndefined();
    },
  );

  it('is at most 255 bytes long', () => {
    const most = Array.from({ length: 127 }, () => 'a').join('.');
    expect(encodeDomain(most)).toHaveLength(255);
    expect(canonicalDomain(`${most}.a`)).toBeUndefined();
  });

  it('follows a pointer back, and goes on behind it', () => {
    const bytes = Uint8Array.of(...wire('example'), 4, 104, 111, 109, 101, 0xc0, 0, 7);
    const reader = createReader(bytes, 9);
    expect(readDomain(reader)).toBe('home.example');
    expect(reader.uint8()).toBe(7);
  });

  it.each([
    ['to itself', [0xc0, 0], 0],
    ['forward', [0xc0, 2, 1, 97, 0], 0],
    ['in a circle', [0xc0, 2, 0xc0, 0], 2],
    ['into its own label', [1, 97, 0xc0, 0], 0],
    ['behind the end', [0xff, 0xff], 0],
  ])('refuses a pointer %s', (_, bytes, start) => {
    expect(() => readDomain(createReader(Uint8Array.from(bytes), start))).toThrow(DnsFormatError);
  });

  it('refuses a name that pointers make longer than 255 bytes', () => {
    const bytes = [...wire('a'.repeat(60), 'b'.repeat(60), 'c'.repeat(60))];
    const start = bytes.length;
    bytes.push(60, ...new Uint8Array(60).fill(100), 60, ...new Uint8Array(60).fill(101), 0xc0, 0);
    expect(() => readDomain(createReader(Uint8Array.from(bytes), start))).toThrow('255');
  });

  it('round-trips whatever bytes its labels have', () => {
    fc.assert(
      fc.property(labels, (all) => {
        const bytes = Uint8Array.from([...all.flatMap((one) => [one.length, ...one]), 0]);
        const text = readDomain(createReader(bytes));
        expect(readDomain(createReader(encodeDomain(text)))).toBe(text);
        expect(canonicalDomain(text)).toBe(text);
        expect(encodeDomain(text)).toHaveLength(bytes.length);
      }),
    );
  });
});

describe('a name of pointers only', () => {
  it('is refused beyond what 127 labels need (thousands of names over one chain took 10 s)', () => {
    const chain = (count: number) => {
      const bytes = new Uint8Array(1 + 2 * count);
      const view = new DataView(bytes.buffer);
      for (let at = 0; at < count; at += 1)
        view.setUint16(1 + 2 * at, 0xc000 | Math.max(0, 2 * at - 1));
      return createReader(bytes, 2 * count - 1);
    };
    expect(readDomain(chain(127))).toBe('');
    expect(() => readDomain(chain(128))).toThrow(DnsFormatError);
  });
});
