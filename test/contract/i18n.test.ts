import { describe, expect, it } from 'vitest';
import { catalogue, pickLanguage } from '../../electron/contract/i18n/catalogue.ts';
import {
  dateText,
  durationText,
  listText,
  numberText,
  relativeText,
} from '../../electron/contract/i18n/format.ts';

/** Every text of a catalogue by its path; a function is called with its parameters' numbers. */
function texts(value: unknown, path = ''): readonly (readonly [string, unknown])[] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => texts(inner, `${path}.${key}`));
  }
  return [[path, value]];
}

describe('the language', () => {
  it.each([
    [['zh-CN'], 'zh-CN'],
    [['zh-Hant-TW', 'en'], 'zh-CN'],
    [['zh_CN.UTF-8'], 'zh-CN'],
    [['de-DE', 'zh'], 'zh-CN'],
    [['en-GB', 'zh-CN'], 'en'],
    [['C'], 'en'],
    [['zhuang'], 'en'],
    [[], 'en'],
  ])('of a user who wishes %j is %s', (tags, language) => {
    expect(pickLanguage(tags)).toBe(language);
  });
});

describe('the catalogues', () => {
  const [en, zh] = [texts(catalogue('en')), texts(catalogue('zh-CN'))];

  it('have the same texts', () => {
    expect(zh.map(([path]) => path)).toEqual(en.map(([path]) => path));
  });

  it('each speak their own language', () => {
    for (const [path, text] of en) expect(String(text), path).not.toMatch(/[\u4e00-\u9fff]/);
    for (const [path, text] of zh) {
      if (typeof text !== 'string' || !/[a-z]+ [a-z]+ [a-z]+/.test(text)) continue;
      expect(text, path).toMatch(/[\u4e00-\u9fff]/);
    }
  });
});

describe('numbers, times and lists', () => {
  it.each([
    [7_500_000, '2 hours 5 minutes', '2小时5分钟'],
    [7_200_000, '2 hours', '2小时'],
    [3_600_500, '1 hour', '1小时'],
    [30_000, '30 seconds', '30秒'],
    [1000, '1 second', '1秒'],
    [999, '0 seconds', '0秒'],
    [90_061_000, '1 day 1 hour', '1天1小时'],
  ])('a span of %d ms', (ms, en, zh) => {
    expect([durationText('en', ms), durationText('zh-CN', ms)]).toEqual([en, zh]);
  });

  it.each([
    [-300_000, '5 minutes ago', '5分钟前'],
    [30_000, 'in 30 seconds', '30秒钟后'],
    [0, 'now', '现在'],
  ])('a time %d ms from now', (distance, en, zh) => {
    const now = 1_790_000_000_000;
    expect(relativeText('en', now + distance, now)).toBe(en);
    expect(relativeText('zh-CN', now + distance, now)).toBe(zh);
  });

  it('a date, a number and a list', () => {
    expect(dateText('en', 1_790_000_000_000, 'UTC')).toMatch(/^Sep 21, 2026, 2:13:20\sPM$/);
    expect(dateText('zh-CN', 1_790_000_000_000, 'UTC')).toBe('2026年9月21日 14:13:20');
    expect(numberText('en', 1_048_576)).toBe('1,048,576');
    expect(listText('en', ['a', 'b', 'c'], 'disjunction')).toBe('a, b or c');
    expect(listText('en', ['a'])).toBe('a');
    expect(listText('zh-CN', ['甲', '乙', '丙'])).toBe('甲、乙和丙');
    expect(listText('zh-CN', ['A', 'dyn'])).toBe('A 和 dyn');
    expect(listText('zh-CN', ['A', '另外 2 条'], 'disjunction')).toBe('A 或另外 2 条');
  });
});
