import type { EnginePorts } from '../../electron/core/engine.ts';
import type { Log, LogFields, LogLevel } from '../../electron/core/ports.ts';
import { quietUdp } from '../../electron/core/quiet-network.ts';
import type { RecordId } from '../../electron/core/record.ts';
import type { CheckOptions, Trigger } from '../../electron/core/round.ts';
import type { Settings, SourceSpec } from '../../electron/core/settings.ts';
import type { Source } from '../../electron/core/source.ts';
import { Updater } from '../../electron/core/updater.ts';
import { createVerifier } from '../../electron/core/verifier.ts';
import { sourceFor } from '../../electron/sources/registry.ts';
import { providers } from '../support/registered.ts';
import { createLife, type KillPoint, type Life } from './life.ts';
import { resolver } from './name-servers.ts';
import { createNetwork, type Network, type NetworkParts } from './network.ts';
import { simulatedSource } from './simulated-sources.ts';
import { createStore, type Disk, reread } from './store.ts';
import { wallTime } from './world.ts';

/** The computer that the product runs on: it starts the process, kills it and starts it again. */
export interface Machine {
  /** Starts the process; does nothing where one runs. */
  start(): void;
  /** The process dies at once, wherever it is, and starts again after `rest` milliseconds. */
  kill(rest: number): void;
  /** The process dies at that point, at the latest after an hour. */
  killAt(point: KillPoint, rest: number): void;
  /** The process is asked to end, and starts again after `rest` milliseconds. */
  stop(rest: number): void;
  /** A trigger from outside, while a process runs. */
  check(trigger: Trigger, options?: CheckOptions): void;
  /** The user asks for what the name servers answer. */
  verify(only?: ReadonlySet<RecordId>): void;
  /** The user pauses a running process for so many milliseconds, or until they unpause it. */
  pause(ms: number | undefined): void;
  unpause(): void;
  /** A process runs and is paused. */
  readonly paused: () => boolean;
  /** The settings file changes; a running process takes it over. */
  setSettings(settings: Settings): void;
  readonly settings: () => Settings;
  readonly disk: Disk;
  readonly running: () => boolean;
}

const patience = 3_600_000;
/** Milliseconds in which a process that was asked to end has to. */
const grace = 1_000;

interface Running {
  readonly life: Life;
  readonly network: Network;
  updater: Updater | undefined;
}

export function createMachine(parts: NetworkParts, first: Settings): Machine {
  const { world } = parts;
  const { clock } = world;
  const disk: Disk = { state: undefined };
  const sources = new Map<SourceSpec, Source>();
  let settings = first;
  let lives = 0;
  let now: Running | undefined;
  let armed: { readonly point: KillPoint; readonly rest: number } | undefined;

  function strikes({ port, phase }: KillPoint): boolean {
    if (armed?.point.port !== port || armed.point.phase !== phase) return false;
    const { rest } = armed;
    armed = undefined;
    world.emit({ kind: 'end', life: lives, how: 'killed', at: `${phase} ${port}` });
    restartIn(rest);
    return true;
  }

  function restartIn(rest: number): void {
    now?.life.end();
    now = undefined;
    reread(disk);
    clock.plan(clock.now() + rest, start, { local: true });
  }

  function portsOf(life: Life, network: Network): EnginePorts {
    const chance = world.chance.fork(`process ${life.number}`);
    const log =
      (level: LogLevel) =>
      (message: string, fields?: LogFields): void =>
        life.tell('log', () =>
          world.emit({ kind: 'log', life: life.number, level, message, fields }),
        );
    const logs: Log = {
      debug: log('debug'),
      info: log('info'),
      warn: log('warn'),
      error: log('error'),
    };
    return {
      udp: quietUdp,
      network: parts.surroundings.network(life),
      gateway: parts.surroundings.gateway(life),
      clock: {
        now: () => wallTime(world),
        sleep: (ms, signal) =>
          life.call('sleep', (settle) => {
            world.emit({ kind: 'wait', life: life.number, ms });
            if (signal?.aborted === true) {
              settle.reject(signal.reason);
              return;
            }
            const cancel = clock.plan(
              clock.now() + Math.max(ms, 0),
              () => {
                signal?.removeEventListener('abort', abort);
                settle.resolve();
              },
              { local: true },
            );
            function abort() {
              cancel();
              settle.reject(signal?.reason);
            }
            signal?.addEventListener('abort', abort, { once: true });
          }),
      },
      random: chance.next,
      log: logs,
      store: createStore(world, disk, life),
      http: network.http,
      dns: network.dns,
      interfaces: createInterfaces(parts, life),
      commands: createCommands(parts, life),
      provider: (id) => {
        const found = providers.find((one) => one.id === id);
        if (found === undefined) throw new Error(`no provider ${id}`);
        return found;
      },
      source: (spec) => {
        const known = sources.get(spec) ?? simulatedSource(spec) ?? sourceFor(spec);
        sources.set(spec, known);
        return known;
      },
      verify: createVerifier({
        dns: network.dns,
        random: chance.next,
        systemResolvers: () => [resolver],
      }),
      channels: {
        find: (id) => parts.channels.find(life, id),
        mail: { send: async () => Promise.reject(new Error('nobody sends mail')) },
        language: () => 'en',
        minuteOfDay: parts.channels.minuteOfDay,
        names: () => () => undefined,
        actions: 'cli',
      },
      onState: (state) =>
        life.tell('state', () => world.emit({ kind: 'state', life: life.number, state })),
      onNotice: (notice) =>
        life.tell('notice', () => world.emit({ kind: 'notice', life: life.number, notice })),
    };
  }

  function start(): void {
    if (now !== undefined) return;
    lives += 1;
    const number = lives;
    const life = createLife(number, strikes);
    const network = createNetwork(parts, life);
    const running: Running = { life, network, updater: undefined };
    now = running;
    world.emit({ kind: 'start', life: number });
    const crash = (error: unknown) => {
      if (life.alive()) world.emit({ kind: 'crash', life: number, error });
    };
    Updater.open(portsOf(life, network), settings)
      .then((updater) => {
        running.updater = updater;
        return updater.run();
      })
      .then(() => {
        if (now === running) crash(new Error('the process ended by itself'));
      })
      .catch(crash);
  }

  function ignoreEnd(error: unknown): void {
    // A check that was asked for is rejected when the program ends, and only then.
    if (now?.life.alive() === true) world.emit({ kind: 'crash', life: lives, error });
  }

  return {
    start,
    kill(rest) {
      if (now === undefined) return;
      armed = undefined;
      world.emit({ kind: 'end', life: lives, how: 'killed', at: 'anywhere' });
      restartIn(rest);
    },
    killAt(point, rest) {
      if (now === undefined || armed !== undefined) return;
      armed = { point, rest };
      const mine = armed;
      clock.plan(clock.now() + patience, () => {
        if (armed !== mine) return;
        armed = undefined;
        world.emit({ kind: 'end', life: lives, how: 'killed', at: 'anywhere' });
        restartIn(rest);
      });
    },
    stop(rest) {
      if (now?.updater === undefined) return;
      const { life, network, updater } = now;
      now = undefined;
      armed = undefined;
      updater.stop();
      network.abort();
      clock.plan(clock.now() + grace, () => {
        life.end();
        world.emit({ kind: 'end', life: life.number, how: 'stopped', at: 'its own pace' });
        reread(disk);
        clock.plan(clock.now() + rest, start, { local: true });
      });
    },
    check(trigger, options) {
      const outside = trigger === 'network' || trigger === 'resume';
      const { updater } = now ?? {};
      const report = outside ? updater?.notice(trigger) : updater?.check(trigger, options);
      report?.catch(ignoreEnd);
    },
    verify(only) {
      now?.updater?.verify(only).catch(ignoreEnd);
    },
    pause(ms) {
      if (now?.updater === undefined) return;
      world.emit({ kind: 'pause', paused: true, ms });
      now.updater.pause(ms === undefined ? undefined : wallTime(world) + ms).catch(ignoreEnd);
    },
    unpause() {
      if (now?.updater === undefined) return;
      world.emit({ kind: 'pause', paused: false });
      now.updater.unpause().catch(ignoreEnd);
    },
    paused: () => now?.updater?.state.paused !== undefined,
    setSettings(next) {
      settings = next;
      now?.updater?.replaceSettings(next).catch(ignoreEnd);
    },
    settings: () => settings,
    disk,
    running: () => now?.updater !== undefined,
  };
}

function createCommands({ world }: NetworkParts, life: Life): EnginePorts['commands'] {
  return {
    run: () =>
      life.call('command', (settle) => {
        world.emit(askOf(life.number, 'ipv4', 'command'));
        world.clock.plan(
          world.clock.now() + 20,
          () => {
            const truth = world.link === 'up' ? world.truth.ipv4 : undefined;
            world.emit(ownAnswer(life.number, 'ipv4', 'command', truth));
            settle.resolve({
              status: truth === undefined ? 1 : 0,
              stdout: truth === undefined ? '' : `${truth}\n`,
              stderr: '',
            });
          },
          { local: true },
        );
      }),
  };
}

function createInterfaces({ world }: NetworkParts, life: Life): EnginePorts['interfaces'] {
  return {
    list() {
      if (!life.alive()) return [];
      const truth = world.link === 'up' ? world.truth.ipv6 : undefined;
      world.emit(askOf(life.number, 'ipv6', 'interface'));
      world.emit(ownAnswer(life.number, 'ipv6', 'interface', truth));
      const own = truth === undefined ? [] : [truth];
      return ['fe80::1', 'fd00::7', ...own].map((address) => ({
        interface: 'eth0',
        address,
        internal: false,
      }));
    },
  };
}

function askOf(life: number, family: 'ipv4' | 'ipv6', source: string) {
  return { kind: 'ask', life, family, operator: source, source } as const;
}

function ownAnswer(
  life: number,
  family: 'ipv4' | 'ipv6',
  operator: string,
  address: string | undefined,
) {
  const honest = address !== undefined;
  const parts = { life, family, operator, own: true, trusted: true, address, honest };
  return { kind: 'answer', unreachable: false, ...parts } as const;
}
