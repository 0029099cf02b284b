import { decodeMessage, type Message } from '../../electron/core/dns/message.ts';
import { type DnsServer, type DnsTransport, NetError } from '../../electron/core/ports.ts';
import type { NameServer } from '../../electron/demo/name-server.ts';

/** One message that a server in memory got. */
interface Exchange {
  readonly server: DnsServer;
  readonly transport: 'udp' | 'tcp';
  readonly request: Message;
}

export interface MemoryDns extends DnsTransport {
  readonly exchanges: readonly Exchange[];
}

/**
 * The network between us and name servers in memory: `host:port` to server. A silent server is a
 * deadline that passes, an unknown one refuses.
 */
export function memoryDns(servers: Readonly<Record<string, NameServer>>): MemoryDns {
  const exchanges: Exchange[] = [];
  return {
    exchanges,
    async exchange(message, server, { transport, signal }) {
      signal.throwIfAborted();
      exchanges.push({ server, transport, request: decodeMessage(message) });
      const target = servers[`${server.host}:${server.port}`];
      if (target === undefined) throw new NetError('refused', server.host, 'ECONNREFUSED');
      const answer = target.handle(message, transport);
      if (answer === undefined) throw new NetError('timeout', server.host, undefined, true);
      return answer;
    },
  };
}
