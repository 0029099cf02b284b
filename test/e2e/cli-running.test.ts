import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostSecret, openCliWorld, runCli, startCli } from '../support/cli.ts';

type Places = { readonly file: string; readonly state: string };

const run = (world: Places, ...more: readonly string[]) =>
  startCli(['run', '-c', world.file, '--state', world.state, ...more]);

/** A daemon whose first check is over and that lets others in. */
async function runningDaemon(world: Places) {
  const daemon = run(world);
  await daemon.says(/was written to home/);
  await expect.poll(() => existsSync(path.join(world.state, 'control.json'))).toBe(true);
  return daemon;
}

describe('ddns-tray beside a running daemon', () => {
  it('shows what that knows, who it is and since when', async () => {
    const world = await openCliWorld();
    const daemon = await runningDaemon(world);
    const { stdout, status } = await runCli(['status', '--state', world.state, '--json']);
    const data = JSON.parse(stdout);
    expect(data).toMatchObject({ ok: true, running: true, pid: daemon.child.pid });
    expect(Date.parse(data.runningSince)).toBeLessThanOrEqual(Date.now());
    expect(status).toBe(0);
    const page = await runCli(['status', '--state', world.state]);
    expect(page.stdout).toContain(`Running since `);
    expect(page.stdout).toContain(`(process ${daemon.child.pid}).`);
    const chinese = await runCli(['status', '--state', world.state, '--lang', 'zh-CN']);
    expect(chinese.stdout).toContain(`起运行（进程 ${daemon.child.pid}）。`);
  });

  it('lets it check, with the settings or without, and shows the same page', async () => {
    const world = await openCliWorld();
    const daemon = await runningDaemon(world);
    world.address = '89.160.20.112';
    const first = await runCli(['update', '-c', world.file, '--state', world.state]);
    expect(first.stdout).toContain(`Done by the running DDNS Tray (process ${daemon.child.pid}).`);
    expect(first.stdout).toContain('home.example.com\tA\t89.160.20.112\tupdated');
    expect({ status: first.status, stderr: first.stderr }).toEqual({ status: 0, stderr: '' });
    const second = await runCli(['update', '--state', world.state, '--force', '--json']);
    expect(JSON.parse(second.stdout)).toMatchObject({
      ok: true,
      dryRun: false,
      records: [{ name: 'home.example.com', state: 'upToDate' }],
    });
    expect(world.told).toEqual(['home.example.com 81.2.69.142', 'home.example.com 89.160.20.112']);
    expect(daemon.child.exitCode).toBe(null);
  });

  it('rehearses there without writing', async () => {
    const world = await openCliWorld();
    await runningDaemon(world);
    world.address = '89.160.20.112';
    const { stdout, status } = await runCli(['update', '--state', world.state, '--dry-run']);
    expect(stdout).toContain('would be written');
    expect(status).toBe(0);
    expect(world.told).toEqual(['home.example.com 81.2.69.142']);
  });

  it('exits with 1 when the record is refused there, and 2 for a name unknown there', async () => {
    const world = await openCliWorld();
    await runningDaemon(world);
    world.address = '89.160.20.112';
    world.answer = () => 'nohost';
    const refused = await runCli(['update', '--state', world.state]);
    expect(refused.stdout).toContain('knows no host');
    expect(refused.status).toBe(1);
    const unknown = await runCli(['update', '--state', world.state, '--record', 'hom.example.com']);
    expect(unknown.stderr).toContain('Did you mean home.example.com?');
    expect({ status: unknown.status, stdout: unknown.stdout }).toEqual({ status: 2, stdout: '' });
  });

  it('says that it needs a running instance without settings', async () => {
    const world = await openCliWorld();
    const { stderr, status } = await runCli(['update', '--state', world.state]);
    expect(stderr).toContain('No DDNS Tray is running that could check.');
    expect(status).toBe(2);
  });

  it('keeps the way in to its user, and takes it away at the end', async () => {
    const world = await openCliWorld();
    const daemon = await runningDaemon(world);
    const file = path.join(world.state, 'control.json');
    const control = JSON.parse(readFileSync(file, 'utf8'));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(control.address).mode & 0o777).toBe(0o600);
    expect(control.token).toMatch(/^[0-9a-f]{64}$/);
    daemon.child.kill('SIGTERM');
    const { stderr } = await daemon.done;
    expect(stderr).not.toContain(control.token);
    expect([file, control.address].filter(existsSync)).toEqual([]);
    const { stdout } = await runCli(['status', '--state', world.state, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, running: false });
  });

  it('takes what a killed one left behind for nobody, and replaces it', async () => {
    const world = await openCliWorld();
    const first = await runningDaemon(world);
    const before = readFileSync(path.join(world.state, 'control.json'), 'utf8');
    first.child.kill('SIGKILL');
    await first.done;
    const { stdout } = await runCli(['status', '--state', world.state, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ running: false });
    const second = run(world);
    await expect
      .poll(() => readFileSync(path.join(world.state, 'control.json'), 'utf8'))
      .not.toBe(before);
    const found = await runCli(['status', '--state', world.state, '--json']);
    expect(JSON.parse(found.stdout)).toMatchObject({ running: true, pid: second.child.pid });
  });

  it('tells why, where the running one is another version', async () => {
    const world = await openCliWorld();
    const daemon = await runningDaemon(world);
    const file = path.join(world.state, 'control.json');
    const control = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...control, version: '0.0.9' }));
    const { stderr, status } = await runCli(['update', '-c', world.file, '--state', world.state]);
    expect(stderr).toContain(`(process ${daemon.child.pid})`);
    expect(stderr).toContain('It is version 0.0.9, which this command does not speak to.');
    expect(status).toBe(1);
    const shown = await runCli(['status', '--state', world.state]);
    expect(shown.stdout).toContain(`Running (process ${daemon.child.pid}), as version 0.0.9`);
  });

  it('works where the path of the state folder is too long for a socket', async () => {
    const world = await openCliWorld();
    const long = { file: world.file, state: path.join(world.folder, 'x'.repeat(120)) };
    const daemon = await runningDaemon(long);
    const { stdout } = await runCli(['status', '--state', long.state, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ running: true });
    const { address } = JSON.parse(readFileSync(path.join(long.state, 'control.json'), 'utf8'));
    expect(statSync(path.dirname(address)).mode & 0o777).toBe(0o700);
    daemon.child.kill('SIGTERM');
    await daemon.done;
    expect(existsSync(path.dirname(address))).toBe(false);
  });

  it('finds the tray app’s instance where there is none of its own', async () => {
    const world = await openCliWorld();
    const config = path.join(world.folder, 'config');
    const state = path.join(config, 'DDNS Tray', 'state');
    const daemon = await runningDaemon({ file: world.file, state });
    const env = { XDG_CONFIG_HOME: config, XDG_STATE_HOME: path.join(world.folder, 'own') };
    const { stdout } = await runCli(['status', '--json'], env);
    expect(JSON.parse(stdout)).toMatchObject({ running: true, folder: state });
    const done = await runCli(['update'], env);
    expect(done.stdout).toContain(`(process ${daemon.child.pid})`);
    expect(done.stdout + done.stderr).not.toContain(hostSecret);
  });
});
