import { parseAddress, sameAddress } from '../../core/address.ts';
import { failure, type Outcome } from '../../core/outcome.ts';
import type { Change } from '../../core/provider.ts';
import { absolute, type Rrset, type ZoneContent } from './api.ts';

/** Seconds for a record that is made, where the user set no TTL. */
const newTtl = 300;

export type Planned =
  | { readonly outcome: Outcome }
  | { readonly set: Rrset; readonly done: Outcome };

/** These zones are copies of another server's, and the next transfer undoes any change. */
const copies: readonly string[] = ['Slave', 'Secondary', 'Consumer'];

/**
 * What to do for one change, given what the zone holds. The set of that name and type becomes one
 * record with the address; disabled records in it are not served, and stay. The TTL stays unless
 * the user set one.
 */
export function planChange(change: Change, { kind, rrsets }: ZoneContent): Planned {
  const { record, address } = change;
  const name = absolute(record.name);
  if (copies.includes(kind)) {
    const detail = {
      en: `the zone of ${record.name} is a copy (${kind}) here; it changes at its primary`,
      'zh-CN': `${record.name} 所属的区域在此只是副本（${kind}），须在其主服务器上修改`,
    };
    return { outcome: failure('conflict', detail) };
  }
  const named = rrsets.filter((set) => set.name === name);
  const held = named.find(({ type }) => type === record.type);
  const served = held?.records.filter(({ disabled }) => !disabled) ?? [];
  const alias = named.find(({ type }) => type === 'CNAME' || type === 'ALIAS');
  const target = alias?.records.find(({ disabled }) => !disabled);
  if (served.length === 0 && alias !== undefined && target !== undefined) {
    const { type } = alias;
    const to = target.content.replace(/\.$/, '');
    const detail = {
      en: `${record.name} is ${type === 'ALIAS' ? 'an' : 'a'} ${type} to ${to}`,
      'zh-CN': `${record.name} 是指向 ${to} 的 ${type}`,
    };
    return { outcome: failure('conflict', detail) };
  }
  const ttl = record.ttl ?? held?.ttl ?? newTtl;
  const right = served.find(({ content }) => sameAddress(parseAddress(content), address));
  const previous = parseAddress((right ?? served[0])?.content ?? '');
  if (right !== undefined && served.length === 1 && ttl === held?.ttl) {
    return { outcome: { kind: 'alreadyRight', evidence: 'provider', previous } };
  }
  const off = held?.records.filter(
    ({ disabled, content }) => disabled && !sameAddress(parseAddress(content), address),
  );
  return {
    set: {
      name,
      type: record.type,
      ttl,
      records: [{ content: address.text, disabled: false }, ...(off ?? [])],
    },
    done: { kind: served.length > 0 ? 'updated' : 'created', evidence: 'accepted', previous },
  };
}
