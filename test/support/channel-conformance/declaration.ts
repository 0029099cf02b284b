import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { languages } from '../../../electron/contract/language.ts';
import type { TriedAgainst } from '../../../electron/core/provider.ts';
import { accountFields, secretTexts } from '../../../electron/core/settings/schema-fields.ts';
import type { ChannelHarness } from './harness.ts';

const han = /\p{Script=Han}/u;
const kindsOfTrial: readonly TriedAgainst[] = ['service', 'server', 'emulator'];

/** Keys of every channel, which no kind may have for itself. */
const reserved: readonly string[] = ['channel', 'events', 'quietHours', 'language'];

/** Texts that one field or another has its own words against. */
const slips: readonly unknown[] = [
  ...['', ' ', 'x', '.', '-', ':', 'ä', 'a b', 'a.b', 'x:y', 'example.com', '12', 'http://'],
  ...['ftp://x', 'a@b', '{', '{}', '{x}', '#{x}', 'x'.repeat(300), 'a\r\nb', 1, 70_000],
];

type Issue = z.core.$ZodIssue;

/** What a schema has against a value, down to the branches of its unions. */
function issuesOf(schema: z.core.$ZodType, value: unknown): readonly Issue[] {
  const inner = (issue: Issue): readonly Issue[] =>
    issue.code === 'invalid_union' ? [issue, ...issue.errors.flat().flatMap(inner)] : [issue];
  return (z.safeParse(schema, value).error?.issues ?? []).flatMap(inner);
}

/** What every channel says of itself: for the forms, the docs, and whoever sets it up. */
export function describeChannelDeclaration({ channel, account, secrets }: ChannelHarness): void {
  const { id, name, setup, limits = [], country, triedAgainst } = channel;
  const fields = accountFields(channel.account) ?? [];

  describe('the declaration', () => {
    it('names itself, and leads to safe pages', () => {
      expect(id).toMatch(/^[a-z0-9][a-z0-9-]*$/);
      for (const language of languages) expect(name[language].trim()).not.toBe('');
      for (const link of [channel.website, channel.docs]) {
        expect(link).toMatch(/^https:\/\/[^\s/]+\.[^\s/]+/);
        expect(URL.canParse(link)).toBe(true);
      }
      expect(kindsOfTrial).toContain(triedAgainst);
      if (country !== undefined) expect(country).toMatch(/^[A-Z]{2}$/);
    });

    it('says how it is set up, in sentences of each language', () => {
      for (const { en, 'zh-CN': zh } of [setup, ...limits]) {
        expect(en).toMatch(/^\P{Script=Han}{10,}\.$/u);
        expect(en).not.toMatch(/["']\w|!/);
        expect(zh).toMatch(han);
        expect(zh).toMatch(/。$/);
      }
    });

    it('labels every field, and explains it in the language of the reader', () => {
      expect(fields).not.toEqual([]);
      for (const { key, meta } of fields) {
        expect(key).toMatch(/^[a-z][A-Za-z0-9]*$/);
        expect(reserved).not.toContain(key);
        for (const language of languages) expect(meta?.label[language], key).toMatch(/\S/);
        expect(meta?.label.en, key).not.toMatch(han);
        if (meta?.help === undefined) continue;
        expect(meta.help.en, key).toMatch(/^\P{Script=Han}+\.$/u);
        expect(meta.help['zh-CN'], key).toMatch(han);
        expect(meta.help['zh-CN'], key).toMatch(/。$/);
      }
    });

    it('shows no placeholder that the field would refuse', () => {
      for (const { key, meta, schema } of fields) {
        const text = meta?.placeholder;
        // One that ends in … shows how a value begins.
        if (text === undefined || text.includes('…')) continue;
        const taken = [text, Number(text)].some((value) => z.safeParse(schema, value).success);
        expect(taken, `${key}: ${text}`).toBe(true);
      }
    });

    it('takes what a user writes, and misses what must be there', () => {
      expect(channel.account.safeParse(account).error).toBeUndefined();
      for (const { key, required } of fields) {
        const { [key]: _, ...rest } = account;
        if (required) expect(channel.account.safeParse(rest).success, key).toBe(false);
      }
    });

    it('refuses a value in words of both languages, or in none of its own', () => {
      const refused = slips.flatMap((slip) => [
        ...fields.flatMap(({ schema }) => issuesOf(schema, slip)),
        ...fields.flatMap(({ key }) => issuesOf(channel.account, { ...account, [key]: slip })),
      ]);
      for (const issue of refused) {
        // Zod's own words are not shown: the reader says them anew in each language.
        if (/^(?:Invalid|Too |Unrecognized)/.test(issue.message)) continue;
        const message = 'params' in issue ? issue.params?.message : undefined;
        expect(message, issue.message).toEqual({
          en: expect.stringMatching(/^\P{Script=Han}+$/u),
          'zh-CN': expect.stringMatching(han),
        });
      }
    });

    it('marks its secrets', () => {
      const marked = secretTexts(channel.account, channel.account.parse(account));
      expect(marked).not.toEqual([]);
      for (const text of marked) expect(secrets).toContain(text);
    });
  });
}
