import { isIP } from 'node:net';

/** One question, RFC 1035 4.1.2. */
export interface WireQuestion {
  readonly id: number;
  readonly name: string;
  readonly type: number;
  readonly class: number;
  /** The bytes of the question section, to be repeated in the answer. */
  readonly section: Buffer;
}

export const types = { a: 1, txt: 16, aaaa: 28 } as const;
export const classes = { in: 1, chaos: 3 } as const;

function nameBytes(name: string): Buffer {
  const labels = name.split('.').filter((label) => label !== '');
  const parts = labels.flatMap((label) => [Buffer.from([label.length]), Buffer.from(label)]);
  return Buffer.concat([...parts, Buffer.from([0])]);
}

/** Reads a query with exactly one question and no compression; undefined for anything else. */
export function readQuestion(bytes: Buffer): WireQuestion | undefined {
  if (bytes.length < 17 || (bytes.readUInt16BE(2) & 0xf800) !== 0) return undefined;
  if (bytes.readUInt16BE(4) !== 1 || bytes.readUInt16BE(6) !== 0) return undefined;
  const labels: string[] = [];
  let at = 12;
  for (;;) {
    const length = bytes[at];
    if (length === undefined || length > 63) return undefined;
    at += 1;
    if (length === 0) break;
    labels.push(bytes.toString('latin1', at, at + length).toLowerCase());
    at += length;
  }
  if (at + 4 > bytes.length) return undefined;
  return {
    id: bytes.readUInt16BE(0),
    name: labels.join('.'),
    type: bytes.readUInt16BE(at),
    class: bytes.readUInt16BE(at + 2),
    section: bytes.subarray(12, at + 4),
  };
}

export function writeQuestion(id: number, name: string, type: number): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(id, 0);
  head.writeUInt16BE(1, 4);
  return Buffer.concat([head, nameBytes(name), Buffer.from([0, type, 0, classes.in])]);
}

/** The 4 or 16 bytes of an address. */
export function addressData(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
  const [head = '', tail = ''] = address.split('::');
  const groups = (text: string) => text.split(':').filter((group) => group !== '');
  const missing = 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array.from({ length: missing }, () => '0'), ...groups(tail)];
  const bytes = Buffer.alloc(16);
  all.forEach((group, index) => void bytes.writeUInt16BE(Number.parseInt(group, 16), index * 2));
  return bytes;
}

/** One character string, RFC 1035 3.3.14. */
export function textData(text: string): Buffer {
  return Buffer.concat([Buffer.from([Buffer.byteLength(text)]), Buffer.from(text)]);
}

/** An authoritative answer with these data, all of the question's type and class, TTL 0. */
export function writeAnswer(question: WireQuestion, data: readonly Buffer[], rcode = 0): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(question.id, 0);
  head.writeUInt16BE(0x8400 | rcode, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(data.length, 6);
  const records = data.flatMap((one) => {
    const record = Buffer.alloc(12);
    record.writeUInt16BE(0xc00c, 0);
    record.writeUInt16BE(question.type, 2);
    record.writeUInt16BE(question.class, 4);
    record.writeUInt16BE(one.length, 10);
    return [record, one];
  });
  return Buffer.concat([head, question.section, ...records]);
}

/** The addresses in an answer whose records point back at the question's name, as bind9 writes them. */
export function readAddresses(bytes: Buffer): readonly string[] {
  const found: string[] = [];
  let at = 12;
  while ((bytes[at] ?? 0) !== 0) at += (bytes[at] ?? 0) + 1;
  at += 5;
  for (let left = bytes.readUInt16BE(6); left > 0; left -= 1) {
    const type = bytes.readUInt16BE(at + 2);
    const length = bytes.readUInt16BE(at + 10);
    const data = bytes.subarray(at + 12, at + 12 + length);
    if (type === types.a) found.push([...data].join('.'));
    if (type === types.aaaa)
      found.push(
        new URL(`http://[${data.toString('hex').replace(/(.{4})(?!$)/g, '$1:')}]/`).hostname.slice(
          1,
          -1,
        ),
      );
    at += 12 + length;
  }
  return found;
}
