import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { requireBinary } from '../support/real.ts';

/** The computers of the laboratory, each a network namespace. */
export type Place = 'home' | 'neighbour' | 'router' | 'isp' | 'vpn' | 'internet';

const places: readonly Place[] = ['home', 'neighbour', 'router', 'isp', 'vpn', 'internet'];

/** Network namespaces that exist as long as they are held, seen by nobody outside. */
export interface Namespaces {
  /** For files that the programs inside need; gone with the namespaces. */
  readonly folder: string;
  /** Runs a program to its end and resolves with its stdout; rejects with what it wrote to stderr. */
  run(place: Place, ...command: readonly string[]): Promise<string>;
  /** Runs lines of a shell, which end at the first failure. */
  script(place: Place, lines: readonly string[]): Promise<string>;
  /** Starts a program that ends with the namespaces, or with this process. */
  start(place: Place, command: readonly string[], options?: SpawnOptions): ChildProcess;
  close(): Promise<void>;
}

/**
 * Root needs no user namespace; a plain user becomes root in one of its own. All else is private too:
 * the mounts, so that `ip netns` leaves nothing in the machine's /run, and the resolver's settings.
 */
const unshareFlags = process.getuid?.() === 0 ? ['-n', '-m'] : ['-U', '-r', '-n', '-m'];
const enterFlags =
  process.getuid?.() === 0 ? ['-n', '-m'] : ['-U', '--preserve-credentials', '-n', '-m'];

/** Holds the namespaces until its stdin ends, which it also does when this process is killed. */
function holderScript(folder: string): string {
  return [
    'set -e',
    'mount -t tmpfs none /run',
    'mkdir -p /run/netns',
    ...places.map((place) => `ip netns add ${place}`),
    // A link may lead into the /run that is gone now.
    'for name in resolv.conf nsswitch.conf; do',
    '  target=$(readlink -f /etc/$name || true)',
    '  case "$target" in /run/*) mkdir -p "$(dirname "$target")"; : > "$target";; esac',
    `  if [ -e "$target" ]; then mount --bind ${folder}/$name "$target"; fi`,
    'done',
    'echo ready',
    'exec cat > /dev/null',
  ].join('\n');
}

/** Folders of laboratories whose process was killed; all else of them ended with it. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = /^ddns-lab-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || existsSync(`/proc/${pid}`)) continue;
    await rm(path.join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
}

async function hold(folder: string): Promise<ChildProcess> {
  const command = ['sh', '-c', holderScript(folder)];
  const holder = spawn(requireBinary('unshare'), [...unshareFlags, ...command], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  holder.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [first] = await Promise.race([once(holder.stdout, 'data'), once(holder, 'exit')]);
  if (String(first) === 'ready\n') return holder;
  throw new Error(`namespaces cannot be made here: ${said.trim()}`);
}

/** Why this machine can have no laboratory; undefined where it can. Tools aside. */
export async function namespaceTrouble(): Promise<string | undefined> {
  try {
    await (await openNamespaces(['127.0.0.1'])).close();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Opens all {@link places}, without any link between them; `resolvers` are the name servers of every one. */
export async function openNamespaces(resolvers: readonly string[]): Promise<Namespaces> {
  await sweep();
  const folder = await mkdtemp(path.join(tmpdir(), `ddns-lab-${process.pid}-`));
  const names = resolvers.map((address) => `nameserver ${address}`);
  await writeFile(path.join(folder, 'resolv.conf'), [...names, 'options timeout:1', ''].join('\n'));
  await writeFile(path.join(folder, 'nsswitch.conf'), 'hosts: files dns\n');
  const holder = await hold(folder).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  const ip = requireBinary('ip');
  const inside = (place: Place, command: readonly string[]) => [
    ...['-t', String(holder.pid), ...enterFlags, '--', ip, 'netns', 'exec', place],
    ...command,
  ];
  const children = new Set<ChildProcess>();

  const run = (place: Place, ...command: readonly string[]): Promise<string> =>
    new Promise((resolve, reject) => {
      execFile(requireBinary('nsenter'), inside(place, command), (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(new Error(`${place}: ${command[0]}: ${stderr.trim() || error.message}`));
      });
    });

  return {
    folder,
    run,
    script: (place, lines) => run(place, 'sh', '-ec', lines.join('\n')),
    start(place, command, options = {}) {
      // Neither nsenter nor ip fork, so this is the program's own process.
      const mortal = [requireBinary('setpriv'), '--pdeathsig', 'KILL', ...command];
      const child = spawn(requireBinary('nsenter'), inside(place, mortal), options);
      children.add(child);
      child.once('exit', () => children.delete(child));
      return child;
    },
    async close() {
      const ends = [...children, holder].map((child) =>
        child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined,
      );
      for (const child of children) child.kill('SIGKILL');
      holder.stdin?.end();
      await Promise.all(ends);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
