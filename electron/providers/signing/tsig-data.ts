import { createReader, createWriter } from '../../core/dns/bytes.ts';
import { type Rcode, rcodes } from '../../core/dns/codes.ts';
import { type Domain, encodeDomain, readDomain } from '../../core/dns/domain.ts';
import { DnsFormatError } from '../../core/dns/format-error.ts';
import { decodeMessage, lastRecordOffset, type Message } from '../../core/dns/message.ts';

/** The data of a TSIG record, RFC 8945 4.2. */
export interface TsigData {
  readonly algorithm: Domain;
  /** Seconds since 1970, 48 bits. */
  readonly timeSigned: number;
  /** Seconds that the two clocks may differ. */
  readonly fudge: number;
  readonly mac: Uint8Array;
  readonly originalId: number;
  readonly error: Rcode;
  /** With BADTIME the server's time: 48 bits. */
  readonly other: Uint8Array;
}

/** A TSIG record as it was found at the end of a message. */
export interface FoundTsig extends TsigData {
  readonly keyName: Domain;
  /** The message before the record, its count and id as they were when it was signed. */
  readonly signedBytes: Uint8Array;
  readonly message: Message;
}

/** The data of a TSIG record as bytes, RFC 8945 4.2. */
export function encodeTsigData(data: TsigData): Uint8Array {
  return createWriter()
    .append(encodeDomain(data.algorithm))
    .uint48(data.timeSigned)
    .uint16(data.fudge)
    .uint16(data.mac.length)
    .append(data.mac)
    .uint16(data.originalId)
    .uint16(rcodes.number(data.error))
    .uint16(data.other.length)
    .append(data.other)
    .done();
}

function decodeTsigData(bytes: Uint8Array): TsigData {
  const reader = createReader(bytes);
  const data: TsigData = {
    algorithm: readDomain(reader),
    timeSigned: reader.uint48(),
    fudge: reader.uint16(),
    mac: reader.take(reader.uint16()),
    originalId: reader.uint16(),
    error: rcodes.name(reader.uint16()),
    other: reader.take(reader.uint16()),
  };
  if (reader.position() !== bytes.length) throw new DnsFormatError('a TSIG of a wrong length');
  return data;
}

/**
 * Finds the TSIG record of a message; undefined where it has none. Throws {@link DnsFormatError} for
 * bytes that are no message and for a TSIG that is not the last record, RFC 8945 5.1.
 */
export function findTsig(bytes: Uint8Array): FoundTsig | undefined {
  const message = decodeMessage(bytes);
  const records = [...message.answer, ...message.authority, ...message.additional];
  const at = records.findIndex((record) => record.type === 'TSIG');
  if (at < 0) return undefined;
  const record = message.additional.at(-1);
  const offset = lastRecordOffset(bytes);
  if (at !== records.length - 1 || record === undefined || offset === undefined) {
    throw new DnsFormatError('a TSIG in the wrong place');
  }
  if (record.class !== 'ANY' || record.ttl !== 0 || record.data.kind !== 'opaque') {
    throw new DnsFormatError('a TSIG of a wrong form');
  }
  const data = decodeTsigData(record.data.bytes);
  const signedBytes = bytes.slice(0, offset);
  const header = new DataView(signedBytes.buffer, signedBytes.byteOffset);
  header.setUint16(0, data.originalId);
  header.setUint16(10, message.additional.length - 1);
  return { ...data, keyName: record.name, signedBytes, message };
}
