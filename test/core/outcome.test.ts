import { describe, expect, it } from 'vitest';
import {
  cleanDetail,
  detailLimit,
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
    const long = failure('unknown', 'x'.repeat(5000)).detail;
    expect(long).toHaveLength(detailLimit);
    expect(long.endsWith('…')).toBe(true);
  });
});
