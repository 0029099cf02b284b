import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'vitest';
import { requireBinary } from './real.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What a suite with {@link createRealHouse} needs installed, and to be. */
export const realHouseNeeds: readonly string[] = [
  'miniupnpd',
  'ip',
  'nft',
  ...(process.getuid?.() === 0 ? [] : ['the right to make network namespaces']),
];

const gateway = '192.168.77.1';
const local = '192.168.77.2';

const chains = ['miniupnpd', 'prerouting_miniupnpd', 'postrouting_miniupnpd'];
const table = `table inet filter {\n${chains.map((name) => `chain ${name} {\n}\n`).join('')}}\n`;

export interface RealHouse {
  readonly folder: string;
  /** Starts miniupnpd, or starts it again; resolves when it listens. */
  startRouter(protocols: { readonly natPmp: boolean; readonly upnp: boolean }): Promise<void>;
  /** Gives the outer interface that address and no other. */
  move(external: string): void;
  /** Runs a program on the computer in the house, and gives what it printed. */
  run(program: string, ...args: readonly string[]): string;
  /** Runs test/support/gateway-child.ts there, and gives the values that it prints as they come. */
  client(mode: 'ask' | 'pcp' | 'watch' | 'watchEvents'): AsyncIterator<unknown>;
  close(): void;
}

const wait = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode === null && child.signalCode === null) child.once('exit', () => resolve());
    else resolve();
  });

/** Two network namespaces: a router with an outer and an inner side, and a computer behind it. */
export function createRealHouse(external: string): RealHouse {
  const folder = temporaryFolder();
  const mark = `ddnstray-${process.pid}-${Math.random().toString(36).slice(2, 8)}`;
  const [router, computer] = [`${mark}-r`, `${mark}-c`];
  const ip = (...args: readonly string[]) => execFileSync(requireBinary('ip'), args);
  const batch = (space: string, lines: readonly string[]) =>
    execFileSync(requireBinary('ip'), ['-n', space, '-batch', '-'], { input: lines.join('\n') });
  const children = new Set<ChildProcess>();
  let daemon: ChildProcess | undefined;

  function inside(space: string, program: string, args: readonly string[]): ChildProcess {
    const child = spawn(requireBinary('ip'), ['netns', 'exec', space, program, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.add(child);
    return child;
  }

  ip('netns', 'add', router);
  ip('netns', 'add', computer);
  batch(router, [
    'link set lo up',
    `link add lan type veth peer name eth0 netns ${computer}`,
    `link add wan type veth peer name far netns ${computer}`,
    `addr add ${gateway}/24 dev lan`,
    `addr add ${external}/24 dev wan`,
    'link set lan up',
    'link set wan up',
  ]);
  batch(computer, [
    'link set lo up',
    `addr add ${local}/24 dev eth0`,
    'link set eth0 up',
    'link set far up',
    `route add default via ${gateway}`,
  ]);
  execFileSync(requireBinary('ip'), ['netns', 'exec', router, 'nft', '-f', '-'], { input: table });

  return {
    folder,
    async startRouter({ natPmp, upnp }) {
      if (daemon !== undefined) {
        daemon.kill('SIGTERM');
        await wait(daemon);
      }
      const config = path.join(folder, 'miniupnpd.conf');
      const yes = (value: boolean) => (value ? 'yes' : 'no');
      writeFileSync(
        config,
        [
          'ext_ifname=wan',
          'listening_ip=lan',
          `enable_natpmp=${yes(natPmp)}`,
          `enable_upnp=${yes(upnp)}`,
          `lease_file=${path.join(folder, 'leases')}`,
          'uuid=b58aa1ec-4153-4866-95a8-eb170d0595eb',
          'allow 0-65535 192.168.77.0/24 0-65535\n',
        ].join('\n'),
      );
      const pid = path.join(folder, 'miniupnpd.pid');
      const miniupnpd = requireBinary('miniupnpd');
      const started = inside(router, miniupnpd, ['-d', '-f', config, '-P', pid]);
      daemon = started;
      await listens(started, natPmp ? /NAT-PMP.*traffic/ : /HTTP listening/);
    },
    move: (next) => batch(router, ['addr flush dev wan', `addr add ${next}/24 dev wan`]),
    run: (program, ...args) =>
      execFileSync(requireBinary('ip'), ['netns', 'exec', computer, program, ...args], {
        encoding: 'utf8',
      }),
    async *client(mode) {
      // Its end of the cable is up a moment after it was told to be.
      const isUp = () => ip('-n', computer, 'link', 'show', 'eth0').includes('state UP');
      await expect.poll(isUp).toBe(true);
      const script = path.join(import.meta.dirname, 'gateway-child.ts');
      yield* values(inside(computer, process.execPath, [script, mode]));
    },
    close() {
      for (const child of children) child.kill('SIGKILL');
      ip('netns', 'del', router);
      ip('netns', 'del', computer);
    },
  };
}

/** Resolves when it has said so. It writes to stderr; what comes later is thrown away. */
function listens(child: ChildProcess, line: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.once('exit', () => reject(new Error(`miniupnpd ended: ${said}`)));
    child.stdout?.resume();
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4096);
      if (line.test(said)) resolve();
    });
  });
}

async function* values(child: ChildProcess): AsyncGenerator<unknown, undefined> {
  let trouble = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    trouble += chunk.toString();
  });
  if (child.stdout === null) throw new Error('it prints nowhere');
  for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line);
  throw new Error(`it ended: ${trouble}`);
}
