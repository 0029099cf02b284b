import { type Address, parseAddress, sameAddress } from '../../core/address.ts';
import { failure, type Outcome } from '../../core/outcome.ts';
import type { Change } from '../../core/provider.ts';
import type { Patch, Post } from './api.ts';
import type { CloudflareRecord } from './forms.ts';

/** What it takes to bring one record to its address. One of `patch` and `post`, or only `deletes`. */
export interface Step {
  readonly patch?: Patch;
  readonly post?: Post;
  /** Ids of surplus records of the same name and type. */
  readonly deletes: readonly string[];
  /** The outcome once it is done. */
  readonly done: Outcome;
}

export type Planned = { readonly step: Step } | { readonly outcome: Outcome };

/**
 * What to do for one change, given all records of its name. Nothing but that name and type is
 * touched, and of an existing record only the address, unless the user set a TTL or the proxy.
 *
 * Several records of that name and type are brought down to one, since a stale one beside the right
 * one sends every second visitor astray: one that already has the address is kept, else one is
 * changed (the one that held the previous address, if it is there); the others are deleted in the
 * same transaction, or after the right one is certain.
 *
 * A new record gets the automatic TTL (1) and no proxy unless the user said otherwise. A proxied
 * record's TTL is automatic by Cloudflare's rule, so a TTL is not sent for it.
 */
export function planChange(change: Change, named: readonly CloudflareRecord[]): Planned {
  const { record, address } = change;
  const same = named.filter(({ type, name }) => type === record.type && name === record.name);
  const alias = named.find(({ type, name }) => type === 'CNAME' && name === record.name);
  if (same.length === 0 && alias !== undefined) {
    const detail = {
      en: `${record.name} is a CNAME to ${alias.content}`,
      'zh-CN': `${record.name} 是指向 ${alias.content} 的 CNAME`,
    };
    return { outcome: failure('conflict', detail) };
  }
  const kept = same.find((held) => holds(held, address)) ?? recyclable(same, change.previous);
  if (kept === undefined) return { step: creation(change) };
  const deletes = same.filter(({ id }) => id !== kept.id).map(({ id }) => id);
  const proxied = record.proxied ?? kept.proxied;
  const patch = {
    ...(holds(kept, address) ? {} : { content: address.text }),
    ...(record.proxied !== undefined && record.proxied !== kept.proxied ? { proxied } : {}),
    ...(record.ttl !== undefined && record.ttl !== kept.ttl && !proxied ? { ttl: record.ttl } : {}),
  };
  const changes = Object.keys(patch).length > 0;
  const previous = parseAddress(kept.content);
  const done: Outcome = {
    kind: changes || deletes.length > 0 ? 'updated' : 'alreadyRight',
    evidence: 'provider',
    previous,
    proxied,
  };
  if (done.kind === 'alreadyRight') return { outcome: done };
  return { step: { ...(changes ? { patch: { id: kept.id, ...patch } } : {}), deletes, done } };
}

function holds(held: CloudflareRecord, address: Address): boolean {
  return sameAddress(parseAddress(held.content), address);
}

function recyclable(
  same: readonly CloudflareRecord[],
  previous: Address | undefined,
): CloudflareRecord | undefined {
  return same.find((held) => previous !== undefined && holds(held, previous)) ?? same[0];
}

function creation({ record, address }: Change): Step {
  const proxied = record.proxied ?? false;
  return {
    post: {
      type: record.type,
      name: record.name,
      content: address.text,
      ttl: proxied ? 1 : (record.ttl ?? 1),
      proxied,
    },
    deletes: [],
    done: { kind: 'created', evidence: 'provider', proxied },
  };
}
