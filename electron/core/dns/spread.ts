import type { DnsServer } from '../ports.ts';
import { mapConcurrent } from './concurrent.ts';
import { resolvedAs, type Wanted } from './held.ts';
import { type AskContext, type AskFailure, ask } from './query.ts';

/** A resolver that everybody may ask. */
export interface PublicResolver extends DnsServer {
  readonly operator: string;
}

/** Public resolvers of different operators, two of them in China. */
export const publicResolvers: readonly PublicResolver[] = [
  { operator: 'Cloudflare', host: '1.1.1.1', port: 53 },
  { operator: 'Google', host: '8.8.8.8', port: 53 },
  { operator: 'Quad9', host: '9.9.9.9', port: 53 },
  { operator: 'OpenDNS', host: '208.67.222.222', port: 53 },
  { operator: 'AliDNS', host: '223.5.5.5', port: 53 },
  { operator: 'DNSPod', host: '119.29.29.29', port: 53 },
];

/** What one resolver answers with at the moment. `ttl`: seconds until it asks again. */
type Seen =
  | { readonly kind: 'same'; readonly ttl: number }
  | { readonly kind: 'old'; readonly texts: readonly string[]; readonly ttl: number }
  | { readonly kind: 'none' }
  | { readonly kind: 'unreachable'; readonly reason: AskFailure | 'refused' | 'servfail' };

export interface Spread<Resolver extends DnsServer> {
  readonly resolver: Resolver;
  readonly seen: Seen;
}

/** Asks each resolver how far a change has come, all at once. Rejects only with the signal's reason. */
export function spread<Resolver extends DnsServer>(
  { name, type, address }: Wanted,
  resolvers: readonly Resolver[],
  context: AskContext,
): Promise<readonly Spread<Resolver>[]> {
  return mapConcurrent(resolvers, resolvers.length, async (resolver) => {
    const reply = await ask(resolver, name, type, true, context);
    if (reply.kind === 'failure') {
      return { resolver, seen: { kind: 'unreachable', reason: reply.reason } };
    }
    const { rcode } = reply.message;
    if (rcode !== 'NOERROR' && rcode !== 'NXDOMAIN') {
      const reason = rcode === 'REFUSED' ? 'refused' : 'servfail';
      return { resolver, seen: { kind: 'unreachable', reason } };
    }
    const held = resolvedAs(type, reply.message);
    if (held.kind === 'none') return { resolver, seen: { kind: 'none' } };
    const same = held.texts.join() === address.text;
    return { resolver, seen: same ? { kind: 'same', ttl: held.ttl } : { ...held, kind: 'old' } };
  });
}
