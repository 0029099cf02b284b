import { describe, expect, it } from 'vitest';
import { languages } from '../../../electron/contract/language.ts';
import { hour } from '../../../electron/core/duration.ts';
import { failureKinds } from '../../../electron/core/outcome.ts';
import type { TimelineEntry } from '../../../electron/core/timeline-entry.ts';
import { timelineViews } from '../../../electron/core/views/timeline.ts';
import { homeV4, homeV6, nextV4 } from '../../support/core-world-parts.ts';
import { findAcme, homeA, homeAaaa, noon, workA } from '../../support/desktop-parts.ts';

const nameOf = (service: string) =>
  service === 'ntfy' ? { en: 'ntfy', 'zh-CN': 'ntfy' } : undefined;
const views = (timeline: readonly TimelineEntry[], language: 'en' | 'zh-CN' = 'en') =>
  timelineViews({ timeline }, [], { language, find: findAcme, nameOf }, noon);
const one = { at: noon, records: [homeA.id], count: 1 };
const two = { at: noon, records: [homeA.id, workA.id], count: 2 };
const many = { at: noon, records: [homeA.id, homeAaaa.id, workA.id], count: 100 };
const names = 'home.example.com A, home.example.com AAAA, nas.example.org A and 97 more';
const written = { kind: 'written', address: homeV4, evidence: 'accepted' } as const;
const failed = { kind: 'failed', account: 'home', provider: 'acme' } as const;

describe('what happened is one sentence', () => {
  it.each([
    [
      { kind: 'address', at: noon, address: homeV6 },
      'The public IPv6 address is 2a02:8071:1:2::7.',
    ],
    [
      { kind: 'address', at: noon, address: nextV4, before: homeV4 },
      'The public IPv4 address changed from 81.2.69.142 to 89.160.20.112.',
    ],
    [
      { ...written, ...one, how: 'updated' },
      '81.2.69.142 was written to home.example.com A; the provider accepted it.',
    ],
    [
      { ...written, ...many, how: 'updated', evidence: 'authoritative' },
      `81.2.69.142 was written to ${names}; the zone's name servers answer with it.`,
    ],
    [
      { ...written, ...one, how: 'created' },
      'home.example.com A was created with 81.2.69.142; the provider accepted it.',
    ],
    [
      { ...written, ...two, how: 'created' },
      'home.example.com A and nas.example.org A were created with 81.2.69.142; the provider accepted it.',
    ],
    [
      { ...written, ...one, how: 'alreadyRight', evidence: 'provider' },
      "home.example.com A held 81.2.69.142 already; the provider's API says so.",
    ],
    [
      { ...failed, ...two, failure: 'auth' },
      'home.example.com A and nas.example.org A could not be updated: Acme DNS refused the credentials of the account “home”.',
    ],
    [{ kind: 'recovered', ...one }, 'home.example.com A is kept up to date again.'],
    [{ kind: 'recovered', ...many }, `${names} are kept up to date again.`],
  ] satisfies (readonly [TimelineEntry, string])[])('%#', (entry, expected) => {
    expect(views([entry])).toEqual([{ at: noon, kind: entry.kind, sentence: expected }]);
    const [chinese] = views([entry], 'zh-CN');
    expect(chinese?.sentence).toMatch(/^[^。]*\p{Script=Han}[^。]*。$/u);
    expect(chinese?.sentence).not.toMatch(/undefined/);
  });

  it.each(failureKinds)('whatever failed: %s', (failure) => {
    for (const language of languages) {
      const [view] = views([{ ...failed, ...one, failure }], language);
      expect(view?.sentence).toContain('home.example.com A');
      expect(view?.sentence).toMatch(language === 'en' ? /[^.]\.$/ : /[^。]。$/);
      expect(view?.sentence).not.toMatch(/undefined/);
    }
  });

  it('of an account that is gone as well', () => {
    const timeline: readonly TimelineEntry[] = [{ ...failed, ...one, failure: 'server' }];
    const [view] = timelineViews(
      { timeline },
      [],
      { language: 'en', find: () => undefined, nameOf },
      noon,
    );
    expect(view?.sentence).toBe(
      'home.example.com A could not be updated: acme had a fault of its own.',
    );
  });
});

describe('the timeline that is shown', () => {
  it('has the newest first, and fifty of them', () => {
    const entries = Array.from({ length: 60 }, (_, at): TimelineEntry => {
      return { kind: 'recovered', ...one, at: noon - hour + at };
    });
    const shown = views(entries);
    expect(shown).toHaveLength(50);
    expect(shown[0]?.at).toBe(noon - hour + 59);
    expect(shown[49]?.at).toBe(noon - hour + 10);
  });

  it('is empty where nothing was kept', () => {
    expect(timelineViews({}, [], { language: 'en', find: findAcme, nameOf }, noon)).toEqual([]);
  });

  it('puts nothing into the future, where a clock was ahead', () => {
    expect(views([{ kind: 'recovered', ...one, at: noon + hour }])[0]?.at).toBe(noon);
  });
});
