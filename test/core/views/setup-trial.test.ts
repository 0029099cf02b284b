import { describe, expect, it } from 'vitest';
import { languages } from '../../../electron/contract/language.ts';
import type { Connection } from '../../../electron/core/connection.ts';
import type { Listing } from '../../../electron/core/listing.ts';
import { failure, failureKinds } from '../../../electron/core/outcome.ts';
import { createRedactor } from '../../../electron/core/redact.ts';
import { listView, type TrialView, testView } from '../../../electron/core/views/setup-trial.ts';
import { record } from '../../support/core-world-parts.ts';

const secret = 'hunter2-hunter2';
const { text: clean } = createRedactor([secret], { mark: '…' });
const name = { en: 'Example DNS', 'zh-CN': '示例 DNS' };
const provider = { id: 'example', name, docs: 'https://example.com/keys' };
const view: TrialView = { account: 'home', provider, language: 'en', clean };

const works = (zones: readonly string[] | undefined): Connection => ({
  kind: 'works',
  zones,
  records: [],
});

describe('what came of trying an account', () => {
  it.each([
    [['a.example', 'b.example', 'c.example'], 'It works: 3 zones can be seen.'],
    [['a.example'], 'It works: 1 zone can be seen.'],
    [undefined, 'It works: the service answered.'],
  ])('is one sentence (%j)', (zones, sentence) => {
    expect(testView(works(zones), view)).toEqual({
      kind: 'works',
      zones: zones ?? null,
      sentence,
    });
  });

  it('is a hint at the permissions where no zone is shown', () => {
    const { kind, sentence } = testView(works([]), view) as { kind: string; sentence: string };
    expect(kind).toBe('works');
    expect(sentence).toMatch(/no zone/);
  });

  it('is that only an update tells, where nothing is shown', () => {
    expect(testView({ kind: 'untestable' }, view)).toMatchObject({
      kind: 'untestable',
      sentence: expect.stringMatching(/first update/),
    });
  });

  it('is a failure where every look at a record was in vain', () => {
    const home = { record: record('a.example.com'), found: failure('zoneNotFound', 'no zone') };
    const good = { record: record('b.example.com'), found: { values: [], ttl: undefined } };
    const tried = (...records: readonly (typeof home | typeof good)[]): Connection => ({
      kind: 'works',
      zones: undefined,
      records,
    });
    expect(testView(tried(home), view)).toMatchObject({
      kind: 'failed',
      sentence: expect.stringContaining('a.example.com A'),
    });
    expect(testView(tried(home, good), view)).toMatchObject({ kind: 'works', zones: null });
  });

  it('holds no secret, no control and no name that is too long', () => {
    const zones = [`${secret}.example`, '\u001b[2Ja.example\n', 'z'.repeat(5000)];
    expect(testView(works(zones), view)).toMatchObject({
      zones: ['….example', ' [2Ja.example ', `${'z'.repeat(252)}…`],
    });
  });

  it('is cut only after its secrets are out, since half of one would not be found', () => {
    const result = testView(works([`${'z'.repeat(245)}${secret}`]), view);
    expect(result).toMatchObject({ zones: [`${'z'.repeat(245)}…`] });
  });

  it('counts all zones and shows a thousand', () => {
    const zones = Array.from({ length: 1234 }, (_, at) => `z${at}.example`);
    const result = testView(works(zones), view);
    expect(result).toMatchObject({ sentence: 'It works: 1,234 zones can be seen.' });
    expect(result.kind === 'works' && result.zones).toHaveLength(1000);
  });

  describe.each(languages)('(%s)', (language) => {
    it.each(failureKinds)('says why it failed, and what helps: %s', (kind) => {
      const why = failure(kind, `the key ${secret} is bad`, { scope: 'account' });
      const result = testView({ kind: 'failed', failure: why }, { ...view, language });
      if (result.kind !== 'failed') throw new Error(result.kind);
      expect(result.sentence).toContain('the key … is bad');
      expect(result.sentence).toMatch(language === 'en' ? /\.$/ : /。$/);
      expect(result.sentence).not.toContain('ddns-tray');
      expect(result.actions).not.toEqual([]);
    });
  });

  it('leads to no page where there is none', () => {
    const why: Connection = { kind: 'failed', failure: failure('auth', 'no') };
    const own = { ...view, provider: { ...provider, docs: undefined } };
    expect(testView(why, view)).toMatchObject({ actions: ['enterCredentials', 'openProvider'] });
    expect(testView(why, own)).toMatchObject({ actions: ['enterCredentials'] });
  });
});

describe('the host names of a zone', () => {
  const list = (listing: Listing) => listView(listing, 'example.com', view);

  it('are shown as they are', () => {
    const records = [{ name: 'a.example.com', types: ['A', 'AAAA'] }] as const;
    expect(list({ kind: 'listed', records })).toEqual({ kind: 'listed', records });
  });

  it('hold no secret, and are a thousand at most', () => {
    const names = [`${secret}.example.com`, ...Array.from({ length: 1200 }, (_, at) => `h${at}.b`)];
    const listed = list({
      kind: 'listed',
      records: names.map((each) => ({ name: each, types: [] })),
    });
    if (listed.kind !== 'listed') throw new Error(listed.kind);
    expect(listed.records).toHaveLength(1000);
    expect(listed.records[0]?.name).toBe('….example.com');
  });

  it('are missing for a reason', () => {
    expect(list({ kind: 'unlisted' })).toMatchObject({ kind: 'failed' });
    const why = failure('zoneNotFound', `no zone, ${secret}`);
    expect(list({ kind: 'failed', failure: why })).toEqual({
      kind: 'failed',
      sentence: expect.stringMatching(/example\.com.*“no zone, …”/),
    });
  });
});
