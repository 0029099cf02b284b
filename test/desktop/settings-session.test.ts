import { describe, expect, it } from 'vitest';
import { defaultPreferences } from '../../electron/contract/preferences.ts';
import type { SettingsSession } from '../../electron/desktop/settings-session.ts';
import { providers } from '../support/registered.ts';
import { computer, enterSecrets } from '../support/session-world.ts';

const text = `version: 1
accounts:
  home:
    provider: strong
    token: top-secret-token
    headers:
      Key: top-secret-header
  env:
    provider: weak
    password: { env: NAME }
records:
  - name: home.example.com
    account: home
    types: A
  - name: env.example.com
    account: env
    types: A
`;

/** What the app shows of {@link text} once it is saved. */
const shown = `version: 1
accounts:
  home:
    provider: strong
    token: { secret: home/token }
    headers:
      Key: { secret: home/headers/Key }
  env:
    provider: weak
    password: { env: NAME }
records:
  - name: home.example.com
    account: home
    types: A
  - name: env.example.com
    account: env
    types: A
`;

async function running() {
  const here = computer();
  const session = await here.start();
  expect(await session.save(text)).toEqual({ saved: true });
  return { here, session };
}

function states(session: SettingsSession): readonly string[] {
  return Object.entries(session.current.secrets).flatMap(([account, secrets]) =>
    secrets.map(({ path, state }) => `${account}/${path} ${state}`),
  );
}

const troubles = (session: SettingsSession) => session.current.troubles.map(({ kind }) => kind);
const keys = (session: SettingsSession) => session.current.settings?.accounts.home?.locked;
const kept = ['home/token kept', 'home/headers/Key kept', 'env/password elsewhere'];

describe('the settings of somebody new', () => {
  it('are empty, and nothing is wrong with them', async () => {
    const here = computer();
    const session = await here.start();
    expect(session.current).toMatchObject({
      settings: { accounts: {}, records: [] },
      secrets: {},
      problems: [],
      troubles: [],
      preferences: defaultPreferences,
    });
    expect(session.text()).toBe('version: 1\n');
    expect(here.disk).toBeUndefined();
  });
});

describe('a saved text', () => {
  it('becomes the settings, its secrets out of sight', async () => {
    const { here, session } = await running();
    expect(session.current.settings?.accounts.home?.fields).toMatchObject({
      token: 'top-secret-token',
      headers: { Key: 'top-secret-header' },
    });
    expect(session.text()).toBe(shown);
    expect(states(session)).toEqual(kept);
    expect(session.current.secrets.home?.map(({ label }) => label)).toEqual([
      'Token',
      'Headers: Key',
    ]);
    expect(JSON.stringify(here.disk)).not.toContain('top-secret');
    for (const secret of ['top-secret-token', 'top-secret-header', 'from-the-environment']) {
      expect(session.current.secretTexts).toContain(secret);
    }
    expect(here.changed).toHaveBeenCalledTimes(2);
  });

  it('is there after the next start', async () => {
    const { here } = await running();
    const session = await here.start();
    expect(session.text()).toBe(shown);
    expect(session.current.settings?.accounts.home?.fields).toMatchObject({
      token: 'top-secret-token',
    });
  });

  it('may be what the app showed', async () => {
    const { here, session } = await running();
    const before = here.disk;
    expect(await session.save(session.text())).toEqual({ saved: true });
    expect(here.disk).toEqual(before);
    expect(keys(session)).toBeUndefined();
  });

  it('with problems changes nothing, and tells each with its place', async () => {
    const { here, session } = await running();
    const before = here.disk;
    here.changed.mockClear();
    const wrong = shown.replace('account: env', 'account: evn').replace('types: A', 'types: X');
    const result = await session.save(wrong);
    expect(result).toMatchObject({
      saved: false,
      problems: [
        { line: 14, column: 12, field: 'records[0].types' },
        { line: 16, column: 14, field: 'records[1].account' },
      ],
    });
    expect(JSON.stringify(result)).toContain('There is no account “evn”.');
    expect(here.disk).toBe(before);
    expect(session.text()).toBe(shown);
    expect(here.changed).not.toHaveBeenCalled();
  });

  it('that is no YAML changes nothing', async () => {
    const { session } = await running();
    expect(await session.save('version: 1\n\taccounts')).toMatchObject({ saved: false });
    expect(await session.save('')).toMatchObject({ saved: false });
    expect(await session.save('just a text')).toMatchObject({ saved: false });
    expect(session.text()).toBe(shown);
  });

  it('tells in the language of now', async () => {
    const { here, session } = await running();
    here.language = 'zh-CN';
    const result = await session.save('records: 1');
    expect(JSON.stringify(result)).toContain('缺少“version”');
  });

  it('shows no secret in a problem', async () => {
    const { session } = await running();
    const result = await session.save(
      text.replace('provider: strong', 'provider: strong\n    mode: top-secret-token'),
    );
    expect(result).toMatchObject({ saved: false });
    expect(JSON.stringify(result)).not.toContain('top-secret');
  });

  it('cannot carry a secret to another server', async () => {
    const { here, session } = await running();
    const moved = shown.replace(
      'provider: strong',
      'provider: strong\n    url: https://evil.example/',
    );
    expect(await session.save(moved)).toEqual({ saved: true });
    expect(keys(session)).toEqual(['token', 'headers/Key']);
    expect(states(session)).toContain('home/token lost');
    expect(JSON.stringify(here.disk?.secrets)).toBe('{}');
    expect(await session.save(shown)).toEqual({ saved: true });
    expect(keys(session)).toEqual(['token', 'headers/Key']);
  });

  it('without an account drops its secrets', async () => {
    const { here, session } = await running();
    expect(await session.save('version: 1')).toEqual({ saved: true });
    expect(here.disk?.secrets).toEqual({});
    expect(session.current.secretTexts).toEqual([]);
  });

  it('has no use for a sealed text, which wants its passphrase', async () => {
    const { session } = await running();
    const result = await session.save(text.replace('top-secret-token', '{ sealed: ddns1.x }'));
    expect(JSON.stringify(result)).toContain('Import the file');
  });
});

describe('a save that cannot be', () => {
  it.each([
    ['ENOSPC', 'the disk of /f is full'],
    ['EPERM', '/f may not be written'],
    ['EROFS', 'read-only disk'],
    ['EIO', '(EIO)'],
  ])('is one sentence (%s), and changes nothing', async (code, sentence) => {
    const { here, session } = await running();
    here.failure = { kind: 'unwritable', file: '/f', code };
    here.changed.mockClear();
    await expect(session.save('version: 1')).rejects.toThrow(sentence);
    await expect(session.savePreferences({ ...defaultPreferences, theme: 'dark' })).rejects.toThrow(
      sentence,
    );
    await expect(enterSecrets(session, 'home', { token: 'new' })).rejects.toThrow(sentence);
    expect(session.text()).toBe(shown);
    expect(session.current.settings?.accounts.home?.fields).toMatchObject({
      token: 'top-secret-token',
    });
    expect(session.current.preferences.theme).toBe('system');
    expect(here.changed).not.toHaveBeenCalled();
  });

  it('for lack of encryption is told; what needs none goes on', async () => {
    const { here, session } = await running();
    here.box.mode = 'none';
    await expect(session.save(text)).rejects.toThrow('cannot encrypt');
    expect(await session.save(`${shown}interval: 5m\n`)).toEqual({ saved: true });
    expect(keys(session)).toBeUndefined();
  });

  it('is refused where the file is of a newer version', async () => {
    const here = computer();
    here.failure = { kind: 'newer', file: '/f' };
    const session = await here.start();
    here.failure = undefined;
    expect(session.current.settings).toBeUndefined();
    expect(session.current.troubles[0]?.sentence).toContain('newer version of DDNS Tray');
    await expect(session.save(text)).rejects.toThrow('newer version of DDNS Tray');
    await expect(session.savePreferences(defaultPreferences)).rejects.toThrow('newer version');
    expect(here.disk).toBeUndefined();
  });
});

describe('preferences', () => {
  it('are kept with the settings', async () => {
    const { here, session } = await running();
    await session.savePreferences({ ...defaultPreferences, theme: 'dark' });
    expect((await here.start()).current.preferences.theme).toBe('dark');
    expect(states(await here.start())).toEqual(kept);
  });
});

describe('operations at the same time', () => {
  it('happen one after the other', async () => {
    const { session } = await running();
    await Promise.all([
      session.save(`${shown}interval: 5m\n`),
      enterSecrets(session, 'home', { token: 'another-token' }),
      session.savePreferences({ ...defaultPreferences, theme: 'dark' }),
    ]);
    const { settings, preferences } = session.current;
    expect(settings?.interval).toBe(300_000);
    expect(settings?.accounts.home?.fields).toMatchObject({ token: 'another-token' });
    expect(preferences.theme).toBe('dark');
  });
});

describe('a lost key', () => {
  it('locks the accounts, is told once, and deletes nothing', async () => {
    const { here } = await running();
    const { disk } = here;
    here.box.key = 'second';
    const session = await here.start();
    expect(troubles(session)).toEqual(['keyLost']);
    expect(keys(session)).toEqual(['token', 'headers/Key']);
    expect(states(session)).toEqual([
      'home/token lost',
      'home/headers/Key lost',
      'env/password elsewhere',
    ]);
    await session.savePreferences({ ...defaultPreferences, theme: 'dark' });
    expect(await session.save(`${shown}interval: 5m\n`)).toEqual({ saved: true });
    expect(here.disk?.secrets).toEqual(disk?.secrets);
    here.box.key = 'first';
    expect(states(await here.start())).toEqual(kept);
  });

  it('is mended by entering the secrets', async () => {
    const { here } = await running();
    here.box.key = 'second';
    const session = await here.start();
    expect(await enterSecrets(session, 'home', { token: 'new-token' })).toEqual({
      saved: false,
      problems: [{ field: 'headers/Key', message: expect.stringContaining('Enter it again') }],
    });
    const both = { token: 'new-token', 'headers/Key': 'new-header' };
    expect(await enterSecrets(session, 'home', both)).toEqual({ saved: true });
    expect(troubles(session)).toEqual([]);
    expect(keys(session)).toBeUndefined();
    expect(troubles(await here.start())).toEqual([]);
    expect((await here.start()).current.settings?.accounts.home?.fields).toMatchObject({
      token: 'new-token',
      headers: { Key: 'new-header' },
    });
  });

  it('is not one damaged secret', async () => {
    const { here } = await running();
    const { disk } = here;
    const token = disk?.secrets['home/token'];
    if (disk === undefined || token === undefined) throw new Error('nothing kept');
    here.disk = { ...disk, secrets: { ...disk.secrets, 'home/token': here.box.damage(token) } };
    const session = await here.start();
    expect(troubles(session)).toEqual([]);
    expect(keys(session)).toEqual(['token']);
  });

  it('is not two secrets that changed places', async () => {
    const { here } = await running();
    const { disk } = here;
    const { 'home/token': token, 'home/headers/Key': header } = disk?.secrets ?? {};
    if (disk === undefined || token === undefined || header === undefined) throw new Error('none');
    here.disk = { ...disk, secrets: { 'home/token': header, 'home/headers/Key': token } };
    expect(keys(await here.start())).toEqual(['token', 'headers/Key']);
  });

  it('is not a key that was renewed: what it had is encrypted anew', async () => {
    const { here } = await running();
    here.box.key = 'second';
    here.box.older.push('first');
    expect(states(await here.start())).toEqual(kept);
    here.box.older.length = 0;
    const session = await here.start();
    expect(states(session)).toEqual(kept);
    expect(troubles(session)).toEqual([]);
  });
});

describe('a system that keeps its key locked', () => {
  it('locks the accounts until it opens; nothing counts as lost', async () => {
    const { here } = await running();
    const { disk } = here;
    here.box.mode = 'none';
    const session = await here.start();
    expect(troubles(session)).toEqual(['store']);
    // Closed, but there is nothing to enter.
    expect(keys(session)).toEqual([]);
    expect(states(session)).toEqual(kept);
    await session.save(`${shown}interval: 5m\n`);
    expect(here.disk?.secrets).toEqual(disk?.secrets);
    here.box.mode = 'strong';
    await session.retry();
    expect(troubles(session)).toEqual([]);
    expect(keys(session)).toBeUndefined();
  });

  it('that has no keyring is told, once there is a secret', async () => {
    const here = computer();
    here.box.mode = 'plain';
    const session = await here.start();
    expect(troubles(session)).toEqual([]);
    await session.save(text);
    expect(troubles(session)).toEqual(['plainStorage']);
  });
});

describe('settings that run or read something', () => {
  const runs = 'version: 1\nsources: { ipv4: { command: curl evil } }\n';

  it.each([
    ['a command', runs, { runs: ['curl evil'] }],
    [
      'a variable',
      'version: 1\naccounts: { a: { provider: weak, password: { env: NAME } } }\n',
      { reads: ['$NAME'], tells: ['a → weak'] },
    ],
    [
      'a known variable for another server',
      shown.replace('{ env: NAME }', '{ env: NAME }\n    username: evil'),
      { reads: ['$NAME'], tells: ['env → weak'] },
    ],
  ])(
    'are not saved unless the user agrees outside of the window: %s',
    async (_title, draft, powers) => {
      const { here, session } = await running();
      here.agrees.mockClear();
      here.agrees.mockResolvedValue(false);
      await expect(session.save(draft)).rejects.toThrow('did not allow');
      expect(here.agrees).toHaveBeenCalledExactlyOnceWith(expect.objectContaining(powers));
      expect(session.text()).toBe(shown);
      here.agrees.mockResolvedValue(true);
      expect(await session.save(draft)).toEqual({ saved: true });
      expect(session.text()).not.toBe(shown);
      here.agrees.mockClear();
      expect(await session.save(session.text())).toEqual({ saved: true });
      expect(here.agrees).not.toHaveBeenCalled();
    },
  );

  it('that have a problem are not asked about', async () => {
    const { here, session } = await running();
    here.agrees.mockClear();
    expect(await session.save(`${runs}nonsense: 1\n`)).toMatchObject({ saved: false });
    expect(here.agrees).not.toHaveBeenCalled();
  });

  it('hold up nothing else while the user is asked', async () => {
    const { here, session } = await running();
    let answer: (agreed: boolean) => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      here.agrees.mockImplementationOnce(() => {
        resolve();
        return new Promise<boolean>((settle) => {
          answer = settle;
        });
      });
    });
    const saving = session.save(runs);
    await asked;
    await session.savePreferences({ ...defaultPreferences, theme: 'dark' });
    answer(true);
    expect(await saving).toEqual({ saved: true });
    expect(session.current.preferences.theme).toBe('dark');
  });

  it('are asked about again where the settings changed meanwhile', async () => {
    const { here, session } = await running();
    here.agrees.mockClear();
    here.agrees.mockImplementationOnce(async () => {
      await session.save('version: 1\n');
      return true;
    });
    const draft = shown.replace('records:', 'sources: { ipv4: { command: x } }\nrecords:');
    here.agrees.mockResolvedValueOnce(false);
    await expect(session.save(draft)).rejects.toThrow('did not allow');
    expect(here.agrees.mock.calls.map(([{ reads }]) => reads)).toEqual([[], ['$NAME']]);
    expect(session.text()).toBe('version: 1\n');
  });

  it('with a command of book length are refused', async () => {
    const { session } = await running();
    const long = `version: 1\nsources: { ipv4: { command: ${'x'.repeat(16_385)} } }\n`;
    expect(JSON.stringify(await session.save(long))).toContain('longer than 16384');
  });
});

describe('a secret that goes', () => {
  it.each([
    ['with its account', (session: SettingsSession) => session.save('version: 1')],
    [
      'for a new one',
      (session: SettingsSession) => enterSecrets(session, 'home', { token: 'new' }),
    ],
    [
      'with its server',
      (session: SettingsSession) =>
        session.save(shown.replace('provider: strong', 'provider: strong\n    port: 1')),
    ],
  ])('leaves nothing behind: %s', async (_title, drop) => {
    const { here, session } = await running();
    await session.savePreferences({ ...defaultPreferences, theme: 'dark' });
    expect(here.forgotten).toBe(false);
    await drop(session);
    expect(here.forgotten).toBe(true);
  });

  it('from plain sight into the keyring leaves nothing behind', async () => {
    const { here } = await running();
    if (here.disk === undefined) throw new Error('nothing kept');
    const accounts = { home: { provider: 'strong', token: 'in-plain-sight' } };
    here.disk = { ...here.disk, document: { version: 1, accounts } };
    await here.start();
    expect(here.forgotten).toBe(true);
  });
});

describe('entering a secret', () => {
  /** A webhook, whose address is a secret like its headers. */
  async function hooked() {
    const here = computer(undefined, providers);
    const session = await here.start();
    const account =
      'provider: webhook\n    url: https://good.example/a?t=1\n    headers: { Authorization: top-secret }';
    expect(await session.save(`version: 1\naccounts:\n  hook:\n    ${account}\n`)).toEqual({
      saved: true,
    });
    return { here, session };
  }

  it('that leads the account to another server wants its other secrets again', async () => {
    const { here, session } = await hooked();
    const { disk } = here;
    const url = 'https://evil.example/';
    expect(await enterSecrets(session, 'hook', { url })).toEqual({
      saved: false,
      problems: [
        { field: 'headers/Authorization', message: expect.stringContaining('Enter it again') },
      ],
    });
    expect(here.disk).toBe(disk);
    const both = { url, 'headers/Authorization': 'another-one' };
    expect(await enterSecrets(session, 'hook', both)).toEqual({ saved: true });
    expect(session.current.secretTexts).not.toContain('top-secret');
  });

  it('that leads it to another path of the same server keeps them', async () => {
    const { session } = await hooked();
    await enterSecrets(session, 'hook', { url: 'https://good.example/b?t=2' });
    expect(states(session)).toEqual(['hook/url kept', 'hook/headers/Authorization kept']);
    expect(session.current.settings?.accounts.hook?.fields).toMatchObject({
      url: 'https://good.example/b?t=2',
      headers: { Authorization: 'top-secret' },
    });
  });

  it('that leads what it reads elsewhere is agreed to first', async () => {
    const { here, session } = await hooked();
    const reading = session.text().replace(/Authorization: .*/, 'Authorization: { env: NAME }');
    await session.save(reading);
    await enterSecrets(session, 'hook', { url: 'https://good.example/' });
    here.agrees.mockClear();
    here.agrees.mockResolvedValue(false);
    await enterSecrets(session, 'hook', { url: 'https://good.example/c' });
    expect(here.agrees).not.toHaveBeenCalled();
    const moving = enterSecrets(session, 'hook', { url: 'https://evil.example/' });
    await expect(moving).rejects.toThrow('did not allow');
    expect(here.agrees).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ reads: ['$NAME'], tells: ['hook → evil.example'] }),
    );
  });

  it('may be for a field that is kept as one', async () => {
    const { session } = await running();
    const more = '{ env: NAME }\n    username: { secret: env/username }';
    await session.save(text.replace('{ env: NAME }', more));
    expect(states(session)).toContain('env/username lost');
    expect(await enterSecrets(session, 'env', { username: 'somebody' })).toEqual({ saved: true });
    expect(session.current.settings?.accounts.env?.fields).toMatchObject({ username: 'somebody' });
    expect(session.text()).not.toContain('somebody');
  });

  it('takes the place of a variable', async () => {
    const { session } = await running();
    await enterSecrets(session, 'env', { password: 'typed' });
    expect(session.text()).toContain('password: { secret: env/password }');
    expect(session.current.settings?.accounts.env?.fields).toMatchObject({ password: 'typed' });
  });

  it('is judged by the provider', async () => {
    const { session } = await running();
    const result = await enterSecrets(session, 'home', { token: '' });
    expect(result).toMatchObject({
      saved: false,
      problems: [{ field: 'token', message: 'Fill this in.' }],
    });
  });
});

describe('a document that no longer satisfies the reader', () => {
  it('is kept, told and editable', async () => {
    const { here } = await running();
    if (here.disk === undefined) throw new Error('nothing kept');
    const document = { ...here.disk.document, interval: 'soon' };
    here.disk = { ...here.disk, document };
    const session = await here.start();
    const { disk } = here;
    expect(session.current.settings).toBeUndefined();
    expect(troubles(session)).toEqual(['settings']);
    expect(session.current.problems).toMatchObject([{ line: 2, field: 'interval' }]);
    expect(session.text()).toContain('interval: soon');
    expect(here.disk).toBe(disk);
    expect(await session.save(session.text().replace('soon', '5m'))).toEqual({ saved: true });
    expect(keys(session)).toBeUndefined();
    expect(troubles(session)).toEqual([]);
  });

  it('that holds a secret in plain has it encrypted', async () => {
    const { here } = await running();
    if (here.disk === undefined) throw new Error('nothing kept');
    const accounts = { home: { provider: 'strong', token: 'in-plain-sight' } };
    here.disk = { ...here.disk, document: { version: 1, accounts } };
    const session = await here.start();
    expect(session.text()).not.toContain('in-plain-sight');
    expect(JSON.stringify(here.disk)).not.toContain('in-plain-sight');
    expect((await here.start()).current.settings?.accounts.home?.fields).toMatchObject({
      token: 'in-plain-sight',
    });
  });

  it('that holds a secret in plain does not lose it where nothing can be encrypted', async () => {
    const { here } = await running();
    if (here.disk === undefined) throw new Error('nothing kept');
    const accounts = { home: { provider: 'strong', token: 'in-plain-sight' } };
    here.disk = { ...here.disk, secrets: {}, document: { version: 1, accounts } };
    here.box.mode = 'none';
    const session = await here.start();
    await session.savePreferences({ ...defaultPreferences, theme: 'dark' });
    here.box.mode = 'strong';
    expect((await here.start()).current.settings?.accounts.home?.fields).toMatchObject({
      token: 'in-plain-sight',
    });
  });
});

describe('a damaged file', () => {
  it('that was gone is told without a place', async () => {
    const here = computer();
    here.notice = { kind: 'restored' };
    const session = await here.start();
    expect(session.current.troubles[0]?.sentence).toBe(
      'The settings file was gone. The settings before the last change are used. Look them over.',
    );
  });

  it.each(['restored', 'reset'] as const)('is told: %s', async (kind) => {
    const here = computer();
    here.notice = { kind, aside: '/aside.json' };
    const session = await here.start();
    expect(session.current.troubles).toMatchObject([
      { kind: 'store', sentence: expect.stringContaining('/aside.json') },
    ]);
    // Until the user has looked.
    session.seen();
    expect(session.current.troubles).toEqual([]);
  });
});
