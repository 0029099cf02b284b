import { describe, expect, it } from 'vitest';
import { changelogSection } from '../../scripts/dist/changelog.ts';
import { releaseEpoch } from '../../scripts/dist/epoch.ts';
import { channelOf } from '../../scripts/dist/version.ts';

describe('the channel of a version', () => {
  it.each([
    ['1.2.3', 'stable'],
    ['10.0.0', 'stable'],
    ['1.2.3-beta.1', 'beta'],
    ['1.2.3-nightly.20261123', 'nightly'],
  ] as const)('of %s is %s', (version, channel) => {
    expect(channelOf(version)).toBe(channel);
    expect(channelOf(version, channel)).toBe(channel);
  });

  it.each([
    '1.2',
    '01.2.3',
    'v1.2.3',
    '1.2.3-beta',
    '1.2.3-beta.0',
    '1.2.3-beta.01',
    '1.2.3-alpha.1',
    '1.2.3-nightly.1',
    '1.2.3+build',
    '1.2.3\n',
  ])('%j has none', (version) => {
    expect(() => channelOf(version)).toThrow('does not fit the channel');
  });

  it('is not another than the one asked for', () => {
    expect(() => channelOf('1.2.3-beta.1', 'stable')).toThrow(
      'The version 1.2.3-beta.1 in package.json does not fit the channel: it has to look like 1.2.3 (stable).',
    );
    expect(() => channelOf('1.2.3', 'nightly')).toThrow('1.2.3-nightly.20261123 (nightly)');
  });
});

describe('a section of the CHANGELOG', () => {
  const changelog = [
    '# Changelog',
    '## [Unreleased]',
    '- Soon.',
    '## [1.2.3] - 2026-11-20',
    '### Added',
    '- One thing.',
    '## [1.2.2] - 2026-02-30',
    '- A day that there never was.',
    '## [1.2.1] - 2026-01-01',
    '### Added',
    '## [1.2.0]',
    '- No day.',
  ].join('\n\n');

  it('is found by its version, with its day', () => {
    const section = { date: '2026-11-20', text: '### Added\n\n- One thing.' };
    expect(changelogSection(changelog, '1.2.3')).toEqual(section);
    expect(changelogSection(changelog.replaceAll('\n', '\r\n'), '1.2.3')).toEqual(section);
  });

  it.each([
    ['another version', '1.2.30'],
    ['a day that there never was', '1.2.2'],
    ['nothing in it', '1.2.1'],
    ['no day', '1.2.0'],
    ['no version', 'Unreleased'],
  ])('is missing where it has %s', (_, version) => {
    expect(changelogSection(changelog, version)).toBeUndefined();
  });
});

describe('the time of a release', () => {
  it('is the variable’s, else the last commit’s, else the CHANGELOG’s', () => {
    const day = '2026-11-20';
    expect(releaseEpoch({ variable: '1', commit: '2', day })).toBe(1);
    expect(releaseEpoch({ variable: '', commit: '2', day })).toBe(2);
    expect(releaseEpoch({ day })).toBe(Date.UTC(2026, 10, 20) / 1000);
  });

  it('is never guessed', () => {
    expect(() => releaseEpoch({})).toThrow('set SOURCE_DATE_EPOCH');
    expect(() => releaseEpoch({ variable: 'today', commit: '2' })).toThrow('“today” is no time');
  });
});
