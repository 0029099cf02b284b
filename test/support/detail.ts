import { expect } from 'vitest';
import { type Detail, detailText } from '../../electron/core/outcome.ts';

/** Matches a detail whose English text holds that text; of ours, both languages must say something. */
export function saying(text: string | RegExp): unknown {
  return expect.toSatisfy((detail: Detail) => {
    const english = detailText(detail, 'en');
    const both = english !== '' && detailText(detail, 'zh-CN') !== '';
    return both && (typeof text === 'string' ? english.includes(text) : text.test(english));
  });
}
