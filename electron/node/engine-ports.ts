import type { EnginePorts } from '../core/engine.ts';
import type { CommandRunner, DnsTransport, Http, Log, StateStore } from '../core/ports.ts';
import type { Provider } from '../core/provider.ts';
import type { SourceSpec } from '../core/settings.ts';
import type { Source } from '../core/source.ts';
import type { AppState } from '../core/state.ts';
import { createVerifier } from '../core/verifier.ts';
import { systemClock, systemRandom } from './clock.ts';
import { createDnsTransport, systemResolvers } from './dns.ts';
import { createHttp } from './http.ts';
import { systemInterfaces } from './interfaces.ts';

/** The system's shell, whose module is loaded with the first command: most users have none. */
export const lazyCommands: CommandRunner = {
  run: async (command, options) =>
    (await import('./command.ts')).systemCommands.run(command, options),
};

/** What every request says it comes from. */
export function createAgentHttp({ version }: Pick<EngineWorld, 'version'>): Http {
  return createHttp({ userAgent: `ddns-tray/${version}` });
}

/** The program's version and its registries. */
export interface EngineWorld {
  readonly version: string;
  readonly providers: readonly Provider[];
  readonly sourceFor: (spec: SourceSpec) => Source;
}

export interface EngineParts {
  readonly store: StateStore<AppState>;
  readonly log: Log;
  readonly onNotice?: EnginePorts['onNotice'];
}

/** The updater's ports over this computer's real network, clock and chance, and the registries. */
export function createPorts(
  world: EngineWorld,
  { store, log, onNotice }: EngineParts,
): EnginePorts {
  const dns: DnsTransport = createDnsTransport();
  return {
    clock: systemClock,
    random: systemRandom,
    log,
    store,
    http: createAgentHttp(world),
    dns,
    interfaces: systemInterfaces,
    commands: lazyCommands,
    provider(id) {
      const provider = world.providers.find((one) => one.id === id);
      if (provider === undefined) throw new Error(`there is no provider ${id}`);
      return provider;
    },
    source: world.sourceFor,
    verify: createVerifier({ dns, random: systemRandom, systemResolvers }),
    ...(onNotice === undefined ? {} : { onNotice }),
  };
}
