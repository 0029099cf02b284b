import { describe, expect, it } from 'vitest';
import { languages } from '../../electron/contract/language.ts';
import { ttlRange } from '../../electron/core/settings.ts';
import { providerById, providers } from '../../electron/providers/registry.ts';

describe('the registry', () => {
  it('holds each id once, and finds it', () => {
    const ids = providers.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const provider of providers) expect(providerById(provider.id)).toBe(provider);
    expect(providerById('nobody')).toBeUndefined();
  });

  it('promises no TTL that the settings refuse', () => {
    for (const { id, capabilities } of providers) {
      if (capabilities.ttl === false) continue;
      expect(capabilities.ttl.max, id).toBeLessThanOrEqual(ttlRange.max);
      expect(capabilities.ttl.min, id).toBeGreaterThanOrEqual(ttlRange.min);
    }
  });

  it.each(providers.map((provider) => [provider.id, provider] as const))(
    '%s says what people need in every language',
    (id, provider) => {
      expect(id).toMatch(/^[a-z0-9][a-z0-9-]*$/);
      for (const language of languages) {
        expect(provider.name[language]).not.toBe('');
        expect(provider.setup[language].length).toBeGreaterThan(10);
      }
      expect(provider.setup['zh-CN']).toMatch(/\p{Script=Han}/u);
      if (provider.website !== '') expect(provider.website).toMatch(/^https:\/\//);
      if (provider.docs !== '') expect(provider.docs).toMatch(/^https:\/\//);
    },
  );
});
