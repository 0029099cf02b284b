import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCliWorld, runCli, startCli } from '../support/cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const linux = process.platform === 'linux';

describe.skipIf(!linux)('where the system makes no folders', () => {
  it.each(['update', 'run'])('%s says so in a sentence (it never ended)', async (command) => {
    const world = await openCliWorld();
    const args = [command, '-c', world.file, '--state', '/proc/ddns'];
    const { stderr, status } = await runCli(args);
    expect(stderr.trim().split('\n')).toEqual([
      'The state cannot be written to /proc/ddns (ENOENT). Check the disk, or name another folder with --state.',
    ]);
    expect(status).toBe(1);
    expect(world.told).toEqual([]);
  });

  it('run does without its log file, and still hears SIGTERM', async () => {
    const world = await openCliWorld();
    world.write({ more: 'log: { file: /proc/nope/x.log }' });
    const running = startCli(['run', '-c', world.file, '--state', world.state]);
    await running.says(/\/proc\/nope\/x\.log.*ENOENT/);
    running.child.kill('SIGTERM');
    const { status } = await running.done;
    expect(status).toBe(0);
  });
});

describe.skipIf(!existsSync('/dev/full'))('output to a full disk', () => {
  it.each([
    ['en', 'The output could not be written: its disk is full. '],
    ['zh-CN', '无法写出输出内容：磁盘已满。'],
  ])('is one sentence on stderr, and status 1 (%s)', async (language, sentence) => {
    const before = 'exec >/dev/full';
    const { stderr, status } = await runCli(['providers', '--lang', language], {}, before);
    expect(stderr.startsWith(sentence), stderr).toBe(true);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(status).toBe(1);
  });
});

describe('a path', () => {
  it.each([
    ['check', '-c', '--config'],
    ['status', '--state', '--state'],
  ])('%s %s may not be empty', async (command, option, name) => {
    const { stdout, stderr, status } = await runCli([command, option, '']);
    expect(stderr).toContain(`The path given with ${name} is empty.`);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
  });

  it('of a file is no folder for a state', async () => {
    const file = path.join(temporaryFolder(), 'state.json');
    writeFileSync(file, '{}');
    const { stderr, status } = await runCli(['status', '--state', file]);
    expect(stderr).toBe(
      `${file} is not a folder, so it holds no state. Name the folder with --state.\n`,
    );
    expect(status).toBe(1);
  });

  it.each([
    ['a file', ['check', '-c', 'a\u001b[2Jb']],
    ['an option', ['check', '--\u001b[2Jb']],
    ['a command', ['\u001b[2Jb']],
    ['a provider', ['providers', '\u001b[2Jb']],
    ['a language', ['status', '--lang', '\u001b[2Jb']],
  ])('or name that cannot be used cannot steer the terminal: %s', async (_, args) => {
    const { stdout, stderr } = await runCli(args);
    expect(`${stdout}${stderr}`).not.toContain('\u001b');
    expect(stderr).not.toBe('');
  });
});

it('check says how many problems more there are than it shows', async () => {
  const world = await openCliWorld();
  world.write({ more: Array.from({ length: 120 }, (_, at) => `k${at}: 1`).join('\n') });
  const { stderr, status } = await runCli(['check', '-c', world.file]);
  const lines = stderr.trim().split('\n');
  expect(lines).toHaveLength(101);
  expect(lines.at(-1)).toBe('… and 20 more problems.');
  expect(status).toBe(2);
});
