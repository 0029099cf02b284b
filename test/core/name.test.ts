import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  candidateZones,
  isNameProblem,
  isWithin,
  parseName,
  relativeName,
} from '../../electron/core/name.ts';

const label63 = 'a'.repeat(63);
const name253 = `${label63}.${label63}.${label63}.${'a'.repeat(61)}`;

describe('parseName', () => {
  it.each([
    ['home.example.com', 'home.example.com'],
    ['HOME.Example.COM', 'home.example.com'],
    ['home.example.com.', 'home.example.com'],
    ['*.example.com', '*.example.com'],
    ['_acme-challenge.example.com', '_acme-challenge.example.com'],
    ['a-b.example.com', 'a-b.example.com'],
    ['1.example.com', '1.example.com'],
    ['4.3.2.1.in-addr.arpa', '4.3.2.1.in-addr.arpa'],
    ['xn--r8jz45g.jp', 'xn--r8jz45g.jp'],
    ['例え.jp', 'xn--r8jz45g.jp'],
    ['例え.jp.', 'xn--r8jz45g.jp'],
    ['例え。jp', 'xn--r8jz45g.jp'],
    ['例え。jp。', 'xn--r8jz45g.jp'],
    ['*.例え.jp', '*.xn--r8jz45g.jp'],
    ['家.例え.jp', 'xn--fct.xn--r8jz45g.jp'],
    ['BÜCHER.example', 'xn--bcher-kva.example'],
    ['straße.de', 'xn--strae-oqa.de'],
    ['ｅｘａｍｐｌｅ.com', 'example.com'],
    [`${label63}.com`, `${label63}.com`],
    [name253, name253],
    [`${name253}.`, name253],
  ])('reads %j as %j', (text, name) => {
    expect(parseName(text)).toBe(name);
    expect(isNameProblem(parseName(text))).toBe(false);
  });

  it.each([
    ['', 'empty'],
    ['.', 'empty'],
    ['home example.com', 'space'],
    [' home.example.com', 'space'],
    ['home.example.com\n', 'space'],
    ['home\u00a0.example.com', 'space'],
    ['例え\u3000.jp', 'space'],
    ['example', 'single'],
    ['*', 'single'],
    ['例え', 'single'],
    ['..', 'label'],
    ['a..example.com', 'label'],
    ['.example.com', 'label'],
    ['example.com..', 'label'],
    ['例え..jp', 'label'],
    [`${label63}a.com`, 'label'],
    [`${'ü'.repeat(60)}.de`, 'label'],
    [`${name253}a`, 'long'],
    ['-a.example.com', 'character'],
    ['a-.example.com', 'character'],
    ['a.*.example.com', 'character'],
    ['a*.example.com', 'character'],
    ['*a.example.com', 'character'],
    ['**.example.com', 'character'],
    ['*例え.jp', 'character'],
    ['https://example.com', 'character'],
    ['example.com/path', 'character'],
    ['example.com:80', 'character'],
    ['user@example.com', 'character'],
    ['a!.example.com', 'character'],
    ["a'.example.com", 'character'],
    ['a\u0000.example.com', 'character'],
    ['a\u0001ü.example.com', 'character'],
    ['%61.example.com', 'character'],
    ['a.example.com?', 'character'],
    ['a.example.com#', 'character'],
    ['a\\.example.com', 'character'],
    ['[::1].com', 'character'],
    ['a.例え：80.jp', 'character'],
    ['a\u202eb.例え.jp', 'character'],
    ['81.2.69.142', 'character'],
    ['１.２.３', 'character'],
    ['８１.２.６９.１４２', 'character'],
    ['例え.1', 'character'],
    ['a.0x1f', 'character'],
  ])('refuses %j: %s', (text, problem) => {
    expect(parseName(text)).toBe(problem);
    expect(isNameProblem(parseName(text))).toBe(true);
  });

  const label = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,20}[a-z0-9])?$/);
  const name = fc
    .tuple(
      fc.array(label, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('com', 'example', 'jp', 'xn--p1ai'),
    )
    .map(([labels, top]) => [...labels, top].join('.'));

  it('reads capitals, a trailing dot and the plain form as one name', () => {
    fc.assert(
      fc.property(name, (text) => {
        expect(parseName(text)).toBe(text);
        expect(parseName(`${text.toUpperCase()}.`)).toBe(text);
        expect(parseName(`*.${text}`)).toBe(`*.${text}`);
      }),
    );
  });

  it('makes nothing that is not fit for the wire, whatever it reads, and reads its own word again', () => {
    const pieces = fc.array(
      fc.constantFrom(
        'a',
        '例え',
        'ü',
        '.',
        '。',
        '*',
        '-',
        '_',
        '１',
        '0x',
        'ß',
        ' ',
        '\u00ad',
        '\u200d',
        '%',
        'xn--',
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'grapheme' }),
          pieces.map((all) => all.join('')),
        ),
        (text) => {
          const result = parseName(text);
          if (isNameProblem(result)) return;
          expect(result).toMatch(/^(?:\*\.)?[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/);
          expect(result.length).toBeLessThanOrEqual(253);
          expect(parseName(result)).toBe(result);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('zones', () => {
  it('are looked for from the longest to the shortest', () => {
    expect(candidateZones('a.b.example.com')).toEqual([
      'a.b.example.com',
      'b.example.com',
      'example.com',
      'com',
    ]);
    expect(candidateZones('*.example.com')).toEqual(['*.example.com', 'example.com', 'com']);
  });

  it('hold a name by whole labels (ddns-go: notexample.com was taken for a name of example.com)', () => {
    expect(isWithin('notexample.com', 'example.com')).toBe(false);
    expect(isWithin('home.notexample.com', 'example.com')).toBe(false);
    expect(isWithin('home.example.com', 'example.com')).toBe(true);
    expect(isWithin('example.com', 'example.com')).toBe(true);
    expect(isWithin('example.com', 'home.example.com')).toBe(false);
    expect(isWithin('example.com.evil.net', 'example.com')).toBe(false);
  });

  it('make a name relative, which at the apex is empty (ddns-updater: the apex became @.example.com)', () => {
    expect(relativeName('example.com', 'example.com')).toBe('');
    expect(relativeName('a.b.example.com', 'example.com')).toBe('a.b');
    expect(relativeName('*.example.com', 'example.com')).toBe('*');
  });

  it('hold every name that has them as a candidate, and no other', () => {
    fc.assert(
      fc.property(fc.domain(), fc.domain(), (one, other) => {
        for (const zone of candidateZones(one)) {
          expect(isWithin(one, zone)).toBe(true);
          const rest = relativeName(one, zone);
          expect(rest === '' ? zone : `${rest}.${zone}`).toBe(one);
        }
        expect(isWithin(one, other)).toBe(candidateZones(one).includes(other));
      }),
    );
  });
});
