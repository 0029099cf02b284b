import { describe, expect, it } from 'vitest';
import { clockText } from '../../electron/contract/i18n/format.ts';

const now = Date.UTC(2026, 10, 22, 14, 30);

describe('a time near the present', () => {
  it.each([
    [Date.UTC(2026, 10, 22, 15, 5), '3:05 PM', '15:05'],
    [Date.UTC(2026, 10, 23, 0, 5), 'Nov 23, 2026, 12:05 AM', '2026年11月23日 00:05'],
    [Date.UTC(2026, 10, 21, 23, 5), 'Nov 21, 2026, 11:05 PM', '2026年11月21日 23:05'],
  ])('%d has its date only where it is another day', (at, en, zh) => {
    expect(clockText('en', at, now, 'UTC').replace(/\s/g, ' ')).toBe(en);
    expect(clockText('zh-CN', at, now, 'UTC')).toBe(zh);
  });

  it('has the day of the user, not of UTC', () => {
    const at = Date.UTC(2026, 10, 22, 17);
    expect(clockText('zh-CN', at, now, 'Asia/Shanghai')).toBe('2026年11月23日 01:00');
  });
});
