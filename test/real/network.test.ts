import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DefaultGateway, Egress, NetworkIdentity } from '../../electron/core/network.ts';
import type { AddressState, InterfaceAddress } from '../../electron/core/ports.ts';
import { describeReal, requireBinary } from '../support/real.ts';

const isRoot = process.getuid?.() === 0;

/** Answers one question a line, and says whenever the watch tells of a change, with the addresses of then. */
const probe = `
  import { networkInterfaces } from 'node:os';
  import { createInterface } from 'node:readline';
  import { createNetwork } from ${JSON.stringify(
    pathToFileURL(path.resolve('electron/node/network/network.ts')).href,
  )};
  const gather = Number(process.argv[1]);
  const network = createNetwork({ pace: { beat: 2_000, gather, pause: 2_000 } });
  const say = (value) => console.log(JSON.stringify(value));
  const addresses = () => Object.values(networkInterfaces()).flat().map((one) => one.address);
  network.watch(() => say({ changed: addresses() }), new AbortController().signal);
  for await (const line of createInterface({ input: process.stdin })) {
    const [question, ...rest] = line.split(' ');
    say({ answer: (await network[question](...rest)) ?? null });
  }
`;

let holder: ChildProcess;
let program: ChildProcess;
/** What the watch told, each with the addresses of then. */
let changes: (readonly string[])[] = [];
const answers: ((value: unknown) => void)[] = [];

/** What runs a program in the namespace. */
function within(...command: readonly string[]): readonly [string, readonly string[]] {
  const user = isRoot ? [] : ['-U', '--preserve-credentials'];
  return [requireBinary('nsenter'), ['-t', String(holder.pid), '-n', ...user, '--', ...command]];
}

function run(...command: readonly string[]): void {
  const [file, args] = within(...command);
  const { status, stderr } = spawnSync(file, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command.join(' ')}: ${stderr}`);
}

function ip(line: string): void {
  run(requireBinary('ip'), ...line.split(' '));
}

/** Both programs end with their input, and the probe's watch ends its monitor. */
async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.stdin?.end();
  if (child.exitCode === null) await ended;
}

/** Starts the probe, which looks so many milliseconds after it is told something. */
async function start(gather = 100): Promise<void> {
  const [file, args] = within(process.execPath, '--input-type=module', '-e', probe, String(gather));
  program = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  if (program.stdout === null) throw new Error('no output');
  createInterface({ input: program.stdout }).on('line', (line) => {
    const said: { answer?: unknown; changed?: readonly string[] } = JSON.parse(line);
    if (said.changed !== undefined) changes.push(said.changed);
    else answers.shift()?.(said.answer);
  });
  changes = [];
  await ask('addresses');
}

function ask<T>(question: string): Promise<T> {
  return new Promise((resolve) => {
    answers.push(resolve as (value: unknown) => void);
    program.stdin?.write(`${question}\n`);
  });
}

async function stateOf(address: string): Promise<AddressState | undefined> {
  const all = await ask<readonly InterfaceAddress[]>('addresses');
  return all.find((one) => one.address === address)?.state;
}

/** Does it, and waits until the watch tells of it. */
async function isTold(act: () => void): Promise<void> {
  const before = changes.length;
  act();
  await expect.poll(() => changes.length).toBe(before + 1);
}

const good: AddressState = { temporary: false, deprecated: false, tentative: false };

describeReal('the networks of Linux, in a namespace', ['ip', 'unshare', 'nsenter'], () => {
  beforeEach(async () => {
    const hold = ['sh', '-c', 'echo; exec cat'];
    holder = spawn(requireBinary('unshare'), [isRoot ? '-n' : '-Urn', ...hold], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    if (holder.stdout !== null) await once(holder.stdout, 'data');
    ip('link set lo up');
    ip('link add in0 type veth peer name in1');
    ip('link set in0 up');
    ip('link set in1 up');
    await start();
  });

  afterEach(async () => {
    await end(program);
    await end(holder);
  });

  it('tell an address’ state from its first moment to its end', async () => {
    const address = '2a02:8071:1:2::5';
    run('sh', '-c', 'echo 3 > /proc/sys/net/ipv6/conf/in0/dad_transmits');
    ip(`addr add ${address}/64 dev in0`);
    // Each question whether another has it takes a second (RFC 4862 section 5.4).
    expect(await stateOf(address)).toEqual({ ...good, tentative: true });
    await expect.poll(() => stateOf(address)).toEqual(good);
    ip(`addr change ${address}/64 dev in0 preferred_lft 0 valid_lft 1000`);
    expect(await stateOf(address)).toEqual({ ...good, deprecated: true });
    ip(`addr del ${address}/64 dev in0`);
    expect(await stateOf(address)).toBeUndefined();
  });

  it('tell a temporary address from the one that it was made beside (RFC 8981)', async () => {
    run('sh', '-c', 'echo 2 > /proc/sys/net/ipv6/conf/in0/use_tempaddr');
    const stable = '2a02:8071:1:2::5';
    ip(`addr add ${stable}/64 dev in0 valid_lft 5000 preferred_lft 4000 mngtmpaddr`);
    await expect.poll(() => stateOf(stable)).toEqual(good);
    const all = await ask<readonly InterfaceAddress[]>('addresses');
    const temporary = all.filter(({ state }) => state?.temporary === true);
    expect(temporary).toHaveLength(1);
    expect(temporary[0]?.address).toMatch(/^2a02:8071:1:2:/);
    expect(temporary[0]).toMatchObject({ interface: 'in0', prefix: 64 });
  });

  it('tell the gateways, the preferred one first, and the way out', async () => {
    expect(await ask('gateways')).toEqual([]);
    expect(await ask('egress ipv4')).toBeNull();
    expect(await ask('egress ipv6')).toBeNull();
    ip('addr add 192.168.7.2/24 dev in0');
    ip('addr add 10.9.0.2/24 dev in1');
    ip('addr add 2a02:8071:1:2::5/64 dev in0 nodad');
    ip('route add default via 10.9.0.1 metric 600');
    ip('route add default via 192.168.7.1 metric 100');
    ip('route add default via fe80::1 dev in0');
    const gateways = await ask<readonly DefaultGateway[]>('gateways');
    expect(gateways).toEqual([
      { family: 'ipv4', address: '192.168.7.1', interface: 'in0' },
      { family: 'ipv4', address: '10.9.0.1', interface: 'in1' },
      { family: 'ipv6', address: 'fe80::1', interface: 'in0' },
    ]);
    const four: Egress = { address: '192.168.7.2', interface: 'in0' };
    expect(await ask('egress ipv4')).toEqual(four);
    const six: Egress = { address: '2a02:8071:1:2::5', interface: 'in0' };
    expect(await ask('egress ipv6')).toEqual(six);
  });

  it('tell the way out where a VPN takes it by rules of its own, beside the main table', async () => {
    ip('addr add 192.168.7.2/24 dev in0');
    ip('route add default via 192.168.7.1');
    ip('addr add 10.9.0.2/24 dev in1');
    ip('route add default via 10.9.0.1 table 51820');
    ip('rule add not fwmark 51820 table 51820');
    expect(await ask('egress ipv4')).toEqual({ address: '10.9.0.2', interface: 'in1' });
  });

  it('tell the gateway’s hardware address, for IPv6 alone too', async () => {
    const identity = () => ask<NetworkIdentity>('identity');
    expect(await identity()).toEqual({ profiles: [] });
    ip('addr add 2a02:8071:1:2::5/64 dev in0 nodad');
    ip('route add default via fe80::99 dev in0');
    ip('neigh add fe80::99 lladdr 02:00:00:00:00:99 dev in0');
    expect(await identity()).toEqual({ gateway: '02:00:00:00:00:99', profiles: [] });
    ip('addr add 192.168.7.2/24 dev in0');
    ip('route add default via 192.168.7.1');
    ip('neigh add 192.168.7.1 lladdr 02:00:00:00:00:07 dev in0');
    expect(await identity()).toEqual({ gateway: '02:00:00:00:00:07', profiles: [] });
  });

  it('tell of each change soon, by the kernel’s own word', async () => {
    await isTold(() => ip('addr add 192.168.7.2/24 dev in0'));
    await isTold(() => ip('route add default via 192.168.7.1'));
    await isTold(() => ip('route replace default via 192.168.7.9'));
    await isTold(() => ip('addr add 2a02:8071:1:2::5/64 dev in0'));
    await isTold(() =>
      ip('addr change 2a02:8071:1:2::5/64 dev in0 preferred_lft 0 valid_lft 9999'),
    );
    await isTold(() => ip('addr del 192.168.7.2/24 dev in0'));
    await isTold(() => ip('addr add 192.168.7.3/24 dev in0'));
    await isTold(() => ip('link set in0 down'));
  });

  it('tell nothing of what says nothing: neighbours, other hosts’ routes, renewed lifetimes', async () => {
    await end(program);
    await start(1);
    const [own, last] = ['192.168.7.2', '10.9.0.2'];
    ip('addr add 2a02:8071:1:2::5/64 dev in0 nodad valid_lft 9000 preferred_lft 8000');
    ip(`addr add ${own}/24 dev in0`);
    await expect.poll(() => changes.at(-1)).toContain(own);
    const before = changes.length;
    ip('neigh add 192.168.7.77 lladdr 02:00:00:00:00:77 dev in0');
    ip('route add 172.20.0.0/16 via 192.168.7.77');
    ip('addr change 2a02:8071:1:2::5/64 dev in0 valid_lft 9900 preferred_lft 8800');
    ip(`addr add ${last}/24 dev in1`);
    await expect.poll(() => changes.at(-1)).toContain(last);
    expect(changes).toHaveLength(before + 1);
  });
});
