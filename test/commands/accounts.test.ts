import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { powerdns } from '../../electron/providers/powerdns.ts';
import { webhook } from '../../electron/providers/webhook.ts';
import { commandWorld } from '../support/command-world.ts';
import { type EmulatorServer, serveEmulator } from '../support/emulator-server.ts';
import { powerdnsEmulator } from '../support/powerdns-emulator.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const apiKey = 'pdns-secret-key-0123456789';
let server: EmulatorServer | undefined;

afterEach(() => server?.close());

async function world(key = apiKey) {
  const emulator = powerdnsEmulator({ apiKey });
  emulator.addZone('example.com.');
  emulator.addZone('example.net.');
  server = await serveEmulator(emulator);
  const file = path.join(temporaryFolder(), 'ddns.yaml');
  const text = `version: 1
accounts:
  main: { provider: powerdns, url: '${server.url}', apiKey: { env: PDNS_KEY } }
  hook: { provider: webhook, url: 'https://hook.example.net/?ip={ip}' }
records:
  - { name: home.example.com, account: main, types: [A] }
  - { name: hook.example.com, account: hook, types: [A] }
`;
  writeFileSync(file, text);
  const { run } = commandWorld({ providers: [powerdns, webhook], env: { PDNS_KEY: key } });
  const accounts = (...args: string[]) => run('accounts', '-c', file, ...args);
  return { accounts, emulator };
}

describe('ddns-tray accounts', () => {
  it('shows the zones of each account, and what cannot be tried', async () => {
    const { accounts, emulator } = await world();
    const { status, stdout } = await accounts();
    expect(stdout).toContain('main (PowerDNS): The credentials work. They show 2 zones:');
    expect(stdout).toContain('\n  example.com\n  example.net\n');
    expect(stdout).toContain('  home.example.com A: There is no such record yet.');
    expect(stdout).toMatch(/hook \(Webhook.*\): This service shows nothing without an update/);
    expect(status).toBe(0);
    expect(emulator.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('says what is wrong with a credential, in either language, and never shows it', async () => {
    const { accounts } = await world('a-wrong-key-9876543210');
    const english = await accounts('main');
    expect(english.status).toBe(1);
    expect(english.stdout).toContain('PowerDNS refused the credentials of the account “main”');
    const chinese = await accounts('main', '--lang', 'zh-CN');
    expect(chinese.stdout).toMatch(/^main（PowerDNS）：.*凭据/);
    expect(`${english.stdout}${chinese.stdout}${english.stderr}`).not.toContain('9876543210');
  });

  it('prints one JSON object', async () => {
    const { accounts } = await world();
    const { stdout } = await accounts('main', '--json');
    expect(JSON.parse(stdout)).toEqual({
      ok: true,
      status: 0,
      accounts: [
        {
          id: 'main',
          provider: 'powerdns',
          result: 'works',
          ok: true,
          zones: ['example.com', 'example.net'],
          records: [
            {
              id: 'main/home.example.com/A',
              name: 'home.example.com',
              type: 'A',
              ok: true,
              values: [],
            },
          ],
        },
      ],
    });
  });

  it('shows the other accounts where one meets a fault of ours', async () => {
    const file = path.join(temporaryFolder(), 'ddns.yaml');
    const text = `version: 1
accounts:
  one: { provider: broken, url: 'http://127.0.0.1:1', apiKey: { env: PDNS_KEY } }
  hook: { provider: webhook, url: 'https://hook.example.net/?ip={ip}' }
records:
  - { name: home.example.com, account: one, types: [A] }
`;
    writeFileSync(file, text);
    const broken = {
      ...powerdns,
      id: 'broken',
      zones: () => Promise.reject(new TypeError(`no zones with ${apiKey}`)),
    };
    const env = { PDNS_KEY: apiKey };
    const { run } = commandWorld({ providers: [broken, webhook], env });
    const { status, stdout, stderr } = await run('accounts', '-c', file);
    expect(stdout).toMatch(/^one \(PowerDNS\): .*a fault in DDNS Tray itself/);
    expect(stdout).toContain('\nhook (Webhook');
    expect(stderr).toContain('TypeError: no zones with');
    expect(`${stdout}${stderr}`).not.toContain(apiKey);
    expect(status).toBe(1);
  });

  it('knows the accounts of the file only, and guesses what was meant', async () => {
    const { accounts } = await world();
    const { status, stderr } = await accounts('mains');
    expect(status).toBe(2);
    expect(stderr).toMatch(/no account “mains”.*main, hook.*Did you mean main\?/);
  });
});
