import { spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openCliWorld } from '../support/cli.ts';

const cli = path.join(import.meta.dirname, '..', '..', 'electron', 'cli.ts');

it('writes for the journal: each line with its priority, no time and no colour', async () => {
  const world = await openCliWorld();
  const file = path.join(world.folder, 'stderr');
  const stderr = openSync(file, 'a');
  const { dev, ino } = fstatSync(stderr, { bigint: true });
  const child = spawn(
    process.execPath,
    [cli, 'run', '-c', world.file, '--state', world.state, '--lang', 'en'],
    {
      env: { ...process.env, JOURNAL_STREAM: `${dev}:${ino}`, FORCE_COLOR: '1' },
      stdio: ['ignore', 'ignore', stderr],
    },
  );
  closeSync(stderr);
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = () => readFileSync(file, 'utf8');
  await expect.poll(said, { timeout: 15_000 }).toMatch(/^<5>.*was written to home/m);
  world.answer = () => 'badauth';
  world.address = '89.160.20.112';
  child.kill('SIGHUP');
  await expect.poll(said, { timeout: 15_000 }).toMatch(/^<3>.*refused/m);
  world.write({ more: 'intervall: 5m\ntimeou: 3s' });
  await expect.poll(said, { timeout: 15_000 }).toMatch(/^<3>.*ddns\.yaml:\d+:1: timeou/m);
  const lines = said().trimEnd().split('\n');
  expect(lines[0]).toMatch(/^<6>ddns-tray \d/);
  expect(lines.filter((line) => !/^<[3-7]>\S/.test(line))).toEqual([]);
  expect(said()).not.toContain('\u001b');
  expect(said()).not.toMatch(/\d\d:\d\d:\d\d (?:info|warn|error)/);
});
