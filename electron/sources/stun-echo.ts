import type { Family } from '../core/address.ts';
import { isInward } from '../core/inward.ts';
import { NetError } from '../core/ports.ts';
import { type Answer, type Source, type SourceContext, SourceFailure } from '../core/source.ts';
import {
  type BindingAnswer,
  bindingRequest,
  newTransactionId,
  readBindingAnswer,
} from '../core/stun/message.ts';
import { judge } from './judge.ts';
import { hijackedName, netFailure, wrongForm } from './net-failure.ts';

/** A public STUN server (RFC 8489). */
export interface StunServer {
  /** How the settings name it. */
  readonly id: string;
  /** Who runs it; services of one operator are one voice. */
  readonly operator: string;
  /** A name that the system resolves. */
  readonly host: string;
  readonly port: number;
  readonly families: readonly Family[];
}

/** Milliseconds after the first request, and twice as many after each further one. RFC 8489 6.2.1. */
const firstWait = 500;

/** Waits that double, and fill the whole time between them. */
function waitsWithin(time: number): readonly number[] {
  const waits: number[] = [];
  for (let left = time, next = firstWait; left > 0; next *= 2) {
    // What would be left is too short for an answer: the last wait takes it.
    const wait = left < 2 * next ? left : next;
    waits.push(wait);
    left -= wait;
  }
  return waits;
}

async function exchange(
  { host, port }: StunServer,
  family: Family,
  { udp, random, local, timeout, signal }: SourceContext,
): Promise<BindingAnswer | undefined> {
  const half = Math.ceil(timeout / 2);
  const [address = ''] = await udp.resolve(host, family, { timeout: half, signal });
  if (isInward(address)) throw hijackedName(host);
  const id = newTransactionId(random);
  const peer = { address, port };
  const bytes = await udp.exchange(bindingRequest(id), peer, {
    waits: waitsWithin(half),
    accepts: (one) => readBindingAnswer(one, id) !== undefined,
    localAddress: local[family],
    signal,
  });
  return readBindingAnswer(bytes, id);
}

async function ask(server: StunServer, family: Family, context: SourceContext): Promise<Answer> {
  const { host } = server;
  const { signal } = context;
  signal.throwIfAborted();
  const answer = await exchange(server, family, context).catch((error: unknown) => {
    signal.throwIfAborted();
    throw error instanceof NetError ? netFailure(error, host) : error;
  });
  if (answer?.kind === 'mapped') {
    return { address: judge(answer.address.text, family, host), evidence: host };
  }
  if (answer?.kind !== 'refused') throw wrongForm(host);
  throw new SourceFailure('status', {
    en: `${host} answered with the STUN error ${answer.code}`,
    'zh-CN': `${host} 返回了 STUN 错误 ${answer.code}`,
  });
}

/**
 * Makes a source of a STUN server: half of the time for its name, half for the exchange, in which a
 * lost datagram is sent again. A name that leads into the local network is `hijacked`, an error response
 * `status`, an answer without a usable XOR-MAPPED-ADDRESS `form`.
 */
export function defineStun(server: StunServer): Source {
  const { id, operator, families } = server;
  return {
    id,
    operator,
    transport: 'stun',
    families,
    own: false,
    ask: (family, context) => ask(server, family, context),
  };
}
