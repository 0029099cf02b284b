import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Language, languages } from '../../../electron/contract/language.ts';
import type { WindowPlace } from '../../../electron/contract/place.ts';
import { failureKinds } from '../../../electron/core/outcome.ts';
import { detectionData, detectionSentence } from '../../../electron/core/views/detection.ts';
import type { Notice } from '../../../electron/core/views/notices.ts';
import { failureSentence } from '../../../electron/core/views/outcome.ts';
import type { Problem } from '../../../electron/core/views/problems.ts';
import { bodyLimit, titleLimit, toastFor } from '../../../electron/core/views/toast.ts';
import { homeV4, homeV6, nextV4 } from '../../support/core-world-parts.ts';
import {
  desktopSettings,
  findAcme,
  homeA,
  noon,
  silent,
  workA,
} from '../../support/desktop-parts.ts';

const world = (language: Language = 'en') => ({
  settings: desktopSettings,
  find: findAcme,
  language,
});

type Failing = Extract<Problem, { kind: 'failure' }>;

function failed(failure: Failing['failure'], more: Partial<Failing> = {}): Notice {
  const base = { kind: 'failure', key: 'account/home/x', account: 'home', detail: '' } as const;
  const problem = { ...base, failure, records: [homeA.id], since: noon, stopped: false, ...more };
  return { kind: 'problem', problem };
}

const locked: Notice = {
  kind: 'problem',
  problem: {
    kind: 'locked',
    key: 'locked/work',
    account: 'work',
    fields: ['token'],
    records: [workA.id],
  },
};
const disagree: Notice = {
  kind: 'problem',
  problem: { kind: 'disagree', key: 'sources/ipv4', family: 'ipv4' },
};
const status: WindowPlace = { page: 'status' };
const atHome: WindowPlace = { page: 'status', item: homeA.id };
const home: WindowPlace = { page: 'accounts', item: 'home' };

const changed: Notice = { kind: 'published', address: nextV4, before: homeV4, records: [homeA.id] };

describe('a notification', () => {
  it.each([
    ['of a change', changed, 'changed', status, 'published/ipv4'],
    ['of a locked account', locked, 'action', { page: 'accounts', item: 'work' }, 'locked/work'],
    ['of refused credentials', failed('auth', { stopped: true }), 'action', home, 'account/home/x'],
    ['of what only the user can mend', failed('hostNotFound'), 'action', atHome, 'account/home/x'],
    ['of what is tried again', failed('server'), 'failed', atHome, 'account/home/x'],
    [
      'of what several records share',
      failed('server', { records: [homeA.id, workA.id] }),
      'failed',
      status,
      'account/home/x',
    ],
    ['of sources that disagree', disagree, 'disagree', { page: 'watching' }, 'sources/ipv4'],
    [
      'of a recovery takes the place of the problem’s',
      { kind: 'recovered', key: 'account/home/x', account: 'home' },
      'recovered',
      status,
      'account/home/x',
    ],
    [
      'of sources that agree again',
      { kind: 'recovered', key: 'sources/ipv4', account: undefined },
      'recovered',
      status,
      'sources/ipv4',
    ],
  ] as const)('%s', (_, notice, event, place, key) => {
    for (const language of languages) {
      const toast = toastFor(notice, world(language));
      expect(toast).toMatchObject({ event, key });
      expect(toast.place).toEqual(place);
      expect(toast.title).not.toBe('');
      expect(`${toast.title}${toast.body}`).not.toMatch(/undefined|ddns-tray/);
      expect(toast.body).toMatch(language === 'en' ? /\.$/ : /。$/);
    }
  });

  it('says what changed, where, and what it was before', () => {
    expect(toastFor(changed, world())).toMatchObject({
      title: 'New address: 89.160.20.112',
      body: 'Written to home.example.com A. It was 81.2.69.142 before.',
    });
    const first = { ...changed, before: undefined };
    expect(toastFor(first, world())).toMatchObject({
      title: 'Address written: 89.160.20.112',
      body: 'Written to home.example.com A.',
    });
  });

  it('does not call an address new that another record had before', () => {
    expect(toastFor({ ...changed, late: true }, world())).toMatchObject({
      title: 'Address written: 89.160.20.112',
      body: 'Written to home.example.com A. It was 81.2.69.142 before.',
    });
  });

  it('names three records and counts the others', () => {
    const records = Array.from({ length: 9 }, (_, at) => `home/h${at}.example.com/AAAA`);
    const { body } = toastFor(
      { kind: 'published', address: homeV6, before: undefined, records },
      world(),
    );
    expect(body).toBe(
      'Written to h0.example.com AAAA, h1.example.com AAAA, h2.example.com AAAA and 6 more.',
    );
    const { title } = toastFor(failed('tls', { records }), world());
    expect(title).toBe('Not updated: 9 records');
  });

  it.each(failureKinds)('of %s says what to do next, however much the provider said', (kind) => {
    for (const language of languages) {
      const record = { name: 'home.example.com', type: 'A', account: 'home' };
      const provider = findAcme('acme');
      if (provider === undefined) throw new Error('no provider');
      const plain = failureSentence(
        { kind, record, provider, stopped: false },
        language,
        'desktop',
      );
      const next = plain.slice(plain.indexOf(language === 'en' ? '. ' : '。') + 1).trim();
      for (const stopped of [true, false]) {
        const toast = toastFor(
          failed(kind, { detail: 'no '.repeat(100), stopped }),
          world(language),
        );
        expect(toast.body).toContain(next);
      }
    }
  });

  it('has the whole sentence where there is room for it', () => {
    const record = { name: 'home.example.com', type: 'A', account: 'home' };
    const provider = findAcme('acme') ?? { id: '', name: { en: '', 'zh-CN': '' }, docs: '' };
    let longest = 0;
    for (let length = 0; length < 200; length += 1) {
      const detail = 'x'.repeat(length);
      const failure = { kind: 'auth', detail, stopped: true, record, provider } as const;
      const whole = failureSentence(failure, 'en', 'desktop');
      if (whole.length > bodyLimit) continue;
      longest = whole.length;
      expect(toastFor(failed('auth', { detail, stopped: true }), world()).body).toBe(whole);
    }
    expect(longest).toBe(bodyLimit);
  });

  it('keeps as much of what the provider said as has room, and quotes only what it said', () => {
    const theirs = toastFor(failed('server', { detail: 'a'.repeat(300) }), world()).body;
    expect(theirs).toMatch(/^Acme DNS had a fault of its own \(“a{50,}…”\)\. There is nothing/);
    expect(theirs).toHaveLength(bodyLimit);
    const detail = { en: 'b'.repeat(300), 'zh-CN': '乙'.repeat(300) };
    const ours = toastFor(failed('server', { detail }), world()).body;
    expect(ours).toMatch(/^Acme DNS had a fault of its own: b{50,}…\. There is nothing/);
  });

  it('has at most 63 and 255 units of plain text, whatever it is about', () => {
    const text = fc.string({ unit: 'binary', maxLength: 400 });
    const any = fc.record({
      language: fc.constantFrom(...languages),
      failure: fc.constantFrom(...failureKinds),
      detail: text,
      account: text.map((found) => found.replaceAll('/', '')),
      name: text.map((found) => found.replaceAll('/', '')),
      count: fc.integer({ min: 1, max: 5 }),
      stopped: fc.boolean(),
    });
    fc.assert(
      fc.property(any, ({ language, failure, detail, account, name, count, stopped }) => {
        const records = Array.from({ length: count }, (_, at) => `${account}/${name}${at}/A`);
        const all: readonly Notice[] = [
          failed(failure, { detail, account, records, stopped }),
          { kind: 'published', address: homeV6, before: homeV6, records },
          { kind: 'recovered', key: 'x', account },
          { kind: 'problem', problem: { kind: 'locked', key: 'x', account, fields: [], records } },
        ];
        for (const notice of all) {
          const { title, body } = toastFor(notice, world(language));
          expect(title.length).toBeLessThanOrEqual(titleLimit);
          expect(body.length).toBeLessThanOrEqual(bodyLimit);
          expect(title + body).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        }
      }),
    );
  });
});

describe('the next step in the desktop app', () => {
  const record = { name: 'home.example.com', type: 'A', account: 'home' };
  const commands = /ddns-tray|HTTPS_PROXY|NO_PROXY|--/;

  it.each(failureKinds)('after %s names nothing of the command line', (kind) => {
    const provider = {
      id: 'acme',
      name: { en: 'Acme', 'zh-CN': 'Acme' },
      docs: 'https://a.example/',
    };
    for (const language of languages) {
      for (const stopped of [true, false]) {
        const failure = { kind, record, provider, stopped };
        expect(failureSentence(failure, language, 'desktop')).not.toMatch(commands);
        if (stopped) expect(failureSentence(failure, language)).toMatch(commands);
      }
    }
  });

  it.each([
    silent('offline'),
    silent('noAnswer'),
    silent('single'),
    { kind: 'disagree', voices: [], silent: [] } as const,
    { kind: 'off' } as const,
  ])('without an address names nothing of the command line: %#', (detection) => {
    for (const language of languages) {
      const sentence = detectionSentence(detectionData(detection), 'ipv4', language, 'desktop');
      expect(sentence).not.toMatch(commands);
      expect(sentence).toContain('IPv4');
    }
  });
});
