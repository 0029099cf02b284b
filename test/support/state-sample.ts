import type { AppState } from '../../electron/core/state.ts';

const address = { family: 'ipv4', text: '81.2.69.142' } as const;

/** A state in which every field is filled. */
export const fullState: AppState = {
  version: 1,
  families: {
    ipv4: {
      address,
      since: 1,
      seen: 2,
      turn: 3,
      last: {
        kind: 'known',
        address,
        by: 'quorum',
        voices: [{ source: 'one', operator: 'one.example', address, evidence: 'one.example' }],
        silent: [{ source: 'two', kind: 'timeout', detail: '' }],
      },
    },
    ipv6: { turn: 0, last: { kind: 'off' } },
  },
  accounts: {
    home: {
      provider: 'strong',
      fingerprint: 'abcd1234',
      stopped: { kind: 'auth', detail: { en: 'no', 'zh-CN': '否' }, at: 4 },
      nextTry: 5,
      failures: 1,
      memory: { 'zone example.com': 'id-1' },
    },
  },
  records: {
    'home/home.example.com/A': {
      published: { address, at: 6 },
      evidence: 'authoritative',
      inFlight: { address, at: 7 },
      unconfirmed: { address, at: 8 },
      failures: 2,
      failingSince: 9,
      nextTry: 10,
      stopped: { kind: 'blocked', detail: 'abuse', at: 11 },
      last: { kind: 'updated', detail: 'ok', unconfirmed: false, at: 12 },
      checked: 13,
      fingerprint: 'ef012345',
      verification: { kind: 'matches', at: 14, next: 15, tries: 1 },
      proxied: false,
    },
  },
  lastCheck: 16,
  nextCheck: 17,
  offlineSince: 18,
  paused: { at: 20, until: 21 },
  told: { 'record home/home.example.com/A auth': 19 },
  timeline: [
    { kind: 'address', at: 22, address, before: { family: 'ipv4', text: '89.160.20.112' } },
    {
      kind: 'written',
      at: 23,
      how: 'created',
      address,
      evidence: 'provider',
      records: ['home/home.example.com/A'],
      count: 1,
    },
    {
      kind: 'failed',
      at: 24,
      failure: 'auth',
      account: 'home',
      provider: 'strong',
      records: ['home/home.example.com/A'],
      count: 2,
    },
    { kind: 'recovered', at: 25, records: ['home/home.example.com/A'], count: 1 },
  ],
};
