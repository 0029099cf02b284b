import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { builtInSources } from '../../electron/sources/registry.ts';
import { commandWorld } from '../support/command-world.ts';
import { providers } from '../support/registered.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const conf = `daemon=300
protocol=cloudflare, password=cf-secret-token, zone=example.com home.example.com
protocol=noip, login=joe, password=noip-secret-pw x.ddns.net
protocol=googledomains, login=x, password=gone-secret-pw old.example.com
`;

function world(text = conf) {
  const folder = temporaryFolder();
  const file = path.join(folder, 'ddclient.conf');
  writeFileSync(file, text);
  const before = process.cwd();
  process.chdir(folder);
  onTestFinished(() => process.chdir(before));
  const { run } = commandWorld({ providers, sources: builtInSources });
  return { folder, file, run };
}

const secrets = /(?:cf|noip|gone)-secret/;

describe('ddns-tray import', () => {
  it('shows what it understood, what not and why, and writes nothing', async () => {
    const { folder, run } = world();
    const { status, stdout, stderr } = await run('import', 'ddclient.conf');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toBe(`Understood as a configuration of ddclient:
  Line 1: interval: 5m
  Line 1: sources.ipv6: off
  Line 2: home.example.com (A) at Cloudflare, account cloudflare; zone example.com
  Line 3: x.ddns.net (A) at No-IP, account noip
2 things are not taken over as they were:
  Line 4, protocol: Google Domains has closed. Move the name to another service.
  Line 4, old.example.com: Not taken over: its account could not be.
Would write:
  ddns-tray.secrets/cloudflare-token (cloudflare: token)
  ddns-tray.secrets/noip-password (noip: password)
  ddns-tray.yaml
ddclient.conf stays as it is. Nothing was written; add --write to do it.
`);
    expect(readdirSync(folder)).toEqual(['ddclient.conf']);
  });

  it('speaks Chinese', async () => {
    const { run } = world();
    const { stdout } = await run('import', 'ddclient.conf', '--lang', 'zh-CN');
    expect(stdout).toContain('已识别为 ddclient 的配置：');
    expect(stdout).toContain('第 4 行，protocol：Google Domains 已停止服务');
  });

  it('writes settings that check takes, and each secret to a file for this user alone', async () => {
    const { folder, file, run } = world();
    const { status, stdout } = await run('import', file, '-o', 'my.yaml', '--write');
    expect(status).toBe(0);
    expect(stdout).not.toMatch(secrets);
    expect(stdout).toContain('ddns-tray update -c my.yaml --dry-run');
    const text = readFileSync(path.join(folder, 'my.yaml'), 'utf8');
    expect(text).not.toMatch(secrets);
    expect(text).toContain('token: { file: my.secrets/cloudflare-token }');
    const kept = path.join(folder, 'my.secrets', 'cloudflare-token');
    expect(readFileSync(kept, 'utf8')).toBe('cf-secret-token\n');
    if (process.platform !== 'win32') {
      expect(statSync(kept).mode & 0o777).toBe(0o600);
      expect(statSync(path.dirname(kept)).mode & 0o777).toBe(0o700);
    }
    expect(readFileSync(file, 'utf8')).toBe(conf);
    const checked = await run('check', '-c', 'my.yaml');
    expect(checked).toMatchObject({ status: 0, stderr: '' });
  });

  it('leaves secrets to the environment, and says to which variables', async () => {
    const { folder, run } = world();
    const { stdout } = await run('import', 'ddclient.conf', '--env', '--write');
    expect(stdout).toContain('  CLOUDFLARE_TOKEN (cloudflare: token)\n  NOIP_PASSWORD');
    expect(stdout).not.toMatch(secrets);
    expect(readdirSync(folder).sort()).toEqual(['ddclient.conf', 'ddns-tray.yaml']);
    const text = readFileSync(path.join(folder, 'ddns-tray.yaml'), 'utf8');
    expect(text).toContain('password: { env: NOIP_PASSWORD }');
  });

  it('replaces no file: neither the settings nor a secret', async () => {
    const { folder, run } = world();
    writeFileSync('ddns-tray.yaml', 'mine');
    const first = await run('import', 'ddclient.conf', '--write');
    expect(first.status).toBe(2);
    expect(first.stderr).toContain('ddns-tray.yaml is there already');
    expect(readFileSync('ddns-tray.yaml', 'utf8')).toBe('mine');
    expect(existsSync('ddns-tray.secrets')).toBe(false);
    mkdirSync('other.secrets');
    writeFileSync('other.secrets/noip-password', 'mine');
    const second = await run('import', 'ddclient.conf', '-o', 'other.yaml', '--write');
    expect(second.stderr).toContain('noip-password is there already');
    expect(readdirSync(path.join(folder, 'other.secrets'))).toEqual(['noip-password']);
    const shown = await run('import', 'ddclient.conf');
    expect(shown).toMatchObject({ status: 0 });
    expect(shown.stdout).toContain('ddns-tray.yaml is there already');
  });

  it('leaves nothing behind where it cannot write all', async () => {
    const { folder, run } = world();
    const { status, stderr } = await run(
      'import',
      'ddclient.conf',
      '-o',
      'no/such/x.yaml',
      '--write',
    );
    expect(status).toBe(2);
    expect(stderr).toContain('could not be made (ENOENT)');
    expect(readdirSync(folder)).toEqual(['ddclient.conf']);
  });

  it('prints one JSON object', async () => {
    const { folder, run } = world();
    const { stdout } = await run('import', 'ddclient.conf', '--json');
    expect(stdout).not.toMatch(secrets);
    expect(JSON.parse(stdout)).toEqual({
      ok: true,
      status: 0,
      from: 'ddclient',
      file: 'ddclient.conf',
      written: false,
      output: path.join(folder, 'ddns-tray.yaml'),
      settings: { interval: '5m', sources: { ipv6: 'off' } },
      accounts: [
        { id: 'cloudflare', provider: 'cloudflare' },
        { id: 'noip', provider: 'noip' },
      ],
      records: [
        { name: 'home.example.com', account: 'cloudflare', types: ['A'], zone: 'example.com' },
        { name: 'x.ddns.net', account: 'noip', types: ['A'] },
      ],
      secrets: [
        {
          account: 'cloudflare',
          field: 'token',
          file: path.join(folder, 'ddns-tray.secrets', 'cloudflare-token'),
        },
        {
          account: 'noip',
          field: 'password',
          file: path.join(folder, 'ddns-tray.secrets', 'noip-password'),
        },
      ],
      understood: [
        { line: 1, text: 'interval: 5m' },
        { line: 1, text: 'sources.ipv6: off' },
        {
          line: 2,
          text: 'home.example.com (A) at Cloudflare, account cloudflare; zone example.com',
        },
        { line: 3, text: 'x.ddns.net (A) at No-IP, account noip' },
      ],
      losses: [
        {
          line: 4,
          key: 'protocol',
          kind: 'closed',
          message: 'Google Domains has closed. Move the name to another service.',
        },
        {
          line: 4,
          key: 'old.example.com',
          kind: 'accountGone',
          message: 'Not taken over: its account could not be.',
        },
      ],
    });
  });

  it('says what is no configuration, and where nothing can be taken', async () => {
    const { run } = world(
      'protocol=googledomains, login=x, password=gone-secret-pw old.example.com\n',
    );
    const nothing = await run('import', 'ddclient.conf', '--write');
    expect(nothing.status).toBe(2);
    expect(nothing.stdout).toContain(
      'Nothing of this configuration of ddclient can be taken over.',
    );
    expect(nothing.stdout).toContain('Google Domains has closed');
    expect(existsSync('ddns-tray.yaml')).toBe(false);
    writeFileSync('ours.yaml', 'version: 1\naccounts: {}\nrecords: []\n');
    writeFileSync(
      'latin1.conf',
      Buffer.from('protocol=noip, password=\xe9t\xe9 x.ddns.net\n', 'latin1'),
    );
    writeFileSync('large.conf', 'a'.repeat(2 ** 20 + 1));
    const says = async (...args: string[]) => (await run('import', ...args)).stderr;
    expect(await says('ours.yaml')).toContain('no configuration that is known here');
    expect(await says('latin1.conf')).toContain('no text in UTF-8');
    expect(await says('large.conf')).toContain('larger than 1 MiB');
    expect(await says('none.conf')).toContain('cannot be read (ENOENT)');
    expect(await says()).toContain('Name the configuration');
  });
});
