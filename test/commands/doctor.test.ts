import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyState } from '../../electron/core/state.ts';
import { acquireLock } from '../../electron/node/lock.ts';
import { createStateStore } from '../../electron/node/state-file.ts';
import { powerdns } from '../../electron/providers/powerdns.ts';
import { addr } from '../support/address.ts';
import { commandWorld } from '../support/command-world.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const key = 'pdns-secret-key-0123456789';

/** Settings of a network that this one is not, so that nobody is asked. */
function world() {
  const folder = temporaryFolder();
  const file = path.join(folder, 'ddns.yaml');
  const state = path.join(folder, 'state');
  writeFileSync(
    file,
    `version: 1
networks: { approved: ['02:00:00:00:00:99'] }
accounts:
  main: { provider: powerdns, url: 'http://127.0.0.1:1', apiKey: { env: PDNS_KEY } }
records:
  - { name: home.example.com, account: main, types: [A] }
`,
  );
  const { run } = commandWorld({ providers: [powerdns], env: { PDNS_KEY: key } });
  const doctor = (...args: string[]) => run('doctor', '-c', file, '--state', state, ...args);
  return { doctor, run, state };
}

describe('ddns-tray doctor', () => {
  it('shows each step in either language, and what it means', async () => {
    const { doctor } = world();
    const english = await doctor('--lang', 'en', '--reach', '443');
    expect(english.stdout).toMatch(/^\[note\] Link: This network is not among those/);
    expect(english.stdout).toContain('\n[skipped] Reachable from outside: Not tried, because');
    expect(english.stdout).toContain('\nWhat this means:\nThis network is not among those');
    expect([english.status, english.stderr]).toEqual([0, '']);
    const chinese = await doctor('--lang', 'zh-CN');
    expect(chinese.stdout).toMatch(/^【提示】网络连接：/);
    expect(`${english.stdout}${chinese.stdout}`).not.toContain(key);
  });

  it('prints one JSON object', async () => {
    const { doctor } = world();
    const { stdout } = await doctor('--json', '--lang', 'en');
    const data = JSON.parse(stdout);
    expect(data).toMatchObject({ ok: true, status: 0, offline: false });
    expect(data.steps.map(({ step }: { step: string }) => step)).toEqual([
      'link',
      'gateway',
      'address',
      'clock',
      'dns',
      'account',
      'record',
    ]);
    expect(data.steps[1]).toEqual({
      step: 'gateway',
      state: 'skipped',
      title: 'Router',
      sentence: 'Not tried, because you have not approved this network.',
      evidence: [],
    });
    expect(data.verdicts[0]).toMatchObject({ kind: 'elsewhere', evidence: [] });
  });

  it('works while a daemon runs, and leaves its state alone', async () => {
    const { doctor, state } = world();
    mkdirSync(state);
    const lock = acquireLock(state);
    if (!lock.ok) throw new Error('the folder is locked');
    const { status } = await doctor();
    lock.release();
    expect(status).toBe(0);
  });

  it.each([
    [['--reach', 'ftp://home.example.com/'], /neither a port nor an address to test/],
    [['--reach', '443', '--checker', 'https://check.example.org/'], /no checker/],
    [['--checker', 'https://check.example.org/{port}'], /needs --reach/],
  ] as const)('refuses %j', async (args, sentence) => {
    const { status, stderr } = await world().doctor(...args, '--lang', 'en');
    expect(stderr).toMatch(sentence);
    expect(status).toBe(2);
  });
});

it.each([
  ['--reach', 'http://me:geheim@home.example.com/'],
  ['--reach', 'http:me:geheim@home.example.com/a@b'],
  ['--checker', 'https://me:geheim@check.example.org/{port}'],
  ['--checker', 'https://check.example.org/?token=geheim'],
  ['--checker', 'https://check.example.org/?a=@b&token=geheim'],
  ['--checker', 'https://check.example.org/\u001b[31m'],
] as const)('repeats no secret of %s %s', async (option, text) => {
  const reach = option === '--checker' ? ['--reach', '443'] : [];
  const { status, stdout, stderr } = await world().doctor(...reach, option, text);
  expect(status).toBe(2);
  for (const part of ['geheim', '\u001b']) expect(stdout + stderr).not.toContain(part);
});

describe('ddns-tray status', () => {
  async function lookedAt(...args: string[]) {
    const { run, state: folder } = world();
    const store = createStateStore({ folder, now: Date.now, onNotice: () => undefined });
    const address = addr('100.64.1.2');
    const gateway = { kind: 'address', protocol: 'pcp', gateway: '192.168.1.1', address } as const;
    await store.save({ ...emptyState, surroundings: { at: 1, gateway, egress: {} } });
    return run('status', '--state', folder, '--lang', 'en', ...args);
  }

  it('says what stands in the way, with what was seen and what to do', async () => {
    const { stdout } = await lookedAt();
    expect(stdout).toContain('Your Internet provider shares one address');
    expect(stdout).toMatch(/Seen: the router 192\.168\.1\.1 says by PCP .*100\.64\.1\.2\./);
  });

  it('gives it to programs', async () => {
    const { stdout } = await lookedAt('--json');
    expect(JSON.parse(stdout).verdicts).toEqual([
      {
        kind: 'carrierGradeNat',
        family: 'ipv4',
        evidence: [expect.objectContaining({ detail: expect.stringContaining('100.64.1.2') })],
        title: expect.any(String),
        meaning: expect.stringContaining('nobody can connect'),
        next: expect.any(String),
      },
    ]);
  });
});
