import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostSecret, openCliWorld, runCli, startCli } from '../support/cli.ts';

const args = (world: { readonly file: string; readonly state: string }) => [
  'update',
  '-c',
  world.file,
  '--state',
  world.state,
];

describe('ddns-tray update', () => {
  it('writes a new address once, and says how it is known', async () => {
    const world = await openCliWorld();
    const first = await runCli(args(world));
    expect(first.stdout).toContain('home.example.com\tA\t81.2.69.142\tupdated');
    expect(first.stdout).toContain('the provider accepted it');
    expect(first.status).toBe(0);
    const second = await runCli(args(world));
    expect(second.stdout).toContain('up to date');
    expect(second.status).toBe(0);
    expect(world.told).toEqual(['home.example.com 81.2.69.142']);
  });

  it('prints neither colour nor aligned columns into a pipe', async () => {
    const { stdout, stderr } = await runCli(args(await openCliWorld()));
    expect(stdout + stderr).not.toContain('\u001b');
    expect(stdout).not.toMatch(/ {2}/);
    expect(stderr).toBe('');
  });

  it('prints one JSON object and nothing else with --json', async () => {
    const world = await openCliWorld();
    const { stdout, stderr, status } = await runCli([...args(world), '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      status: 0,
      dryRun: false,
      addresses: { ipv4: { state: 'known', address: '81.2.69.142' }, ipv6: { state: 'off' } },
      records: [{ name: 'home.example.com', state: 'updated', evidence: 'accepted', ok: true }],
    });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  it('shows in a dry run what would be written, and touches neither host nor disk', async () => {
    const world = await openCliWorld();
    const { stdout, status } = await runCli([...args(world), '--dry-run']);
    expect(stdout).toContain('would be written');
    expect(stdout).toContain('nothing was sent');
    expect(status).toBe(0);
    expect(world.told).toEqual([]);
    expect(existsSync(world.state)).toBe(false);
  });

  it('exits with 1 when a record is refused, tells why, and still brings the others', async () => {
    const world = await openCliWorld();
    world.write({ names: ['home.example.com', 'other.example.com'] });
    world.answer = (name, address) => (name.startsWith('home') ? 'nohost' : `good ${address}`);
    const { stdout, status } = await runCli(args(world));
    expect(stdout).toContain('dyndns2 knows no host home.example.com in the account “home”');
    expect(stdout).toContain('other.example.com\tA\t81.2.69.142\tupdated');
    expect(stdout).toContain('1 of 2 records are not up to date.');
    expect(status).toBe(1);
  });

  it('stops for a refused account across restarts, until --force or new settings', async () => {
    const world = await openCliWorld();
    world.answer = () => 'badauth';
    expect((await runCli(args(world))).stdout).toContain('refused the credentials');
    const again = await runCli(args(world));
    expect(again.stdout).toContain('stopped');
    expect(again.status).toBe(1);
    expect(world.told).toHaveLength(1);
    world.answer = (_, address) => `good ${address}`;
    expect((await runCli([...args(world), '--force'])).status).toBe(0);
    expect(world.told).toHaveLength(2);
    world.answer = () => 'badauth';
    world.address = '89.160.20.112';
    expect((await runCli(args(world))).status).toBe(1);
    world.write({ password: 'another-password' });
    world.answer = (_, address) => `good ${address}`;
    expect((await runCli(args(world))).status).toBe(0);
  });

  it('exits with 3 when offline, and sends nothing', async () => {
    const world = await openCliWorld();
    writeFileSync(
      world.file,
      readFileSync(world.file, 'utf8').replace(
        /ipv4: .*/,
        'ipv4: [{ url: "https://one.invalid/" }, { url: "https://two.invalid/" }]',
      ),
    );
    const { stdout, status } = await runCli(args(world));
    expect(stdout).toContain('offline');
    expect(status).toBe(3);
    expect(world.told).toEqual([]);
  });

  it('counts a type nobody asked for as well, where the network never had its family', async () => {
    const world = await openCliWorld();
    world.write({ types: 'default', ipv6: '{ interface: nosuch0 }' });
    const { stdout, status } = await runCli(args(world));
    expect(stdout).toContain('home.example.com AAAA: This network has no IPv6 address');
    expect(status).toBe(0);
    world.write({ types: ['A', 'AAAA'], ipv6: '{ interface: nosuch0 }' });
    expect((await runCli(args(world))).status).toBe(1);
  });

  it('looks only at the records that --record names', async () => {
    const world = await openCliWorld();
    world.write({ names: ['home.example.com', 'other.example.com'] });
    const { stdout, status } = await runCli([...args(world), '--record', 'Other.Example.com.']);
    expect(stdout).not.toContain('home.example.com');
    expect(status).toBe(0);
    expect(world.told).toEqual(['other.example.com 81.2.69.142']);
  });

  it('refuses a --record that the settings do not list, and names those that they do', async () => {
    const world = await openCliWorld();
    const { stderr, stdout, status } = await runCli([
      ...args(world),
      '--record',
      'hme.example.com',
    ]);
    expect(stderr).toContain('no record “hme.example.com”');
    expect(stderr).toContain('Did you mean home.example.com?');
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
  });

  it('says in one sentence that the state folder cannot be written, and sends nothing', async () => {
    const world = await openCliWorld();
    const inTheWay = path.join(world.folder, 'file');
    writeFileSync(inTheWay, '');
    const state = path.join(inTheWay, 'state');
    const { stderr, stdout, status } = await runCli(['update', '-c', world.file, '--state', state]);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('The state cannot be written');
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
    expect(world.told).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')(
    'says in one sentence that the disk takes nothing more, and sends nothing',
    async () => {
      const world = await openCliWorld();
      await runCli(args(world));
      world.address = '89.160.20.112';
      const { stdout, stderr, status } = await runCli(args(world), {}, 'ulimit -f 0');
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stderr).toContain('The state cannot be written');
      expect({ stdout, status, told: world.told.length }).toEqual({
        stdout: '',
        status: 1,
        told: 1,
      });
    },
  );

  it('sends nothing where the folder takes a lock but no state', async () => {
    const world = await openCliWorld();
    mkdirSync(path.join(world.state, 'state.json.tmp', 'in-the-way'), { recursive: true });
    const { stdout, stderr, status } = await runCli(args(world));
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('The state cannot be written');
    expect({ stdout, status, told: world.told }).toEqual({ stdout: '', status: 1, told: [] });
  });

  it('lets the process do it that holds the state, and names that process', async () => {
    const world = await openCliWorld();
    const daemon = startCli(['run', '-c', world.file, '--state', world.state]);
    await daemon.says(/was written to/);
    const { stdout, status } = await runCli(args(world));
    expect(stdout).toContain(`process ${daemon.child.pid}`);
    expect(status).toBe(0);
    expect(world.told).toHaveLength(1);
  });

  it('repeats nothing harmful when it was killed in the middle of an update', async () => {
    const world = await openCliWorld();
    world.answer = () => 'hang';
    const update = startCli(args(world));
    await expect.poll(() => world.told.length, { timeout: 10_000 }).toBe(1);
    update.child.kill('SIGKILL');
    await update.done;
    world.answer = (_, address) => `good ${address}`;
    const { stdout, status } = await runCli(args(world));
    expect(stdout).toContain('waiting');
    expect(status).toBe(1);
    expect(world.told).toHaveLength(1);
    expect(readdirSync(world.state)).not.toContain('state.json.tmp');
  });

  it('shows the secret nowhere, not even where the host repeats it', async () => {
    const world = await openCliWorld();
    world.write({ more: 'log: { level: debug, file: all.log }' });
    world.answer = () => `911 ${hostSecret}`;
    const people = await runCli(args(world));
    const program = await runCli([...args(world), '--json']);
    const log = readFileSync(path.join(world.folder, 'all.log'), 'utf8');
    const all = [people.stdout, people.stderr, program.stdout, program.stderr, log].join('\n');
    expect(all).not.toContain(hostSecret);
  });

  it.each([[[]], [['--json']]])(
    'takes the secret out of its own words too, with %j',
    async (more) => {
      const world = await openCliWorld();
      // Whoever uses the name as the password still does not see it.
      world.write({ password: 'home.example.com' });
      const { stdout } = await runCli([...args(world), ...more]);
      expect(stdout).toContain('[redacted]');
      expect(stdout).not.toContain('home.example.com');
    },
  );

  it('speaks Chinese with --lang zh-CN, and by the locale', async () => {
    const world = await openCliWorld();
    const { stdout } = await runCli([...args(world), '--lang', 'zh-CN']);
    expect(stdout).toContain('该记录已是最新。');
    const second = await runCli(args(world), { LANG: 'zh_CN.UTF-8' });
    expect(second.stdout).toContain('服务商已接受');
  });
});
