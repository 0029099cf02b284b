import type { Verifier } from './engine.ts';
import type { DnsServer, DnsTransport, Random } from './ports.ts';
import { verifyRecords } from './verify.ts';

export interface VerifierPorts {
  readonly dns: DnsTransport;
  readonly random: Random;
  /** Used where the settings name no resolvers. */
  readonly systemResolvers: () => readonly DnsServer[];
  /** Where authoritative servers listen; 53 but for tests and the demo. */
  readonly port?: number;
}

/** What the updater asks with: every target's zone, at its own name servers. */
export function createVerifier({ dns, random, systemResolvers, port }: VerifierPorts): Verifier {
  return async (targets, settings, signal) => {
    const { resolvers } = settings.verify;
    const wanted = targets.map(({ record: { name, type }, wanted: address, hints }) => ({
      name,
      type,
      address,
      hints,
    }));
    const found = await verifyRecords(wanted, {
      dns,
      random,
      resolvers: resolvers.length > 0 ? resolvers : systemResolvers(),
      timeout: settings.timeout,
      signal,
      ...(port === undefined ? {} : { port }),
    });
    return found.map(({ kind }) => kind);
  };
}
