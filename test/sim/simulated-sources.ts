import { parseAddress } from '../../electron/core/address.ts';
import { NetError } from '../../electron/core/ports.ts';
import type { SourceSpec } from '../../electron/core/settings.ts';
import { type Source, SourceFailure } from '../../electron/core/source.ts';

/** Sources whose answers anybody on the way can give, as those over DNS and STUN. */
export const forgeable: readonly string[] = ['sim-dns-a', 'sim-dns-b', 'sim-stun'];

/** Where the simulated network answers for one of them. */
export function forgeableUrl(id: string): string {
  return `http://${id}.example/`;
}

function forgeableSource(id: string): Source {
  return {
    id,
    operator: id,
    transport: id === 'sim-stun' ? 'stun' : 'dns',
    families: ['ipv4', 'ipv6'],
    own: false,
    async ask(family, { http, timeout, signal }) {
      try {
        const url = forgeableUrl(id);
        const request = { method: 'GET', proxy: 'never', maxBytes: 4096 } as const;
        const { status, body } = await http.send({ ...request, url, family, timeout, signal });
        const address = parseAddress(body.trim());
        if (status !== 200 || address === undefined) throw new SourceFailure('form', id);
        return { address, evidence: id };
      } catch (error) {
        if (!(error instanceof NetError)) throw error;
        const { kind } = error;
        throw new SourceFailure(kind === 'offline' || kind === 'timeout' ? kind : 'network', id);
      }
    },
  };
}

/** Stands among the sources; only the gateway's client asks it. */
const gateway: Source = {
  id: 'gateway',
  operator: 'gateway',
  transport: 'gateway',
  families: ['ipv4'],
  own: false,
  ask: () => Promise.reject(new SourceFailure('missing', 'it is asked by its own client')),
};

/** The sources that only the simulator has. */
export function simulatedSource(spec: SourceSpec): Source | undefined {
  if (spec.kind !== 'builtIn') return undefined;
  if (spec.id === 'gateway') return gateway;
  return forgeable.includes(spec.id) ? forgeableSource(spec.id) : undefined;
}
