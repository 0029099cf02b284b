import { type Address, addressBytes, addressFromBytes } from '../address.ts';
import { type ByteReader, type ByteWriter, createReader, createWriter } from './bytes.ts';
import { type ClassName, classCodes, type TypeName, typeCodes } from './codes.ts';
import { type Domain, encodeDomain, readDomain } from './domain.ts';
import { DnsFormatError } from './format-error.ts';

/** What a start of authority says. Times in seconds. RFC 1035 3.3.13. */
export interface Soa {
  readonly primary: Domain;
  readonly mailbox: Domain;
  readonly serial: number;
  readonly refresh: number;
  readonly retry: number;
  readonly expire: number;
  readonly minimum: number;
}

export type ResourceData =
  /** A, AAAA. */
  | { readonly kind: 'address'; readonly address: Address }
  /** NS, CNAME, PTR, DNAME. */
  | { readonly kind: 'domain'; readonly domain: Domain }
  | { readonly kind: 'soa'; readonly soa: Soa }
  /** No data at all: the prerequisites and deletions of an update, RFC 2136 2.4 and 2.5. */
  | { readonly kind: 'empty' }
  /** Every other type, as it came. Names in it may be compressed, so it is not to be sent on. */
  | { readonly kind: 'opaque'; readonly bytes: Uint8Array };

export interface Resource {
  readonly name: Domain;
  readonly type: TypeName;
  readonly class: ClassName;
  /** Seconds; for OPT the field means something else. */
  readonly ttl: number;
  readonly data: ResourceData;
}

const domainTypes: readonly TypeName[] = ['NS', 'CNAME', 'PTR', 'DNAME'];

/** TTLs with the top bit set count as 0, RFC 2181 8; OPT keeps flags there. */
function readTtl(reader: ByteReader, type: TypeName): number {
  const ttl = reader.uint32();
  return ttl > 0x7fff_ffff && type !== 'OPT' ? 0 : ttl;
}

function readAddress(bytes: Uint8Array, width: number): ResourceData {
  const address = bytes.length === width ? addressFromBytes(bytes) : undefined;
  if (address === undefined) throw new DnsFormatError('an address of a wrong length');
  return { kind: 'address', address };
}

function readSoa(reader: ByteReader): Soa {
  return {
    primary: readDomain(reader),
    mailbox: readDomain(reader),
    serial: reader.uint32(),
    refresh: reader.uint32(),
    retry: reader.uint32(),
    expire: reader.uint32(),
    minimum: reader.uint32(),
  };
}

function readData(message: ByteReader, type: TypeName, length: number): ResourceData {
  const start = message.position();
  const bytes = message.take(length);
  if (length === 0) return { kind: 'empty' };
  if (type === 'A') return readAddress(bytes, 4);
  if (type === 'AAAA') return readAddress(bytes, 16);
  if (type !== 'SOA' && !domainTypes.includes(type)) return { kind: 'opaque', bytes };
  const reader = createReader(message.bytes, start, start + length);
  const data: ResourceData =
    type === 'SOA'
      ? { kind: 'soa', soa: readSoa(reader) }
      : { kind: 'domain', domain: readDomain(reader) };
  if (reader.position() !== start + length) throw new DnsFormatError('data of a wrong length');
  return data;
}

/** Reads one record (RFC 1035 4.1.3) and leaves the reader behind it. */
export function readResource(reader: ByteReader): Resource {
  const name = readDomain(reader);
  const type = typeCodes.name(reader.uint16());
  const klass = classCodes.name(reader.uint16());
  const ttl = readTtl(reader, type);
  return { name, type, class: klass, ttl, data: readData(reader, type, reader.uint16()) };
}

/** The data of a record as bytes, without its length. */
export function encodeData(data: ResourceData): Uint8Array {
  switch (data.kind) {
    case 'address':
      return addressBytes(data.address);
    case 'domain':
      return encodeDomain(data.domain);
    case 'empty':
      return new Uint8Array(0);
    case 'opaque':
      return data.bytes;
    case 'soa':
      return createWriter()
        .append(encodeDomain(data.soa.primary))
        .append(encodeDomain(data.soa.mailbox))
        .uint32(data.soa.serial)
        .uint32(data.soa.refresh)
        .uint32(data.soa.retry)
        .uint32(data.soa.expire)
        .uint32(data.soa.minimum)
        .done();
  }
}

export function writeResource(writer: ByteWriter, resource: Resource): void {
  const data = encodeData(resource.data);
  writer
    .append(encodeDomain(resource.name))
    .uint16(typeCodes.number(resource.type))
    .uint16(classCodes.number(resource.class))
    .uint32(resource.ttl)
    .uint16(data.length)
    .append(data);
}
