import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../electron/contract/i18n/catalogue.ts';
import { languages } from '../../../electron/contract/language.ts';
import { isChecker, parseReach } from '../../../electron/core/doctor/reach.ts';
import { step } from '../../../electron/core/doctor/step.ts';
import { failure } from '../../../electron/core/outcome.ts';
import { doctorData, stepView } from '../../../electron/core/views/doctor.ts';
import { doctorPage } from '../../../electron/core/views/doctor-page.ts';
import { plainStyle, renderPage } from '../../../electron/core/views/page.ts';
import { verdictViews } from '../../../electron/core/views/verdict.ts';

const find = () => undefined;
const words = (language: 'en' | 'zh-CN') => ({ language, find, actions: 'cli' }) as const;
const chain = {
  offline: false,
  steps: [
    step('link', 'good', 'linkGood', { values: ['eth0 (192.168.1.20)'] }),
    step('address', 'bad', 'addressSilent', {
      about: 'IPv4',
      values: ['IPv4'],
      evidence: [{ en: 'a: no answer', 'zh-CN': 'a：没有应答' }],
    }),
  ],
  verdicts: [{ kind: 'tunnel', family: 'ipv6', evidence: ['through \u001b[31mwg0'] }],
} as const;

describe.each(languages)('the texts in %s', (language) => {
  it('are whole sentences', () => {
    const { doctor, verdicts } = catalogue(language);
    const end = language === 'en' ? /^[A-Z“a-z0-9][^!]*\.$/ : /。$/;
    for (const { say, next } of Object.values(doctor.findings)) {
      expect(say('a', 'b', 'c')).toMatch(end);
      if (next !== '') expect(next).toMatch(end);
    }
    for (const { title, meaning, next } of Object.values(verdicts.kinds)) {
      expect(title).not.toMatch(/[.。]$/);
      for (const text of [meaning, next]) expect(text).toMatch(end);
    }
  });

  it('make a page with the evidence and the next step of each', () => {
    const data = doctorData(chain, words(language));
    const text = renderPage(doctorPage(data, language), plainStyle).join('\n');
    const expected =
      language === 'en'
        ? [
            '[good] Link: ',
            'eth0 (192.168.1.20)',
            'Seen: a: no answer.',
            'Next: Look whether',
            '(IPv6)',
          ]
        : [
            '【正常】网络连接：',
            'eth0 (192.168.1.20)',
            '依据：a：没有应答。',
            '下一步：',
            '（IPv6）',
          ];
    for (const part of expected) expect(text).toContain(part);
    expect(text).not.toContain('\u001b');
  });
});

it.each([
  ['good', false, 0],
  ['info', false, 0],
  ['unknown', false, 0],
  ['skipped', false, 0],
  ['warn', false, 1],
  ['bad', false, 1],
  ['bad', true, 3],
] as const)('a step that is %s, offline %s, ends with the status %d', (state, offline, status) => {
  const steps = [step('link', state, 'linkUnknown')];
  const data = doctorData({ steps, verdicts: [], offline }, words('en'));
  expect(data).toMatchObject({ status, ok: status === 0 });
});

it('a service’s failure says what the account test says', () => {
  const one = {
    step: 'account',
    about: 'home',
    state: 'bad',
    finding: { kind: 'failed', failure: failure('auth', 'no'), account: 'home', provider: 'x' },
    evidence: [],
  } as const;
  expect(stepView(one, words('en'))).toMatchObject({
    title: 'Account home',
    sentence: expect.stringMatching(/refused the credentials of the account “home”/),
    next: '',
  });
});

it('the window says a verdict only where nothing else says it', () => {
  const kinds = ['offline', 'disagree', 'noIpv6', 'clockWrong'] as const;
  const found = verdictViews(
    kinds.map((kind) => ({ kind, evidence: [] })),
    'en',
  );
  expect(found.map(({ kind }) => kind)).toEqual(['note', 'caution']);
});

describe('what is to be reached', () => {
  it.each([
    ['443', { kind: 'port', port: 443 }],
    ['http://home.example.org/', { kind: 'page', url: 'http://home.example.org/' }],
    ['0', undefined],
    ['65536', undefined],
    ['-1', undefined],
    ['4e2', undefined],
    ['ftp://home.example.org/', undefined],
    ['http://user:secret@home.example.org/', undefined],
    ['', undefined],
    ['home.example.org', undefined],
  ])('%s', (text, expected) => {
    expect(parseReach(text)).toEqual(expected);
  });

  it.each([
    ['https://ifconfig.co/port/{port}', true],
    ['https://check.example.org/?h={address}&p={port}', true],
    ['https://check.example.org/{address}', false],
    ['file:///{port}', false],
    ['https://{port}', false],
    ['https://{address}/{port}', false],
    ['not a url {port}', false],
  ])('a checker %s: %s', (text, expected) => {
    expect(isChecker(text)).toBe(expected);
  });
});
