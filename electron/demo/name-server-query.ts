import type { Rcode } from '../core/dns/codes.ts';
import type { Message, Question } from '../core/dns/message.ts';
import type { Resource } from '../core/dns/resource.ts';
import { inZone, rrset, soaRecord, type Zone } from './name-server-zone.ts';

type Answered = Pick<Message, 'rcode' | 'authoritative' | 'answer' | 'authority'>;

const aliasLimit = 8;

function refuse(rcode: Rcode): Answered {
  return { rcode, authoritative: false, answer: [], authority: [] };
}

/** The longest zone that holds a name. */
export function zoneOf(name: string, zones: readonly Zone[]): Zone | undefined {
  return zones
    .filter((zone) => inZone(name, zone.name))
    .sort((a, b) => b.name.length - a.name.length)[0];
}

/** Records at a name, those of a wildcard under that name where there are none. RFC 4592. */
function recordsAt(zone: Zone, name: string): readonly Resource[] | undefined {
  const all = name === zone.name ? [soaRecord(zone), ...zone.records] : zone.records;
  const own = all.filter((record) => record.name === name);
  if (own.length > 0) return own;
  if (all.some((record) => record.name.endsWith(`.${name}`))) return [];
  let parent = name;
  while (parent !== zone.name && parent.includes('.')) {
    parent = parent.slice(parent.indexOf('.') + 1);
    const wild = zone.records.filter((record) => record.name === `*.${parent}`);
    if (wild.length > 0) return wild.map((record) => ({ ...record, name }));
    const exists = zone.records.some((r) => r.name === parent || r.name.endsWith(`.${parent}`));
    if (exists) return undefined;
  }
  return undefined;
}

/** A cut below the zone's own name, where the name is handed to other servers. */
function delegationOf(zone: Zone, name: string): readonly Resource[] {
  const cut = zone.records.find(
    (record) => record.type === 'NS' && record.name !== zone.name && inZone(name, record.name),
  );
  return cut === undefined ? [] : rrset(zone.records, cut.name, 'NS');
}

/** Answers one question out of the zones, and follows aliases inside them. RFC 1034 4.3.2, RFC 2308. */
export function answerQuery(question: Question, zones: readonly Zone[]): Answered {
  if (question.class !== 'IN') return refuse('REFUSED');
  const answer: Resource[] = [];
  let name = question.name;
  for (let hops = 0; hops < aliasLimit; hops += 1) {
    const zone = zoneOf(name, zones);
    if (zone === undefined) break;
    const cut = delegationOf(zone, name);
    if (cut.length > 0) {
      return { rcode: 'NOERROR', authoritative: hops > 0, answer, authority: cut };
    }
    const found = recordsAt(zone, name);
    const soa = [soaRecord(zone)];
    if (found === undefined) {
      return { rcode: 'NXDOMAIN', authoritative: true, answer, authority: soa };
    }
    const wanted = found.filter(({ type }) => question.type === 'ANY' || type === question.type);
    const alias = found.find(({ type }) => type === 'CNAME');
    if (wanted.length > 0 || alias === undefined) {
      answer.push(...wanted);
      const authority = wanted.length > 0 ? [] : soa;
      return { rcode: 'NOERROR', authoritative: true, answer, authority };
    }
    answer.push(alias);
    name = alias.data.kind === 'domain' ? alias.data.domain : name;
  }
  if (answer.length === 0) return refuse('REFUSED');
  return { rcode: 'NOERROR', authoritative: true, answer, authority: [] };
}
