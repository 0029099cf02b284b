import { describe, expect, it } from 'vitest';
import { readOptions } from '../../scripts/dist/options.ts';
import { targetsOf } from '../../scripts/dist/targets.ts';

describe('the options of npm run dist', () => {
  it('are the computer’s own platform and both architectures where nothing is said', () => {
    expect(readOptions([], 'linux')).toEqual({
      platforms: ['linux'],
      archs: ['x64', 'arm64'],
      channel: undefined,
      scope: 'all',
    });
    expect(readOptions([], 'win32').platforms).toEqual(['win']);
    expect(readOptions([], 'darwin').platforms).toEqual(['mac']);
  });

  it('are what is asked for', () => {
    const asked = ['--win', '--mac', '--arm64', '--channel', 'beta', '--dir'];
    expect(readOptions(asked, 'linux')).toEqual({
      platforms: ['win', 'mac'],
      archs: ['arm64'],
      channel: 'beta',
      scope: 'dir',
    });
    expect(readOptions(['--collect'], 'freebsd').scope).toBe('collect');
  });

  it.each([
    [['--channel', 'alpha'], 'There is no channel “alpha”'],
    [['--windows'], '--windows'],
    [['dist'], 'dist'],
    [['--dir', '--collect'], '--dir and --collect exclude each other'],
    [['--collect', '--win'], '--collect takes whatever lies in dist/'],
    [['--collect', '--x64'], '--collect takes whatever lies in dist/'],
  ])('%j is refused, and what is right told', (args, why) => {
    const attempt = () => readOptions(args, 'linux');
    expect(attempt).toThrow(why);
    expect(attempt).toThrow('npm run dist -- [--win]');
  });

  it('need a platform where the computer’s own has no package', () => {
    expect(() => readOptions([], 'freebsd')).toThrow('There is no package for freebsd');
    expect(readOptions(['--win'], 'freebsd').platforms).toEqual(['win']);
  });
});

describe('the targets of a platform', () => {
  const config = {
    win: {
      target: [
        { target: 'nsis', arch: ['x64', 'arm64'] },
        { target: 'portable', arch: 'x64' },
        'zip',
      ],
    },
  };

  it('are those of the architectures that are asked for, and no others', () => {
    expect([...targetsOf(config, 'win', ['x64'])]).toEqual([['x64', ['nsis', 'portable', 'zip']]]);
    expect([...targetsOf(config, 'win', ['x64', 'arm64'])]).toEqual([
      ['x64', ['nsis', 'portable', 'zip']],
      ['arm64', ['nsis', 'zip']],
    ]);
  });

  it('may not be missing', () => {
    expect(() => targetsOf(config, 'mac', ['x64', 'arm64'])).toThrow(
      'electron-builder.yml has no mac target for x64 and arm64',
    );
  });
});
