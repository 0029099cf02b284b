import { addressBytes } from '../../electron/core/address.ts';
import { addr } from './address.ts';
import { stunMessage, xorMapped } from './stun-message.ts';

const numbers = { A: 1, TXT: 16, AAAA: 28, IN: 1, CH: 3 } as const;

/** What the question of a source has to be, and how its server answers. */
export interface Whoami {
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'TXT';
  readonly class: 'IN' | 'CH';
  /** The flags and the code of the answer, as 16 bits. */
  readonly flags: number;
}

const resolver = 0x8180;
const authority = 0x8500;

/** What each source asks, over the family of the servers; by its id. */
export function whoamiOf(id: string, family: 'ipv4' | 'ipv6'): Whoami {
  switch (id) {
    case 'dns-cloudflare':
    case 'doh-cloudflare':
      return { name: 'whoami.cloudflare', type: 'TXT', class: 'CH', flags: resolver };
    case 'dns-opendns': {
      const type = family === 'ipv4' ? 'A' : 'AAAA';
      return { name: 'myip.opendns.com', type, class: 'IN', flags: resolver };
    }
    case 'dns-google':
      return { name: 'o-o.myaddr.l.google.com', type: 'TXT', class: 'IN', flags: authority };
    default:
      throw new Error(`${id} asks no name server`);
  }
}

const short = (number: number) => [number >> 8, number & 255];

function nameBytes(name: string): number[] {
  return [...name.split('.').flatMap((label) => [label.length, ...Buffer.from(label)]), 0];
}

/** The data of a TXT record. */
export function txt(...texts: readonly string[]): Uint8Array {
  return Uint8Array.from(texts.flatMap((text) => [text.length, ...Buffer.from(text, 'latin1')]));
}

/** The data with which a server tells an address. */
export function told({ type }: Whoami, address: string): Uint8Array {
  return type === 'TXT' ? txt(address) : addressBytes(addr(address));
}

/**
 * A strict name server, written byte by byte: the query has to be exactly one question with recursion
 * desired and nothing else. Answers with records of that data; throws for any other query.
 */
export function answerWhoami(
  { name, type, class: klass, flags }: Whoami,
  query: Uint8Array,
  records: readonly Uint8Array[],
): Uint8Array {
  const question = [...nameBytes(name), ...short(numbers[type]), ...short(numbers[klass])];
  const expected = [...query.slice(0, 2), 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...question];
  if (Buffer.compare(query, Uint8Array.from(expected)) !== 0) {
    throw new Error(`no client asks ${name} like that: ${Buffer.from(query).toString('hex')}`);
  }
  const answers = records.flatMap((data) => [
    ...[0xc0, 12, ...short(numbers[type]), ...short(numbers[klass]), 0, 0, 0, 60],
    ...short(data.length),
    ...data,
  ]);
  const counts = [0, 1, ...short(records.length), 0, 0, 0, 0];
  return Uint8Array.from([
    ...query.slice(0, 2),
    ...short(flags),
    ...counts,
    ...question,
    ...answers,
  ]);
}

/** A strict STUN server: takes a bare binding request, and tells where it came from. */
export function answerBinding(request: Uint8Array, address: string, port = 4321): Uint8Array {
  const id = request.slice(8);
  if (Buffer.compare(request, stunMessage(0x0001, id, [])) !== 0 || id.length !== 12) {
    throw new Error(`no binding request: ${Buffer.from(request).toString('hex')}`);
  }
  const value = xorMapped(addressBytes(addr(address)), port, id);
  return stunMessage(0x0101, id, [[0x0020, value]], { fingerprint: true });
}
