import { describe, expect, it } from 'vitest';
import {
  cleanDetail,
  detailLimit,
  detailText,
  failure,
  failureKinds,
  isFailure,
} from '../../electron/core/outcome.ts';

describe('an outcome', () => {
  it('is a failure for every kind of failure, and for nothing else', () => {
    for (const kind of failureKinds) expect(isFailure(failure(kind, 'x'))).toBe(true);
    for (const kind of ['updated', 'created', 'alreadyRight'] as const) {
      expect(isFailure({ kind, evidence: 'accepted' })).toBe(false);
    }
  });

  it('concerns the record alone unless said otherwise', () => {
    expect(failure('auth', 'no').scope).toBe('record');
    expect(failure('auth', 'no', { scope: 'account' }).scope).toBe('account');
  });

  it('carries a provider’s text as one short line without control or bidi marks', () => {
    expect(cleanDetail('  a\r\n\u001b[31mb\u202ec\u2028d ')).toBe('a [31mb c d');
    const long = detailText(failure('unknown', 'x'.repeat(5000)).detail, 'en');
    expect(long).toHaveLength(detailLimit);
    expect(long.endsWith('…')).toBe(true);
  });

  it('carries a text of ours in every language, each of them cleaned', () => {
    const { detail } = failure('unknown', { en: 'a\nb', 'zh-CN': `甲\u202e${'乙'.repeat(5000)}` });
    expect(detailText(detail, 'en')).toBe('a b');
    expect(detailText(detail, 'zh-CN')).toMatch(/^甲 乙+…$/);
    expect(detailText(detail, 'zh-CN')).toHaveLength(detailLimit);
    expect(detailText('as it came', 'zh-CN')).toBe('as it came');
  });
});
