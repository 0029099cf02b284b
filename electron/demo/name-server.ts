import { createWriter } from '../core/dns/bytes.ts';
import type { Rcode } from '../core/dns/codes.ts';
import { canonicalDomain } from '../core/dns/domain.ts';
import { DnsFormatError } from '../core/dns/format-error.ts';
import { decodeMessage, encodeMessage, type Message } from '../core/dns/message.ts';
import type { Resource } from '../core/dns/resource.ts';
import type { Clock } from '../core/ports.ts';
import {
  refuseSignature,
  signMessage,
  type TsigKey,
  type Verification,
  verifyMessage,
} from '../providers/signing/tsig.ts';
import { findTsig } from '../providers/signing/tsig-data.ts';
import { answerQuery, zoneOf } from './name-server-query.ts';
import { applyUpdate } from './name-server-update.ts';
import {
  createZone,
  nextSerial,
  resourceOf,
  rrset,
  type Zone,
  type ZoneRecord,
  type ZoneSettings,
} from './name-server-zone.ts';

/** What a broken server does with a request in place of its work. */
export type Fault = 'refuse' | 'servfail' | 'silent' | 'loseAnswer' | 'unsigned';

export interface NameServerSettings {
  readonly zones: readonly ZoneSettings[];
  /** Without any, updates need no signature. */
  readonly keys: readonly TsigKey[];
  /** Says which key may change which name and type; by default each may change all. */
  readonly policy?: (keyName: string | undefined, name: string, type: string) => boolean;
  readonly clock: Pick<Clock, 'now'>;
}

export interface NameServer {
  /** Answers one message; undefined where a server keeps silent. Reads the clock, nothing else. */
  handle(message: Uint8Array, transport: 'udp' | 'tcp'): Uint8Array | undefined;
  /** Asked before each request; a fault that it names takes the place of the answer. */
  setFault(fault: ((request: Message) => Fault | undefined) | undefined): void;
  /** What a zone holds at that name and type. */
  lookup(name: string, type: Resource['type']): readonly Resource[];
  /** Somebody edits the zone by hand: replaces that name and type by these values. */
  edit(record: Omit<ZoneRecord, 'value'>, values: readonly string[]): void;
  serial(zone: string): number;
}

/** Longest answer over UDP without EDNS, RFC 1035 4.2.1. */
const udpLimit = 512;

function bare(request: Message, rcode: Rcode): Message {
  const { id, opcode, recursionDesired, question } = request;
  return {
    id,
    opcode,
    recursionDesired,
    question,
    rcode,
    response: true,
    authoritative: false,
    truncated: false,
    recursionAvailable: false,
    answer: [],
    authority: [],
    additional: [],
  };
}

/**
 * An authoritative DNS server for a few zones in memory: queries (RFC 1034), updates (RFC 2136) and
 * TSIG (RFC 8945). Throws for zones that cannot be served.
 */
export function createNameServer(settings: NameServerSettings): NameServer {
  const { keys, clock, policy = () => true } = settings;
  const zones: readonly Zone[] = settings.zones.map(createZone);
  let faultOf: ((request: Message) => Fault | undefined) | undefined;

  function seconds(): number {
    return Math.floor(clock.now() / 1000);
  }

  function update(request: Message, key: TsigKey | undefined): Message {
    const [zoneEntry] = request.question;
    if (request.question.length !== 1 || zoneEntry?.type !== 'SOA') return bare(request, 'FORMERR');
    const zone = zones.find(({ name }) => name === zoneEntry.name);
    if (zone === undefined || zoneEntry.class !== 'IN') return bare(request, 'NOTAUTH');
    if (keys.length > 0 && key === undefined) return bare(request, 'REFUSED');
    const mayChange = (name: string, type: string) => policy(key?.name, name, type);
    return bare(request, applyUpdate(zone, request, mayChange));
  }

  function answer(request: Message, key: TsigKey | undefined): Message {
    if (request.opcode === 'UPDATE') return update(request, key);
    const [question] = request.question;
    if (request.opcode !== 'QUERY') return bare(request, 'NOTIMP');
    if (request.question.length !== 1 || question === undefined) return bare(request, 'FORMERR');
    return { ...bare(request, 'NOERROR'), ...answerQuery(question, zones) };
  }

  function sign(bytes: Uint8Array, request: Uint8Array, check: Verification, time: number) {
    const found = check.kind === 'unsigned' ? undefined : findTsig(request);
    if (found === undefined) return bytes;
    if (check.kind === 'verified') {
      return signMessage(bytes, check.key, { time, requestMac: check.mac }).bytes;
    }
    if (check.kind === 'badTime') {
      const other = createWriter().uint48(time).done();
      const options = {
        time: check.timeSigned,
        requestMac: check.mac,
        error: 'BADTIME',
        other,
      } as const;
      return signMessage(bytes, check.key, options).bytes;
    }
    return refuseSignature(bytes, found, check.kind === 'unknownKey' ? 'BADKEY' : 'BADSIG');
  }

  function within(
    reply: Message,
    seal: (bytes: Uint8Array) => Uint8Array,
    limit: number,
  ): Uint8Array {
    const whole = seal(encodeMessage(reply));
    if (whole.length <= limit) return whole;
    return seal(encodeMessage({ ...reply, truncated: true, answer: [], authority: [] }));
  }

  function handle(bytes: Uint8Array, transport: 'udp' | 'tcp'): Uint8Array | undefined {
    const time = seconds();
    const request = decodeMessage(bytes);
    if (request.response) return undefined;
    const fault = faultOf?.(request);
    if (fault === 'silent') return undefined;
    const check = verifyMessage(bytes, keys, { time });
    const key = check.kind === 'verified' ? check.key : undefined;
    const trusted = key !== undefined || check.kind === 'unsigned';
    const limit = transport === 'udp' ? udpLimit : 65_535;
    const seal = (reply: Uint8Array) =>
      fault === 'unsigned' ? reply : sign(reply, bytes, check, time);
    if (fault === 'refuse') return seal(encodeMessage(bare(request, 'REFUSED')));
    if (fault === 'servfail') return seal(encodeMessage(bare(request, 'SERVFAIL')));
    const reply = within(trusted ? answer(request, key) : bare(request, 'NOTAUTH'), seal, limit);
    return fault === 'loseAnswer' ? undefined : reply;
  }

  return {
    handle(bytes, transport) {
      try {
        return handle(bytes, transport);
      } catch (error) {
        if (!(error instanceof DnsFormatError)) throw error;
        // Too broken to answer beyond its id, RFC 1035 4.1.1; without one, or as an answer, not at all.
        if (bytes.length < 12 || ((bytes[2] ?? 0) & 0x80) !== 0) return undefined;
        const head = Uint8Array.of(
          bytes[0] ?? 0,
          bytes[1] ?? 0,
          0x80 | ((bytes[2] ?? 0) & 0x79),
          1,
        );
        return Uint8Array.of(...head, ...new Uint8Array(8));
      }
    },
    setFault(fault) {
      faultOf = fault;
    },
    lookup(name, type) {
      const domain = canonicalDomain(name) ?? name;
      return zones.flatMap((zone) => rrset(zone.records, domain, type));
    },
    edit(record, values) {
      const fresh = values.map((value) => resourceOf({ ...record, value }));
      const name = canonicalDomain(record.name) ?? record.name;
      const zone = zoneOf(name, zones);
      if (zone === undefined) throw new Error(`no zone for ${record.name}`);
      const others = zone.records.filter((one) => one.name !== name || one.type !== record.type);
      zone.records = [...others, ...fresh];
      zone.soa = { ...zone.soa, serial: nextSerial(zone.soa.serial) };
    },
    serial(name) {
      const zone = zones.find((one) => one.name === canonicalDomain(name));
      if (zone === undefined) throw new Error(`no zone ${name}`);
      return zone.soa.serial;
    },
  };
}
