import { expect, it } from 'vitest';
import { releaseNotes } from '../../scripts/changelog-section.ts';

const changelog = `# Changelog

## [Unreleased]

### Added

- Not yet.

## [1.1.0] - 2026-11-23

### Added

- A window.

### Fixed

- A hole.

## [1.0.0] - 2026-10-01

- The first.
`;

it('gives what is new in the version of the tag, and nothing of its neighbours', () => {
  expect(releaseNotes('v1.1.0', '1.1.0', changelog)).toBe(
    '### Added\n\n- A window.\n\n### Fixed\n\n- A hole.\n',
  );
});

it('has a sentence for a nightly version, of which the CHANGELOG says nothing', () => {
  const version = '1.2.0-nightly.20261124';
  expect(releaseNotes(`v${version}`, version, changelog)).toMatch(/^Built from the newest sources/);
});

it.each([
  ['another version than the program', 'v1.0.0', '1.1.0', /does not name version 1\.1\.0/],
  ['a version without its v', '1.1.0', '1.1.0', /does not name/],
  ['nothing', '', '1.1.0', /does not name/],
  ['a version that the CHANGELOG is silent about', 'v1.2.0', '1.2.0', /no section “## \[1\.2\.0\]/],
  ['a beta version without a section', 'v1.2.0-beta.1', '1.2.0-beta.1', /no section/],
])('refuses a tag that names %s', (_, tag, version, reason) => {
  expect(() => releaseNotes(tag, version, changelog)).toThrow(reason);
});
