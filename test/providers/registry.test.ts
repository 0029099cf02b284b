import { describe, expect, it } from 'vitest';
import { languages } from '../../electron/contract/language.ts';
import { providerIds } from '../../electron/providers/registry.ts';
import { describeDeclaration } from '../support/conformance/declaration.ts';
import { providers } from '../support/registered.ts';

describe('the registry', () => {
  it('holds each id once, and finds it', () => {
    const ids = providers.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(providerIds);
  });

  it('holds each name once, in every language', () => {
    for (const language of languages) {
      const names = providers.map(({ name }) => name[language].toLowerCase());
      expect(new Set(names).size, names.join()).toBe(names.length);
    }
  });
});

for (const provider of providers) describeDeclaration(provider);
