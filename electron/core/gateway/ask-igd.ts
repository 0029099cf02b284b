import type { IgdAnswer, IgdService } from './igd.ts';
import { type AskPorts, type Said, unanswered } from './said.ts';
import type { GatewayTarget } from './target.ts';

/** Milliseconds. */
const timeout = 2000;
/** Bytes; an answer has some hundreds. */
const mostBytes = 16_384;

/** What a service says, and which service it was. */
export type IgdSaid = Said & { readonly service: IgdService };

async function askService(
  { type, control }: IgdService,
  { http }: Pick<AskPorts, 'http'>,
  { localAddress }: GatewayTarget,
  signal: AbortSignal,
): Promise<IgdAnswer | undefined> {
  // The reader of XML is loaded where there is something to read.
  const { externalAddressRequest, readExternalAddress } = await import('./igd.ts');
  const sent = http.send({
    method: 'POST',
    url: control,
    ...externalAddressRequest(type),
    family: 'ipv4',
    localAddress,
    proxy: 'never',
    timeout,
    maxBytes: mostBytes,
    signal,
  });
  const response = await unanswered(sent, signal);
  // A fault comes with 500.
  if (response?.status !== 200 && response?.status !== 500) return undefined;
  return readExternalAddress(response.body);
}

/**
 * Asks the services in turn until one has an address; a modem may have one for each way that it could
 * dial. `down` where those that answer have none; undefined where none answers. A fault is no answer,
 * but 501: that is how a gateway without an address says so. Rejects with the signal's reason.
 */
export async function askIgd(
  services: readonly IgdService[],
  ports: Pick<AskPorts, 'http'>,
  target: GatewayTarget,
  signal: AbortSignal,
): Promise<IgdSaid | undefined> {
  let down: IgdSaid | undefined;
  for (const service of services) {
    const answer = await askService(service, ports, target, signal);
    if (answer?.kind === 'address') return { ...answer, service };
    const isDown = answer?.kind === 'down' || (answer?.kind === 'fault' && answer.code === '501');
    if (isDown) down ??= { kind: 'down', service };
  }
  return down;
}
