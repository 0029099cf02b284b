import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { requireBinary } from './real.ts';

export interface BindZone {
  readonly name: string;
  /** Lines of `update-policy { … }`. */
  readonly policy: readonly string[];
  /** Lines of the zone file below SOA and NS. */
  readonly records: readonly string[];
}

export interface BindKey {
  readonly name: string;
  readonly algorithm: string;
  /** Base64. */
  readonly secret: string;
}

export interface Bind {
  readonly port: number;
  stop(): Promise<void>;
}

/** A port that is free for UDP and TCP at the moment; named cannot choose one itself. */
async function freePort(): Promise<number> {
  const tcp = createServer();
  tcp.listen(0, '127.0.0.1');
  await once(tcp, 'listening');
  const address = tcp.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const udp = createSocket('udp4');
  udp.bind(port, '127.0.0.1');
  await once(udp, 'listening');
  udp.close();
  tcp.close();
  await once(tcp, 'close');
  return port;
}

function zoneFile(zone: BindZone): string {
  return [
    '$TTL 300',
    `@ SOA ns1.${zone.name}. hostmaster.${zone.name}. 1 3600 600 604800 60`,
    `@ NS ns1.${zone.name}.`,
    'ns1 A 127.0.0.1',
    ...zone.records,
    '',
  ].join('\n');
}

function configuration(
  port: number,
  folder: string,
  zones: readonly BindZone[],
  keys: readonly BindKey[],
): string {
  return [
    'options {',
    `  directory "${folder}";`,
    `  listen-on port ${port} { 127.0.0.1; };`,
    '  listen-on-v6 { none; };',
    `  pid-file "${folder}/named.pid";`,
    `  session-keyfile "${folder}/session.key";`,
    '  recursion no; notify no; dnssec-validation no; empty-zones-enable no;',
    '};',
    'controls { };',
    ...keys.map(
      ({ name, algorithm, secret }) =>
        `key "${name}" { algorithm ${algorithm}; secret "${secret}"; };`,
    ),
    ...zones.map(({ name, policy }) =>
      [
        `zone "${name}" { type primary; file "${name}.zone";`,
        `  update-policy { ${policy.join(' ')} }; };`,
      ].join('\n'),
    ),
    '',
  ].join('\n');
}

/** Resolves with true once named serves its zones, with false where it ended before (a taken port). */
async function becomesReady(named: ChildProcess): Promise<boolean> {
  if (named.stderr === null) return false;
  for await (const line of createInterface({ input: named.stderr })) {
    if (/ running$/.test(line)) {
      named.stderr.resume();
      return true;
    }
  }
  return false;
}

async function stopped(named: ChildProcess): Promise<void> {
  if (named.exitCode !== null || named.signalCode !== null) return;
  const exit = once(named, 'exit');
  named.kill('SIGKILL');
  await exit;
}

/** Starts Debian's bind9 on a free port of 127.0.0.1, out of a folder of its own. */
export async function startBind(
  zones: readonly BindZone[],
  keys: readonly BindKey[],
): Promise<Bind> {
  const folder = await mkdtemp(join(tmpdir(), 'ddns-bind-'));
  for (const zone of zones) await writeFile(join(folder, `${zone.name}.zone`), zoneFile(zone));
  for (let tries = 0; tries < 5; tries += 1) {
    const port = await freePort();
    const file = join(folder, 'named.conf');
    await writeFile(file, configuration(port, folder, zones, keys));
    const named = spawn(requireBinary('named'), ['-g', '-c', file, '-n', '1'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (await becomesReady(named)) {
      return {
        port,
        async stop() {
          await stopped(named);
          await rm(folder, { recursive: true, force: true });
        },
      };
    }
    await stopped(named);
  }
  await rm(folder, { recursive: true, force: true });
  throw new Error('named did not start');
}

/** What `dig +short` prints: one line for each record, sorted. */
export async function dig(
  port: number,
  ...question: readonly string[]
): Promise<readonly string[]> {
  const options = ['@127.0.0.1', '-p', String(port), '+norecurse', '+tries=1', '+time=5'];
  const { stdout } = await promisify(execFile)(requireBinary('dig'), [...options, ...question]);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .sort();
}

/** Runs a script of `nsupdate`, with a key: somebody else who changes the zone. */
export async function nsupdate(
  port: number,
  key: BindKey,
  script: readonly string[],
): Promise<void> {
  const login = `${key.algorithm}:${key.name}:${key.secret}`;
  const child = execFile(requireBinary('nsupdate'), ['-y', login]);
  const exit = once(child, 'exit');
  child.stdin?.end([`server 127.0.0.1 ${port}`, ...script, 'send', ''].join('\n'));
  const [status] = await exit;
  if (status !== 0) throw new Error(`nsupdate ended with status ${status}`);
}
