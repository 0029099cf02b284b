import { parseAddress } from '../address.ts';
import { minute, second } from '../duration.ts';
import type { Clock, Http } from '../ports.ts';

/** Hosts that are remembered. */
const most = 16;

/** What the answers of public services tell beside the address. */
export interface Witness {
  readonly http: Http;
  /** By whom the time was told over https; milliseconds that this clock is ahead of theirs. */
  readonly skews: () => readonly { readonly host: string; readonly skew: number }[];
  /** The names that were asked. */
  readonly names: () => readonly string[];
}

/** Looks at what passes, and sends nothing of its own. */
export function createWitness(http: Http, clock: Clock): Witness {
  const skews = new Map<string, number>();
  const names = new Set<string>();
  return {
    http: {
      async send(request) {
        const { protocol, hostname } = new URL(request.url);
        const isName = parseAddress(hostname) === undefined && !hostname.startsWith('[');
        const counts = protocol === 'https:' && isName && names.size < most;
        if (counts) names.add(hostname);
        const response = await http.send(request);
        const told = Date.parse(response.headers.date ?? '');
        if (counts && Number.isFinite(told)) skews.set(hostname, skewOf(clock.now(), told));
        return response;
      },
    },
    skews: () => [...skews].map(([host, skew]) => ({ host, skew })),
    names: () => [...names],
  };
}

/** What is told in whole seconds is not blamed for a fraction, nor a slow answer for its way. */
function skewOf(now: number, told: number): number {
  const skew = now - told;
  return Math.abs(skew) < minute ? 0 : Math.round(skew / second) * second;
}
