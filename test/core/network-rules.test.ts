import { describe, expect, it } from 'vitest';
import { isApproved, isIgnored } from '../../electron/core/network-rules.ts';
import type { NetworkRules } from '../../electron/core/settings.ts';

const none: NetworkRules = { approved: [], ignore: [], tunnels: false };
const home = { gateway: '00:11:22:33:44:55', profiles: ['Home'] };

describe('a network', () => {
  it.each([
    ['no rules', undefined, home, true],
    ['nothing approved', none, home, true],
    ['its router', { ...none, approved: ['00:11:22:33:44:55'] }, home, true],
    ['its name, in other letters', { ...none, approved: ['hOME'] }, home, true],
    ['one of several', { ...none, approved: ['Office', 'Home'] }, home, true],
    ['another router', { ...none, approved: ['00:11:22:33:44:66'] }, home, false],
    ['a part of its name', { ...none, approved: ['Ho'] }, home, false],
    ['nothing known of it', { ...none, approved: ['Home'] }, { profiles: [] }, false],
  ] as const)('with %s: %#', (_, rules, identity, approved) => {
    expect(isApproved(rules, identity)).toBe(approved);
  });
});

describe('an adapter', () => {
  it.each([
    ['docker0', 'docker0', true],
    ['docker0', 'DOCKER0', true],
    ['docker*', 'docker0', true],
    ['docker*', 'docker', true],
    ['docker*', 'mydocker0', false],
    ['*', 'eth0', true],
    ['v*t*', 'vEthernet (WSL)', true],
    ['v*t*x', 'vEthernet (WSL)', false],
    ['*(WSL)', 'vEthernet (WSL)', true],
    ['eth.', 'eth0', false],
    ['eth', 'eth0', false],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['a*b*b', 'ab', false],
    ['a**b', 'ab', true],
    ['', 'eth0', false],
  ])('%s leaves out %s: %s', (pattern, name, left) => {
    expect(isIgnored({ ignore: ['other', pattern] }, name)).toBe(left);
  });

  it('is not ignored without rules', () => {
    expect(isIgnored(undefined, 'eth0')).toBe(false);
  });

  it('is judged at once, however the pattern is written', () => {
    expect(isIgnored({ ignore: [`${'a*'.repeat(2000)}b`] }, 'a'.repeat(5000))).toBe(false);
  });
});
