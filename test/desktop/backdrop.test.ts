import { describe, expect, it } from 'vitest';
import { hasMica } from '../../electron/desktop/backdrop.ts';

const plain = {
  prefersReducedTransparency: false,
  shouldUseHighContrastColors: false,
  inForcedColorsMode: false,
};

describe('Mica', () => {
  it.each([
    ['win32', '10.0.22000', true],
    ['win32', '10.0.26200', true],
    ['win32', '11.0.30000', true],
    ['win32', '10.0.19045', false],
    ['win32', '10.0', false],
    ['win32', '', false],
    ['linux', '6.12.22000', false],
    ['darwin', '25.0.22000', false],
  ])('on %s %s: %s', (platform, release, expected) => {
    expect(hasMica({ platform, release, theme: plain })).toBe(expected);
  });

  it.each(['prefersReducedTransparency', 'shouldUseHighContrastColors', 'inForcedColorsMode'])(
    'is not where the user wants it not: %s',
    (wish) => {
      const theme = { ...plain, [wish]: true };
      expect(hasMica({ platform: 'win32', release: '10.0.22631', theme })).toBe(false);
    },
  );
});
