import { describe, expect, it } from 'vitest';
import type { Settings } from '../../../electron/core/settings.ts';
import { noticeSentence } from '../../../electron/core/views/notice.ts';
import type { Notice } from '../../../electron/core/views/notices.ts';

const settings: Settings = {
  interval: 60_000,
  timeout: 10_000,
  log: { level: 'info' },
  sources: { ipv4: [], ipv6: 'off' },
  accounts: { home: { id: 'home', provider: 'acme', fields: {}, fingerprint: 'x' } },
  records: [],
  verify: { resolvers: [], publicResolvers: [] },
};
const records = ['home/home.example.com/A', 'home/b.example.com/A'];
const address = { family: 'ipv4', text: '81.2.69.142' } as const;
const before = { family: 'ipv4', text: '89.160.20.112' } as const;

const failing: Notice = {
  kind: 'problem',
  problem: {
    kind: 'failure',
    key: 'account/home/auth',
    account: 'home',
    failure: 'auth',
    detail: 'badauth',
    records,
    since: 0,
    stopped: true,
  },
};

const cases: readonly (readonly [string, Notice, RegExp, RegExp])[] = [
  [
    'a first publication',
    { kind: 'published', address, before: undefined, records },
    /^81\.2\.69\.142 was written to home\.example\.com A and b\.example\.com A\.$/,
    /^home\.example\.com A 和 b\.example\.com A 已指向 81\.2\.69\.142。$/,
  ],
  [
    'a change',
    { kind: 'published', address, before, records },
    /changed from 89\.160\.20\.112 to 81\.2\.69\.142/,
    /由 89\.160\.20\.112 变为 81\.2\.69\.142/,
  ],
  [
    'a problem of several records',
    failing,
    /^acme refused the credentials.*“badauth”.*It concerns home\.example\.com A and b\.example\.com A\.$/,
    /拒绝了账户“home”的凭据.*涉及：/,
  ],
  [
    'an account that is locked',
    {
      kind: 'problem',
      problem: {
        kind: 'locked',
        key: 'locked/home',
        account: 'home',
        fields: ['token'],
        records,
      },
    },
    /^The credentials of the account “home” can no longer be read on this computer.*enter .* again in the settings\.$/,
    /^账户“home”的凭据已无法在本机读取.*在设置中重新输入/,
  ],
  [
    'sources that disagree',
    { kind: 'problem', problem: { kind: 'disagree', key: 'sources/ipv4', family: 'ipv4' } },
    /disagree about the public IPv4 address/,
    /IPv4 公网地址不一致/,
  ],
  [
    'the recovery of an account',
    { kind: 'recovered', key: 'account/home/auth', account: 'home' },
    /The account “home” works again\./,
    /账户“home”已恢复正常。/,
  ],
  [
    'the recovery of the sources',
    { kind: 'recovered', key: 'sources/ipv4', account: undefined },
    /agree again/,
    /重新一致/,
  ],
];

describe('a notice as one line', () => {
  it.each(cases)('tells %s', (_, notice, en, zh) => {
    const world = { settings, find: () => undefined };
    expect(noticeSentence(notice, { ...world, language: 'en' })).toMatch(en);
    expect(noticeSentence(notice, { ...world, language: 'zh-CN' })).toMatch(zh);
  });
});
