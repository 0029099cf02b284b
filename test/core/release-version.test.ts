import { describe, expect, it } from 'vitest';
import {
  compareVersions,
  parseVersion,
  type Version,
} from '../../electron/core/release/version.ts';

function version(text: string): Version {
  const parsed = parseVersion(text);
  if (parsed === undefined) throw new Error(`${text} is no version`);
  return parsed;
}

describe('the order of versions', () => {
  it.each([
    // The examples of Semantic Versioning 2.0.0, section 11.
    ['1.0.0', '2.0.0', '2.1.0', '2.1.1'],
    [
      ...['1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta', '1.0.0-beta.2'],
      ...['1.0.0-beta.11', '1.0.0-rc.1', '1.0.0'],
    ],
    // And of section 9 and 4.
    ['0.9.9', '1.0.0-0.3.7', '1.0.0-x.7.z.92', '1.0.0-x-y-z.4', '1.0.0'],
    ['1.9.0', '1.10.0', '1.11.0'],
    // Ours.
    ['1.2.0', '1.3.0-beta.1', '1.3.0-nightly.20261123', '1.3.0-nightly.20261124', '1.3.0'],
  ])('%s comes first, and the others in their order', (...texts) => {
    const given = texts.map(version);
    for (const [at, one] of given.entries()) {
      for (const [other, two] of given.entries()) {
        expect(Math.sign(compareVersions(one, two))).toBe(Math.sign(at - other));
      }
    }
  });
});

it.each([
  ...['1', '1.2', '1.2.3.4', 'v1.2.3', '1.2.3-', '1.2.3-a..b', '1.2.3-01', '01.2.3', '1.02.3'],
  ...['1.2.03', '1.2.3-a_b', '1.2.3+build', ' 1.2.3', '1.2.3\n', '', '1.2.3-ä', '9999999999.0.0'],
  `1.2.3-${'a'.repeat(64)}`,
])('takes “%s” for no version', (text) => {
  expect(parseVersion(text)).toBeUndefined();
});

it('reads a version in its parts', () => {
  expect(parseVersion('1.22.0-beta.3.x-1')).toEqual({
    core: [1, 22, 0],
    pre: ['beta', 3, 'x-1'],
  });
});
