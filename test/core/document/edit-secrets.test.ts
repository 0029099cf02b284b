import { describe, expect, it } from 'vitest';
import type { EnteredValue, SettingsEdit } from '../../../electron/contract/forms.ts';
import type { SettingsDocument } from '../../../electron/core/document.ts';
import { edited } from '../../support/edit-world.ts';
import { providers as registered } from '../../support/registered.ts';

type Values = Readonly<Record<string, EnteredValue>>;

const keep = { keep: true } as const;

function changed(id: string, service: string, values: Values): SettingsEdit {
  return { kind: 'account', isNew: false, account: { id, service, values } };
}

const home = {
  provider: 'strong',
  token: { secret: 'home/token' },
  port: 5353,
  url: { env: 'URL' },
  headers: { 'X-Key': { secret: 'home/headers/X-Key' } },
};
const texts = { 'home/token': 'top-secret', 'home/headers/X-Key': 'top-secret-too' };
const present: SettingsDocument = { version: 1, accounts: { first: 1, home } };
const all: Values = { token: keep, port: '5353', url: keep, 'headers/X-Key': keep };

/** What becomes of the account, without the problem that the other one is. */
function change(
  values: Values,
  document = present,
  known: Readonly<Record<string, string>> = texts,
) {
  const result = edited(changed('home', 'strong', values), document, { texts: known });
  const { accounts } = result.document as { accounts: { home: unknown } };
  return {
    home: accounts.home,
    problems: result.problems.filter(({ field }) => field !== '').map(({ field }) => field),
    messages: result.problems.map(({ message }) => message),
  };
}

describe('a changed account', () => {
  it('that is as it was changes nothing', () => {
    expect(change(all)).toMatchObject({ home, problems: [] });
  });

  it('has what was entered, and keeps the rest', () => {
    expect(change({ ...all, token: 'new' })).toMatchObject({
      home: { ...home, token: 'new' },
      problems: [],
    });
    expect(change({ ...all, token: 'new', 'headers/X-Key': 'new-too', url: '', port: '' })).toEqual(
      {
        home: { provider: 'strong', token: 'new', headers: { 'X-Key': 'new-too' } },
        problems: [],
        messages: expect.any(Array),
      },
    );
  });

  it('keeps what its form does not know', () => {
    const odd = { ...home, mode: ['tcp'], extra: 1 };
    const { home: after } = change(all, { version: 1, accounts: { home: odd } });
    expect(after).toEqual(odd);
  });

  it.each([
    ['a text in the place of a map', { success: 'good' }],
    ['empty maps', { success: {}, headers: {} }],
  ])('keeps inside it what its form does not know: %s', (_title, odd) => {
    const accounts = { hook: { provider: 'webhook', url: { secret: 'hook/url' }, ...odd } };
    const edit = changed('hook', 'webhook', { url: keep });
    const options = { providers: registered, texts: { 'hook/url': 'https://good.example/{ip}' } };
    const { document, problems } = edited(edit, { version: 1, accounts }, options);
    expect(document.accounts).toEqual(accounts);
    expect(problems.filter(({ field }) => field === 'url')).toEqual([]);
  });

  it.each<[string, Values, readonly string[]]>([
    ['another port', { ...all, port: '53' }, ['token', 'headers/X-Key']],
    ['no port', { ...all, port: '' }, ['token', 'headers/X-Key']],
    ['another server', { ...all, url: 'https://evil.example/' }, ['token', 'headers/X-Key']],
    ['a choice more', { ...all, mode: 'tcp' }, ['token', 'headers/X-Key']],
    ['another header', { ...all, 'headers/X-More': 'x' }, ['token', 'headers/X-Key']],
    ['all, and one secret entered', { ...all, token: 'x', port: '1' }, ['headers/X-Key']],
    ['one secret more', { ...all, token: 'https://evil.example/' }, ['headers/X-Key']],
    ['an address with a hole', { ...all, token: 'https://evil.example:{ttl}/' }, ['headers/X-Key']],
    ['one that is not there', { ...all, 'headers/X-Gone': keep }, ['headers/X-Gone']],
  ])('wants its secrets again where they could go elsewhere: %s', (_title, values, fields) => {
    expect(change(values).problems).toEqual(fields);
  });

  it('wants a lost secret again, and waits for one that cannot be read now', () => {
    expect(change(all, present, { 'home/headers/X-Key': 'x' }).problems).toEqual(['token']);
    const busy = ['home/token', 'home/headers/X-Key'];
    const { problems } = edited(changed('home', 'strong', all), present, { busy });
    expect(problems.filter(({ field }) => field !== '')).toEqual([]);
  });

  it('says why, without the secret', () => {
    const { messages } = change({ ...all, port: '53' });
    expect(messages.join()).toContain('Other data of this account changed');
    expect(messages.join()).not.toContain('top-secret');
  });

  it('may get a secret that it had not, or lose one', () => {
    const accounts = {
      free: {
        provider: 'freedns',
        host: 'home.mooo.com',
        token: { secret: 'free/token' },
      },
    };
    const values = { host: 'home.mooo.com', token: keep, tokenIpv6: 'abcdefghijklmnop' };
    const options = { providers: registered, texts: { 'free/token': 'ponmlkjihgfedcba' } };
    const more = edited(changed('free', 'freedns', values), { version: 1, accounts }, options);
    expect(more.problems.filter(({ field }) => field === 'token')).toEqual([]);
  });

  it('wants a secret again where its address went', () => {
    const accounts = {
      hook: { provider: 'webhook', url: { secret: 'hook/url' }, body: { secret: 'hook/body' } },
    };
    const known = { 'hook/url': 'https://good.example/?a={ip}', 'hook/body': 'top-secret' };
    const options = { providers: registered, texts: known };
    const at = (values: Values) =>
      edited(changed('hook', 'webhook', values), { version: 1, accounts }, options)
        .problems.filter(({ message }) => message.includes('Enter it again'))
        .map(({ field }) => field);
    expect(at({ url: 'https://good.example/b', body: keep })).toEqual([]);
    expect(at({ url: 'https://evil.example/b', body: keep })).toEqual(['body']);
    expect(at({ url: 'http://good.example/b', body: keep })).toEqual(['body']);
    expect(at({ body: keep })).toEqual(['body']);
  });

  it('keeps one secret that is so though its field is none, unless it is entered', () => {
    const accounts = {
      own: {
        provider: 'dyndns2',
        server: { secret: 'own/server' },
        username: 'me',
        password: { secret: 'own/password' },
      },
    };
    const known = { 'own/server': 'good.example', 'own/password': 'top-secret' };
    const options = { providers: registered, texts: known };
    const kept = { server: keep, username: 'me', password: keep };
    const at = (values: Values) =>
      edited(changed('own', 'dyndns2', values), { version: 1, accounts }, options);
    expect(at(kept)).toEqual({ document: { version: 1, accounts }, problems: [] });
    expect(at({ ...kept, server: 'evil.example' }).problems).toMatchObject([{ field: 'password' }]);
    const entered = at({ ...kept, server: 'other.example', password: 'p' });
    expect(entered.problems).toEqual([]);
    expect(entered.document.accounts).toEqual({ own: { ...accounts.own, password: 'p' } });
  });

  it.each<[string, SettingsEdit, RegExp]>([
    ['that went', changed('gone', 'strong', all), /was removed meanwhile/],
    ['at another provider by now', changed('home', 'weak', {}), /changed elsewhere/],
  ])('%s is left alone', (_title, edit, sentence) => {
    const { document, problems } = edited(edit, present, { texts });
    expect(document).toEqual(present);
    expect(problems[0]).toEqual({ field: '', message: expect.stringMatching(sentence) });
  });
});
