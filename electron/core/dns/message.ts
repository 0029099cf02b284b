import { createReader, createWriter, maxMessageBytes } from './bytes.ts';
import {
  type ClassName,
  classCodes,
  type Opcode,
  opcodes,
  type Rcode,
  rcodes,
  type TypeName,
  typeCodes,
} from './codes.ts';
import { type Domain, encodeDomain, readDomain } from './domain.ts';
import { DnsFormatError } from './format-error.ts';
import { type Resource, readResource, writeResource } from './resource.ts';

export interface Question {
  readonly name: Domain;
  readonly type: TypeName;
  readonly class: ClassName;
}

/**
 * One DNS message, RFC 1035 4.1. In an UPDATE (RFC 2136 2) the question holds the zone, the answer
 * the prerequisites and the authority the changes.
 */
export interface Message {
  readonly id: number;
  readonly response: boolean;
  readonly opcode: Opcode;
  readonly authoritative: boolean;
  readonly truncated: boolean;
  readonly recursionDesired: boolean;
  readonly recursionAvailable: boolean;
  readonly rcode: Rcode;
  readonly question: readonly Question[];
  readonly answer: readonly Resource[];
  readonly authority: readonly Resource[];
  readonly additional: readonly Resource[];
}

/** A request with nothing in it; callers add what they need. */
export function emptyRequest(id: number, opcode: Opcode): Message {
  return {
    id,
    response: false,
    opcode,
    authoritative: false,
    truncated: false,
    recursionDesired: false,
    recursionAvailable: false,
    rcode: 'NOERROR',
    question: [],
    answer: [],
    authority: [],
    additional: [],
  };
}

interface Parsed {
  readonly message: Message;
  readonly lastRecordAt: number | undefined;
}

function parse(bytes: Uint8Array): Parsed {
  if (bytes.length > maxMessageBytes) throw new DnsFormatError('longer than 65535 bytes');
  const reader = createReader(bytes);
  const id = reader.uint16();
  const flags = reader.uint16();
  const counts = [reader.uint16(), reader.uint16(), reader.uint16(), reader.uint16()] as const;
  let lastRecordAt: number | undefined;

  function many<Item>(count: number, read: () => Item): readonly Item[] {
    return Array.from({ length: count }, read);
  }
  function resource(): Resource {
    lastRecordAt = reader.position();
    return readResource(reader);
  }

  const message: Message = {
    id,
    response: (flags & 0x8000) !== 0,
    opcode: opcodes.name((flags >> 11) & 15),
    authoritative: (flags & 0x0400) !== 0,
    truncated: (flags & 0x0200) !== 0,
    recursionDesired: (flags & 0x0100) !== 0,
    recursionAvailable: (flags & 0x0080) !== 0,
    rcode: rcodes.name(flags & 15),
    question: many(counts[0], () => ({
      name: readDomain(reader),
      type: typeCodes.name(reader.uint16()),
      class: classCodes.name(reader.uint16()),
    })),
    answer: many(counts[1], resource),
    authority: many(counts[2], resource),
    additional: many(counts[3], resource),
  };
  if (reader.position() !== bytes.length) throw new DnsFormatError('bytes left over');
  return { message, lastRecordAt };
}

/** Reads one whole message. On any other bytes it throws {@link DnsFormatError}, and nothing else. */
export function decodeMessage(bytes: Uint8Array): Message {
  return parse(bytes).message;
}

/**
 * Where the last record begins, in bytes from the start of the message; undefined where there is
 * none. TSIG signs what stands before it, byte by byte. Throws {@link DnsFormatError}.
 */
export function lastRecordOffset(bytes: Uint8Array): number | undefined {
  return parse(bytes).lastRecordAt;
}

function flagsOf(message: Message): number {
  const opcode = opcodes.number(message.opcode);
  const rcode = rcodes.number(message.rcode);
  if (opcode > 15 || rcode > 15) throw new DnsFormatError('a code that does not fit the header');
  return (
    (message.response ? 0x8000 : 0) |
    (opcode << 11) |
    (message.authoritative ? 0x0400 : 0) |
    (message.truncated ? 0x0200 : 0) |
    (message.recursionDesired ? 0x0100 : 0) |
    (message.recursionAvailable ? 0x0080 : 0) |
    rcode
  );
}

/** Writes one message, names uncompressed. Throws {@link DnsFormatError} where it cannot be written. */
export function encodeMessage(message: Message): Uint8Array {
  const records = [...message.answer, ...message.authority, ...message.additional];
  const writer = createWriter()
    .uint16(message.id)
    .uint16(flagsOf(message))
    .uint16(message.question.length)
    .uint16(message.answer.length)
    .uint16(message.authority.length)
    .uint16(message.additional.length);
  for (const { name, type, class: klass } of message.question) {
    writer
      .append(encodeDomain(name))
      .uint16(typeCodes.number(type))
      .uint16(classCodes.number(klass));
  }
  for (const record of records) writeResource(writer, record);
  const bytes = writer.done();
  if (bytes.length > maxMessageBytes) throw new DnsFormatError('longer than 65535 bytes');
  return bytes;
}
