import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCliWorld } from '../support/cli.ts';
import { requireBinary } from '../support/real.ts';
import { cli, describeWindows, freshWindows, nodeExe, windowsPath } from './engine/windows.ts';

const compiler = 'x86_64-w64-mingw32-gcc';
const parts = path.join(import.meta.dirname, 'engine');

/** Settings in a folder with spaces and Chinese characters, and a Windows folder of doubles. */
async function openWorld(tool: string) {
  const world = await openCliWorld();
  const folder = path.join(world.folder, '我的 设置');
  const system = path.join(world.folder, 'windows', 'System32');
  const tasks = path.join(world.folder, 'tasks');
  for (const one of [folder, system, tasks]) mkdirSync(one, { recursive: true });
  const file = path.join(folder, '域名 ddns.yaml');
  copyFileSync(world.file, file);
  for (const name of ['schtasks.exe', 'whoami.exe']) copyFileSync(tool, path.join(system, name));
  const env = {
    DDNS_TRAY_ROOT: windowsPath(path.dirname(system)),
    DDNS_TRAY_TASKS: windowsPath(tasks),
  };
  const state = path.join(world.folder, '状态 文件夹');
  return { world, file, tasks, env, state };
}

function taskIn(tasks: string) {
  const bytes = readFileSync(path.join(tasks, 'task.xml'));
  expect([...bytes.subarray(0, 2)]).toEqual([0xff, 0xfe]);
  const text = bytes.toString('utf16le').slice(1);
  return new XMLParser({ parseTagValue: false }).parse(text).Task;
}

describeWindows("ddns-tray service on Windows' Node", [compiler], () => {
  const windows = freshWindows();
  const folder = mkdtempSync(path.join(tmpdir(), 'ddns-tray-tool-'));
  const tool = path.join(folder, 'tool.exe');
  beforeAll(() => {
    const source = path.join(parts, 'system-tool.c');
    execFileSync(requireBinary(compiler), ['-municode', '-Wall', '-Werror', '-o', tool, source]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (env: Readonly<Record<string, string>>, ...args: string[]) =>
    windows.run([windowsPath(path.join(parts, 'with-root.cjs')), windowsPath(cli), ...args], env);

  it('makes a task for a user without more rights, shows it in Chinese Windows, and removes it', async () => {
    const { file, tasks, env } = await openWorld(tool);
    const service = (...args: string[]) => run(env, 'service', ...args);
    const before = await service('status', '--json');
    expect(before.status).toBe(1);
    expect(JSON.parse(before.stdout)).toMatchObject({ ok: false, installed: 'no' });
    for (const _ of [1, 2]) {
      const { status, stdout } = await service('install', '-c', windowsPath(file));
      expect(stdout).toContain('The service was installed (DDNS Tray).');
      expect(status).toBe(0);
    }
    const task = taskIn(tasks);
    expect(task.Triggers.LogonTrigger.UserId).toBe('S-1-5-21-11-22-33-1001');
    expect(task.Actions.Exec.Command).toMatch(/conhost\.exe$/);
    const shown = await service('status', '--json');
    expect(JSON.parse(shown.stdout)).toMatchObject({ ok: true, running: true, reach: 'session' });
    rmSync(path.join(tasks, 'running'));
    const stopped = await service('status', '--lang', 'zh-CN');
    expect(stopped.stdout).toContain('没有运行；上次的退出状态是 2');
    expect(await service('remove')).toMatchObject({ status: 0 });
    expect(existsSync(path.join(tasks, 'task.xml'))).toBe(false);
    const calls = readFileSync(path.join(tasks, 'calls.txt'), 'utf8');
    expect(calls).toMatch(
      /^\/End \/TN DDNS Tray\n\/Create \/TN DDNS Tray \/XML .*task\.xml \/F\n/m,
    );
    expect(calls).toContain('/Delete /TN DDNS Tray /F\n');
  });

  it('makes a task of which Windows starts the command, for an administrator', async () => {
    const { world, file, tasks, env, state } = await openWorld(tool);
    writeFileSync(path.join(tasks, 'elevated'), '');
    const args = ['install', '-c', windowsPath(file), '--state', windowsPath(state)];
    const { status, stdout } = await run(env, 'service', ...args);
    expect(stdout).toContain('whether or not anybody is signed in');
    expect(status).toBe(0);
    const task = taskIn(tasks);
    expect(Object.keys(task.Triggers)).toEqual(['BootTrigger']);
    expect(task.Principals.Principal.LogonType).toBe('S4U');
    const { Command, Arguments } = task.Actions.Exec;
    expect(Command).toBe(windowsPath(nodeExe));
    // What the Task Scheduler does: one line, taken apart by Windows itself.
    const starter = `require('child_process').spawn(process.env.COMMAND, [process.env.LINE], { windowsVerbatimArguments: true, stdio: 'ignore' })`;
    windows.start(['-e', starter], { COMMAND: Command, LINE: Arguments });
    await expect.poll(() => world.told).toEqual(['home.example.com 81.2.69.142']);
    expect(existsSync(path.join(state, 'lock'))).toBe(true);
  });

  it("leaves somebody else's task alone", async () => {
    const { file, tasks, env } = await openWorld(tool);
    writeFileSync(path.join(tasks, 'task.xml'), '<Task></Task>');
    for (const args of [['install', '-c', windowsPath(file)], ['remove']]) {
      const { status, stderr } = await run(env, 'service', ...args);
      expect(stderr).toContain('DDNS Tray was not made by ddns-tray');
      expect(status).toBe(1);
    }
    expect(readFileSync(path.join(tasks, 'task.xml'), 'utf8')).toBe('<Task></Task>');
  });
});
