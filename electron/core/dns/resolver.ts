import type { DnsServer } from '../ports.ts';
import type { TypeName } from './codes.ts';
import type { Domain } from './domain.ts';
import type { Message } from './message.ts';
import { type AskContext, type AskFailure, ask, type Reply } from './query.ts';

/** An answer (NOERROR or NXDOMAIN), or why no resolver gave one. */
export type Resolved =
  | { readonly kind: 'answer'; readonly message: Message }
  | { readonly kind: 'failure'; readonly reason: AskFailure | 'servfail' };

/** Asks for a name and type, each once. Rejects only with the signal's reason. */
export type Resolver = (name: Domain, type: TypeName) => Promise<Resolved>;

/**
 * A resolver over several, for the length of one task: they are asked one after the other until one
 * knows, and one that did not answer is asked last from then on.
 */
export function createResolver(servers: readonly DnsServer[], context: AskContext): Resolver {
  const asked = new Map<string, Promise<Resolved>>();
  let order = [...servers];

  async function search(name: Domain, type: TypeName): Promise<Resolved> {
    let last: Resolved = { kind: 'failure', reason: 'offline' };
    for (const server of [...order]) {
      const reply = await ask(server, name, type, true, context);
      if (reply.kind === 'answer') {
        const { rcode } = reply.message;
        if (rcode === 'NOERROR' || rcode === 'NXDOMAIN') return reply;
        last = { kind: 'failure', reason: 'servfail' };
      } else {
        last = reply;
        order = [...order.filter((one) => one !== server), server];
      }
    }
    return last;
  }

  return (name, type) => {
    const key = `${type} ${name}`;
    const before = asked.get(key);
    if (before !== undefined) return before;
    const now = search(name, type);
    asked.set(key, now);
    return now;
  };
}

/** Asks one authoritative server. Rejects only with the signal's reason. */
export type AuthoritativeAsk = (server: DnsServer, name: Domain, type: TypeName) => Promise<Reply>;

/**
 * Asks authoritative servers, for the length of one task: one that did not answer is not asked again,
 * so that many records do not wait for it one after the other.
 */
export function createAuthoritativeAsk(context: AskContext): AuthoritativeAsk {
  const dead = new Map<string, Reply>();
  return async (server, name, type) => {
    const key = `${server.host} ${server.port}`;
    const before = dead.get(key);
    if (before !== undefined) return before;
    const reply = await ask(server, name, type, false, context);
    if (reply.kind === 'failure' && reply.reason !== 'format') dead.set(key, reply);
    return reply;
  };
}
