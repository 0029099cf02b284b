import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Dyndns2Emulator, dyndns2Emulator } from '../support/dyndns2-emulator.ts';
import { type EmulatorServer, serveEmulator } from '../support/emulator-server.ts';
import { describeReal, requireBinary } from '../support/real.ts';

const run = promisify(execFile);
const address = '81.2.69.142';
const password = 'p4ss-w0rd';

let folder: string;
let emulator: Dyndns2Emulator;
let server: EmulatorServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ddns-tray-dyndns2-'));
  emulator = dyndns2Emulator({ needsAgent: true, password });
  emulator.addHost('home.example.com');
  server = await serveEmulator(emulator);
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function settings(lines: readonly string[]): Promise<string> {
  const file = join(folder, 'client.conf');
  await writeFile(file, `${lines.join('\n')}\n`);
  await chmod(file, 0o600);
  return file;
}

/** What the client said; it may leave with any status. */
async function said(program: string, args: readonly string[]): Promise<string> {
  const options = { timeout: 20_000, cwd: folder };
  const result = await run(requireBinary(program), args, options).catch((error: unknown) => error);
  const { stdout = '', stderr = '' } = result as { stdout?: string; stderr?: string };
  return `${stdout}\n${stderr}`;
}

async function ddclient(secret = password): Promise<string> {
  const file = await settings([
    'daemon=0',
    'ssl=no',
    'use=cmd',
    `cmd="echo ${address}"`,
    'protocol=dyndns2',
    `server=127.0.0.1:${server.port}`,
    'login=user',
    `password=${secret}`,
    'home.example.com',
  ]);
  const cache = join(folder, 'ddclient.cache');
  return said('ddclient', ['-daemon=0', '-verbose', '-noquiet', '-file', file, '-cache', cache]);
}

async function inadyn(secret = password): Promise<string> {
  const file = await settings([
    'custom emulator {',
    '    ssl = false',
    '    username = user',
    `    password = ${secret}`,
    `    ddns-server = "127.0.0.1:${server.port}"`,
    '    ddns-path = "/nic/update?hostname=%h&myip=%i"',
    '    hostname = home.example.com',
    `    checkip-command = "/bin/echo ${address}"`,
    '}',
  ]);
  return said('inadyn', [
    '--once',
    '--foreground',
    '--config',
    file,
    '--cache-dir',
    folder,
    '--force',
    '--no-pidfile',
  ]);
}

describeReal('the dyndns2 emulator speaks what ddclient speaks', ['ddclient'], () => {
  it('takes the address that ddclient sends, without a complaint', async () => {
    const log = await ddclient();
    expect(emulator.violations).toEqual([]);
    expect(emulator.hosts.get('home.example.com'), log).toEqual({ ipv4: address });
    expect(log).toMatch(/good/);
  });

  it('refuses a wrong password in a way that ddclient understands', async () => {
    const log = await ddclient('wrong');
    expect(emulator.hosts.get('home.example.com')).toEqual({});
    expect(log).toMatch(/FAILED|authentication failed/i);
  });
});

describeReal('the dyndns2 emulator speaks what inadyn speaks', ['inadyn'], () => {
  it('takes the address that inadyn sends, without a complaint', async () => {
    const log = await inadyn();
    expect(emulator.violations).toEqual([]);
    expect(emulator.hosts.get('home.example.com'), log).toEqual({ ipv4: address });
  });

  it('refuses a wrong password', async () => {
    await inadyn('wrong');
    expect(emulator.requests.length).toBeGreaterThan(0);
    expect(emulator.hosts.get('home.example.com')).toEqual({});
  });
});
