import type { Channel } from '../core/channel.ts';
import type { EnginePorts } from '../core/engine.ts';
import type { ChannelPorts } from '../core/notify/ports.ts';
import type { CommandRunner, Http, Log, StateStore } from '../core/ports.ts';
import type { Provider } from '../core/provider.ts';
import type { ProxySetting, SourceSpec } from '../core/settings.ts';
import type { Source } from '../core/source.ts';
import type { SourcePorts } from '../core/source-context.ts';
import type { AppState } from '../core/state.ts';
import { createVerifier } from '../core/verifier.ts';
import { type PresetInfo, providerFinder } from '../core/views/find-provider.ts';
import { minuteOfDay, systemClock, systemRandom } from './clock.ts';
import { createDnsTransport, systemResolvers } from './dns.ts';
import { createHttp } from './http.ts';
import { systemInterfaces } from './interfaces.ts';
import { createMail } from './mail.ts';
import { createSurroundings, type Surroundings } from './surroundings.ts';

/** The system's shell, whose module is loaded with the first command: most users have none. */
const lazyCommands: CommandRunner = {
  run: async (command, options) =>
    (await import('./command.ts')).systemCommands.run(command, options),
};

/** Says of every request what it comes from. `proxy` tells what the settings of now name. */
export function createAgentHttp(
  { version }: Pick<EngineWorld, 'version'>,
  proxy?: () => ProxySetting | undefined,
): Http {
  const userAgent = `ddns-tray/${version}`;
  return createHttp({ userAgent, ...(proxy === undefined ? {} : { proxy }) });
}

/** The program's version and its registries. */
export interface EngineWorld {
  readonly version: string;
  readonly providers: readonly Provider[];
  readonly sourceFor: (spec: SourceSpec) => Source;
  /** Those that were needed so far; without them nobody is told. */
  readonly channels?: readonly Channel[] | undefined;
  /** By the provider's id. */
  readonly presets?: Readonly<Record<string, readonly PresetInfo[]>> | undefined;
}

export interface EngineParts {
  readonly store: StateStore<AppState>;
  readonly log: Log;
  /** The proxy that the settings of now name. */
  readonly proxy?: (() => ProxySetting | undefined) | undefined;
  readonly onNotice?: EnginePorts['onNotice'];
  /** In which words the channels are told; left out where nobody is. */
  readonly words?: Words | undefined;
}

/** The language of messages, and what their next steps name. */
export type Words = Pick<ChannelPorts, 'language' | 'actions'>;

/** What telling somebody needs, over this computer's real network and clock, and the registries. */
export function createChannelPorts(
  { channels = [], providers, presets = {} }: Omit<EngineWorld, 'version' | 'sourceFor'>,
  words: Words,
): ChannelPorts {
  return {
    find(id) {
      const channel = channels.find((one) => one.id === id);
      if (channel === undefined) throw new Error(`there is no channel ${id}`);
      return channel;
    },
    mail: createMail(),
    minuteOfDay,
    names: (settings) => providerFinder({ providers, presets }, settings),
    ...words,
  };
}

/** What sources look through, over this computer's real network. */
export function createSourcePorts(
  world: Pick<EngineWorld, 'version'>,
  { log, proxy }: Pick<EngineParts, 'log' | 'proxy'>,
): SourcePorts & Surroundings {
  const http = createAgentHttp(world, proxy);
  return {
    http,
    dns: createDnsTransport(),
    interfaces: systemInterfaces,
    commands: lazyCommands,
    random: systemRandom,
    ...createSurroundings(http, log),
  };
}

/** The updater's ports over this computer's real network, clock and chance, and the registries. */
export function createPorts(
  world: EngineWorld,
  { store, log, proxy, onNotice, words }: EngineParts,
): EnginePorts {
  const ports = createSourcePorts(world, { log, proxy });
  return {
    ...ports,
    clock: systemClock,
    log,
    store,
    provider(id) {
      const provider = world.providers.find((one) => one.id === id);
      if (provider === undefined) throw new Error(`there is no provider ${id}`);
      return provider;
    },
    source: world.sourceFor,
    verify: createVerifier({ dns: ports.dns, random: systemRandom, systemResolvers }),
    ...(onNotice === undefined ? {} : { onNotice }),
    ...(words === undefined ? {} : { channels: createChannelPorts(world, words) }),
  };
}
