import type { Domain } from '../../core/dns/domain.ts';
import type { Message } from '../../core/dns/message.ts';
import { candidateZones, isWithin, type Name } from '../../core/name.ts';
import { type Failure, failure } from '../../core/outcome.ts';
import type { Memory } from '../../core/provider.ts';
import type { ManagedRecord } from '../../core/record.ts';
import type { Session } from './session.ts';

export type FoundZone =
  | { readonly kind: 'zone'; readonly zone: Domain }
  | { readonly kind: 'failed'; readonly failure: Failure };

function memoryKey(name: Name): string {
  return `zone:${name}`;
}

/** Drops what is remembered about a name, so that the next time the server is asked again. */
export function forgetZone(name: Name, memory: Memory): void {
  memory.set(memoryKey(name), undefined);
}

/**
 * The zone in an authoritative answer for the SOA of `name`: the SOA's owner, in the answer at the
 * zone's own name, in the authority below it (RFC 2308 3). Behind an alias it would be another
 * name's zone.
 */
function zoneIn({ authoritative, answer, authority }: Message, name: Domain): Domain | undefined {
  if (!authoritative || answer.some(({ type }) => type === 'CNAME' || type === 'DNAME')) {
    return undefined;
  }
  const soa = [...answer, ...authority].find(({ type }) => type === 'SOA');
  return soa !== undefined && isWithin(name, soa.name) ? soa.name : undefined;
}

function delegatedTo({ authoritative, authority }: Message, name: Domain): Domain | undefined {
  const cut = authority.find(({ type }) => type === 'NS');
  const below = !authoritative && cut !== undefined && cut.name.includes('.');
  return below && isWithin(name, cut.name) ? cut.name : undefined;
}

async function searchZone(name: Name, host: string, session: Session): Promise<FoundZone> {
  const candidates = candidateZones(name);
  for (const candidate of candidates) {
    const reply = await session.query(candidate, 'SOA');
    if (reply.kind === 'failed') return reply;
    const { message } = reply;
    if (message.rcode === 'SERVFAIL') {
      const why = {
        en: `${host} failed when asked for the zone of ${name} (SERVFAIL)`,
        'zh-CN': `查询 ${name} 所属的区域时，${host} 出错（SERVFAIL）`,
      };
      return { kind: 'failed', failure: failure('server', why) };
    }
    const zone = zoneIn(message, candidate);
    if (zone !== undefined) return { kind: 'zone', zone };
    const elsewhere = delegatedTo(message, candidate);
    if (elsewhere !== undefined) {
      const why = {
        en: `${elsewhere} is served by other name servers than ${host}`,
        'zh-CN': `${elsewhere} 的权威服务器不是 ${host}`,
      };
      return { kind: 'failed', failure: failure('zoneNotFound', why) };
    }
  }
  const why = {
    en: `${host} serves no zone for ${name}; tried ${candidates.join(', ')}`,
    'zh-CN': `${host} 上没有 ${name} 所属的区域；已尝试 ${candidates.join('、')}`,
  };
  return { kind: 'failed', failure: failure('zoneNotFound', why) };
}

/**
 * The zone of one record: as the record or the account says, as remembered, or asked from the server,
 * label by label from the longest.
 */
export async function findRecordZone(
  record: ManagedRecord,
  accountZone: Domain | undefined,
  host: string,
  session: Session,
  memory: Memory,
): Promise<FoundZone> {
  const set = record.zone ?? accountZone;
  if (set !== undefined) {
    if (isWithin(record.name, set)) return { kind: 'zone', zone: set };
    const why = {
      en: `${record.name} is not in the zone ${set}`,
      'zh-CN': `${record.name} 不在区域 ${set} 中`,
    };
    return { kind: 'failed', failure: failure('zoneNotFound', why) };
  }
  const known = memory.get(memoryKey(record.name));
  if (known !== undefined && isWithin(record.name, known)) return { kind: 'zone', zone: known };
  const found = await searchZone(record.name, host, session);
  if (found.kind === 'zone') memory.set(memoryKey(record.name), found.zone);
  return found;
}
