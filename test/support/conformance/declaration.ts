import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { languages } from '../../../electron/contract/language.ts';
import type { Provider, TriedAgainst } from '../../../electron/core/provider.ts';
import { accountFields } from '../../../electron/core/settings/schema-fields.ts';
import { ttlRange } from '../../../electron/core/settings.ts';
import { itWhere } from './where.ts';

const han = /\p{Script=Han}/u;
const kindsOfTrial: readonly TriedAgainst[] = ['service', 'server', 'emulator'];

/** Why an account needs no secret; each of them would be a stranger's to use. */
const withoutSecret: Readonly<Record<string, string>> = {};

/** Texts that one field or another has its own words against. */
const slips: readonly unknown[] = [
  ...[
    '',
    ' ',
    'x',
    '.',
    '-',
    ':',
    'ä',
    'a b',
    'a.b',
    'x:y',
    'example.com',
    '12',
    'http://',
    'ftp://x',
  ],
  ...['{', '[', '{}', '{x}', '{"type": "service_account"}', 'x'.repeat(300), 1],
];

type Issue = z.core.$ZodIssue;

/** What a schema has against a value, down to the branches of its unions. */
function issuesOf(schema: z.core.$ZodType, value: unknown): readonly Issue[] {
  const inner = (issue: Issue): readonly Issue[] =>
    issue.code === 'invalid_union' ? [issue, ...issue.errors.flat().flatMap(inner)] : [issue];
  return (z.safeParse(schema, value).error?.issues ?? []).flatMap(inner);
}

/** What every provider says of itself: for the forms, the docs, and whoever makes the credentials. */
export function describeDeclaration(provider: Provider): void {
  const { id, name, setup, permission, limits = [], country, triedAgainst } = provider;
  const { ttl } = provider.capabilities;
  const fields = accountFields(provider.account) ?? [];

  describe(`the declaration of ${id}`, () => {
    it('names itself, and leads to safe pages', () => {
      expect(id).toMatch(/^[a-z0-9][a-z0-9-]*$/);
      for (const language of languages) expect(name[language].trim()).not.toBe('');
      for (const link of [provider.website, provider.docs]) {
        expect(link).toMatch(/^https:\/\/[^\s/]+\.[^\s/]+/);
        expect(URL.canParse(link)).toBe(true);
      }
      expect(kindsOfTrial).toContain(triedAgainst);
      if (country !== undefined) expect(country).toMatch(/^[A-Z]{2}$/);
    });

    it('says how to make the credentials, in sentences of each language', () => {
      for (const { en, 'zh-CN': zh } of [setup, ...limits]) {
        expect(en).toMatch(/^\P{Script=Han}{10,}\.$/u);
        expect(zh).toMatch(han);
        expect(zh).toMatch(/。$/);
      }
      for (const language of permission === undefined ? [] : languages) {
        expect(permission?.[language]).toMatch(/\S$/);
        expect(permission?.[language]).not.toMatch(/[.。]$/);
      }
      expect(permission?.en ?? '').not.toMatch(han);
    });

    it('labels every field, and explains it in the language of the reader', () => {
      expect(fields).not.toEqual([]);
      for (const { key, meta } of fields) {
        for (const language of languages) expect(meta?.label[language], key).toMatch(/\S/);
        expect(meta?.label.en, key).not.toMatch(han);
        if (meta?.help === undefined) continue;
        expect(meta.help.en, key).not.toMatch(han);
        expect(meta.help['zh-CN'], key).toMatch(han);
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

    it('refuses a value in words of both languages, or in none of its own', () => {
      const keys = fields.map(({ key }) => key);
      const accounts = [[], keys, ...keys.map((key) => [key])];
      const refused = slips.flatMap((slip) => [
        ...fields.flatMap(({ schema }) => issuesOf(schema, slip)),
        ...accounts.flatMap((filled) =>
          issuesOf(provider.account, Object.fromEntries(filled.map((key) => [key, slip]))),
        ),
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

    it('keeps a secret, or has a reason for none', () => {
      const secrets = fields.filter(({ meta }) => meta?.secret === true);
      expect(secrets.length > 0 || (withoutSecret[id] ?? '') !== '').toBe(true);
    });

    itWhere(ttl !== false)('promises no TTL that the settings refuse', () => {
      const { min, max } = ttl || ttlRange;
      expect(max).toBeLessThanOrEqual(ttlRange.max);
      expect(min).toBeGreaterThanOrEqual(ttlRange.min);
      expect(min).toBeLessThanOrEqual(max);
    });
  });
}
