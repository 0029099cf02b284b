import { describe, expect, it } from 'vitest';
import type { AccountEntry } from '../../../electron/contract/forms.ts';
import { edited } from '../../support/edit-world.ts';

const home = { provider: 'strong', token: { secret: 'home/token' }, port: 5353 };
const texts = { 'home/token': 'top-secret' };
const all = { token: { keep: true }, port: '5353' } as const;

describe('a removed account', () => {
  const records = [
    { name: ['a.example.com', 'b.example.com'], account: 'home' },
    { name: 'a.example.com', account: 'other' },
  ];
  const other = { provider: 'weak', password: { secret: 'other/password' } };

  it('goes with its records; a name of another account stays there', () => {
    const document = { version: 1, accounts: { home, other }, records };
    expect(edited({ kind: 'removeAccount', id: 'home' }, document)).toEqual({
      document: { version: 1, accounts: { other }, records: [records[1]] },
      problems: [],
    });
  });

  it('leaves nothing where it was the only one', () => {
    const document = { version: 1, accounts: { home }, records: [records[0]] };
    expect(edited({ kind: 'removeAccount', id: 'home' }, document).document).toEqual({
      version: 1,
    });
  });

  it('that went already is told', () => {
    const { problems } = edited({ kind: 'removeAccount', id: 'gone' }, { version: 1 });
    expect(problems).toEqual([
      { field: '', message: expect.stringContaining('removed meanwhile') },
    ]);
  });
});

describe('a setup', () => {
  const records = {
    names: ['a.example.com', 'b c'],
    account: 'home',
    types: null,
    ttl: 'soon',
    proxied: null,
    zone: null,
    host: null,
    prefix: null,
  };

  it('makes the account and its records at once', () => {
    const account = { id: 'home', service: 'strong', values: { token: 'x' } };
    const fine = { ...records, names: ['a.example.com'], ttl: null };
    const edit = { kind: 'setup', account, isNew: true, records: fine } as const;
    expect(edited(edit, { version: 1 })).toEqual({
      document: {
        version: 1,
        accounts: { home: { provider: 'strong', token: 'x' } },
        records: [{ name: 'a.example.com', account: 'home' }],
      },
      problems: [],
    });
  });

  it('may add to an account that is there', () => {
    const account = { id: 'home', service: 'strong', values: all };
    const fine = { ...records, names: ['a.example.com'], ttl: null };
    const edit = { kind: 'setup', account, isNew: false, records: fine } as const;
    const { document, problems } = edited(edit, { version: 1, accounts: { home } }, { texts });
    expect(problems).toEqual([]);
    expect(document).toEqual({
      version: 1,
      accounts: { home },
      records: [{ name: 'a.example.com', account: 'home' }],
    });
  });

  it('is told what is wrong with each part', () => {
    const account = { id: 'home', service: 'strong', values: { port: '0' } };
    const edit = { kind: 'setup', account, isNew: true, records } as const;
    const { problems } = edited(edit, { version: 1 });
    expect(problems.map(({ field }) => field)).toEqual([
      'account/token',
      'account/port',
      'records/ttl',
      'records/names/1',
    ]);
  });

  it.each<[string, AccountEntry, boolean, string]>([
    ['no name', { id: ' ', service: 'strong', values: { token: 'x' } }, true, 'account/id'],
    ['no such account', { id: 'home', service: 'strong', values: all }, false, ''],
    ['no such service', { id: 'home', service: 'gone', values: {} }, true, ''],
  ])('is told once where its records have no account: %s', (_title, account, isNew, field) => {
    const fine = { ...records, names: ['a.example.com'], ttl: null };
    const edit = { kind: 'setup', account, isNew, records: fine } as const;
    const { problems } = edited(edit, { version: 1 });
    expect(problems.map((each) => each.field)).toEqual([field]);
  });
});
