import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createOutput } from '../../electron/commands/output.ts';
import { type ServiceOptions, service } from '../../electron/commands/service.ts';
import { ServiceError } from '../../electron/core/service/status.ts';
import { renderPage } from '../../electron/core/views/page.ts';
import type { ServiceHost, ToolResult } from '../../electron/node/service/tool.ts';
import { webhook } from '../../electron/providers/webhook.ts';
import { commandWorld } from '../support/command-world.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

type Answer = Partial<ToolResult> | 'missing';

const settings = `version: 1
accounts:
  hook: { provider: webhook, url: 'https://hook.example.net/?ip={ip}' }
records:
  - { name: hook.example.com, account: hook, types: [A] }
`;

interface Scene {
  readonly platform: NodeJS.Platform;
  readonly uid?: number;
  readonly text?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What the system's program answers to its arguments; nothing, and success, by default. */
  readonly answer?: (tool: string, args: string) => Answer | undefined;
}

/** A computer whose service manager is played, and what was asked of it. */
function computer({ platform, uid = 1000, text = settings, env = {}, answer }: Scene) {
  const folder = temporaryFolder();
  const file = path.join(folder, 'my settings.yaml');
  writeFileSync(file, text);
  const asked: string[] = [];
  const host: ServiceHost = {
    env,
    home: folder,
    uid,
    systemUnits: path.join(folder, 'units'),
    async run(tool, args) {
      const name = tool.split(/[\\/]/).at(-1) ?? '';
      asked.push([name, ...args].join(' '));
      const result = answer?.(name, args.join(' '));
      if (result === 'missing') throw new ServiceError({ kind: 'missing', tool });
      return { status: 0, stdout: '', stderr: '', ...result };
    },
  };
  const { world } = commandWorld({ providers: [webhook], platform, env, home: folder });
  const ask = async (
    action: string | undefined,
    options: ServiceOptions = {},
    language: 'en' | 'zh-CN' = 'en',
  ) => {
    const { stdout, stderr } = world;
    const output = createOutput({ stdout, stderr, language, json: false, colour: false });
    const signal = new AbortController().signal;
    const result = await service(action, options, { world, output, signal }, host);
    return { ...result, said: renderPage(result.page, output.style).join('\n') };
  };
  return { folder, file, asked, ask };
}

const unitAt = (folder: string) => path.join(folder, '.config/systemd/user/ddns-tray.service');
const active = { stdout: 'ActiveState=active\nActiveEnterTimestamp=Mon 2026-11-23 03:34:50 UTC\n' };
const systemd = (_: string, args: string): Answer | undefined => {
  if (args.includes('show ddns-tray')) return active;
  return args.startsWith('show-user') ? { stdout: 'Linger=no\n' } : undefined;
};

describe('ddns-tray service, with systemd', () => {
  it('installs a unit of the user, twice as well as once, and takes it away', async () => {
    const { folder, file, asked, ask } = computer({ platform: 'linux', answer: systemd });
    for (const _ of [1, 2]) {
      const { status, said } = await ask('install', { config: file });
      expect(said).toMatch(/has been running since Nov 23, 2026.*\n.*loginctl enable-linger/);
      expect(status).toBe(0);
    }
    expect(readFileSync(unitAt(folder), 'utf8')).toContain(`"--config" "${file}"`);
    expect(asked.slice(0, 3)).toEqual([
      'systemctl --user daemon-reload',
      'systemctl --user enable ddns-tray.service',
      'systemctl --user restart ddns-tray.service',
    ]);
    expect((await ask('remove')).said).toContain('was removed');
    expect(existsSync(unitAt(folder))).toBe(false);
    expect(asked).toContain('systemctl --user disable --now ddns-tray.service');
    expect(await ask('remove')).toMatchObject({ status: 0, data: { removed: false } });
  });

  it('tells a user of the service that the whole system has already', async () => {
    const { folder, file, ask } = computer({ platform: 'linux', answer: systemd });
    mkdirSync(path.join(folder, 'units'));
    const beside = path.join(folder, 'units/ddns-tray.service');
    writeFileSync(beside, '# Made by "ddns-tray service install"\n');
    expect((await ask('status')).said).toContain(`The whole system has a service`);
    const { status, data, said } = { data: {}, ...(await ask('install', { config: file })) };
    expect([status, data]).toEqual([0, expect.objectContaining({ beside })]);
    expect(said).toContain(`too (${beside}), which root sees`);
  });

  it('leaves a unit alone that somebody else made', async () => {
    const { folder, file, ask } = computer({ platform: 'linux', answer: systemd });
    mkdirSync(path.dirname(unitAt(folder)), { recursive: true });
    writeFileSync(unitAt(folder), '[Service]\n');
    for (const action of ['install', 'remove']) {
      const { status, said } = await ask(action, { config: file });
      expect(said).toContain('was not made by ddns-tray');
      expect(status).toBe(1);
    }
    expect(readFileSync(unitAt(folder), 'utf8')).toBe('[Service]\n');
  });

  it('leaves a link alone that somebody else made, even to nothing', async () => {
    const { folder, file, asked, ask } = computer({ platform: 'linux', answer: systemd });
    mkdirSync(path.dirname(unitAt(folder)), { recursive: true });
    symlinkSync('/nowhere/at/all.service', unitAt(folder));
    for (const action of ['install', 'status', 'remove']) {
      const { status, said } = await ask(action, { config: file });
      expect([status, said]).toEqual([1, expect.stringContaining('was not made by ddns-tray')]);
    }
    expect([readlinkSync(unitAt(folder)), asked]).toEqual(['/nowhere/at/all.service', []]);
  });

  it.runIf(process.platform === 'linux')('waits for no pipe in the place of the unit', async () => {
    const { folder, file, asked, ask } = computer({ platform: 'linux', answer: systemd });
    mkdirSync(path.dirname(unitAt(folder)), { recursive: true });
    execFileSync('mkfifo', [unitAt(folder)]);
    const { said } = await ask('install', { config: file });
    expect(said).toContain('was not made by ddns-tray');
    expect(asked).toEqual([]);
  });

  it('leaves nothing behind, and the old one as it was, where systemd refuses', async () => {
    let refuse = true;
    const { folder, file, ask } = computer({
      platform: 'linux',
      answer: (tool, args) =>
        refuse && args.includes('daemon-reload')
          ? { status: 1, stderr: 'Failed to connect to bus: No medium found\n' }
          : systemd(tool, args),
    });
    const { status, said } = await ask('install', { config: file });
    expect(said).toMatch(/^systemctl failed with status 1 and said: Failed to connect.*\. See/);
    expect([status, existsSync(unitAt(folder))]).toEqual([1, false]);
    refuse = false;
    await ask('install', { config: file });
    const before = readFileSync(unitAt(folder), 'utf8');
    refuse = true;
    expect((await ask('install', { config: file, state: '/elsewhere' })).status).toBe(1);
    expect(readFileSync(unitAt(folder), 'utf8')).toBe(before);
  });

  it('stops what does not start, and runs the old one again', async () => {
    let refuse = true;
    const { folder, file, asked, ask } = computer({
      platform: 'linux',
      answer: (tool, args) => {
        if (!args.includes('restart') || !refuse) return systemd(tool, args);
        return readFileSync(unitAt(folder), 'utf8').includes('/elsewhere')
          ? { status: 1, stderr: 'Job failed.\n' }
          : undefined;
      },
    });
    const bad = { config: file, state: '/elsewhere' };
    expect((await ask('install', bad)).said).toContain('Job failed');
    expect(existsSync(unitAt(folder))).toBe(false);
    expect(asked.slice(-2)).toEqual([
      'systemctl --user disable --now ddns-tray.service',
      'systemctl --user daemon-reload',
    ]);
    refuse = false;
    await ask('install', { config: file });
    const before = readFileSync(unitAt(folder), 'utf8');
    refuse = true;
    expect((await ask('install', bad)).status).toBe(1);
    expect(readFileSync(unitAt(folder), 'utf8')).toBe(before);
    expect(asked.at(-1)).toBe('systemctl --user restart ddns-tray.service');
    expect(asked.at(-3)).toBe('systemctl --user daemon-reload');
  });

  it('installs nothing with settings that are missing or wrong', async () => {
    const { folder, asked, ask } = computer({ platform: 'linux' });
    const missing = await ask('install', { config: path.join(folder, 'none.yaml') });
    const wrong = path.join(folder, 'wrong.yaml');
    writeFileSync(wrong, settings.replace('records', 'recrods'));
    expect([missing.status, (await ask('install', { config: wrong })).status]).toEqual([2, 2]);
    expect((await ask('install')).said).toContain('--config is needed');
    expect(asked).toEqual([]);
  });

  it('refuses settings that need variables which the service would lack', async () => {
    const text = settings.replace(/url: '.*?'/, 'url: { env: HOOK_URL }');
    const env = { HOOK_URL: 'https://hook.example.net/?ip={ip}' };
    const { file, asked, ask } = computer({ platform: 'linux', text, env });
    const { status, said } = await ask('install', { config: file });
    expect(said).toContain('name it with { file: … }');
    expect([status, asked]).toEqual([2, []]);
  });

  it('tells that the program of the system is not there', async () => {
    const { file, ask } = computer({ platform: 'linux', answer: () => 'missing' });
    const { said } = await ask('install', { config: file }, 'zh-CN');
    expect(said).toContain('找不到程序 systemctl');
  });

  it('tells a status that is not well, with the next step and exit status 1', async () => {
    const { file, ask } = computer({
      platform: 'linux',
      answer: (_, args) =>
        args.includes('show ddns-tray')
          ? { stdout: 'ActiveState=failed\nExecMainStatus=2\n' }
          : undefined,
    });
    expect((await ask('status')).said).toContain('No service of ddns-tray is installed');
    await ask('install', { config: file });
    const { status, said, ...rest } = await ask('status');
    expect(said).toMatch(/not running; it last ended with status 2\.\n.*ddns-tray check/);
    expect([status, rest]).toMatchObject([1, { data: { ok: false, installed: 'ours', exit: 2 } }]);
  });
});

describe('ddns-tray service, by root', () => {
  const logs = (file: string) => `${settings}log: { file: ${file} }\n`;
  const isRoot = process.getuid?.() === 0;

  it('runs as the owner of the settings, who may write the log and the state', async () => {
    const text = logs('/srv/logs/ddns.log');
    const { folder, file, asked, ask } = computer({
      platform: 'linux',
      uid: 0,
      text,
      answer: systemd,
    });
    if (isRoot) chownSync(file, 65_534, 65_534);
    const { status, said } = await ask('install', { config: file, state: '/srv/state' });
    expect(said).toContain('It starts with the computer');
    expect([status, asked[0]]).toEqual([0, 'systemctl daemon-reload']);
    const unit = readFileSync(path.join(folder, 'units/ddns-tray.service'), 'utf8');
    expect(unit).toContain(`\nUser=${statSync(file).uid}\n`);
    expect(unit).toContain('\nReadWritePaths="-/srv/state"\nReadWritePaths="-/srv/logs"\n');
    expect(unit).toContain('"--state" "/srv/state"');
  });

  /** What belongs to somebody, as root sees it: by default this is not root. */
  const somebodys = (scene: Partial<Scene> = {}) => {
    const made = computer({ platform: 'linux', uid: 0, answer: systemd, ...scene });
    for (const one of isRoot ? [made.file, made.folder] : []) chownSync(one, 65_534, 65_534);
    return { ...made, unit: path.join(made.folder, 'units/ddns-tray.service') };
  };

  it('lets the settings put no line of their own into the unit', async () => {
    const text = logs('"/srv/a\\nExecStartPre=+/srv/evil\\n/ddns.log"');
    const { file, asked, ask, unit } = somebodys({ text });
    const { status, said } = await ask('install', { config: file });
    expect(said).toContain('holds a line break');
    expect([status, asked, existsSync(unit)]).toEqual([1, [], false]);
  });

  it('names the settings without links, which others could turn elsewhere later', async () => {
    const { folder, file, ask, unit } = somebodys();
    const link = path.join(folder, 'link.yaml');
    symlinkSync(file, link);
    expect((await ask('install', { config: link })).status).toBe(0);
    expect(readFileSync(unit, 'utf8')).toContain(`"--config" "${file}"`);
  });

  it('runs as nobody whose settings others could replace', async () => {
    const { folder, file, asked, ask } = somebodys();
    chmodSync(folder, 0o777);
    const open = await ask('install', { config: file });
    expect(open.said).toContain(`in ${folder} other users can put another file`);
    expect([open.status, asked]).toEqual([1, []]);
    chmodSync(folder, 0o1777);
    expect((await ask('install', { config: file })).status).toBe(0);
  });

  it.runIf(isRoot)('runs as nobody whose settings lie with somebody else', async () => {
    const { folder, file, asked, ask } = somebodys();
    chownSync(file, 12_345, 12_345);
    const { status, said } = await ask('install', { config: file });
    expect(said).toContain(`in ${folder} other users can put another file`);
    expect([status, asked]).toEqual([1, []]);
  });

  it.runIf(isRoot)(
    'refuses root’s settings that name files the service could not use',
    async () => {
      const secret = settings.replace(/url: '.*?'/, 'url: { file: hook.url }');
      for (const text of [logs('/srv/ddns.log'), secret]) {
        const { folder, file, asked, ask } = computer({ platform: 'linux', uid: 0, text });
        writeFileSync(path.join(folder, 'hook.url'), 'https://hook.example.net/?ip={ip}');
        const { status, said } = await ask('install', { config: file });
        expect(said).toMatch(/belongs to root.*chown/);
        expect([status, asked]).toEqual([1, []]);
      }
    },
  );

  it('does not install the service of a user', async () => {
    const { file, asked, ask } = computer({ platform: 'linux', uid: 0 });
    const { said } = await ask('install', { config: file, user: true });
    expect([said, asked]).toEqual([expect.stringContaining('without sudo'), []]);
  });
});

describe('ddns-tray service, with launchd', () => {
  it('installs an agent in place of an older one, and takes it away', async () => {
    let loaded = true;
    const { folder, file, asked, ask } = computer({
      platform: 'darwin',
      uid: 501,
      answer: (tool, args) => {
        if (tool === 'ps') return { stdout: ' 1-02:03:04\n' };
        if (args.startsWith('bootout')) loaded = false;
        if (args.startsWith('bootstrap')) loaded = true;
        if (!args.startsWith('print')) return undefined;
        return loaded ? { stdout: 'x = {\n\tpid = 42\n}' } : { status: 113 };
      },
    });
    const { status, said } = await ask('install', { config: file });
    expect(said).toMatch(
      /has been running since .*\nIt runs while you are signed in\.\nIt keeps no log/,
    );
    expect(status).toBe(0);
    const agent = path.join(folder, 'Library/LaunchAgents/app.ddns-tray.service.plist');
    const changes = asked.filter((one) => /bootout|bootstrap/.test(one));
    expect(changes).toEqual([
      'launchctl bootout gui/501/app.ddns-tray.service',
      `launchctl bootstrap gui/501 ${agent}`,
    ]);
    expect(existsSync(agent)).toBe(true);
    await ask('remove');
    expect(existsSync(agent)).toBe(false);
  });

  it('runs the old agent again where launchd refuses the new one', async () => {
    let refuse = false;
    const { folder, file, asked, ask } = computer({
      platform: 'darwin',
      uid: 501,
      answer: (_, args) => {
        if (args.startsWith('print')) return { status: 113 };
        const fresh = () => readFileSync(agent, 'utf8').includes('/elsewhere');
        return refuse && args.startsWith('bootstrap') && fresh() ? { status: 5 } : undefined;
      },
    });
    const agent = path.join(folder, 'Library/LaunchAgents/app.ddns-tray.service.plist');
    await ask('install', { config: file });
    const before = readFileSync(agent, 'utf8');
    refuse = true;
    asked.splice(0);
    expect((await ask('install', { config: file, state: '/elsewhere' })).status).toBe(1);
    expect(readFileSync(agent, 'utf8')).toBe(before);
    const starts = asked.filter((one) => one.includes('bootstrap'));
    expect(starts).toHaveLength(2);
    expect(asked.at(-1)).toBe(starts.at(-1));
  });

  it('is not for root', async () => {
    const { file, asked, ask } = computer({ platform: 'darwin', uid: 0 });
    expect((await ask('install', { config: file })).said).toContain('without sudo');
    expect(asked).toEqual([]);
  });
});

it('says what the service can be told, and that other systems have none', async () => {
  const { ask } = computer({ platform: 'linux' });
  expect(await ask(undefined)).toMatchObject({ status: 2 });
  expect((await ask('instal')).said).toContain('Did you mean install?');
  expect((await computer({ platform: 'freebsd' }).ask('status')).said).toContain('ddns-tray run');
});
