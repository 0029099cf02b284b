import { describe, expect, it } from 'vitest';
import { languages } from '../../../electron/contract/language.ts';
import { failureKinds } from '../../../electron/core/outcome.ts';
import { providerFinder } from '../../../electron/core/views/find-provider.ts';
import { failureSentence, providerNamed } from '../../../electron/core/views/outcome.ts';
import { presets } from '../../../electron/providers/dyndns2/presets.ts';
import { account, record, settingsOf } from '../../support/core-world-parts.ts';
import { providers } from '../../support/registered.ts';

const settings = settingsOf(
  [],
  [
    account('cloud', { provider: 'cloudflare', fields: {} }),
    account('preset', { provider: 'dyndns2', fields: { preset: 'noip' } }),
    account('host', { provider: 'dyndns2', fields: { server: 'dyn.example.com' } }),
    account('pdns', { provider: 'powerdns', fields: { url: 'http://127.0.0.1:8081/' } }),
    account('bind', { provider: 'rfc2136', fields: { server: '127.0.0.1' } }),
    account('hook', { provider: 'webhook', fields: { url: 'https://example.com/' } }),
  ],
);
const find = providerFinder({ providers, presets: { dyndns2: presets } }, settings);
const named = (id: string) => providerNamed(settings.accounts[id]?.provider ?? '', find, id);

describe('a provider', () => {
  it.each(['cloud', 'preset'])('of the account “%s” has a page to act at', (id) => {
    expect(named(id).docs).toMatch(/^https:/);
  });

  it.each(['host', 'pdns', 'bind', 'hook'])(
    'of the account “%s” is the user’s own server',
    (id) => {
      const provider = named(id);
      expect(provider.docs).toBeUndefined();
      for (const kind of failureKinds) {
        for (const language of languages) {
          for (const actions of ['cli', 'desktop'] as const) {
            const home = record('home.example.com', 'A', { account: id });
            const failure = { kind, record: home, provider, stopped: false };
            const sentence = failureSentence(failure, language, actions);
            expect(sentence).not.toMatch(/https?:|undefined|\(\)|（）| {2}/);
          }
        }
      }
    },
  );

  it('that refuses credentials for a server of the user’s own sends them to the settings', () => {
    const home = record('home.example.com', 'A', { account: 'host' });
    const failure = {
      kind: 'auth',
      record: home,
      provider: named('host'),
      stopped: false,
    } as const;
    expect(failureSentence(failure, 'en')).toContain(
      'Check the user name and password (or token), then enter them again in the settings.',
    );
  });

  it('that knows no host names it without the type', () => {
    const home = record('home.example.com', 'A', { account: 'host' });
    const provider = named('host');
    const sentence = failureSentence(
      { kind: 'hostNotFound', record: home, provider, stopped: false },
      'en',
    );
    expect(sentence).toContain('knows no host home.example.com in');
  });
});
