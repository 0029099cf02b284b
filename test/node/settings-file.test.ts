import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { Alias } from 'yaml';
import { ownersOf } from '../../electron/core/document/owners.ts';
import { sealPlaces } from '../../electron/core/document/seal-place.ts';
import { createSealer } from '../../electron/node/seal.ts';
import { fileProblemLine, readSettingsFile } from '../../electron/node/settings-file.ts';
import { readYaml } from '../../electron/node/settings-file-yaml.ts';
import { testProviders, testSources } from '../support/settings-world.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { unprivileged } from '../support/unprivileged.ts';

async function read(file: string) {
  return readSettingsFile(file, {
    providers: testProviders,
    sources: testSources,
    env: { TOKEN: 'from-the-environment', EMPTY: '' },
    fingerprint: (text) => text,
  });
}

/** What `check` would print for a file with this text, without the folder. */
async function lines(text: string | Uint8Array, language: 'en' | 'zh-CN' = 'en') {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'settings.yml'), text);
  const result = await read(path.join(folder, 'settings.yml'));
  if (result.ok) return [];
  return result.problems.map((each) =>
    fileProblemLine(each, language).replaceAll(`${folder}${path.sep}`, ''),
  );
}

const good = `version: 1
accounts:
  home:
    provider: strong
    token: abcdef
records:
  - name: home.example.com
    account: home
    ttl: 120
`;

const swap = (from: string, to: string) => good.replace(from, to);

/** Each input, and its one line in English and Chinese. */
const bad: readonly (readonly [title: string, text: string, en: string, zh: string])[] = [
  [
    'a wildcard name without quotes, at its place (not as a broken alias of line 1)',
    swap('home.example.com', '*.example.com'),
    'settings.yml:7:11: A text that begins with “*” or “&” must be in quotes, as in "*.example.com". If an alias is meant, it is unknown or used too often: write the value out.',
    'settings.yml:7:11: 以“*”或“&”开头的文本必须加引号，例如 "*.example.com"。如果确实想用别名，则它尚未定义或使用次数过多，请直接写出具体的值。',
  ],
  [
    'a key of a list item that is out of line (not a missing bracket)',
    swap('    account: home', '   account: home'),
    'settings.yml:8:1: The indentation does not fit the lines above. Keys of one map start in the same column.',
    'settings.yml:8:1: 缩进与上文不一致。同一层的键必须从同一列开始。',
  ],
  [
    'an empty file',
    '',
    'settings.yml:1:1: The file is empty. It needs at least “version: 1”, one account and one record.',
    'settings.yml:1:1: 文件是空的。至少需要“version: 1”、一个账户和一条记录。',
  ],
  [
    'a file of comments',
    '# nothing\n',
    'settings.yml:1:1: The file is empty. It needs at least “version: 1”, one account and one record.',
    'settings.yml:1:1: 文件是空的。至少需要“version: 1”、一个账户和一条记录。',
  ],
  [
    'YAML that is not a map',
    '- home.example.com\n',
    'settings.yml:1:1: The file is not a map of keys and values. It should begin with “version: 1”.',
    'settings.yml:1:1: 文件内容不是“键: 值”的形式。第一行应为“version: 1”。',
  ],
  [
    'a tab',
    swap('  home:\n', '\thome:\n'),
    'settings.yml:3:1: A tab is used for indentation, which YAML forbids. Use spaces.',
    'settings.yml:3:1: 此处用制表符缩进，YAML 不允许。请改用空格。',
  ],
  [
    'an unknown key',
    swap('ttl:', 'tll:'),
    'settings.yml:9:5: records[0].tll: There is no key “tll” here. Did you mean “ttl”?',
    'settings.yml:9:5: records[0].tll：这里没有名为“tll”的键。是否想写“ttl”？',
  ],
  [
    'a duplicate key',
    `${good}version: 1\n`,
    'settings.yml:10:1: version: The key “version” stands twice in the same map. Remove one of them.',
    'settings.yml:10:1: version：同一层里“version”出现了两次。请删除其中一个。',
  ],
  [
    'a duplicate name',
    `${good}  - { name: home.example.com, account: home, types: [A] }\n`,
    'settings.yml:10:13: records[1].name: “home.example.com A” is listed twice. Remove one of them.',
    'settings.yml:10:13: records[1].name：“home.example.com A”重复出现。请删除其中一个。',
  ],
  [
    'an unknown account',
    swap('account: home', 'account: work'),
    'settings.yml:8:14: records[0].account: There is no account “work”. Possible here: home.',
    'settings.yml:8:14: records[0].account：没有名为“work”的账户。可用的有：home。',
  ],
  [
    'a TTL out of range',
    swap('120', '5'),
    'settings.yml:9:10: records[0].ttl: “5” is out of range. With strong it can be 60s to 86400s.',
    'settings.yml:9:10: records[0].ttl：“5”超出范围。strong 允许 60s 到 86400s。',
  ],
  [
    'a name with a space',
    swap('home.example.com', 'my home.example.com'),
    'settings.yml:7:11: records[0].name: The host name “my home.example.com” holds a space. Remove it, or write several names as a list.',
    'settings.yml:7:11: records[0].name：主机名“my home.example.com”中有空格。请去掉空格；多个名称请写成列表。',
  ],
  [
    'a missing environment variable',
    swap('abcdef', '{ env: NOWHERE }'),
    'settings.yml:5:19: accounts.home.token.env: The environment variable NOWHERE is not set, or empty. Set it before the start, or use { file: PATH }.',
    'settings.yml:5:19: accounts.home.token.env：环境变量 NOWHERE 未设置或为空。请在启动前设置，或改用 { file: 路径 }。',
  ],
  [
    'an empty environment variable',
    swap('abcdef', '{ env: EMPTY }'),
    'settings.yml:5:19: accounts.home.token.env: The environment variable EMPTY is not set, or empty. Set it before the start, or use { file: PATH }.',
    'settings.yml:5:19: accounts.home.token.env：环境变量 EMPTY 未设置或为空。请在启动前设置，或改用 { file: 路径 }。',
  ],
  [
    'a missing secret file',
    swap('abcdef', '{ file: token.txt }'),
    'settings.yml:5:20: accounts.home.token.file: The secret file token.txt does not exist. Check the path; it is relative to this settings file.',
    'settings.yml:5:20: accounts.home.token.file：凭据文件 token.txt 不存在。请检查路径；相对路径以本配置文件所在文件夹为准。',
  ],
  [
    'a missing key',
    swap('    account: home\n', ''),
    'settings.yml:7:5: records[0]: The key “account” is missing. Add it, such as “account: home”.',
    'settings.yml:7:5: records[0]：缺少“account”。请补上，例如“account: home”。',
  ],
  [
    'a key without a value',
    swap('120', ''),
    'settings.yml:9:5: records[0].ttl: “ttl” has no value. Write one, or remove it where it may be left out.',
    'settings.yml:9:5: records[0].ttl：“ttl”没有值。请填写；若不是必填项，也可以删除。',
  ],
  [
    'a quote that is not closed',
    swap('abcdef', '"abcdef'),
    'settings.yml:10:1: A quote, bracket, brace or comma is missing. Close what was opened above.',
    'settings.yml:10:1: 缺少引号、括号或逗号。请补上与前文对应的部分。',
  ],
  [
    'a second document',
    `${good}---\nversion: 1\n`,
    'settings.yml:10:1: A second document starts here (---). The file holds just one.',
    'settings.yml:10:1: 这里开始了第二个文档（---）。一个文件只能有一个文档。',
  ],
  [
    'a tag',
    swap('abcdef', '!!js/function x'),
    'settings.yml:5:12: Tags (!) are not used in this file. Remove it, or put the text in quotes.',
    'settings.yml:5:12: 本文件不使用标签（!）。请删除它，或给文本加上引号。',
  ],
];

describe('a settings file', () => {
  it('is read, with its paths relative to it and secrets from outside', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'token.txt'), 'from-a-file\r\n');
    const text = swap('abcdef', '{ file: token.txt }\n    headers: { X-Key: { env: TOKEN } }');
    const file = path.join(folder, 'settings.yml');
    writeFileSync(file, `\ufeff${text}log: { file: logs/a.log }\n`);
    const result = await read(file);
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    expect(result.settings.accounts.home?.fields).toMatchObject({
      token: 'from-a-file',
      headers: { 'X-Key': 'from-the-environment' },
    });
    expect(result.settings.log.file).toBe(path.join(folder, 'logs', 'a.log'));
    expect(result.secrets).toEqual(['from-a-file', 'from-the-environment']);
  });

  it('may hold an international name', async () => {
    expect(await lines(swap('home.example.com', '家.example.com'))).toEqual([]);
  });

  it('may reuse a value by an alias, and has its problems told at the value', async () => {
    const text = swap('account: home', 'account: &a home').replace('ttl: 120', 'zone: *a');
    expect(await lines(text)).toEqual([
      expect.stringContaining('records[0].zone: The host name “home” has no domain.'),
    ]);
  });

  it.each(bad)('is answered with a sentence and the place: %s', async (_, text, en, zh) => {
    expect(await lines(text)).toEqual([en]);
    expect(await lines(text, 'zh-CN')).toEqual([zh]);
  });

  it('of 10 MB is answered at once', async () => {
    const text = Buffer.alloc(10_000_000, `${good}\n`);
    expect(await lines(text)).toEqual([
      'settings.yml:1:1: The file is larger than 1 MiB, so it is hardly a settings file. Check the path.',
    ]);
    expect(await lines(text, 'zh-CN')).toEqual([
      'settings.yml:1:1: 文件超过 1 MiB，不像是配置文件。请检查路径。',
    ]);
  });

  it.each([
    ['many keys', Array.from({ length: 60_000 }, (_, at) => `k${at}: 1`).join('\n')],
    ['deep nesting', `a: ${'['.repeat(60_000)}`],
    [
      'aliases that unfold without end',
      [
        'a: &a [x,x,x,x,x,x,x,x,x]',
        ...'bcdefghi'
          .split('')
          .map((key, at) => `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'[at]}`).join()}]`),
      ].join('\n'),
    ],
  ])('of %s is answered, not computed for ever', async (_, text) => {
    expect(await lines(text)).not.toEqual([]);
  });

  it('that is not UTF-8 is told so, without guessing', async () => {
    expect(await lines(Uint8Array.of(0xff, 0xfe, 0x76, 0x00))).toEqual([
      'settings.yml:1:1: The file is not UTF-8 text. Save it as UTF-8 in your editor.',
    ]);
  });

  it('that does not exist, or is a folder, is told so', async () => {
    const folder = temporaryFolder();
    const told = async (file: string) => {
      const result = await read(file);
      return result.ok ? [] : result.problems.map((each) => fileProblemLine(each, 'en'));
    };
    const missing = path.join(folder, 'none.yml');
    expect(await told(missing)).toEqual([
      `${missing}:1:1: There is no such file. Check the path given with -c.`,
    ]);
    expect(await told(folder)).toEqual([
      `${folder}:1:1: This is a folder. Name the settings file in it.`,
    ]);
  });

  it.skipIf(process.platform === 'win32')(
    'that is a pipe or a device is told so, and not awaited',
    async () => {
      const pipe = path.join(temporaryFolder(), 'pipe');
      execFileSync('mkfifo', [pipe]);
      for (const file of [pipe, '/dev/null']) {
        expect(await read(file)).toMatchObject({
          ok: false,
          problems: [{ problem: { kind: 'unreadable', why: 'ENXIO' } }],
        });
      }
    },
  );

  it('cannot steer the terminal by its keys, values or name', async () => {
    const evil = '\\e]0;x\\a\\e[31mevil\\nline\\u202e';
    for (const text of [
      `${good}"${evil}": 1\n`,
      `${good}"${evil}": 1\n"${evil}": 2\n`,
      swap('  home:', `  "${evil}":`),
      swap('account: home', `account: "${evil}"`),
      swap('abcdef', `{ env: "${evil}" }`),
      swap('abcdef', `{ file: "${evil}" }`),
    ]) {
      const told = await lines(text);
      expect(told).not.toEqual([]);
      for (const line of told) expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
    const problem = { kind: 'empty' } as const;
    const named = { file: 'a\u001b[2J\nb', line: 1, column: 1, path: [], problem };
    expect(fileProblemLine(named, 'en')).toMatch(/^a \[2J b:1:1: The file is empty/);
  });

  it('with more problems than anybody reads says how many more there are', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'settings.yml');
    const keys = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) => `k${from + at}: 1\n`).join('');
    writeFileSync(file, `${good}${keys(0, 130)}`);
    const result = await read(file);
    expect(result.ok ? [] : [result.problems.length, result.more]).toEqual([100, 30]);
    writeFileSync(file, `${good}${keys(0, 130)}${keys(0, 130)}`);
    const twice = await read(file);
    expect(twice.ok ? [] : [twice.problems.length, twice.more]).toEqual([100, 30]);
  });

  it('has every problem told in the order of the file', async () => {
    const text = swap('120', 'x').replace('version: 1', 'version: 2').replace('abcdef', '""');
    expect((await lines(text)).map((line) => line.split(':').slice(0, 3).join(':'))).toEqual([
      'settings.yml:1:10',
      'settings.yml:5:12',
      'settings.yml:9:10',
    ]);
  });
});

describe('a secret file', () => {
  const told = async (prepare: (file: string) => void) => {
    const folder = temporaryFolder();
    prepare(path.join(folder, 'secret'));
    const file = path.join(folder, 'settings.yml');
    writeFileSync(file, swap('abcdef', '{ file: secret }'));
    const result = await read(file);
    if (result.ok) return undefined;
    return result.problems.map((each) =>
      fileProblemLine(each, 'en').replaceAll(folder + path.sep, ''),
    )[0];
  };

  it('loses one line break at its end, and no more', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'secret'), ' two\nlines\n\n');
    writeFileSync(path.join(folder, 's.yml'), swap('abcdef', '{ file: secret }'));
    const result = await read(path.join(folder, 's.yml'));
    expect(result.ok && result.settings.accounts.home?.fields).toMatchObject({
      token: ' two\nlines\n',
    });
  });

  it.each([
    ['is a folder', (file: string) => mkdirSync(file), 'The secret file secret is a folder.'],
    ['is empty', (file: string) => writeFileSync(file, '\n'), 'The secret file secret is empty.'],
    [
      'is large',
      (file: string) => writeFileSync(file, 'x'.repeat(65_537)),
      'The secret file secret is larger than 64 KiB',
    ],
    [
      'is binary',
      (file: string) => writeFileSync(file, Uint8Array.of(0xc3, 0x28)),
      'The secret file secret is not UTF-8 text.',
    ],
  ])('that %s is told at its place, without its contents', async (_, prepare, sentence) => {
    expect(await told(prepare)).toContain(
      `settings.yml:5:20: accounts.home.token.file: ${sentence}`,
    );
  });

  it.skipIf(process.platform === 'win32')('that may not be read is told at its place', async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o755);
    const file = path.join(folder, 'settings.yml');
    writeFileSync(file, swap('abcdef', '{ file: secret }'));
    writeFileSync(path.join(folder, 'secret'), 'x', { mode: 0 });
    const result = await unprivileged(() => read(file));
    const line = (language: 'en' | 'zh-CN') =>
      result.ok
        ? []
        : result.problems.map((each) => fileProblemLine(each, language).slice(folder.length + 1));
    const place = 'settings.yml:5:20: accounts.home.token.file';
    const secret = path.join(folder, 'secret');
    expect(line('en')).toEqual([
      `${place}: The secret file ${secret} may not be read by this user. Give the user read permission.`,
    ]);
    expect(line('zh-CN')).toEqual([
      `${place}：当前用户无权读取凭据文件 ${secret}。请授予读取权限。`,
    ]);
  });
});

describe('a secret of the desktop app', () => {
  const passphrase = 'correct horse';
  /** The account of {@link whole}, as {@link sealPlaces} has it. */
  const place = placeOf({ provider: 'strong', token: { sealed: '' } });

  function placeOf(account: object, path: readonly string[] = ['token']): string {
    const document = { version: 1, accounts: { home: account } };
    const kinds = { providers: testProviders };
    const [owner] = ownersOf(document, kinds);
    if (owner === undefined) throw new Error('no account');
    return sealPlaces(document, kinds)({ owner, path });
  }

  async function readWith(token: string, env: Readonly<Record<string, string>> = {}) {
    const folder = temporaryFolder();
    const file = path.join(folder, 'settings.yml');
    writeFileSync(file, swap('abcdef', token));
    const fingerprint = (text: string) => text;
    const world = { providers: testProviders, sources: testSources, env, fingerprint };
    const result = await readSettingsFile(file, world);
    const told = result.ok ? [] : result.problems.map((each) => fileProblemLine(each, 'en'));
    return { result, lines: told.map((line) => line.slice(folder.length + 1)) };
  }

  it('that stayed there is a problem with its place', async () => {
    const { lines } = await readWith('{ secret: home/token }');
    expect(lines).toEqual([
      'settings.yml:5:22: accounts.home.token.secret: This secret is kept by the desktop app that wrote the file, and is not in it. Write the secret here, or { env: NAME } or { file: PATH }.',
    ]);
  });

  it('that is sealed opens with the passphrase, which no log may show either', async () => {
    const sealed = (await createSealer().sealWith(passphrase))('top-secret', place);
    const { result } = await readWith(`{ sealed: ${sealed} }`, {
      DDNS_TRAY_PASSPHRASE: passphrase,
    });
    expect(result).toMatchObject({
      ok: true,
      settings: { accounts: { home: { fields: { token: 'top-secret' } } } },
    });
    expect(result.ok && result.secrets).toEqual(expect.arrayContaining(['top-secret', passphrase]));
  });

  it.each([
    ['without a passphrase', place, {}, 'Set the environment variable DDNS_TRAY_PASSPHRASE'],
    ['with an empty one', place, { DDNS_TRAY_PASSPHRASE: '' }, 'Set the environment variable'],
    ['with a wrong one', place, { DDNS_TRAY_PASSPHRASE: 'x' }, 'is wrong, or the file was changed'],
    [
      'with that of another field',
      placeOf({ provider: 'strong', token: { sealed: '' } }, ['password']),
      { DDNS_TRAY_PASSPHRASE: passphrase },
      'was changed after the export',
    ],
  ])('that is sealed stays so %s', async (_title, at, env, sentence) => {
    const sealed = (await createSealer().sealWith(passphrase))('top-secret', at);
    const { lines } = await readWith(`{ sealed: ${sealed} }`, env);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('settings.yml:5:22: accounts.home.token.sealed: ');
    expect(lines[0]).toContain(sentence);
  });

  it.each([
    ['a server added', 'provider: strong', 'provider: strong\n    url: https://evil.example/'],
    ['another provider', 'provider: strong', 'provider: weak'],
    ['a header added', 'provider: strong', 'provider: strong\n    headers: { Host: evil }'],
  ])('that is sealed does not open in an account with %s', async (_title, from, to) => {
    const sealed = (await createSealer().sealWith(passphrase))('top-secret', place);
    const folder = temporaryFolder();
    const file = path.join(folder, 'settings.yml');
    const text = swap('abcdef', `{ sealed: ${sealed} }`).replace(from, to);
    expect(text).toContain(to);
    writeFileSync(file, text);
    const env = { DDNS_TRAY_PASSPHRASE: passphrase };
    const fingerprint = (each: string) => each;
    const world = { providers: testProviders, sources: testSources, env, fingerprint };
    const result = await readSettingsFile(file, world);
    expect(result.ok).toBe(false);
    const told = result.ok ? [] : result.problems.map((each) => fileProblemLine(each, 'en'));
    expect(told.join('\n')).toContain('was changed after the export');
  });

  it('that is sealed does not open in a copy of its account that leads elsewhere', async () => {
    const sealed = (await createSealer().sealWith(passphrase))('top-secret', place);
    const { result, lines } = await readWith(
      `{ sealed: ${sealed} }\n  evil:\n    provider: strong\n    url: https://evil.example/\n    token: { sealed: ${sealed} }`,
      { DDNS_TRAY_PASSPHRASE: passphrase },
    );
    expect(result.ok).toBe(false);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('accounts.evil.token.sealed: ');
  });

  it('that is no sealed text is told', async () => {
    const { lines } = await readWith('{ sealed: hello }', { DDNS_TRAY_PASSPHRASE: 'x' });
    expect(lines[0]).toContain('This is not a sealed secret.');
  });
});

describe('aliases', () => {
  it.each([
    [99, true],
    [101, false],
  ])('may be %d: %s', (count, ok) => {
    const names = Array.from({ length: count }, () => '*a').join(', ');
    expect(readYaml(`x: [&a x, ${names}]\n`).ok).toBe(ok);
  });

  it('by the ten thousand are refused without being followed (it took 20 seconds)', () => {
    const resolve = vi.spyOn(Alias.prototype, 'resolve');
    const read = readYaml(`x: [&a x, ${Array.from({ length: 30_000 }, () => '*a').join(', ')}]\n`);
    expect(read).toMatchObject({ ok: false, problems: [{ problem: { what: 'anchor' } }] });
    expect(resolve.mock.calls.length).toBe(0);
    resolve.mockRestore();
  });

  it('are followed once each, however many problems stand behind one', () => {
    const keys = Array.from({ length: 50 }, (_, at) => `k${at}: 1`).join(', ');
    const read = readYaml(`a: &a { ${keys} }\nb: *a\n`);
    const resolve = vi.spyOn(Alias.prototype, 'resolve');
    for (let at = 0; read.ok && at < 50; at += 1) {
      const problem = { kind: 'empty' } as const;
      expect(read.place({ path: ['b', `k${at}`], problem }).line).toBe(1);
    }
    expect(resolve.mock.calls.length).toBeLessThan(2);
    resolve.mockRestore();
  });
});

describe('an alias of what is around it', () => {
  it.each([
    ['version: 1\naccounts: &a { x: *a, y: *a }\n', 'settings.yml:2:19: '],
    ['version: 1\nrecords: &a [ &b [ *a ], *b ]\n', 'settings.yml:2:20: '],
    [
      `${swap('abcdef', '&a { b: *a, c: *a, d: *a, e: *a, f: *a, g: *a, h: *a }')}`,
      'settings.yml:5:20: ',
    ],
  ])('is refused at its place rather than followed for ever: %j', async (text, start) => {
    const found = await lines(text);
    expect(found).toHaveLength(1);
    expect(found[0]?.startsWith(start)).toBe(true);
  });
});
