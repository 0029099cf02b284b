import { describe, expect, it } from 'vitest';
import { dateText } from '../../../electron/contract/i18n/format.ts';
import { type Language, languages } from '../../../electron/contract/language.ts';
import { type FailureKind, failureKinds } from '../../../electron/core/outcome.ts';
import {
  detailData,
  detailIn,
  evidenceText,
  type FailureCase,
  failureSentence,
  providerNamed,
} from '../../../electron/core/views/outcome.ts';

const provider = {
  id: 'acme',
  name: { en: 'Acme DNS', 'zh-CN': '顶点解析' },
  docs: 'https://acme.example/keys',
};

function failing(kind: FailureKind, more: Partial<FailureCase> = {}): FailureCase {
  const record = { name: 'home.example.com', type: 'A', account: 'main' };
  return { kind, record, provider, stopped: false, ...more };
}

const cases = languages.flatMap((language) =>
  failureKinds.map((kind) => [kind, language] as const),
);

const name: Readonly<Record<Language, string>> = provider.name;

describe('the sentence for a failure', () => {
  it.each(cases)('%s in %s names the provider and says what to do next', (kind, language) => {
    const sentence = failureSentence(failing(kind), language);
    expect(sentence).toContain(name[language]);
    const end = language === 'en' ? '.' : '。';
    // What happened, and what to do: two statements at least, each with its full stop.
    expect(sentence.split(end).length).toBeGreaterThan(2);
    expect(sentence.endsWith(end)).toBe(true);
    expect(sentence).not.toMatch(/undefined|\$\{|null/);
  });

  it('differs for each kind', () => {
    for (const language of languages) {
      const all = failureKinds.map((kind) => failureSentence(failing(kind), language));
      expect(new Set(all).size).toBe(failureKinds.length);
    }
  });

  it.each(failureKinds)('%s reads as Chinese does: full-width marks', (kind) => {
    const sentence = failureSentence(failing(kind, { detail: '说明' }), 'zh-CN');
    expect(sentence).not.toMatch(/\p{Script=Han}[,;:?!]|\p{Script=Han}\.(?:\s|$)/u);
  });

  it.each(cases)('%s in %s claims nothing where the write may have arrived', (kind, language) => {
    const sentence = failureSentence(failing(kind, { unconfirmed: true }), language);
    expect(sentence).toMatch(language === 'en' ? /^Could not confirm / : /^无法确认/);
    expect(sentence).toContain('home.example.com A');
  });

  it('holds what the provider said, on one line and without marks that reorder it', () => {
    const sentence = failureSentence(failing('auth', { detail: 'bad\u202e\nkey\u0007' }), 'en');
    expect(sentence).toContain('(“bad key”).');
  });

  it('says what we saw ourselves in the language of the sentence, and quotes nothing', () => {
    const detail = { en: 'ns1.test refused the connection', 'zh-CN': 'ns1.test 拒绝了连接' };
    const english = failureSentence(failing('network', { detail }), 'en');
    expect(english).toMatch(/^[^“]*: ns1\.test refused the connection\. If /);
    const chinese = failureSentence(failing('network', { detail }), 'zh-CN');
    expect(chinese).toMatch(/^[^“]*：ns1\.test 拒绝了连接。如果/);
  });

  it('says when it is tried again, or that it is not before the user acts', () => {
    const at = Date.UTC(2026, 10, 22, 12);
    const waiting = failureSentence(failing('server', { nextTry: at }), 'en');
    expect(waiting).toContain(`Not tried again before ${dateText('en', at)}.`);
    const stopped = failureSentence(failing('auth', { nextTry: at, stopped: true }), 'en');
    expect(stopped).toContain('ddns-tray update --force');
    expect(stopped).not.toContain('tried again');
  });

  it('names a provider that is no longer known by its id', () => {
    expect(providerNamed('gone', () => undefined).name.en).toBe('gone');
  });
});

describe('a detail in JSON', () => {
  it('is one string whoever said it, and ours can be had in each language', () => {
    const ours = { en: 'lost', 'zh-CN': '丢失' };
    expect(detailData('theirs')).toEqual({ detail: 'theirs' });
    expect(detailData(ours)).toEqual({ detail: 'lost', localized: ours });
    expect(detailData(undefined)).toEqual({});
    for (const detail of ['theirs', ours, undefined]) {
      expect(detailIn(detailData(detail))).toEqual(detail);
    }
  });
});

describe('how a record is known to be right', () => {
  it.each([
    ['authoritative', "the zone's name servers answer with it", '区域的权威服务器已返回该地址'],
    ['provider', "the provider's API says so", '服务商的 API 已确认'],
    ['accepted', 'the provider accepted it', '服务商已接受'],
  ] as const)('%s is said in words', (evidence, en, zh) => {
    expect(evidenceText(evidence, 'en')).toBe(en);
    expect(evidenceText(evidence, 'zh-CN')).toBe(zh);
    expect(evidenceText(undefined, 'en')).toBe('');
  });
});
