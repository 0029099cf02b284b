import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unicodeNames } from '../../renderer/host-name.ts';
import { decodePunycode } from '../../renderer/punycode.ts';

describe('a host name of another script', () => {
  // Samples of RFC 3492 section 7.1, in small letters.
  it.each([
    ['egbpdaj6bu4bxfgehfvwxn', 'ليهمابتكلموشعربي؟'],
    ['ihqwcrb4cv8a8dqg056pqjye', '他们为什么不说中文'],
    ['ihqwctvzc91f659drss3x8bo0yb', '他們爲什麽不說中文'],
    ['proprostnemluvesky-uyb24dma41a', 'pročprostěnemluvíčesky'],
    ['4dbcagdahymbxekheh6e0a7fei0b', 'למההםפשוטלאמדבריםעברית'],
    ['n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa', 'なぜみんな日本語を話してくれないのか'],
    ['b1abfaaepdrnnbgefbadotcwatmq2g4l', 'почемужеонинеговорятпорусски'],
    ['3b-ww4c5e180e575a65lsy2b', '3年b組金八先生'],
    ['-with-super-monkeys-pc58ag80a8qai00g7n9n', '安室奈美恵-with-super-monkeys'],
    ['majikoi5-783gue6qz075azm5e', 'majiでkoiする5秒前'],
  ])('is decoded: %s', (code, text) => {
    expect(decodePunycode(code)).toBe(text);
  });

  it.each([
    ['home.xn--fsqu00a.xn--fiqs8s', 'home.例子.中国'],
    ['*.xn--fiqs8s', '*.中国'],
    ['xn--fsqu00a.cn (A): 203.0.113.7.', '例子.cn (A): 203.0.113.7.'],
    ['home.example.com', 'home.example.com'],
    // Neither Punycode, nor a text's end, nor what leads back to the same label.
    ['xn--99999999.com', 'xn--99999999.com'],
    ['xn--a.com', 'xn--a.com'],
    ['xn--0.com', 'xn--0.com'],
    // “ﬀ” is never a label's: it would become “ff”.
    ['xn--23g.com', 'xn--23g.com'],
    ['my-xn--fiqs8s.com', 'my-xn--fiqs8s.com'],
    // A mark that turns the direction.
    ['xn--a-3wn.com', 'xn--a-3wn.com'],
  ])('%j is shown as %j', (text, expected) => {
    expect(unicodeNames(text)).toBe(expected);
  });

  it('is read as the runtime writes it, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (text) => {
        const ascii = domainToASCII(text);
        fc.pre(/^xn--[a-z0-9-]+$/.test(ascii));
        expect(domainToASCII(unicodeNames(ascii))).toBe(ascii);
      }),
    );
  });

  it('that is made up is shown as it is, or leads back to itself', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9-]{1,40}$/), (code) => {
        const label = `xn--${code}`;
        const text = unicodeNames(label);
        expect(text === label || domainToASCII(text) === label).toBe(true);
      }),
    );
  });
});
