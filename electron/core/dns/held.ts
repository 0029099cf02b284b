import type { Address } from '../address.ts';
import type { Name } from '../name.ts';
import { familyOf, type RecordType } from '../record.ts';
import type { Domain } from './domain.ts';
import type { Message } from './message.ts';

/** A record and the address that it should hold. */
export interface Wanted {
  readonly name: Name;
  readonly type: RecordType;
  readonly address: Address;
}

/** What an answer says that a name and type hold. TTLs in seconds, the shortest of the set. */
export type Held =
  | { readonly kind: 'addresses'; readonly texts: readonly string[]; readonly ttl: number }
  | { readonly kind: 'alias'; readonly target: Domain; readonly ttl: number }
  | { readonly kind: 'none' };

/** Reads the answer of an authoritative server: what stands at the name itself, no alias followed. */
export function heldAt(name: Domain, type: RecordType, { answer }: Message): Held {
  const own = answer.filter((record) => record.name === name);
  const alias = own.find((record) => record.type === 'CNAME');
  if (alias?.data.kind === 'domain') {
    return { kind: 'alias', target: alias.data.domain, ttl: alias.ttl };
  }
  return addressesOf(own, type);
}

/** Reads the answer of a resolver: the addresses at the end of whatever aliases it followed. */
export function resolvedAs(
  type: RecordType,
  { answer }: Message,
): Exclude<Held, { kind: 'alias' }> {
  return addressesOf(answer, type);
}

function addressesOf(
  records: Message['answer'],
  type: RecordType,
): Exclude<Held, { kind: 'alias' }> {
  const family = familyOf(type);
  const set = records.filter((record) => record.type === type);
  const texts = set.flatMap(({ data }) =>
    data.kind === 'address' && data.address.family === family ? [data.address.text] : [],
  );
  if (texts.length === 0) return { kind: 'none' };
  return { kind: 'addresses', texts: texts.sort(), ttl: Math.min(...set.map(({ ttl }) => ttl)) };
}
