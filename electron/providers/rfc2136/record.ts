import type { Address } from '../../core/address.ts';
import type { Domain } from '../../core/dns/domain.ts';
import type { Resource } from '../../core/dns/resource.ts';
import { type Failure, failure } from '../../core/outcome.ts';
import type { Change } from '../../core/provider.ts';
import type { ManagedRecord } from '../../core/record.ts';
import { type Asked, failureOfRcode } from './rcode.ts';
import type { Session } from './session.ts';

/** What the server holds at one name and type. */
export type Present =
  | { readonly kind: 'absent' }
  /** `ttl` in seconds. */
  | { readonly kind: 'set'; readonly addresses: readonly Address[]; readonly ttl: number }
  | { readonly kind: 'alias'; readonly target: Domain };

/** Seconds, for a record that is new and says nothing. */
const defaultTtl = 300;

/** Asks the server what it holds. A name that it does not serve itself is a failure. */
export async function readPresent(
  record: ManagedRecord,
  session: Session,
  asked: Asked,
): Promise<Present | { readonly kind: 'failed'; readonly failure: Failure }> {
  const reply = await session.query(record.name, record.type);
  if (reply.kind === 'failed') return reply;
  const { rcode, authoritative, answer } = reply.message;
  if (rcode === 'REFUSED') {
    const why = {
      en: `${asked.host} refuses to tell what ${record.name} holds`,
      'zh-CN': `${asked.host} 拒绝透露 ${record.name} 的内容`,
    };
    return { kind: 'failed', failure: failure('auth', why) };
  }
  if (rcode !== 'NOERROR' && rcode !== 'NXDOMAIN') {
    return { kind: 'failed', failure: failureOfRcode(rcode, asked) };
  }
  if (!authoritative) {
    const why = {
      en: `${asked.host} does not serve ${record.name} itself`,
      'zh-CN': `${asked.host} 不是 ${record.name} 的权威服务器`,
    };
    return { kind: 'failed', failure: failure('zoneNotFound', why) };
  }
  const tree = answer.find(({ type }) => type === 'DNAME');
  if (tree !== undefined) {
    // The CNAME is made up by the server: no prerequisite meets it, and no record below shows.
    const why = {
      en: `all names below ${tree.name} are aliases (DNAME)`,
      'zh-CN': `${tree.name} 之下的所有名称都是别名（DNAME）`,
    };
    return { kind: 'failed', failure: failure('conflict', why) };
  }
  const own = answer.filter(({ name }) => name === record.name);
  const alias = own.find(({ type }) => type === 'CNAME');
  if (alias?.data.kind === 'domain') return { kind: 'alias', target: alias.data.domain };
  const set = own.filter(({ type }) => type === record.type);
  const addresses = set.flatMap(({ data }) => (data.kind === 'address' ? [data.address] : []));
  const [first] = set;
  return first === undefined ? { kind: 'absent' } : { kind: 'set', addresses, ttl: first.ttl };
}

/** True where nothing is to be done: this one address, and the TTL that the user set, if any. */
export function isRight(present: Present, { record, address }: Change): boolean {
  if (present.kind !== 'set' || present.addresses.length !== 1) return false;
  const sameTtl = record.ttl === undefined || record.ttl === present.ttl;
  return sameTtl && present.addresses[0]?.text === address.text;
}

export function samePresent(a: Present, b: Present): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

interface Edit {
  /** Go into the message's answer section: RFC 2136 2.4. */
  readonly prerequisites: readonly Resource[];
  /** Go into its authority section: RFC 2136 2.5. */
  readonly changes: readonly Resource[];
}

/**
 * The part of an UPDATE that brings one record from what was read to its address, and that does
 * nothing where the server holds something else by now: the set must have exactly the values that
 * were read (RFC 2136 2.4.2), or not exist (2.4.3). A new record must not meet a CNAME, which a
 * server would pass over in silence (3.4.2.2).
 */
export function editOf({ record, address }: Change, present: Present): Edit {
  const { name, type } = record;
  const none = { name, ttl: 0, class: 'NONE', data: { kind: 'empty' } } as const;
  const ttl = record.ttl ?? (present.kind === 'set' ? present.ttl : defaultTtl);
  const wanted: Resource = { name, type, class: 'IN', ttl, data: { kind: 'address', address } };
  if (present.kind !== 'set') {
    return {
      prerequisites: [
        { ...none, type },
        { ...none, type: 'CNAME' },
      ],
      changes: [wanted],
    };
  }
  return {
    prerequisites: present.addresses.map((held) => ({
      ...wanted,
      ttl: 0,
      data: { kind: 'address', address: held },
    })),
    changes: [{ name, type, ttl: 0, class: 'ANY', data: { kind: 'empty' } }, wanted],
  };
}
