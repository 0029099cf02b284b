import { parseAddress } from '../address.ts';
import type { Random } from '../ports.ts';
import { mappingPort } from './nat-pmp.ts';
import { decodePcpMap, encodePcpMap, type PcpAnswer } from './pcp.ts';
import { type AskPorts, unanswered } from './said.ts';
import type { GatewayTarget } from './target.ts';

const waits: readonly number[] = [250, 500];

/** Seconds; many servers make two minutes of it. It only has to outlive the question. */
const lifetime = 60;

function madeNonce(random: Random): Uint8Array {
  return Uint8Array.from({ length: 12 }, () => Math.floor(random() * 256));
}

/**
 * Asks by PCP: it tells the external address only with a mapping, so one is made for the discard port
 * and taken away again. Undefined where no answer came, or where this computer's address in the
 * gateway's network is not known; rejects with the signal's reason.
 */
export async function askPcp(
  { udp, random }: Pick<AskPorts, 'udp' | 'random'>,
  { gateway, localAddress }: GatewayTarget,
  signal: AbortSignal,
): Promise<PcpAnswer | undefined> {
  const client = localAddress === undefined ? undefined : parseAddress(localAddress);
  if (client === undefined) return undefined;
  const nonce = madeNonce(random);
  const peer = { address: gateway, port: mappingPort };
  const accepts = (bytes: Uint8Array) => decodePcpMap(bytes, nonce) !== undefined;
  const send = (seconds: number, until: AbortSignal) => {
    const options = { waits, accepts, localAddress, signal: until };
    return udp.exchange(encodePcpMap({ client, nonce }, seconds), peer, options);
  };
  const bytes = await unanswered(send(lifetime, signal), signal);
  const answer = bytes === undefined ? undefined : decodePcpMap(bytes, nonce);
  if (answer?.kind === 'address') {
    // Nobody waits for it, and its waits are its end; what gets lost ends by itself.
    send(0, new AbortController().signal).catch(() => undefined);
  }
  return answer;
}
