import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CliWorld, hostSecret, openCliWorld, runCli, startCli } from '../support/cli.ts';
import { findSecrets } from '../support/desktop-secrets.ts';

const run = (world: CliWorld) => startCli(['run', '-c', world.file, '--state', world.state]);
const update = (world: CliWorld, ...args: string[]) =>
  runCli(['update', '-c', world.file, '--state', world.state, ...args]);

async function entriesOf(world: CliWorld) {
  const { stdout } = await runCli(['history', '--state', world.state, '--json']);
  return JSON.parse(stdout).entries as readonly Readonly<Record<string, unknown>>[];
}

describe('the history of', () => {
  it('two updates has both addresses, and what was done for each', async () => {
    const world = await openCliWorld();
    await update(world);
    world.address = '89.160.20.112';
    world.answer = () => '911';
    await update(world);
    expect(await entriesOf(world)).toMatchObject([
      { kind: 'address', address: '81.2.69.142' },
      { kind: 'call', name: 'home.example.com', address: '81.2.69.142', outcome: 'updated' },
      { kind: 'address', before: '81.2.69.142', address: '89.160.20.112' },
      { kind: 'call', name: 'home.example.com', ok: false, outcome: 'server' },
    ]);
    const { stdout } = await runCli(['history', '--since', '7d', '--state', world.state]);
    expect(stdout).toContain('IPv4 changed: 81.2.69.142 → 89.160.20.112');
  });

  it('settings that changed while nothing ran has what changed, and no secret', async () => {
    const world = await openCliWorld();
    await update(world);
    world.write({
      names: ['new.example.com'],
      interval: '2h',
      password: 'another planted&secret',
      more: `proxy: "http://127.0.0.1:9"`,
    });
    await update(world);
    expect((await entriesOf(world)).filter(({ kind }) => kind === 'settings')).toMatchObject([
      {
        by: 'file',
        changes: [
          { kind: 'set', key: 'interval', from: '1h', to: '2h' },
          { kind: 'set', key: 'proxy', to: 'http://127.0.0.1:9' },
          { kind: 'changed', what: 'account', id: 'home' },
          { kind: 'removed', what: 'record', id: 'home/home.example.com/A' },
          { kind: 'added', what: 'record', id: 'home/new.example.com/A' },
        ],
      },
    ]);
    for (const name of readdirSync(world.state)) {
      const file = path.join(world.state, name);
      const secrets = { first: hostSecret, second: 'another planted&secret' };
      expect(findSecrets(readFileSync(file), secrets)).toEqual([]);
      if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
    }
  });

  it('a daemon has its reloads, and goes on after a kill in the middle of a line', async () => {
    const world = await openCliWorld();
    const first = run(world);
    await first.says(/was written to home/);
    world.write({ names: ['home.example.com', 'new.example.com'] });
    await first.says(/was written to new\.example\.com A/);
    first.child.kill('SIGKILL');
    await first.done;
    const file = path.join(world.state, 'history.jsonl');
    writeFileSync(file, '{"kind":"addr', { flag: 'a' });
    world.address = '89.160.20.112';
    const second = run(world);
    await second.says(/89\.160\.20\.112 was written|from 81/);
    second.child.kill('SIGTERM');
    await second.done;
    const { stdout } = await runCli(['history', '--state', world.state, '--json']);
    const { entries, skipped } = JSON.parse(stdout);
    expect(skipped).toBe(1);
    expect(entries).toMatchObject([
      { kind: 'address' },
      { kind: 'call' },
      { kind: 'settings', by: 'file', changes: [{ kind: 'added', id: 'home/new.example.com/A' }] },
      { kind: 'call', name: 'new.example.com' },
      { kind: 'address', before: '81.2.69.142', address: '89.160.20.112' },
      { kind: 'call' },
      { kind: 'call' },
    ]);
  });

  it('a host that repeats the password has it nowhere', async () => {
    const world = await openCliWorld();
    world.answer = () => `what is ${hostSecret} or ${encodeURIComponent(hostSecret)}`;
    await update(world);
    const kept = readFileSync(path.join(world.state, 'history.jsonl'));
    expect(kept.toString()).toContain('"outcome":"unknown"');
    expect(findSecrets(kept, { hostSecret })).toEqual([]);
  });

  it('a rehearsal is none', async () => {
    const world = await openCliWorld();
    await update(world, '--dry-run');
    expect(await entriesOf(world)).toEqual([]);
  });
});
