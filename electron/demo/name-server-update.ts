import type { Rcode } from '../core/dns/codes.ts';
import type { Message } from '../core/dns/message.ts';
import type { Resource } from '../core/dns/resource.ts';
import { inZone, nextSerial, rrset, sameData, type Zone } from './name-server-zone.ts';

/** Says whether an update may change that name and type. */
export type MayChange = (name: string, type: string) => boolean;

function sameSet(a: readonly Resource[], b: readonly Resource[]): boolean {
  const within = (one: Resource, set: readonly Resource[]) =>
    set.some((other) => sameData(one.data, other.data));
  return a.every((one) => within(one, b)) && b.every((one) => within(one, a));
}

/** RFC 2136 3.2: prerequisites, all of which must hold before anything changes. */
function checkPrerequisites(zone: Zone, message: Message): Rcode {
  const wanted: Resource[] = [];
  for (const one of message.answer) {
    if (one.ttl !== 0) return 'FORMERR';
    if (!inZone(one.name, zone.name)) return 'NOTZONE';
    const named = zone.records.some((record) => record.name === one.name) || one.name === zone.name;
    const set = rrset(zone.records, one.name, one.type);
    if (one.class === 'IN') {
      wanted.push(one);
      continue;
    }
    if (one.data.kind !== 'empty') return 'FORMERR';
    if (one.class === 'ANY') {
      if (one.type === 'ANY' ? !named : set.length === 0) {
        return one.type === 'ANY' ? 'NXDOMAIN' : 'NXRRSET';
      }
    } else if (one.class === 'NONE') {
      if (one.type === 'ANY' ? named : set.length > 0) {
        return one.type === 'ANY' ? 'YXDOMAIN' : 'YXRRSET';
      }
    } else {
      return 'FORMERR';
    }
  }
  const holds = wanted.every(({ name, type }) =>
    sameSet(rrset(wanted, name, type), rrset(zone.records, name, type)),
  );
  return holds ? 'NOERROR' : 'NXRRSET';
}

const metaTypes: readonly string[] = ['ANY', 'AXFR', 'OPT', 'TSIG'];

/** RFC 2136 3.4.1: the whole update section is looked at before any of it is done. */
function prescan(zone: Zone, message: Message): Rcode {
  for (const one of message.authority) {
    if (!inZone(one.name, zone.name)) return 'NOTZONE';
    const meta = metaTypes.includes(one.type);
    const fits =
      (one.class === 'IN' && !meta && one.data.kind !== 'empty') ||
      (one.class === 'ANY' &&
        one.ttl === 0 &&
        one.data.kind === 'empty' &&
        (!meta || one.type === 'ANY')) ||
      (one.class === 'NONE' && one.ttl === 0 && !meta);
    if (!fits) return 'FORMERR';
  }
  return 'NOERROR';
}

/** The zone's own NS and SOA survive every deletion, RFC 2136 3.4.2.3. */
function isKept(record: Resource, zone: Zone): boolean {
  return record.name === zone.name && record.type === 'NS';
}

function add(records: readonly Resource[], one: Resource): readonly Resource[] {
  const here = records.filter((record) => record.name === one.name);
  const alias = here.some((record) => record.type === 'CNAME');
  if (one.type === 'CNAME' ? here.some(({ type }) => type !== 'CNAME') : alias) return records;
  const others = records.filter((record) => {
    if (record.name !== one.name || record.type !== one.type) return true;
    return one.type !== 'CNAME' && !sameData(record.data, one.data);
  });
  const aged = others.map((record) =>
    record.name === one.name && record.type === one.type ? { ...record, ttl: one.ttl } : record,
  );
  return [...aged, one];
}

/** RFC 2136 3.4.2: additions and deletions, in the order of the message. */
function change(zone: Zone, one: Resource): readonly Resource[] {
  if (one.class === 'IN') return one.type === 'SOA' ? zone.records : add(zone.records, one);
  return zone.records.filter((record) => {
    if (record.name !== one.name || isKept(record, zone)) return true;
    if (one.class === 'ANY') return one.type !== 'ANY' && record.type !== one.type;
    return record.type !== one.type || !sameData(record.data, one.data);
  });
}

/**
 * Carries out one UPDATE on its zone, all of it or nothing, and counts the serial up where something
 * changed. RFC 2136 3.
 */
export function applyUpdate(zone: Zone, message: Message, mayChange: MayChange): Rcode {
  const refused = checkPrerequisites(zone, message);
  if (refused !== 'NOERROR') return refused;
  if (!message.authority.every(({ name, type }) => mayChange(name, type))) return 'REFUSED';
  const malformed = prescan(zone, message);
  if (malformed !== 'NOERROR') return malformed;
  const before = zone.records;
  for (const one of message.authority) zone.records = change(zone, one);
  if (!sameRecords(before, zone.records)) {
    zone.soa = { ...zone.soa, serial: nextSerial(zone.soa.serial) };
  }
  return 'NOERROR';
}

function sameRecords(before: readonly Resource[], after: readonly Resource[]): boolean {
  const within = (one: Resource) =>
    before.some(
      (other) =>
        other.name === one.name &&
        other.type === one.type &&
        other.ttl === one.ttl &&
        sameData(other.data, one.data),
    );
  return before.length === after.length && after.every(within);
}
