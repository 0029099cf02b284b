import { describe, expect, it } from 'vitest';
import { pathText, problemSentence } from '../../electron/core/settings/problem.ts';
import { readSettings, type SettingsWorld } from '../../electron/core/settings/reader.ts';
import { testSources } from '../support/settings-world.ts';

const token = '0123456789abcdef';

const world: SettingsWorld = {
  providers: [],
  sources: testSources,
  allowEmpty: true,
  resolveSecret: (reference) => {
    if ('env' in reference)
      return { ok: true, value: `${token} of ${reference.env}`.replace(/ /g, '-') };
    if ('sealed' in reference) return { ok: true, value: `opened-for-${reference.at}-0123456` };
    return { ok: false, locked: true };
  },
  fingerprint: () => '',
};

function read(api: unknown) {
  return readSettings({ version: 1, ...(api === undefined ? {} : { api }) }, world);
}

function apiOf(api: unknown) {
  const result = read(api);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.settings.api;
}

function problemsOf(api: unknown, language: 'en' | 'zh-CN' = 'en'): readonly string[] {
  const result = read(api);
  return (result.ok ? [] : result.problems).map(
    ({ path, problem }) => `${pathText(path)}: ${problemSentence(problem, language)}`,
  );
}

describe('the local interface in the settings', () => {
  it('is off where it is left out', () => {
    expect(apiOf(undefined)).toBeUndefined();
  });

  it.each([
    [8053, '127.0.0.1', 8053],
    ['8053', '127.0.0.1', 8053],
    ['127.0.0.1:8053', '127.0.0.1', 8053],
    ['127.8.0.1:1', '127.8.0.1', 1],
    ['localhost:65535', '127.0.0.1', 65_535],
    ['LOCALHOST:8053', '127.0.0.1', 8053],
    ['[::1]:8053', '::1', 8053],
    ['[0:0:0:0:0:0:0:1]:8053', '::1', 8053],
  ])('listens on %j as %s, port %d', (listen, host, port) => {
    expect(apiOf({ listen, token })).toEqual({ host, port, token });
  });

  it('takes its token from elsewhere, and shows it nowhere', () => {
    const result = read({ listen: 8053, token: { env: 'API' } });
    expect(result).toMatchObject({ ok: true, settings: { api: { token: `${token}-of-API` } } });
    expect(result.ok && result.secrets).toContain(`${token}-of-API`);
    expect(apiOf({ listen: 8053, token: { sealed: 'x' } })?.token).toBe(
      'opened-for-api:/token-0123456',
    );
  });

  it('stays off while its token cannot be read', () => {
    expect(apiOf({ listen: 8053, token: { secret: 'api:/token' } })).toBeUndefined();
  });

  const wrongListen = (found: string) => [
    `api.listen: “${found}” is not an address to listen on. Write a port, such as 8053, or an address of this computer with a port, such as "127.0.0.1:8053" or "[::1]:8053".`,
    `api.listen: “${found}”不是可监听的地址。请写端口，例如 8053，或本机地址加端口，例如 "127.0.0.1:8053"、"[::1]:8053"。`,
  ];
  const elsewhere = (found: string) => [
    `api.listen: “${found}” is an address that other computers may reach, and the local interface is for this computer alone: what it is told travels unencrypted. Write "127.0.0.1:8053" or "[::1]:8053".`,
    `api.listen: 其他电脑可能访问到“${found}”，而本地接口只供本机使用：其内容以明文传输。请写 "127.0.0.1:8053" 或 "[::1]:8053"。`,
  ];

  it.each([
    ...['0', '65536', '-1', '1.5', '08053', ':8053', '127.0.0.1', '::1:8053', '[127.0.0.1]:8053'],
    ...['[::1]', 'http://127.0.0.1:8053', '127.0.0.1:8053/'],
  ])('does not take %j', (listen) => {
    const [en, zh] = wrongListen(listen);
    expect(problemsOf({ listen, token })).toEqual([en]);
    expect(problemsOf({ listen, token }, 'zh-CN')).toEqual([zh]);
  });

  it.each([
    ...['0.0.0.0:8053', '192.168.1.2:8053', '[::]:8053', '[2001:db8::1]:8053', 'nas:8053'],
    ...['localhost.example.com:8053', '[::ffff:127.0.0.1]:8053', '127.0.0.1.:8053'],
  ])('says why it does not listen on %j', (listen) => {
    const [en, zh] = elsewhere(listen);
    expect(problemsOf({ listen, token })).toEqual([en]);
    expect(problemsOf({ listen, token }, 'zh-CN')).toEqual([zh]);
  });

  it.each([
    [0, 'api.listen: “0” is not an address to listen on.'],
    [true, 'api.listen: “true” is not an address to listen on.'],
    [{ env: 'X' }, 'api.listen: This is not an address to listen on.'],
  ])('does not take %j either', (listen, start) => {
    const [told = '', ...more] = problemsOf({ listen, token });
    expect(told.startsWith(start)).toBe(true);
    expect(more).toEqual([]);
  });

  it.each([
    [
      'a short token',
      { listen: 8053, token: '0123456789abcde' },
      'api.token: The token is shorter than 16 characters, so it could be guessed. Make a longer one, such as the output of “openssl rand -hex 32”.',
      'api.token: 令牌不足 16 个字符，可能被猜到。请换用更长的令牌，例如“openssl rand -hex 32”的输出。',
    ],
    [
      'a token with a space',
      { listen: 8053, token: '01234567 89abcdef' },
      'api.token: The token holds a space, a line break or another character that cannot stand in the header of a request. Use letters, digits and punctuation of ASCII.',
      'api.token: 令牌中有空格、换行或其他不能写进请求头的字符。请使用 ASCII 字母、数字和标点。',
    ],
    [
      'a token that no header holds',
      { listen: 8053, token: 'x'.repeat(513) },
      'api.token: The token is longer than 512 characters. Make a shorter one, such as the output of “openssl rand -hex 32”.',
      'api.token: 令牌超过 512 个字符。请换用较短的令牌，例如“openssl rand -hex 32”的输出。',
    ],
    [
      'no token',
      { listen: 8053 },
      'api: The key “token” is missing. Add it.',
      'api: 缺少“token”。请补上。',
    ],
    [
      'nowhere to listen',
      { token },
      'api: The key “listen” is missing. Add it, such as “listen: "127.0.0.1:8053"”.',
      'api: 缺少“listen”。请补上，例如“listen: "127.0.0.1:8053"”。',
    ],
    [
      'another key',
      { listen: 8053, token, tokn: 'x' },
      'api.tokn: There is no key “tokn” here. Did you mean “token”?',
      'api.tokn: 这里没有名为“tokn”的键。是否想写“token”？',
    ],
    [
      'a port in the place of the map',
      8053,
      'api: “8053” is not a map. Write “key: value” lines, indented under this key.',
      'api: “8053”不是“键: 值”的形式。请在此键下方缩进，逐行书写。',
    ],
  ])('tells what is wrong with %s', (_title, api, en, zh) => {
    expect(problemsOf(api)).toEqual([en]);
    expect(problemsOf(api, 'zh-CN')).toEqual([zh]);
  });

  it('shows no token in a problem', () => {
    for (const wrong of ['short-secret', 'secret with spaces in it', 12_345_678]) {
      expect(problemsOf({ listen: 8053, token: wrong }).join()).not.toContain(String(wrong));
    }
  });
});
