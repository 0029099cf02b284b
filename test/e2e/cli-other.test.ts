import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeLab } from '../lab/describe-lab.ts';
import { openCliWorld, runCli } from '../support/cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const { version } = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'),
);

describe('the command line', () => {
  it('prints its version', async () => {
    expect(await runCli(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it.each([
    ['en', 'Usage: ddns-tray <command> [options]', 'the settings or the command line are wrong'],
    ['zh-CN', '用法：ddns-tray <命令> [选项]', '设置或命令行有误'],
  ])('helps in %s', async (language, usage, status) => {
    const { stdout, stderr, status: exit } = await runCli(['--help', '--lang', language]);
    expect(stdout.startsWith(usage)).toBe(true);
    expect(stdout).toContain(status);
    for (const name of ['update', 'run', 'ip', 'verify', 'check', 'status', 'providers', 'demo']) {
      expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    }
    expect({ stderr, exit }).toEqual({ stderr: '', exit: 0 });
  });

  it.each([
    [['updat'], 'There is no command “updat”. Did you mean update?'],
    [['update', '--jsn', '-c', 'x'], 'There is no option --jsn here. Did you mean --json?'],
    [['run'], 'The option --config is needed. See “ddns-tray run --help”.'],
    [['check', '-c'], 'The option --config needs a value.'],
    [['status', 'more'], 'There are more arguments than this command takes.'],
    [['ip', '--lang', 'fr'], '“fr” is no language known here. Use en or zh-CN.'],
    [['providers', 'clouflare'], 'There is no provider “clouflare”.'],
    [[], 'Say which command.'],
  ])('answers %j with a sentence and status 2', async (args, sentence) => {
    const { stdout, stderr, status } = await runCli(args);
    expect(stderr).toContain(sentence);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
  });

  it('gives wrong usage as one JSON object with --json', async () => {
    const { stdout, stderr, status } = await runCli(['update', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, status: 2, error: { kind: 'usage' } });
    expect({ stderr, status }).toEqual({ stderr: '', status: 2 });
  });
});

describe('ddns-tray status', () => {
  it('says so where nothing is known, and makes no folder', async () => {
    const folder = path.join(temporaryFolder(), 'none');
    const { stdout, status } = await runCli(['status', '--state', folder]);
    expect(stdout).toContain(`there is no state in ${folder}`);
    expect(status).toBe(1);
    const program = await runCli(['status', '--state', folder, '--json']);
    expect(JSON.parse(program.stdout)).toMatchObject({ ok: false, known: false, records: [] });
  });

  it('tells of each record what the last check came to', async () => {
    const world = await openCliWorld();
    world.answer = () => 'badauth';
    await runCli(['update', '-c', world.file, '--state', world.state]);
    const { stdout, status } = await runCli(['status', '--state', world.state]);
    expect(stdout).toContain('stopped');
    expect(stdout).toContain('refused the credentials of the account “home”');
    expect(stdout).toContain('IPv4: 81.2.69.142, since');
    expect(status).toBe(1);
  });

  it('leaves a damaged state as it lies', async () => {
    const world = await openCliWorld();
    await runCli(['update', '-c', world.file, '--state', world.state]);
    const file = path.join(world.state, 'state.json');
    writeFileSync(file, '{"version":1,');
    const { status } = await runCli(['status', '--state', world.state]);
    expect(status).toBeLessThan(2);
    expect(readFileSync(file, 'utf8')).toBe('{"version":1,');
  });
});

/** A computer that has nothing but itself, whatever the one is connected to where the tests run. */
const unplugged = 'exec unshare --map-root-user --net "$@"';

describeLab('ddns-tray ip', () => {
  it.each([[['ip']], [['ip', '--all']]])('exits with 3 from %j when offline', async (args) => {
    const { stdout, status } = await runCli([...args, '-4', '--json'], {}, unplugged);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      addresses: { ipv4: { state: 'offline' } },
    });
    expect(status).toBe(3);
  });
}, ['unshare', 'sh']);

describe('ddns-tray verify', () => {
  it('says which address should be there, and that nobody could be asked', async () => {
    const world = await openCliWorld();
    await runCli(['update', '-c', world.file, '--state', world.state]);
    const args = ['verify', '-c', world.file, '--state', world.state];
    const { stdout, status } = await runCli(args);
    expect(stdout).toContain('home.example.com A should be 81.2.69.142');
    expect(stdout).toContain('could not be asked');
    expect(status).toBe(3);
  });

  it('finds the address out where no state knows it', async () => {
    const world = await openCliWorld();
    const args = ['verify', '-c', world.file, '--state', world.state, '--json'];
    const { stdout } = await runCli(args);
    expect(JSON.parse(stdout)).toMatchObject({
      addresses: { ipv4: { state: 'known' } },
      records: [{ wanted: '81.2.69.142', result: 'unknown', ok: false }],
    });
  });
});

describe('ddns-tray providers', () => {
  it('lists every provider', async () => {
    const { stdout, status } = await runCli(['providers', '--json']);
    const ids = JSON.parse(stdout).providers.map(({ id }: { readonly id: string }) => id);
    expect(ids).toEqual(
      expect.arrayContaining(['cloudflare', 'rfc2136', 'powerdns', 'dyndns2', 'webhook']),
    );
    expect(status).toBe(0);
  });

  it('keeps the inner workings of a preset out of its JSON', async () => {
    const { stdout } = await runCli(['providers', 'dyndns2', '--json']);
    const [preset] = JSON.parse(stdout).provider.presets;
    expect(Object.keys(preset)).toEqual(['id', 'name', 'website', 'families']);
  });

  it('shows one provider with its fields, its setup and its presets', async () => {
    const { stdout } = await runCli(['providers', 'dyndns2', '--lang', 'zh-CN']);
    expect(stdout).toContain('账户字段');
    expect(stdout).toContain('password\t必填、凭据\t');
    expect(stdout).toContain('noip\tNo-IP\t');
  });
});
