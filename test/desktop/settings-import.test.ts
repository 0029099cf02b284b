import { describe, expect, it } from 'vitest';
import type { SettingsSession } from '../../electron/desktop/settings-session.ts';
import { providers } from '../support/registered.ts';
import { computer } from '../support/session-world.ts';

const text = `version: 1
accounts:
  home:
    provider: strong
    token: top-secret-token
    headers:
      Key: top-secret-header
records:
  - name: home.example.com
    account: home
    types: A
  - name: www.example.com
    account: home
    types: [A, AAAA]
`;

async function running() {
  const here = computer();
  const session = await here.start();
  expect(await session.save(text)).toEqual({ saved: true });
  return { here, session };
}

const fields = (session: SettingsSession) => session.current.settings?.accounts.home?.fields;
const secrets = { token: 'top-secret-token', headers: { Key: 'top-secret-header' } };

describe('an export without a passphrase', () => {
  it('has references where the secrets were, and says so', async () => {
    const { session } = await running();
    expect(
      await session.exportText(null),
    ).toBe(`# The settings of DDNS Tray. The command ddns-tray reads this file too.
# Secrets were left out: each { secret: … } stands for one that stayed on the computer. After an import they are to be entered again.
version: 1
accounts:
  home:
    provider: strong
    token: { secret: home/token }
    headers:
      Key: { secret: home/headers/Key }
records:
  - name: home.example.com
    account: home
    types: A
  - name: www.example.com
    account: home
    types:
      - A
      - AAAA
`);
  });

  it('says nothing of secrets where there is none, in the language of the app', async () => {
    const here = computer();
    here.language = 'zh-CN';
    const session = await here.start();
    expect(await session.exportText(null)).toBe(
      '# DDNS Tray 的配置。命令 ddns-tray 也可读取本文件。\nversion: 1\n',
    );
  });

  it('says that the addresses of sources stand in it, where one may hold a token', async () => {
    const { session } = await running();
    const source = (url: string) =>
      session.save(`version: 1\nsources: { ipv4: { url: '${url}' } }\n`);
    await source('https://ip.example/');
    expect(await session.exportText(null)).not.toContain('token');
    await source('https://ip.example/?key=abc');
    expect(await session.exportText(null)).toContain('remove it before you pass this file on');
  });

  it('comes back to the same computer with all its secrets', async () => {
    const { session } = await running();
    const exported = await session.exportText(null);
    await session.save(`${exported}interval: 5m\n`);
    const { id, missing, removed } = await session.openImport('f.yml', exported);
    expect([missing, removed]).toEqual([[], []]);
    expect(await session.confirmImport(id)).toEqual({ saved: true });
    expect(session.current.settings?.interval).toBe(60_000);
    expect(fields(session)).toMatchObject(secrets);
  });

  it('asks for the secrets on another', async () => {
    const { session } = await running();
    const other = await computer().start();
    const preview = await other.openImport('f.yml', await session.exportText(null));
    expect(preview.missing).toEqual(['home: Token', 'home: Headers: Key']);
    expect(preview.problems).toEqual([]);
    await other.confirmImport(preview.id);
    expect(other.current.settings?.accounts.home?.locked).toEqual(['token', 'headers/Key']);
  });
});

describe('an export with a passphrase', () => {
  it('brings everything to another computer', async () => {
    const { session } = await running();
    const exported = await session.exportText('correct horse');
    expect(exported).toContain('sealed with your passphrase');
    expect(exported).not.toContain('top-secret');
    const there = computer();
    const other = await there.start();
    const sealed = await other.openImport('f.yml', exported);
    expect(sealed).toMatchObject({ needsPassphrase: true, problems: [] });
    expect(sealed.missing).toEqual(['home: Token', 'home: Headers: Key']);
    await expect(other.unsealImport(sealed.id, 'wrong')).rejects.toThrow('passphrase is wrong');
    const open = await other.unsealImport(sealed.id, 'correct horse');
    expect(open).toMatchObject({ needsPassphrase: false, missing: [], problems: [] });
    expect(JSON.stringify(open)).not.toContain('top-secret');
    expect(await other.confirmImport(open.id)).toEqual({ saved: true });
    expect(fields(other)).toMatchObject(secrets);
    expect(JSON.stringify(there.disk)).not.toContain('top-secret');
    expect(fields(await there.start())).toMatchObject(secrets);
  });

  it('may be imported without it, the secrets to be entered', async () => {
    const { session } = await running();
    const other = await computer().start();
    const { id } = await other.openImport('f.yml', await session.exportText('correct horse'));
    expect(await other.confirmImport(id)).toEqual({ saved: true });
    expect(other.current.settings?.accounts.home?.locked).toEqual(['token', 'headers/Key']);
    expect(other.text()).toContain('{ secret: home/token }');
  });

  it('does not open where its seals changed places', async () => {
    const { session } = await running();
    const exported = await session.exportText('correct horse');
    const [token, key] = exported.match(/ddns1\.[\w-]+/g) ?? [];
    const swapped = exported.replace(`${token}`, 'T').replace(`${key}`, `${token}`);
    const { id } = await session.openImport(
      'f.yml',
      swapped.replace('sealed: T', `sealed: ${key}`),
    );
    await expect(session.unsealImport(id, 'correct horse')).rejects.toThrow(
      'was changed after the export',
    );
  });

  it.each([
    [
      'a server added',
      (text: string) =>
        text.replace('provider: strong', 'provider: strong\n    url: https://evil.example/'),
    ],
    [
      'another provider',
      (text: string) =>
        text.replace('provider: strong', 'provider: weak').replace('token:', 'password:'),
    ],
    ['a secret that is open', (text: string) => text.replace(/Key: .*/, 'Key: open')],
    [
      'a field more',
      (text: string) => text.replace('provider: strong', 'provider: strong\n    port: 1'),
    ],
  ])('does not open where its account has %s', async (_title, tamper) => {
    const { session } = await running();
    const exported = await session.exportText('correct horse');
    const tampered = tamper(exported);
    expect(tampered).not.toBe(exported);
    const { id } = await session.openImport('f.yml', tampered);
    await expect(session.unsealImport(id, 'correct horse')).rejects.toThrow(
      'was changed after the export',
    );
    expect(session.text()).not.toContain('evil');
  });

  it('opens under another name, and with other records', async () => {
    const { session } = await running();
    const exported = await session.exportText('correct horse');
    const renamed = exported
      .replace('  home:', '  moved:')
      .replaceAll('account: home', 'account: moved');
    const { id } = await session.openImport('f.yml', renamed);
    expect(await session.unsealImport(id, 'correct horse')).toMatchObject({ missing: [] });
  });

  it('says what it could not seal', async () => {
    const { here } = await running();
    here.box.key = 'second';
    const session = await here.start();
    const exported = await session.exportText('correct horse');
    expect(exported).toContain('stands for a secret that could not be read');
    expect(exported).toContain('{ secret: home/token }');
  });
});

describe('an import', () => {
  it('shows what it would change, and changes nothing', async () => {
    const { here, session } = await running();
    const { disk } = here;
    const file = `version: 1
accounts:
  away: { provider: weak, password: literal-secret }
records:
  - { name: WWW.example.com, account: away }
  - { name: new.example.com, account: away }
`;
    expect(await session.openImport('from a\u202efriend.yml', file)).toEqual({
      id: 'id-1',
      file: 'from a friend.yml',
      needsPassphrase: false,
      accounts: ['away'],
      channels: [],
      records: ['www.example.com A', 'new.example.com A'],
      missing: [],
      removed: ['home.example.com A', 'www.example.com AAAA'],
      powers: { runs: [], reads: [], tells: ['away → weak'], asks: [], writes: [] },
      problems: [],
    });
    expect(here.disk).toBe(disk);
    await session.confirmImport('id-1');
    expect(session.text()).toContain('password: { secret: away/password }');
    expect(JSON.stringify(here.disk)).not.toContain('literal-secret');
    expect(here.disk?.secrets['home/token']).toBeUndefined();
  });

  it('is confirmed once, and only the newest', async () => {
    const { session } = await running();
    const first = await session.openImport('a.yml', 'version: 1\ninterval: 5m\n');
    const second = await session.openImport('b.yml', 'version: 1\ninterval: 10m\n');
    await expect(session.confirmImport(first.id)).rejects.toThrow('no longer open');
    await expect(session.unsealImport(first.id, 'x')).rejects.toThrow('no longer open');
    expect(await session.confirmImport(second.id)).toEqual({ saved: true });
    await expect(session.confirmImport(second.id)).rejects.toThrow('no longer open');
    expect(session.current.settings?.interval).toBe(600_000);
  });

  it('that was shown before another save is shown again', async () => {
    const { session } = await running();
    const { id } = await session.openImport('a.yml', await session.exportText(null));
    await session.save('version: 1');
    await expect(session.confirmImport(id)).rejects.toThrow('no longer open');
  });

  it('may be confirmed again where the disk was full', async () => {
    const { here, session } = await running();
    const { id } = await session.openImport('a.yml', 'version: 1\ninterval: 5m\n');
    here.failure = { kind: 'unwritable', file: '/f', code: 'ENOSPC' };
    await expect(session.confirmImport(id)).rejects.toThrow('is full');
    here.failure = undefined;
    expect(await session.confirmImport(id)).toEqual({ saved: true });
  });

  it.each([
    ['of YAML', 'version: 1\n\taccounts: {}\n', { line: 2, field: '' }],
    ['of the settings', 'version: 1\nintervall: 5m\n', { line: 2, column: 1, field: 'intervall' }],
    ['of a value', 'version: 1\ninterval: 5\n', { line: 2, column: 11, field: 'interval' }],
    ['of no map', '- 1\n', { line: 1, column: 1 }],
    ['of an empty file', '', { line: 1, column: 1 }],
  ])('with a problem %s cannot be confirmed', async (_title, file, problem) => {
    const { here, session } = await running();
    const { disk } = here;
    const preview = await session.openImport('a.yml', file);
    expect(preview.problems).toMatchObject([problem]);
    expect(await session.confirmImport(preview.id)).toMatchObject({
      saved: false,
      problems: [problem],
    });
    expect(here.disk).toBe(disk);
  });

  it('looks at no file and no variable before it is agreed to', async () => {
    const { here, session } = await running();
    const file =
      'version: 1\naccounts:\n  a: { provider: weak, password: { file: //evil/share } }\n';
    here.looked.length = 0;
    here.agrees.mockResolvedValue(false);
    const preview = await session.openImport('a.yml', file);
    expect(preview).toMatchObject({ problems: [], powers: { reads: ['//evil/share'] } });
    await expect(session.confirmImport(preview.id)).rejects.toThrow('did not allow');
    expect(here.looked).toEqual([]);
    here.agrees.mockResolvedValue(true);
    expect(await session.confirmImport(preview.id)).toMatchObject({ saved: false });
    expect(here.looked).toEqual(['//evil/share']);
  });

  it('that went away while the user was asked is not brought in', async () => {
    const { here, session } = await running();
    const { id } = await session.openImport(
      'a.yml',
      'version: 1\nsources: { ipv4: { command: x } }\n',
    );
    here.agrees.mockImplementationOnce(async () => {
      await session.save('version: 1\n');
      return true;
    });
    await expect(session.confirmImport(id)).rejects.toThrow('no longer open');
    expect(session.text()).toBe('version: 1\n');
  });

  it('whose address was opened while the user was asked is asked about again', async () => {
    const other = await computer(undefined, providers).start();
    const hook =
      '{ provider: webhook, url: https://evil.example/, headers: { Key: { env: NAME } } }';
    const text = `version: 1\naccounts: { hook: ${hook} }\n`;
    expect(await other.save(text)).toEqual({ saved: true });
    const here = computer(undefined, providers);
    const session = await here.start();
    const { id } = await session.openImport('a.yml', await other.exportText('correct horse'));
    here.agrees.mockImplementationOnce(async () => {
      await session.unsealImport(id, 'correct horse');
      return true;
    });
    here.agrees.mockResolvedValueOnce(false);
    await expect(session.confirmImport(id)).rejects.toThrow('did not allow');
    expect(here.agrees.mock.calls.map(([{ tells }]) => tells)).toEqual([
      ['hook → Webhook (a URL of your own)'],
      ['hook → evil.example'],
    ]);
  });

  it('keeps its open secrets out of the log, and is forgotten when nobody waits for it', async () => {
    const { here, session } = await running();
    const exported = await session.exportText('correct horse');
    await session.save('version: 1');
    here.changed.mockClear();
    const { id } = await session.openImport('f.yml', exported);
    expect(session.current.secretTexts).toEqual([]);
    await session.unsealImport(id, 'correct horse');
    expect(session.current.secretTexts).toContain('top-secret-token');
    expect(here.changed).toHaveBeenCalledTimes(1);
    here.now = 599_999;
    await session.forgetImport(600_000);
    expect(session.current.secretTexts).toContain('top-secret-token');
    here.now = 600_000;
    await session.forgetImport(600_000);
    expect(session.current.secretTexts).toEqual([]);
    await expect(session.confirmImport(id)).rejects.toThrow('no longer open');
  });

  it('is forgotten at once where its window is closed', async () => {
    const { session } = await running();
    const { id } = await session.openImport('f.yml', 'version: 1');
    await session.forgetImport();
    await expect(session.confirmImport(id)).rejects.toThrow('no longer open');
  });

  it('with forty thousand problems tells the first hundred, and looks for no more', async () => {
    const { session } = await running();
    const keys = Array.from({ length: 40_000 }, (_, at) => `k${at}: 1`).join('\n');
    const preview = await session.openImport('a.yml', `version: 1\n${keys}\n`);
    expect(preview.problems).toHaveLength(100);
    expect(preview.problems[99]).toMatchObject({ line: 101, field: 'k99' });
    expect(await session.confirmImport(preview.id)).toMatchObject({ saved: false });
  });

  it('from a stranger gets no secret by its name', async () => {
    const { session } = await running();
    const exported = await session.exportText(null);
    const evil = exported.replace(
      'provider: strong',
      'provider: strong\n    url: https://evil.example/',
    );
    const { id, missing } = await session.openImport('a.yml', evil);
    expect(missing).toEqual(['home: Token', 'home: Headers: Key']);
    await session.confirmImport(id);
    expect(fields(session)).toBeUndefined();
    expect(session.current.secretTexts).toEqual([]);
  });
});
