import { execFile, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { requireBinary } from './real.ts';

const run = promisify(execFile);

/** The programs that this needs; for `describeReal`. */
export const powerdnsBinaries: readonly string[] = ['pdns_server', 'sqlite3', 'dig'];

interface PowerdnsRrset {
  /** With its final dot. */
  readonly name: string;
  readonly type: string;
  readonly ttl: number;
  readonly records: readonly { readonly content: string; readonly disabled: boolean }[];
  readonly comments?: readonly { readonly content: string; readonly account: string }[];
}

export interface PowerdnsServer {
  /** Of its web server, without a slash at its end. */
  readonly url: string;
  readonly apiKey: string;
  /** Answers DNS over UDP and TCP on 127.0.0.1. */
  readonly dnsPort: number;
  /** Makes a zone with these sets, and an SOA and NS of its own. Names end with a dot. */
  addZone(name: string, rrsets?: readonly PowerdnsRrset[]): Promise<void>;
  /** The sets of a zone, straight from the API. */
  rrsets(zone: string): Promise<readonly PowerdnsRrset[]>;
  /** What a DNS client gets: one value on each line, sorted. */
  dig(name: string, type: string): Promise<readonly string[]>;
  /** Stops the server; its data stays until `close`. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** Where the packages of PowerDNS's SQLite back end put the schema. */
const schemaPaths: readonly string[] = [
  '/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql',
  '/usr/share/doc/pdns-backend-sqlite3/schema.sqlite3.sql',
  '/usr/share/doc/pdns/schema.sqlite3.sql',
];

async function schema(): Promise<string> {
  for (const path of schemaPaths) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text !== undefined) return text;
  }
  throw new Error('the schema of the SQLite back end of PowerDNS is not installed');
}

/** A port that is free for TCP and UDP right now. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const socket = createSocket('udp4');
  const free = await new Promise<boolean>((resolve) => {
    socket.once('error', () => resolve(false));
    socket.bind(port, '127.0.0.1', () => socket.close(() => resolve(true)));
  });
  await new Promise((resolve) => server.close(resolve));
  return free ? port : freePort();
}

const ready = /ready to distribute questions/;

/** Runs until it says that it is ready; rejects with its last words where it ends before. */
async function launch(folder: string): Promise<{ stop(): Promise<void> }> {
  const child = spawn(requireBinary('pdns_server'), [`--config-dir=${folder}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said = `${said}${chunk.toString()}`.slice(-4000);
      if (ready.test(said)) resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', reject);
    child.once('close', () => reject(new Error(`pdns_server ended: ${said}`)));
  });
  return {
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Starts a real authoritative PowerDNS on free ports of the loopback, with an empty database. */
export async function startPowerdns(): Promise<PowerdnsServer> {
  const folder = await mkdtemp(join(tmpdir(), 'ddns-tray-pdns-'));
  const apiKey = 'correct-horse-battery';
  const [dnsPort, webPort] = [await freePort(), await freePort()];
  const schemaFile = join(folder, 'schema.sql');
  const database = join(folder, 'pdns.db');
  await writeFile(schemaFile, await schema());
  await run(requireBinary('sqlite3'), [database, `.read ${schemaFile}`]);
  const settings = {
    launch: 'gsqlite3',
    'gsqlite3-database': database,
    'local-address': '127.0.0.1',
    'local-port': dnsPort,
    api: 'yes',
    'api-key': apiKey,
    webserver: 'yes',
    'webserver-address': '127.0.0.1',
    'webserver-port': webPort,
    'socket-dir': folder,
    'cache-ttl': 0,
    'query-cache-ttl': 0,
    'negquery-cache-ttl': 0,
    'zone-cache-refresh-interval': 0,
    'security-poll-suffix': '',
    daemon: 'no',
    guardian: 'no',
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}\n`);
  await writeFile(join(folder, 'pdns.conf'), lines.join(''));
  const server = await launch(folder);
  const url = `http://127.0.0.1:${webPort}`;

  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${url}/api/v1/servers/localhost${path}`, {
      method,
      headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  }

  return {
    url,
    apiKey,
    dnsPort,
    async addZone(name, rrsets = []) {
      await call('POST', '/zones', { name, kind: 'Native', nameservers: [`ns1.${name}`], rrsets });
    },
    async rrsets(zone) {
      const answer = (await call('GET', `/zones/${zone}`)) as { rrsets: PowerdnsRrset[] };
      return answer.rrsets;
    },
    async dig(name, type) {
      const where = ['@127.0.0.1', '-p', String(dnsPort), '+short', '+tries=1', '+time=5'];
      const { stdout } = await run(requireBinary('dig'), [...where, name, type]);
      return stdout
        .split('\n')
        .filter((line) => line !== '')
        .toSorted();
    },
    stop: () => server.stop(),
    async close() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
