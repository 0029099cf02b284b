import { describe, expect, it } from 'vitest';
import { zoneNames } from '../../electron/providers/api/define.ts';
import { wireName } from '../../electron/providers/api/names.ts';

describe('a name as a service shows it', () => {
  it.each([
    ['Home.Example.COM.', 'home.example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['\\052.example.com.', '*.example.com'],
    ['_acme.example.com', '_acme.example.com'],
    ['lan', 'lan'],
    ['Bücher.', 'xn--bcher-kva'],
  ])('%s is %s of ours', (shown, name) => {
    expect(wireName(shown)).toBe(name);
  });

  it.each([
    '',
    '.',
    '@',
    '*',
    '203.0.113.7',
    'a b.example.com',
    'example.com/../other',
    'example.com?x=1',
    '\u001b[2J.example.com',
    'example.com\n',
    '\u202eexample.com/',
    'a..example.com',
    `${'a'.repeat(64)}.example.com`,
  ])('%j is none', (shown) => {
    expect(wireName(shown)).toBe('');
  });

  it('is none where it is longer than any', () => {
    expect(wireName(`${'a.'.repeat(200)}example.com`)).toBe('');
    expect(wireName('é.'.repeat(1_000_000))).toBe('');
  });

  it('is left out of the zones to pick from where it is none', async () => {
    const zones = ['b.example', 'no name', 'a.example'].map((shown) => ({
      id: shown,
      name: wireName(shown),
    }));
    const source = { list: async () => zones, find: async () => undefined };
    expect(await zoneNames(source)).toEqual(['a.example', 'b.example']);
  });
});
