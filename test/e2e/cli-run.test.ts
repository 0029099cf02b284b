import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostSecret, openCliWorld, runCli, startCli } from '../support/cli.ts';

const run = (world: { readonly file: string; readonly state: string }) =>
  startCli(['run', '-c', world.file, '--state', world.state]);

describe('ddns-tray run', () => {
  it('says first which version watches which file and how many records', async () => {
    const world = await openCliWorld();
    const daemon = run(world);
    await daemon.says(/was written to home\.example\.com A\./);
    daemon.child.kill('SIGTERM');
    const { stderr, stdout } = await daemon.done;
    expect(stderr.split('\n')[0]).toMatch(
      /^ddns-tray \d+\.\d+\.\d+ watches 1 record of .*ddns\.yaml$/,
    );
    expect(stdout).toBe('');
    expect(stderr).not.toContain('\u001b');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends within one second of %s with status 0, its state saved',
    async (signal) => {
      const world = await openCliWorld();
      const daemon = run(world);
      await daemon.says(/was written to/);
      const asked = performance.now();
      daemon.child.kill(signal);
      const { status, stderr } = await daemon.done;
      expect(performance.now() - asked).toBeLessThan(1000);
      expect(stderr).toMatch(/\nStopped\.\n$/);
      expect(status).toBe(0);
      const shown = await runCli(['status', '--state', world.state, '--json']);
      expect(JSON.parse(shown.stdout)).toMatchObject({
        ok: true,
        records: [{ address: '81.2.69.142', state: 'upToDate' }],
      });
    },
  );

  it('ends in time even while a host does not answer', async () => {
    const world = await openCliWorld();
    world.answer = () => 'hang';
    const daemon = run(world);
    await expect.poll(() => world.told.length, { timeout: 10_000 }).toBe(1);
    daemon.child.kill('SIGTERM');
    expect((await daemon.done).status).toBe(0);
  });

  it('reads a changed settings file again', async () => {
    const world = await openCliWorld();
    const daemon = run(world);
    await daemon.says(/was written to home/);
    world.write({ names: ['home.example.com', 'new.example.com'] });
    await daemon.says(/The settings were read again: 2 records\./);
    await daemon.says(/was written to new\.example\.com A/);
    expect(world.told).toEqual(['home.example.com 81.2.69.142', 'new.example.com 81.2.69.142']);
  });

  it('keeps the old settings when the changed ones are wrong, and says where', async () => {
    const world = await openCliWorld();
    const daemon = run(world);
    await daemon.says(/was written to home/);
    world.write({ more: 'intervall: 5m' });
    await daemon.says(/the old ones stay in force:\n.*ddns\.yaml:\d+:1: intervall: .*interval/s);
    world.address = '89.160.20.112';
    daemon.child.kill('SIGHUP');
    await daemon.says(/changed from 81\.2\.69\.142 to 89\.160\.20\.112/);
    expect(daemon.child.exitCode).toBe(null);
  });

  it('looks at every record again on SIGHUP, and lifts a stop', async () => {
    const world = await openCliWorld();
    world.answer = () => 'badauth';
    const daemon = run(world);
    await daemon.says(/refused the credentials/);
    world.answer = (_, address) => `good ${address}`;
    daemon.child.kill('SIGHUP');
    await daemon.says(/was written to home/);
    await daemon.says(/The account “home” works again\./);
  });

  it('says that a damaged state was restored from the previous one', async () => {
    const world = await openCliWorld();
    await runCli(['update', '-c', world.file, '--state', world.state]);
    writeFileSync(path.join(world.state, 'state.json'), '{"version":1,');
    const daemon = run(world);
    await daemon.says(/The state file was damaged\. It was set aside as .*state\.corrupt-/);
    await daemon.says(/watches 1 record/);
  });

  it('starts again after kill -9 without repeating itself to the host', async () => {
    const world = await openCliWorld();
    const first = run(world);
    await first.says(/was written to/);
    first.child.kill('SIGKILL');
    await first.done;
    world.write({ interval: '10s' });
    const second = run(world);
    await second.says(/watches 1 record/);
    world.address = '89.160.20.112';
    second.child.kill('SIGHUP');
    await second.says(/written to home/);
    expect(world.told).toEqual(['home.example.com 81.2.69.142', 'home.example.com 89.160.20.112']);
  });

  it('writes its log as JSON lines to the file, without the secret', async () => {
    const world = await openCliWorld();
    world.answer = () => `nohost ${hostSecret}`;
    world.write({ more: 'log: { level: debug, file: ddns.log }' });
    const daemon = run(world);
    await daemon.says(/knows no host/);
    daemon.child.kill('SIGTERM');
    const { stderr } = await daemon.done;
    const log = readFileSync(path.join(world.folder, 'ddns.log'), 'utf8');
    const lines = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({ level: 'info', message: 'started', records: 1 });
    expect(log + stderr).not.toContain(hostSecret);
  });

  it('says that the log file cannot be written, and goes on', async () => {
    const world = await openCliWorld();
    writeFileSync(path.join(world.folder, 'file'), '');
    world.write({ more: 'log: { file: file/ddns.log }' });
    const daemon = run(world);
    await daemon.says(/The log file .*ddns\.log cannot be written \(E\w+\)/);
    await daemon.says(/was written to home/);
  });

  it('does not start with wrong settings, or beside another that holds the state', async () => {
    const world = await openCliWorld();
    const daemon = run(world);
    await daemon.says(/was written to/);
    const second = await run(world).done;
    expect(second.stderr).toContain(`process ${daemon.child.pid}`);
    expect(second.status).toBe(1);
    world.write({ more: 'nonsense: 1' });
    expect((await run(world).done).status).toBe(2);
  });
});
