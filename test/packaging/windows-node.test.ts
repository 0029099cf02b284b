import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openCliWorld } from '../support/cli.ts';
import { cli, describeWindows, freshWindows, nodeExe, windowsPath } from './engine/windows.ts';

/** The world of the command's tests, its settings where spaces and Chinese characters are. */
async function openWorld(edit: (text: string) => string = (text) => text) {
  const world = await openCliWorld();
  const folder = path.join(world.folder, '我的 设置');
  mkdirSync(folder);
  const file = path.join(folder, '域名 ddns.yaml');
  writeFileSync(file, edit(readFileSync(world.file, 'utf8')));
  const state = windowsPath(path.join(world.folder, '状态 文件夹'));
  return { world, folder, state, config: windowsPath(file) };
}

/** Another source of IPv4 addresses than the world's own. */
const withSource = (source: string) => (text: string) =>
  text.replace(/ {2}ipv4: .*/, `  ipv4: ${source}`);

describeWindows("the command on Windows' Node", [], () => {
  const windows = freshWindows();
  const run = (...args: string[]) => windows.run([cli, ...args]);

  it('starts, and knows its providers', async () => {
    const version = await run('--version');
    expect(version).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+/) });
    const { status, stdout } = await run('providers', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout).providers.length).toBeGreaterThan(50);
  });

  it('judges a settings file', async () => {
    const good = await openWorld();
    const { status, stdout } = await run('check', '-c', good.config);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: `${good.config} is in order: 1 record, 1 account.\n`,
    });
    const bad = await openWorld((text) => text.replace('interval:', 'intervall:'));
    const refused = await run('check', '-c', bad.config);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain(`${bad.config}:2:1: `);
  });

  it('updates once, keeps its state in %LOCALAPPDATA%, and repeats nothing', async () => {
    const { world, config } = await openWorld();
    expect(await run('update', '-c', config)).toMatchObject({ status: 0 });
    expect(await run('update', '-c', config)).toMatchObject({ status: 0 });
    expect(world.told).toEqual(['home.example.com 81.2.69.142']);
    const { stdout } = await run('status', '--json', '--lang', 'zh-CN');
    const { folder, records } = JSON.parse(stdout);
    expect(folder).toMatch(/^C:\\users\\[^\\]+\\AppData\\Local\\ddns-tray$/i);
    expect(records).toMatchObject([{ state: 'upToDate', address: '81.2.69.142' }]);
    const there = path.join(windows.drive, folder.slice(3).replaceAll('\\', '/'));
    expect(readdirSync(there).toSorted()).toEqual([
      'history.jsonl',
      'salt',
      'settings.seen.json',
      'state.json',
      'state.previous.json',
    ]);
  });

  it('lets one process at a time have the state, and takes over from one that was killed', async () => {
    const { world, config, state } = await openWorld();
    const daemon = windows.start([cli, 'run', '-c', config, '--state', state]);
    await expect.poll(() => world.told).toHaveLength(1);
    // Through its named pipe.
    const second = await run('update', '-c', config, '--state', state, '--lang', 'en');
    expect(second).toMatchObject({ status: 0, stdout: expect.stringContaining('by the running') });
    const { running, pid } = JSON.parse((await run('status', '--state', state, '--json')).stdout);
    expect({ running, pid }).toEqual({ running: true, pid: expect.any(Number) });
    expect(world.told).toHaveLength(1);
    daemon.child.kill('SIGKILL');
    await daemon.done;
    expect(existsSync(path.join(world.folder, '状态 文件夹', 'lock'))).toBe(true);
    const after = await run('update', '-c', config, '--state', state);
    expect(after).toMatchObject({ status: 0 });
    expect(world.told).toHaveLength(1);
  });

  it('reads changed settings again while it runs', async () => {
    const { world, folder, config, state } = await openWorld();
    windows.start([cli, 'run', '-c', config, '--state', state]);
    await expect.poll(() => world.told).toHaveLength(1);
    const file = path.join(folder, '域名 ddns.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('[home.example.com]', '[home.example.com, b.example.com]'));
    await expect.poll(() => world.told).toContain('b.example.com 81.2.69.142');
  });

  it('begins a new log file at one megabyte', async () => {
    const { folder, config, state } = await openWorld(
      (text) => `${text}\nlog: { file: "日志/ddns.log", level: debug }\n`,
    );
    const log = path.join(folder, '日志', 'ddns.log');
    mkdirSync(path.dirname(log));
    writeFileSync(log, `${'x'.repeat(999_999)}\n`);
    expect(await run('update', '-c', config, '--state', state)).toMatchObject({ status: 0 });
    expect(statSync(`${log}.1`).size).toBe(1_000_000);
    expect(readFileSync(log, 'utf8')).toMatch(/^\{.*\}\n/);
  });

  it('asks a command in cmd.exe, its path with spaces in quotes', async () => {
    const { world, folder, config, state } = await openWorld(
      withSource(`{ command: '"%TOOLS%\\我的 设置\\地址 工具.cmd" "81.2.69.160" & rem' }`),
    );
    writeFileSync(path.join(folder, '地址 工具.cmd'), '@echo %~1\r\n');
    const env = { TOOLS: windowsPath(world.folder) };
    const { status } = await windows.run([cli, 'update', '-c', config, '--state', state], env);
    expect({ status, told: world.told }).toEqual({
      status: 0,
      told: ['home.example.com 81.2.69.160'],
    });
  });

  // wine's taskkill cannot end what a command started itself; Windows' own can.
  it('ends a command that takes too long', async () => {
    const { world, folder, config, state } = await openWorld(
      withSource(`{ command: '"%NODE%" "%FOLDER%\\wait.cjs"' }`),
    );
    writeFileSync(path.join(folder, 'wait.cjs'), 'setTimeout(() => {}, 8000)');
    const env = { FOLDER: windowsPath(folder), NODE: windowsPath(nodeExe) };
    const { status, stdout } = await windows.run(
      [cli, 'update', '-c', config, '--state', state],
      env,
    );
    expect({ status, told: world.told }).toEqual({ status: 1, told: [] });
    expect(stdout).toContain('No source told the public IPv4 address.');
  });

  it('asks a network interface', async () => {
    const list = await windows.run([
      '-p',
      'JSON.stringify(Object.entries(os.networkInterfaces()).flatMap(([n, a]) => a.some((x) => x.family === "IPv4") ? [n] : []))',
    ]);
    const [name = ''] = JSON.parse(list.stdout);
    const { world, config, state } = await openWorld(withSource(`{ interface: "${name}" }`));
    const { status, stdout } = await run('update', '-c', config, '--state', state);
    // No interface of a test machine has an address that the whole Internet can reach.
    expect({ status, told: world.told }).toEqual({ status: 1, told: [] });
    expect(stdout).toMatch(/no .*address|not .*reach/i);
  });
});
