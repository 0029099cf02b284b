import { type Family, families } from '../core/address.ts';
import { encodeMessage } from '../core/dns/message.ts';
import { newMessageId } from '../core/dns/query.ts';
import { NetError } from '../core/ports.ts';
import type { Answer, Source, SourceContext } from '../core/source.ts';
import { type DnsEcho, echoQuery, readEcho } from './dns-form.ts';
import { judge } from './judge.ts';
import { netFailure, wrongForm } from './net-failure.ts';

/** Name servers that answer with the address they were asked from. */
export interface DnsEchoService extends DnsEcho {
  /** How the settings name it. */
  readonly id: string;
  /** Who runs it; services of one operator are one voice. */
  readonly operator: string;
  /** Their addresses, by family: which server is asked must not depend on a resolver. */
  readonly servers: Partial<Readonly<Record<Family, readonly string[]>>>;
}

interface Attempt {
  readonly server: string;
  readonly transport: 'udp' | 'tcp';
}

const port = 53;

/** Each server once; then the first one over TCP, which passes where datagrams are held up. */
function attemptsAt([first, ...others]: readonly string[]): readonly Attempt[] {
  if (first === undefined) return [];
  const rest = others.map((server) => ({ server, transport: 'udp' }) as const);
  return [{ server: first, transport: 'udp' }, ...rest, { server: first, transport: 'tcp' }];
}

async function ask(
  service: DnsEchoService,
  family: Family,
  { dns, random, local, timeout, signal }: SourceContext,
): Promise<Answer> {
  const attempts = attemptsAt(service.servers[family] ?? []);
  const patience = Math.ceil(timeout / attempts.length);
  const localAddress = local[family];

  async function reach({ server, transport }: Attempt): Promise<Answer | NetError> {
    signal.throwIfAborted();
    const query = echoQuery(service, family, newMessageId(random));
    const options = { transport, timeout: patience, localAddress, signal };
    try {
      const bytes = await dns.exchange(
        encodeMessage(query.message),
        { host: server, port },
        options,
      );
      const read = readEcho(bytes, query, service, server);
      if (read.kind === 'text') {
        return { address: judge(read.text, family, server), evidence: server };
      }
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof NetError) return error;
      throw error;
    }
    if (transport === 'tcp') throw wrongForm(server);
    return reach({ server, transport: 'tcp' });
  }

  let last: { readonly error: NetError; readonly server: string } | undefined;
  for (const attempt of attempts) {
    const result = await reach(attempt);
    if (!(result instanceof NetError)) return result;
    last = { error: result, server: attempt.server };
    if (result.kind === 'offline') break;
  }
  if (last === undefined) throw new Error(`${service.id} has no ${family} server to ask`);
  throw netFailure(last.error, last.server);
}

/**
 * Makes a source of such name servers: each is asked once over UDP, then the first one over TCP; an
 * answer that is cut off is asked for again over TCP. What an answer may fail with, {@link readEcho} says.
 */
export function defineDnsEcho(service: DnsEchoService): Source {
  const { id, operator, servers } = service;
  return {
    id,
    operator,
    transport: 'dns',
    families: families.filter((family) => servers[family] !== undefined),
    own: false,
    ask: (family, context) => ask(service, family, context),
  };
}
