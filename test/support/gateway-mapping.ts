import { addressBytes, parseAddress } from '../../electron/core/address.ts';

/** What a strict NAT-PMP and PCP server of a test knows. */
export interface MappingServer {
  /** The external address; undefined while its link is down. */
  external: string | undefined;
  /** Seconds since it began to count. */
  epoch(): number;
  /** Nonces of the PCP mappings that stand, as hex. */
  readonly mappings: Set<string>;
  readonly violations: string[];
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

function ipv4(text: string): Uint8Array {
  const address = parseAddress(text);
  if (address?.family !== 'ipv4') throw new Error(`${text} is no IPv4 address`);
  return addressBytes(address);
}

const mapped = (text: string) => Buffer.from([...new Array(10).fill(0), 0xff, 0xff, ...ipv4(text)]);

/** A NAT-PMP answer to the question for the address, or an announcement. RFC 6886 3.2. */
export function natPmpAnswer(
  { external, epoch }: Pick<MappingServer, 'external' | 'epoch'>,
  result = external === undefined ? 3 : 0,
): Uint8Array {
  const bytes = Buffer.alloc(12);
  bytes[1] = 128;
  bytes.writeUInt16BE(result, 2);
  bytes.writeUInt32BE(epoch(), 4);
  bytes.set(ipv4(external ?? '0.0.0.0'), 8);
  return Uint8Array.from(bytes);
}

/** The first 24 bytes of a PCP answer. RFC 6887 7.2. */
function pcpHeader(opcode: number, result: number, epoch: number, lifetime = 0): Buffer {
  const bytes = Buffer.alloc(24);
  bytes[0] = 2;
  bytes[1] = 0x80 | opcode;
  bytes[3] = result;
  bytes.writeUInt32BE(lifetime, 4);
  bytes.writeUInt32BE(epoch, 8);
  return bytes;
}

/** An unsolicited ANNOUNCE. RFC 6887 14.1.3. */
export function pcpAnnouncement({ epoch }: Pick<MappingServer, 'epoch'>): Uint8Array {
  return Uint8Array.from(pcpHeader(0, 0, epoch()));
}

/** Answers a NAT-PMP request as a server does that speaks it; undefined for what it does not answer. */
export function answerNatPmp(server: MappingServer, request: Uint8Array): Uint8Array | undefined {
  if (hex(request) !== '0000') {
    server.violations.push(`no NAT-PMP request for the address: ${hex(request)}`);
    return undefined;
  }
  return natPmpAnswer(server);
}

/** Answers a request as a server does that speaks PCP alone. RFC 6887 8.3, 11.3 and appendix A. */
export function answerPcp(
  server: MappingServer,
  request: Uint8Array,
  from: string | undefined,
): Uint8Array | undefined {
  if (request[0] === 0) return Uint8Array.from(pcpHeader(0, 1, server.epoch()));
  const bytes = Buffer.from(request);
  const wrong = wrongMap(bytes, from);
  if (wrong !== undefined) {
    server.violations.push(wrong);
    return undefined;
  }
  const lifetime = bytes.readUInt32BE(4);
  const nonce = hex(bytes.subarray(24, 36));
  if (lifetime === 0 && !server.mappings.delete(nonce))
    server.violations.push('removed what is not');
  if (lifetime > 0 && server.external !== undefined) server.mappings.add(nonce);
  const result = server.external === undefined ? 7 : 0;
  const header = pcpHeader(1, result, server.epoch(), lifetime && Math.max(lifetime, 120));
  const body = Buffer.from(bytes.subarray(24, 60));
  body.writeUInt16BE(40_009, 18);
  body.set(mapped(server.external ?? '0.0.0.0'), 20);
  return Uint8Array.from(Buffer.concat([header, body]));
}

function wrongMap(bytes: Buffer, from: string | undefined): string | undefined {
  if (bytes.length !== 60 || bytes[0] !== 2 || bytes[1] !== 1) return `no MAP: ${hex(bytes)}`;
  if (bytes.readUInt16BE(2) !== 0 || bytes.readUIntBE(37, 3) !== 0) return 'reserved bytes are set';
  if (from === undefined) return 'sent from no address of its own';
  if (hex(bytes.subarray(8, 24)) !== hex(mapped(from))) return 'another client than the sender';
  if (bytes[36] !== 17 || bytes.readUInt16BE(40) !== 9) return 'not the discard port over UDP';
  if (hex(bytes.subarray(24, 36)) === '0'.repeat(24)) return 'no nonce';
  return undefined;
}
