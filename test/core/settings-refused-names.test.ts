import { describe, expect, it } from 'vitest';
import type { Language } from '../../electron/contract/language.ts';
import type { Provider } from '../../electron/core/provider.ts';
import { pathText, problemSentence } from '../../electron/core/settings/problem.ts';
import { readSettings } from '../../electron/core/settings/reader.ts';
import { duckdns } from '../../electron/providers/duckdns.ts';
import { dynadot } from '../../electron/providers/dynadot.ts';
import { freedns } from '../../electron/providers/freedns.ts';
import { namecheap } from '../../electron/providers/namecheap.ts';
import { nowcn } from '../../electron/providers/nowcn.ts';
import { testProviders, testSources } from '../support/settings-world.ts';

/** Takes names of its own account only: those under its user's name. */
const picky: readonly Provider[] = testProviders.map((provider) => ({
  ...provider,
  refuses: (account: unknown, name) =>
    name.startsWith(`${(account as { username: string }).username}.`)
      ? undefined
      : { en: 'this is not yours', 'zh-CN': '这不属于您' },
}));

/** `path: sentence` for each problem of one account whose records have those names. */
function problemsOf(
  account: object,
  name: string | readonly string[],
  language: Language = 'en',
): readonly string[] {
  const result = readSettings(
    { version: 1, accounts: { home: account }, records: [{ name, account: 'home' }] },
    {
      providers: [...picky, duckdns, dynadot, freedns, namecheap, nowcn],
      sources: testSources,
      resolveSecret: () => ({ ok: false, locked: true }),
      fingerprint: (text) => text,
    },
  );
  if (result.ok) return [];
  return result.problems.map(
    ({ path, problem }) => `${pathText(path)}: ${problemSentence(problem, language)}`,
  );
}

const mine = { provider: 'weak', username: 'me', password: 'x' };

describe('a name that its account can never write', () => {
  it.each([
    [
      'en',
      'records[0].name: This is not yours. Correct the name, or give the record to an account that can write it.',
    ],
    ['zh-CN', 'records[0].name: 这不属于您。请更正名称，或为该记录指定可以写入它的账户。'],
  ] as const)('is told once, in a whole sentence of the provider (%s)', (language, line) => {
    expect(problemsOf(mine, 'you.example.com', language)).toEqual([line]);
  });

  it('is told at its place in a list, and hides no other', () => {
    const names = ['me.example.com', 'you.example.com', 'a b', 'they.example.com'];
    expect(problemsOf(mine, names).map((line) => line.split(':')[0])).toEqual([
      'records[0].name[1]',
      'records[0].name[2]',
      'records[0].name[3]',
    ]);
  });

  it('is judged as it goes over the wire', () => {
    expect(problemsOf(mine, 'ME.Example.com.')).toEqual([]);
  });

  it('is not told where the account itself is wrong', () => {
    const problems = problemsOf({ ...mine, password: 7 }, 'you.example.com');
    expect(problems).toEqual([expect.stringMatching(/^accounts\.home\.password: /)]);
  });

  it('is not told where a secret of the account cannot be read now', () => {
    const locked = { ...mine, password: { secret: 'home/password' } };
    expect(problemsOf(locked, 'you.example.com')).toEqual([]);
  });
});

const letters = 'abcdefgh';
const token = '12345678-1234-1234-1234-123456789012';
const accounts = {
  duckdns: { provider: 'duckdns', token },
  dynadot: { provider: 'dynadot', domain: 'example.com', password: letters },
  freedns: { provider: 'freedns', host: 'Home.Mooo.com', token: letters },
  namecheap: { provider: 'namecheap', domain: 'example.com', password: letters },
  nowcn: {
    provider: 'nowcn',
    accessInstanceId: letters,
    secret: letters,
    domains: 'example.com, example.cn',
  },
};

describe('of a real provider', () => {
  it.each([
    ['duckdns', 'home.example.com', 'Duck DNS has only names such as home.duckdns.org.'],
    ['duckdns', 'www.home.duckdns.org', 'the address of home.duckdns.org, the name to list'],
    ['dynadot', 'example.net', 'This account is for example.com and the names in it.'],
    ['freedns', 'nas.mooo.com', 'The tokens of this account are for home.mooo.com alone.'],
    ['namecheap', 'notexample.com', 'This account is for example.com and the names in it.'],
    ['nowcn', 'home.other.cn', 'for example.com, example.cn and the names in them.'],
  ] as const)('%s refuses %s', (id, name, text) => {
    expect(problemsOf(accounts[id], name)).toEqual([expect.stringContaining(text)]);
    expect(problemsOf(accounts[id], name, 'zh-CN')).toEqual([
      expect.stringMatching(/: [^。]*\p{Script=Han}[^。]*。请更正名称，[^。]*。$/u),
    ]);
  });

  it.each([
    ['duckdns', ['home.duckdns.org', 'Two.DuckDNS.org.']],
    ['dynadot', ['example.com', '*.example.com']],
    ['freedns', ['home.mooo.com']],
    ['namecheap', ['example.com', 'a.b.example.com', '*.example.com']],
    ['nowcn', ['example.com', 'home.example.cn']],
  ] as const)('%s takes its own names', (id, names) => {
    expect(problemsOf(accounts[id], names)).toEqual([]);
  });
});
