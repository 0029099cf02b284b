import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const good = [
  'version: 1',
  'accounts:',
  '  home:',
  '    provider: cloudflare',
  '    token: { env: CF_TOKEN }',
  'records:',
  '  - name: home.example.com',
  '    account: home',
  '    ttl: 120',
  '',
].join('\n');

const edited = (from: string, to: string) => good.replace(from, to);

/** What people get wrong, where it stands, and what the sentence must hold. */
const wrong: readonly (readonly [what: string, text: string, place: string, words: RegExp])[] = [
  ['an empty file', '', '1:1', /empty/],
  ['YAML that is not a map', '- one\n- two\n', '1:1', /not a map/],
  ['a tab', edited('  home:', '\thome:'), '3:1', /tab/],
  ['an unknown key', edited('    ttl: 120', '    tll: 120'), '9:5', /Did you mean “ttl”/],
  [
    'a duplicate name',
    edited('name: home.example.com', 'name: [home.example.com, home.example.com]'),
    '7:30',
    /twice/,
  ],
  ['an unknown account', edited('account: home', 'account: hme'), '8:14', /Did you mean “home”/],
  ['a TTL out of range', edited('ttl: 120', 'ttl: 5'), '9:10', /30.*86400|Cloudflare/],
  ['a name with a space', edited('home.example.com', '"ho me.example.com"'), '7:11', /space/],
  [
    'a missing environment variable',
    edited('CF_TOKEN', 'NO_SUCH_VARIABLE'),
    '5:19',
    /environment variable NO_SUCH_VARIABLE/,
  ],
  [
    'an unreadable secret file',
    edited('{ env: CF_TOKEN }', '{ file: nothing/here }'),
    '5:20',
    /secret file .*nothing/,
  ],
  ['a file of 10 MB', `${good}#${'x'.repeat(10_000_000)}\n`, '1:1', /larger than 1 MiB/],
];

const env = { CF_TOKEN: 'cf-token-0123456789abcdef' };

function fileWith(text: string): string {
  const file = path.join(temporaryFolder(), 'ddns.yaml');
  writeFileSync(file, text);
  return file;
}

describe('ddns-tray check', () => {
  it('says that a good file is in order', async () => {
    const file = fileWith(good);
    const { stdout, stderr, status } = await runCli(['check', '-c', file], env);
    expect(stdout).toBe(`${file} is in order: 2 records, 1 account.\n`);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  it('takes an IDN name', async () => {
    const file = fileWith(edited('home.example.com', 'bücher.example.com'));
    const { stdout, status } = await runCli(['check', '-c', file, '--json'], env);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      records: [{ name: 'xn--bcher-kva.example.com', type: 'A' }, { type: 'AAAA' }],
    });
    expect(status).toBe(0);
  });

  it.each(wrong)(
    'answers %s with the place and a sentence, and status 2',
    async (_, text, place, words) => {
      const file = fileWith(text);
      const { stdout, stderr, status } = await runCli(['check', '-c', file], env);
      const lines = stderr.trim().split('\n');
      expect(lines[0]).toMatch(words);
      expect(lines[0]?.startsWith(`${file}:${place}: `), stderr).toBe(true);
      expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    },
  );

  it('answers a file that is not there with a sentence', async () => {
    const { stderr, status } = await runCli(['check', '-c', 'no/such.yaml']);
    expect(stderr).toBe('no/such.yaml:1:1: There is no such file. Check the path given with -c.\n');
    expect(status).toBe(2);
  });

  it('gives each problem with its place in JSON, in the language asked for', async () => {
    const file = fileWith(edited('ttl: 120', 'tll: 120'));
    const { stdout, stderr, status } = await runCli(
      ['check', '-c', file, '--json', '--lang', 'zh-CN'],
      env,
    );
    expect(JSON.parse(stdout)).toEqual({
      ok: false,
      status: 2,
      error: {
        kind: 'settings',
        message: expect.any(String),
        problems: [
          {
            file,
            line: 9,
            column: 5,
            field: 'records[0].tll',
            message: expect.stringContaining('是否想写“ttl”'),
          },
        ],
      },
    });
    expect({ stderr, status }).toEqual({ stderr: '', status: 2 });
  });
});
