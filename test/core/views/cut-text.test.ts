import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutEnd, cutMiddle, oneLine } from '../../../electron/core/views/cut-text.ts';

const family = '👩‍👩‍👧‍👦';

describe('a text that is too long', () => {
  it.each([
    ['abcdef', 6, 'abcdef', 'abcdef'],
    ['abcdefg', 6, 'abcde…', 'abc…fg'],
    ['ab cdefg', 4, 'ab…', 'ab…g'],
    ['abc', 1, '…', '…'],
    ['abc', 0, '', ''],
    ['😀😀😀', 4, '😀…', '😀…'],
    [`${family}${family}`, 15, `${family}…`, `${family}…`],
    ['e\u0301'.repeat(4), 6, 'e\u0301e\u0301…', 'e\u0301…e\u0301'],
  ])('%s in %d units', (text, limit, end, middle) => {
    expect(cutEnd(text, limit)).toBe(end);
    expect(cutMiddle(text, limit)).toBe(middle);
  });

  it('has no more than its units, and no half of a letter', () => {
    const text = fc.string({ unit: 'grapheme-composite', maxLength: 60 });
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 70 }), (found, limit) => {
        for (const cut of [cutEnd(found, limit), cutMiddle(found, limit)]) {
          expect(cut.length).toBeLessThanOrEqual(limit);
          expect(cut.isWellFormed()).toBe(true);
        }
      }),
    );
  });
});

describe('a foreign text', () => {
  it('becomes one line without controls, bidi marks and halves of letters', () => {
    expect(oneLine(' a\r\n\u202eb\u0007\ud83d ')).toBe('a b \ufffd');
  });
});
