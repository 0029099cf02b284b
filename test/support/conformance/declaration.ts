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
