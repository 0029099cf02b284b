import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockProblems } from '../../scripts/check-lock.ts';

describe('the lock file', () => {
  it('holds the packages of every platform, and names no host', () => {
    const file = resolve(import.meta.dirname, '../../package-lock.json');
    const { packages } = JSON.parse(readFileSync(file, 'utf8'));
    expect(Object.keys(packages).length).toBeGreaterThan(50);
    expect(lockProblems(packages)).toEqual([]);
  });

  it('is refused where a platform is missing', () => {
    const packages = {
      'node_modules/tool': { optionalDependencies: { 'tool-linux': '1', 'tool-windows': '1' } },
      'node_modules/tool-linux': {},
    };
    expect(lockProblems(packages)).toEqual([
      'node_modules/tool wants tool-windows, which is not in the lock file',
    ]);
  });

  it('finds a platform package in the folder of its owner or above it', () => {
    const packages = {
      'node_modules/a/node_modules/tool': {
        optionalDependencies: { own: '1', above: '1', top: '1' },
      },
      'node_modules/a/node_modules/tool/node_modules/own': {},
      'node_modules/a/node_modules/above': {},
      'node_modules/top': {},
    };
    expect(lockProblems(packages)).toEqual([]);
  });

  it('is refused where it names the host of a registry', () => {
    const packages = { 'node_modules/tool': { resolved: 'https://registry.example/tool.tgz' } };
    expect(lockProblems(packages)).toHaveLength(1);
  });
});
