import { decodeNatPmp, mappingPort, type NatPmpAnswer, natPmpRequest } from './nat-pmp.ts';
import { type AskPorts, unanswered } from './said.ts';
import type { GatewayTarget } from './target.ts';

/** RFC 6886 3.1 begins with 250 ms and doubles; a gateway in the same house that speaks it answers in a few. */
const waits: readonly number[] = [250, 500];

/** Asks by NAT-PMP. Undefined where nothing that could be its answer came; rejects with the signal's reason. */
export async function askNatPmp(
  { udp }: Pick<AskPorts, 'udp'>,
  { gateway, localAddress }: GatewayTarget,
  signal: AbortSignal,
): Promise<NatPmpAnswer | undefined> {
  const accepts = (bytes: Uint8Array) => decodeNatPmp(bytes) !== undefined;
  const peer = { address: gateway, port: mappingPort };
  const options = { waits, accepts, localAddress, signal };
  const bytes = await unanswered(udp.exchange(natPmpRequest, peer, options), signal);
  return bytes === undefined ? undefined : decodeNatPmp(bytes);
}
