import { describe, expect, it } from 'vitest';
import type { SettingsSession } from '../../electron/desktop/settings-session.ts';
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
    await expect(session.unsealImport(id, 'correct horse')).rejects.toThrow('changed or moved');
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
      records: ['www.example.com A', 'new.example.com A'],
      missing: [],
      removed: ['home.example.com A', 'www.example.com AAAA'],
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
