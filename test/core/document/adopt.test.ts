import { describe, expect, it } from 'vitest';
import { adoptSecrets } from '../../../electron/core/document/adopt.ts';
import type { SettingsDocument } from '../../../electron/core/document.ts';
import { testProviders } from '../../support/settings-world.ts';

const home = {
  provider: 'strong',
  token: { secret: 'home/token' },
  url: 'https://api.example.com/',
  headers: { Key: { secret: 'home/headers/Key' }, Plain: { env: 'NAME' } },
};
const present: SettingsDocument = { version: 1, accounts: { home } };

function adopt(accounts: unknown, more: object = {}) {
  return adoptSecrets({ version: 1, accounts, ...more }, present, { providers: testProviders });
}

const { token: _, ...withoutToken } = home;

describe('secrets of a text that is to become the settings', () => {
  it('are kept for an account that is as it was', () => {
    const { kept, fresh, document } = adopt({ home });
    expect([...kept]).toEqual(['home/token', 'home/headers/Key']);
    expect(fresh.size).toBe(0);
    expect(document).toEqual(present);
  });

  it('are kept whatever the order of the keys, and whatever becomes of the rest', () => {
    const reversed = Object.fromEntries(Object.entries(home).reverse());
    const other = { provider: 'weak', password: 'new' };
    expect(adopt({ other, home: reversed }, { interval: '5m' }).kept.size).toBe(2);
  });

  /** What a stranger's file may try, to be sent a secret that it only knows by name. */
  it.each<[string, object]>([
    ['its server changed', { home: { ...home, url: 'https://evil.example/' } }],
    ['its server left out', { home: { ...home, url: undefined } }],
    ['another provider', { home: { ...home, provider: 'weak' } }],
    ['an unknown provider', { home: { ...home, provider: 'evil' } }],
    ['a field more', { home: { ...home, port: 8053 } }],
    ['a header more', { home: { ...home, headers: { ...home.headers, Host: 'evil.example' } } }],
    ['another account of the same name but for its case', { Home: home }],
    ['an account that names the secret of another', { evil: { ...home } }],
    [
      'a field that is sent in clear',
      { home: { ...withoutToken, token: 'x', url: { secret: 'home/token' } } },
    ],
    ['a header in its place', { home: { ...home, headers: { Evil: { secret: 'home/token' } } } }],
    ['the two secrets swapped', { home: { ...home, token: { secret: 'home/headers/Key' } } }],
    ['a new secret text, which may be an address', { home: { ...home, token: 'new-token' } }],
    [
      'a variable changed',
      { home: { ...home, headers: { ...home.headers, Plain: { env: 'X' } } } },
    ],
    ['a list in place of a map', { home: [home] }],
    ['a seal in place of a secret', { home: { ...home, token: { sealed: 'ddns1.x' } } }],
    ['keys of every object', { ['__proto__']: home, constructor: home }],
  ])('are lost with %s', (_title, accounts) => {
    const { kept } = adopt(accounts);
    expect([...kept]).toEqual([]);
  });

  it('come out of the text, each under its place', () => {
    const { document, fresh } = adopt({
      home: { provider: 'strong', token: 'one', headers: { 'a/b~': 'two' }, url: 'plain' },
    });
    expect(Object.fromEntries(fresh)).toEqual({
      'home/token': 'one',
      'home/headers/a~1b~0': 'two',
    });
    expect(document.accounts).toEqual({
      home: {
        provider: 'strong',
        token: { secret: 'home/token' },
        headers: { 'a/b~': { secret: 'home/headers/a~1b~0' } },
        url: 'plain',
      },
    });
  });

  it('that are lost are named by their own place from then on', () => {
    const { document } = adopt({ evil: { provider: 'strong', token: { secret: 'home/token' } } });
    expect(document.accounts).toEqual({
      evil: { provider: 'strong', token: { secret: 'evil/token' } },
    });
  });

  it('stay in variables and files', () => {
    const account = { provider: 'strong', token: { file: 'token.txt' } };
    const { document, fresh } = adopt({ home: account });
    expect(document.accounts).toEqual({ home: account });
    expect(fresh.size).toBe(0);
  });

  it.each<[unknown]>([[undefined], [null], ['text'], [[]], [{ home: null }], [{ home: 'x' }]])(
    'may be missing altogether: %j',
    (accounts) => expect(adopt(accounts).document.accounts).toEqual(accounts),
  );

  it('are found in a value that is deeper than any reader goes', () => {
    let deep: unknown = 'secret';
    for (let at = 0; at < 5_000; at += 1) deep = { deep };
    expect(adopt({ home: { provider: 'strong', token: deep } }).fresh.size).toBe(0);
  });
});
