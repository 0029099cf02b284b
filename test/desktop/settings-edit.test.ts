import { describe, expect, it } from 'vitest';
import type { SettingsEdit } from '../../electron/contract/forms.ts';
import type { SettingsSession } from '../../electron/desktop/settings-session.ts';
import { accountEntry, computer, enterSecrets } from '../support/session-world.ts';

const text = `version: 1
accounts:
  home:
    provider: strong
    token: top-secret-token
  env:
    provider: weak
    password: { env: NAME }
records:
  - name: home.example.com
    account: home
    types: A
`;

async function running() {
  const here = computer();
  const session = await here.start();
  expect(await session.save(text)).toEqual({ saved: true });
  here.agrees.mockClear();
  here.changed.mockClear();
  here.looked.length = 0;
  return { here, session };
}

function fieldsOf(session: SettingsSession, id: string) {
  return session.current.settings?.accounts[id]?.fields;
}

const newAccount: SettingsEdit = {
  kind: 'account',
  isNew: true,
  account: { id: 'new', service: 'strong', values: { token: 'brand-new-token' } },
};

function changed(
  session: SettingsSession,
  id: string,
  values: Readonly<Record<string, string>>,
): SettingsEdit {
  return { kind: 'account', isNew: false, account: accountEntry(session.form(), id, values) };
}

describe('the form of the settings', () => {
  it('holds no secret, and has another revision for other settings', async () => {
    const { here, session } = await running();
    const form = session.form();
    expect(JSON.stringify(form)).not.toContain('top-secret');
    expect(form.accounts[0]?.values).toEqual({ token: { kind: 'kept' } });
    expect(form.records[0]?.ids).toEqual(['home/home.example.com/A']);
    expect(session.form().revision).toBe(form.revision);
    await session.saveEdit(newAccount);
    expect(session.form().revision).not.toBe(form.revision);
    here.box.key = 'second';
    const later = (await here.start()).form();
    expect(later.accounts[0]?.values).toEqual({ token: { kind: 'lost' } });
  });
});

describe('an edit that is saved', () => {
  it('is in the settings, its secret encrypted', async () => {
    const { here, session } = await running();
    expect(await session.saveEdit(newAccount)).toEqual({ saved: true });
    expect(fieldsOf(session, 'new')).toMatchObject({ token: 'brand-new-token' });
    expect(fieldsOf(session, 'home')).toMatchObject({ token: 'top-secret-token' });
    expect(JSON.stringify(here.disk)).not.toContain('brand-new-token');
    expect(session.text()).not.toContain('brand-new-token');
    expect(session.current.secretTexts).toContain('brand-new-token');
    expect(fieldsOf(await here.start(), 'new')).toMatchObject({ token: 'brand-new-token' });
    expect(here.agrees).not.toHaveBeenCalled();
  });

  it('with a problem changes nothing, and asks nobody', async () => {
    const { here, session } = await running();
    const { disk } = here;
    const sources = { ipv4: [{ kind: 'command', command: ' ' }], ipv6: 'default' } as const;
    const { watching } = session.form();
    const result = await session.saveEdit({ kind: 'watching', watching: { ...watching, sources } });
    expect(result).toEqual({
      saved: false,
      problems: [{ field: 'sources/ipv4/0/command', message: 'Fill this in.' }],
    });
    expect(here.disk).toBe(disk);
    expect(here.agrees).not.toHaveBeenCalled();
    expect(here.changed).not.toHaveBeenCalled();
  });

  it('loses no secret to another server', async () => {
    const { here, session } = await running();
    const { disk } = here;
    const edit = changed(session, 'home', { url: 'https://evil.example/' });
    expect(await session.saveEdit(edit)).toEqual({
      saved: false,
      problems: [{ field: 'token', message: expect.stringContaining('Enter it again') }],
    });
    expect(session.judgeEdit(edit)).toMatchObject({ ok: false, problems: [{ field: 'token' }] });
    expect(here.disk).toBe(disk);
  });

  it('is agreed to first where it would run a command', async () => {
    const { here, session } = await running();
    const sources = { ipv4: [{ kind: 'command', command: 'my-ip' }], ipv6: 'default' } as const;
    const { watching } = session.form();
    const edit: SettingsEdit = { kind: 'watching', watching: { ...watching, sources } };
    here.agrees.mockResolvedValueOnce(false);
    await expect(session.saveEdit(edit)).rejects.toThrow('did not allow');
    expect(session.text()).not.toContain('my-ip');
    expect(await session.saveEdit(edit)).toEqual({ saved: true });
    expect(here.agrees).toHaveBeenCalledWith(expect.objectContaining({ runs: ['my-ip'] }));
  });

  it('is agreed to first where what an account reads would go elsewhere', async () => {
    const { here, session } = await running();
    const edit = changed(session, 'env', { username: 'somebody' });
    here.agrees.mockResolvedValue(false);
    await expect(session.saveEdit(edit)).rejects.toThrow('did not allow');
    expect(here.agrees).toHaveBeenCalledWith(expect.objectContaining({ reads: ['$NAME'] }));
  });

  it('sends what an account reads to no server that is entered over one kept as a secret', async () => {
    const { here } = await running();
    const url = await here.box.encrypt('own/url\nhttps://good.example/');
    if (here.disk === undefined || url === undefined) throw new Error('nothing is kept');
    const own = { provider: 'strong', token: { env: 'NAME' }, url: { secret: 'own/url' } };
    const document = { version: 1, accounts: { own } };
    here.disk = { ...here.disk, document, secrets: { 'own/url': url }, canary: undefined };
    const session = await here.start();
    const kept = { token: 'from-the-environment', url: 'https://good.example/' };
    expect(fieldsOf(session, 'own')).toMatchObject(kept);
    const edit = changed(session, 'own', { url: 'https://evil.example/' });
    expect(session.judgeEdit(edit)).toMatchObject({
      settings: { accounts: { own: { fields: undefined, locked: ['token'] } } },
    });
    here.agrees.mockResolvedValue(false);
    await expect(session.saveEdit(edit)).rejects.toThrow('did not allow');
    expect(here.agrees).toHaveBeenCalledWith(
      expect.objectContaining({ reads: ['$NAME'], tells: ['own → evil.example'] }),
    );
    here.agrees.mockResolvedValue(true);
    expect(await session.saveEdit(edit)).toEqual({ saved: true });
    expect(fieldsOf(session, 'own')).toMatchObject({ ...kept, url: 'https://evil.example/' });
  });

  it('is judged by the settings at its turn', async () => {
    const { session } = await running();
    const remove: SettingsEdit = { kind: 'removeAccount', id: 'home' };
    const [first, second] = await Promise.all([
      session.saveEdit(remove),
      session.saveEdit(changed(session, 'home', { token: 'x' })),
    ]);
    expect(first).toEqual({ saved: true });
    expect(second).toMatchObject({ saved: false, problems: [{ field: '' }] });
    expect(Object.keys(session.current.secrets)).toEqual(['env']);
  });

  it('that drops a secret leaves nothing of it behind', async () => {
    const { here, session } = await running();
    await session.saveEdit({ kind: 'removeAccount', id: 'home' });
    expect(here.disk?.secrets).toEqual({});
    expect(here.forgotten).toBe(true);
    expect(session.text()).not.toContain('home.example.com');
  });

  it('is refused where nothing can be encrypted, or written', async () => {
    const { here, session } = await running();
    here.box.mode = 'none';
    await expect(session.saveEdit(newAccount)).rejects.toThrow('cannot encrypt');
    here.box.mode = 'strong';
    here.failure = { kind: 'unwritable', file: '/f', code: 'ENOSPC' };
    await expect(session.saveEdit(newAccount)).rejects.toThrow('the disk of /f is full');
  });
});

describe('an edit that is checked', () => {
  it('is told what is wrong, and nobody is asked', async () => {
    const { here, session } = await running();
    const { disk } = here;
    expect(session.checkEdit(newAccount)).toEqual([]);
    expect(session.checkEdit(changed(session, 'home', { token: '' }))).toMatchObject([
      { field: 'token' },
    ]);
    expect(session.checkEdit(changed(session, 'env', { username: 'x' }))).toEqual([]);
    expect(here.looked).toEqual([]);
    expect(here.agrees).not.toHaveBeenCalled();
    expect(here.changed).not.toHaveBeenCalled();
    expect(here.disk).toBe(disk);
  });
});

describe('an edit that is tried out', () => {
  it('has the settings as it would make them, and hides its secrets from the logs', async () => {
    const { here, session } = await running();
    const { disk } = here;
    const tried = session.judgeEdit(newAccount);
    if (!tried.ok) throw new Error(JSON.stringify(tried.problems));
    expect(tried.settings.accounts.new?.fields).toMatchObject({ token: 'brand-new-token' });
    expect(tried.settings.accounts.home?.fields).toMatchObject({ token: 'top-secret-token' });
    expect(session.current.secretTexts).toContain('brand-new-token');
    expect(here.changed).toHaveBeenCalled();
    expect(here.disk).toBe(disk);
    expect(fieldsOf(session, 'new')).toBeUndefined();
  });

  it('keeps the secrets that it may keep', async () => {
    const { session } = await running();
    const tried = session.judgeEdit(changed(session, 'home', {}));
    expect(tried).toMatchObject({
      ok: true,
      settings: { accounts: { home: { fields: { token: 'top-secret-token' } } } },
    });
  });

  it('reads nothing for an account that changes, though another one reads the same', async () => {
    const { here, session } = await running();
    await session.save(
      `${session.text().replace('records:', '  two:\n    provider: weak\n    password: { env: NAME }\nrecords:')}`,
    );
    const tried = session.judgeEdit(changed(session, 'two', { username: 'somebody' }));
    if (!tried.ok) throw new Error(JSON.stringify(tried.problems));
    expect(tried.settings.accounts.env?.fields).toMatchObject({ password: 'from-the-environment' });
    expect(tried.settings.accounts.two).toMatchObject({ fields: undefined, locked: ['password'] });
    here.looked.length = 0;
    session.judgeEdit({ kind: 'removeAccount', id: 'env' });
    expect(here.looked).toEqual(['NAME']);
  });

  it('with a problem has no settings', async () => {
    const { session } = await running();
    expect(session.judgeEdit(changed(session, 'home', { token: '' }))).toMatchObject({
      ok: false,
      problems: [{ field: 'token' }],
    });
  });
});

describe('values that are entered', () => {
  it('leave the other accounts, and what stands in variables, alone', async () => {
    const { session } = await running();
    expect(await enterSecrets(session, 'home', { token: 'another' })).toEqual({ saved: true });
    expect(session.text()).toContain('password: { env: NAME }');
    expect(fieldsOf(session, 'home')).toMatchObject({ token: 'another' });
  });
});
