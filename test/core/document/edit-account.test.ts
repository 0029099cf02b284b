import { describe, expect, it } from 'vitest';
import type { EnteredValue, SettingsEdit } from '../../../electron/contract/forms.ts';
import { edited } from '../../support/edit-world.ts';
import { providers as registered } from '../../support/registered.ts';

type Values = Readonly<Record<string, EnteredValue>>;

const keep = { keep: true } as const;

function added(id: string, service: string, values: Values): SettingsEdit {
  return { kind: 'account', isNew: true, account: { id, service, values } };
}

describe('a new account', () => {
  it('has its values as its provider wants them, without those left empty', () => {
    const values = {
      token: 'new-token',
      port: '5353',
      mode: '',
      url: 'https://dns.example.com/',
      'headers/X-Key': 'new-header',
      'headers/X-None': '',
    };
    const { document, problems } = edited(added(' home ', 'strong', values), { version: 1 });
    expect(problems).toEqual([]);
    expect(document).toEqual({
      version: 1,
      accounts: {
        home: {
          provider: 'strong',
          token: 'new-token',
          port: 5353,
          url: 'https://dns.example.com/',
          headers: { 'X-Key': 'new-header' },
        },
      },
    });
  });

  it('may be at a host that a provider knows by name', () => {
    const edit = added('home', 'dyndns2/strato', { username: 'me.example', password: 'p' });
    const { document, problems } = edited(edit, { version: 1 }, { providers: registered });
    expect(problems).toEqual([]);
    expect(document.accounts).toEqual({
      home: { provider: 'dyndns2', preset: 'strato', username: 'me.example', password: 'p' },
    });
  });

  it('may hold lists and maps, as texts', () => {
    const values = { url: 'https://x.example.com/{ip}', 'success/status': '200, 204' };
    const { document } = edited(
      added('hook', 'webhook', values),
      { version: 1 },
      { providers: registered },
    );
    expect(document.accounts).toEqual({
      hook: {
        provider: 'webhook',
        url: 'https://x.example.com/{ip}',
        success: { status: [200, 204] },
      },
    });
  });

  it('takes the place of nothing that is no list of accounts', () => {
    const edit = added('home', 'strong', { token: 'x' });
    const { document, problems } = edited(edit, { version: 1, accounts: ['odd'] });
    expect(document).toEqual({ version: 1, accounts: ['odd'] });
    expect(problems).toMatchObject([{ field: '' }]);
  });

  const others = { old: { provider: 'weak', password: { secret: 'old/password' } } };

  it.each<[string, SettingsEdit, string, RegExp]>([
    ['no name', added('', 'strong', { token: 'x' }), 'id', /^Fill this in\.$/],
    ['a wrong name', added('a b', 'strong', { token: 'x' }), 'id', /cannot name an account/],
    ['a dangerous name', added('__proto__', 'strong', { token: 'x' }), 'id', /cannot name/],
    ['a name that is taken', added('old', 'strong', { token: 'x' }), 'id', /“old” already/],
    ['a field left empty', added('home', 'strong', { token: '' }), 'token', /^Fill this in\.$/],
    ['a field left out', added('home', 'strong', {}), 'token', /^Fill this in\.$/],
    ['a secret to keep', added('home', 'strong', { token: keep }), 'token', /^Fill this in\.$/],
    ['no number', added('home', 'strong', { token: 'x', port: 'x' }), 'port', /Write digits only/],
    ['no port', added('home', 'strong', { token: 'x', port: '0' }), 'port', /1 to 65535/],
    ['no choice', added('home', 'strong', { token: 'x', mode: 'ftp' }), 'mode', /not possible/],
    [
      'its provider’s words',
      added('home', 'weak', { password: 'x', username: 'root' }),
      'username',
      /Not as root/,
    ],
    ['no service', added('home', 'gone', {}), '', /does not know the service/],
    ['no host', added('home', 'weak/x', {}), '', /does not know the service/],
    ['a field that there is not', added('home', 'strong', { token: 'x', a: 'x' }), '', /changed/],
    ['another provider', added('home', 'strong', { token: 'x', provider: 'weak' }), '', /changed/],
  ])('is told what is wrong beside its field: %s', (_title, edit, field, sentence) => {
    const { problems } = edited(
      edit,
      { version: 1, accounts: others },
      { texts: { 'old/password': 'x' } },
    );
    expect(problems).toEqual([{ field, message: expect.stringMatching(sentence) }]);
  });

  it.each<[string, Values, string]>([
    ['webhook', { url: 'https://x.example.com/', 'headers/a b': 'x' }, 'headers/a b'],
    ['webhook', { url: 'https://x.example.com/', 'success/status': '20' }, 'success/status'],
    ['webhook', { url: 'https://x.example.com/', 'success/body': '(' }, 'success/body'],
    ['dyndns2', { password: 'x' }, 'server'],
    ['dyndns2', { server: ':', username: 'x', password: 'x' }, 'server'],
    ['dyndns2/strato', { password: 'x' }, 'username'],
  ])('of %s is told beside the field inside a map, or the one that is shown: %j', (...row) => {
    const [service, values, field] = row;
    const { problems } = edited(
      added('home', service, values),
      { version: 1 },
      { providers: registered },
    );
    expect(problems.map((each) => each.field)).toEqual([field]);
  });

  it('is never told with its secret', () => {
    const values = { accessKeyId: 'x y', secretAccessKey: 'top secret\n' };
    const { problems } = edited(
      added('home', 'route53', values),
      { version: 1 },
      { providers: registered },
    );
    expect(problems.map(({ field }) => field)).toContain('secretAccessKey');
    expect(JSON.stringify(problems)).not.toContain('top secret');
  });

  it('is told in the language of the user', () => {
    const { problems } = edited(added('home', 'strong', {}), { version: 1 }, { language: 'zh-CN' });
    expect(problems).toEqual([{ field: 'token', message: '请填写此项。' }]);
  });
});
