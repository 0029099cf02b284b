import type { TypeName } from '../../core/dns/codes.ts';
import type { Domain } from '../../core/dns/domain.ts';
import { DnsFormatError } from '../../core/dns/format-error.ts';
import {
  decodeMessage,
  emptyRequest,
  encodeMessage,
  type Message,
} from '../../core/dns/message.ts';
import { answers, newMessageId, queryFor } from '../../core/dns/query.ts';
import { type Failure, failure } from '../../core/outcome.ts';
import { NetError } from '../../core/ports.ts';
import type { ProviderContext } from '../../core/provider.ts';
import { failureOfNetError, unreadableText } from '../../core/reply.ts';
import { signMessage, verifyMessage } from '../signing/tsig.ts';
import { keyOf, type Rfc2136Account } from './account.ts';
import { judgeSignature } from './signature.ts';

/** An answer that is the server's own, whatever its code; or why there is none. */
export type Exchanged =
  | { readonly kind: 'answer'; readonly message: Message }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** One server for the length of one `apply`. Rejects only with the signal's reason. */
export interface Session {
  query(name: Domain, type: TypeName): Promise<Exchanged>;
  update(zone: Domain, update: Pick<Message, 'answer' | 'authority'>): Promise<Exchanged>;
}

/** Longest message that every server takes over UDP without EDNS, RFC 1035 4.2.1. */
const udpLimit = 512;

/** Exchanges that may break in a row before the rest is not tried any more. */
const patience = 2;

/** Stands in the account's memory once an answer was rightly signed; gone when the account is edited. */
const provedKey = 'signed';

/**
 * Speaks to the account's server: signs where there is a key, checks who answered, and measures how
 * far the server's clock is from ours when it refuses ours. RFC 2136, RFC 8945.
 */
export function createSession(account: Rfc2136Account, context: ProviderContext): Session {
  const key = keyOf(account);
  const server = { host: account.server, port: account.port };
  /** Seconds that the server's clock is ahead. */
  let skew = 0;
  let broken = 0;
  let hopeless: Failure | undefined;

  function give(why: Failure): Exchanged {
    broken = why.kind === 'network' ? broken + 1 : 0;
    if (why.scope === 'account' && (why.kind !== 'network' || broken >= patience)) {
      const { unconfirmed: _, ...rest } = why;
      hopeless = rest;
    }
    return { kind: 'failed', failure: why };
  }

  function secondsNow(): number {
    return Math.floor(context.clock.now() / 1000);
  }

  async function carry(bytes: Uint8Array, transport: 'udp' | 'tcp'): Promise<Uint8Array> {
    const { timeout, signal } = context;
    return context.dns.exchange(bytes, server, { transport, timeout, signal });
  }

  async function attempt(
    request: Message,
    transport: 'udp' | 'tcp',
    skewTried: boolean,
  ): Promise<Exchanged> {
    const write = request.opcode === 'UPDATE';
    const plain = encodeMessage(request);
    // Another request may learn the skew before this one's answer, which is judged by its own.
    const ahead = skew;
    const time = secondsNow() + ahead;
    const signed = key === undefined ? undefined : signMessage(plain, key, { time });
    const bytes = signed?.bytes ?? plain;
    const via = bytes.length > udpLimit ? 'tcp' : transport;
    const reply = await carry(bytes, via);
    const message = decodeMessage(reply);
    if (!answers(request, message)) throw new DnsFormatError('it answers another question');
    if (signed !== undefined && key !== undefined) {
      const received = { time: secondsNow() + ahead, requestMac: signed.mac };
      const verification = verifyMessage(reply, [key], received);
      const verdict = judgeSignature(verification, message.rcode, {
        key,
        host: server.host,
        write,
        proved: context.memory.get(provedKey) !== undefined,
      });
      if (verdict.kind === 'failed') return give(verdict.failure);
      if (verdict.kind === 'clock') {
        const off = verdict.serverTime - secondsNow();
        if (skewTried) return give(clockFailure(server.host, off));
        skew = off;
        context.log.warn('the clock differs from the name server', {
          host: server.host,
          seconds: off,
        });
        return attempt({ ...request, id: newMessageId(context.random) }, transport, true);
      }
      if (context.memory.get(provedKey) === undefined) context.memory.set(provedKey, 'yes');
    }
    if (message.truncated && via === 'udp' && !write) return attempt(request, 'tcp', skewTried);
    broken = 0;
    return { kind: 'answer', message };
  }

  async function exchange(request: Message): Promise<Exchanged> {
    context.signal.throwIfAborted();
    if (hopeless !== undefined) return { kind: 'failed', failure: hopeless };
    const write = request.opcode === 'UPDATE';
    try {
      return await attempt(request, account.transport, false);
    } catch (error) {
      context.signal.throwIfAborted();
      if (error instanceof NetError) {
        // A lost datagram: reading again is harmless, writing again is not.
        const lost = error.kind === 'timeout' && account.transport === 'udp' && !write;
        if (lost) return exchangeOverTcp(request);
        return give(failureOfNetError(error, write));
      }
      if (error instanceof DnsFormatError) return give(unreadable(server.host, write));
      throw error;
    }
  }

  async function exchangeOverTcp(request: Message): Promise<Exchanged> {
    try {
      return await attempt(request, 'tcp', false);
    } catch (error) {
      context.signal.throwIfAborted();
      if (error instanceof NetError) return give(failureOfNetError(error, false));
      if (error instanceof DnsFormatError) return give(unreadable(server.host, false));
      throw error;
    }
  }

  return {
    query: (name, type) => exchange(queryFor(newMessageId(context.random), name, type, false)),
    update(zone, { answer, authority }) {
      const question = [{ name: zone, type: 'SOA', class: 'IN' }] as const;
      const request = emptyRequest(newMessageId(context.random), 'UPDATE');
      return exchange({ ...request, question, answer, authority });
    },
  };
}

function clockFailure(host: string, seconds: number): Failure {
  const minutes = Math.max(1, Math.round(Math.abs(seconds) / 60));
  const behind = seconds > 0;
  const detail = {
    en: `this computer's clock is ${minutes} min ${behind ? 'behind' : 'ahead of'} that of ${host}`,
    'zh-CN': `本机时钟比 ${host} ${behind ? '慢' : '快'} ${minutes} 分钟`,
  };
  return failure('clock', detail, { scope: 'account' });
}

function unreadable(host: string, write: boolean): Failure {
  return failure('unknown', unreadableText(host), {
    ...(write ? { unconfirmed: true } : {}),
  });
}
