import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { credentials, type World } from './world.ts';

/** A command line. */
export type Command = readonly [program: string, ...args: string[]];

/** What a program is run with: its settings and what it keeps lie in a folder of its own. */
export interface Setting {
  readonly world: World;
  readonly folder: string;
}

/** One dynamic-DNS client, as the bench runs it. */
export interface Program {
  readonly name: string;
  readonly version: string;
  /** Writes the settings and says how to run in the foreground, checking every `interval` seconds. */
  daemon(setting: Setting, interval: number): Command;
  /** Writes the settings and says how to check once and end. */
  once(setting: Setting): Command;
  /** Makes the daemon check now; without one, the bench waits for its next check. */
  readonly nudge?: NodeJS.Signals;
  /** Seconds between checks where the bench waits for one: the shortest that the program takes. */
  readonly shortest: number;
}

/** A program, or why it cannot be measured. */
export type Found = Program | { readonly name: string; readonly missing: string };

const root = path.resolve(import.meta.dirname, '../..');
const bundle = path.join(root, 'out/cli.cjs');
const source = path.join(root, 'electron/cli.ts');

function write({ folder }: Setting, name: string, lines: readonly string[]): string {
  const file = path.join(folder, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  // ddclient complains of settings that others may read.
  chmodSync(file, 0o600);
  return file;
}

/** Flags of Node in the first line of a script, which count when it is started by its name. */
export function shebangFlags(script: string): readonly string[] {
  const first = script.slice(0, script.indexOf('\n'));
  return /^#!.*\bnode\s+(.+)$/.exec(first)?.[1]?.split(/\s+/) ?? [];
}

function ourSettings(setting: Setting, interval: number | undefined): string {
  const { world } = setting;
  return write(setting, 'ddns-tray.yaml', [
    'version: 1',
    ...(interval === undefined ? [] : [`interval: ${interval}s`]),
    'sources:',
    `  ipv4: [{ url: "http://127.0.0.1:${world.port}/" }]`,
    '  ipv6: off',
    'accounts:',
    '  home:',
    '    provider: dyndns2',
    `    server: "http://127.0.0.1:${world.port}"`,
    `    username: ${credentials.username}`,
    `    password: ${credentials.password}`,
    'records:',
    `  - name: [${world.hosts.join(', ')}]`,
    '    account: home',
    '    types: [A]',
    'verify:',
    `  resolvers: ["${world.resolver}"]`,
  ]);
}

function ours(): Found {
  const built = existsSync(bundle);
  const entry = built ? bundle : source;
  if (!existsSync(entry)) return { name: 'DDNS Tray', missing: 'not built; run: npm run build' };
  const node: Command = [process.execPath, ...shebangFlags(readFileSync(entry, 'utf8')), entry];
  const state = ({ folder }: Setting) => ['--state', path.join(folder, 'state')];
  return {
    name: built ? 'DDNS Tray' : 'DDNS Tray (source)',
    version: versionOf(process.execPath, entry, '--version') ?? 'unknown',
    shortest: 10,
    daemon: (setting, interval) => [
      ...node,
      'run',
      '-c',
      ourSettings(setting, interval === 60 ? undefined : interval),
      ...state(setting),
    ],
    once: (setting) => [
      ...node,
      'update',
      '-c',
      ourSettings(setting, undefined),
      ...state(setting),
    ],
  };
}

/** The first line that a program prints about its version; undefined where it cannot be started. */
function versionOf(program: string, ...args: string[]): string | undefined {
  const { error, stdout } = spawnSync(program, args, { encoding: 'utf8' });
  return error === undefined ? (/\d+(?:\.\d+)+/.exec(stdout)?.[0] ?? 'unknown') : undefined;
}

function ddclient(): Found {
  const version = versionOf('ddclient', '-help');
  if (version === undefined) return { name: 'ddclient', missing: 'not installed' };
  const files = (setting: Setting) => [
    '-file',
    write(setting, 'ddclient.conf', [
      'ssl=no',
      'use=web',
      `web=http://127.0.0.1:${setting.world.port}/`,
      // The bench moves the address more often than its usual 30 s.
      'min-interval=1',
      'protocol=dyndns2',
      `server=127.0.0.1:${setting.world.port}`,
      `login=${credentials.username}`,
      `password=${credentials.password}`,
      setting.world.hosts.join(','),
    ]),
    '-cache',
    path.join(setting.folder, 'ddclient.cache'),
  ];
  return {
    name: 'ddclient',
    version,
    nudge: 'SIGHUP',
    shortest: 60,
    daemon: (setting, interval) => [
      'ddclient',
      '-foreground',
      `-daemon=${interval}`,
      ...files(setting),
    ],
    once: (setting) => ['ddclient', '-daemon=0', ...files(setting)],
  };
}

/** Most names of one section of inadyn's settings. */
const inadynNames = 50;

function inadynSection({ world }: Setting, at: number): readonly string[] {
  const names = world.hosts.slice(at * inadynNames, (at + 1) * inadynNames);
  return [
    `custom bench@example.com:${at + 1} {`,
    '  ssl = false',
    `  username = ${credentials.username}`,
    `  password = ${credentials.password}`,
    `  ddns-server = "127.0.0.1:${world.port}"`,
    '  ddns-path = "/nic/update?hostname=%h&myip=%i"',
    `  hostname = { ${names.map((name) => `"${name}"`).join(', ')} }`,
    `  checkip-server = "127.0.0.1:${world.port}"`,
    '  checkip-path = "/"',
    '  checkip-ssl = false',
    '}',
  ];
}

function inadyn(): Found {
  const version = versionOf('inadyn', '--version');
  if (version === undefined) return { name: 'inadyn', missing: 'not installed' };
  const command = (setting: Setting, interval: number, ...more: string[]): Command => {
    const sections = Math.ceil(setting.world.hosts.length / inadynNames);
    const file = write(setting, 'inadyn.conf', [
      `period = ${interval}`,
      ...Array.from({ length: sections }, (_, at) => inadynSection(setting, at)).flat(),
    ]);
    const cache = ['--cache-dir', setting.folder, '--no-pidfile', '--loglevel', 'err'];
    return ['inadyn', '--foreground', '--config', file, ...cache, ...more];
  };
  return {
    name: 'inadyn',
    version,
    nudge: 'SIGUSR2',
    shortest: 60,
    daemon: (setting, interval) => command(setting, interval),
    once: (setting) => command(setting, 60, '--once'),
  };
}

/** The programs of the bench, ours first. */
export function findPrograms(): readonly Found[] {
  return [ours(), ddclient(), inadyn()];
}

/** A Node that does nothing: what every program in Node costs at least. */
export const emptyNode: Command = [process.execPath, '-e', 'setInterval(() => {}, 1e9)'];
