import { describe, expect, it } from 'vitest';
import { accountFields, secretTexts } from '../../electron/core/settings/schema-fields.ts';
import { settingsJsonSchema } from '../../electron/core/settings/schema-json.ts';
import { testChannels, testProviders, testSources } from '../support/settings-world.ts';

const schema = JSON.parse(
  JSON.stringify(settingsJsonSchema(testProviders, testSources, testChannels)),
);
const accounts = schema.properties.accounts.additionalProperties;
const strong = accounts.allOf[0].then;

describe('the JSON Schema of the settings', () => {
  it('forbids unknown keys, and wants what the reader wants', () => {
    expect(schema.additionalProperties).toBe(false);
    expect(schema.required).toEqual(['version', 'accounts', 'records']);
    expect(schema.properties.records.items.required).toEqual(['name', 'account']);
    expect(strong.additionalProperties).toBe(false);
    expect(strong.required).toEqual(['token']);
  });

  it('describes each key in both languages', () => {
    for (const key of Object.values<{ description: string }>(schema.properties)) {
      expect(key.description).toMatch(/^[A-Z].*\n.*[\u4e00-\u9fff]/);
    }
  });

  it('takes a reference for any text of an account', () => {
    const reference = { $ref: '#/definitions/reference' };
    expect(strong.properties.token).toEqual({
      title: 'Token',
      anyOf: [{ type: 'string', minLength: 1 }, reference],
    });
    expect(strong.properties.headers.additionalProperties.anyOf).toContainEqual(reference);
    expect(strong.properties.port).toMatchObject({ type: 'integer', minimum: 1, maximum: 65_535 });
  });

  it('offers the providers, and the sources that tell the family', () => {
    expect(accounts.properties.provider.enum).toEqual(['strong', 'weak']);
    expect(JSON.stringify(schema.properties.sources.properties.ipv4)).toContain('"four"');
    expect(JSON.stringify(schema.properties.sources.properties.ipv6)).not.toContain('"four"');
  });
});

describe('the fields of an account', () => {
  const [provider] = testProviders;
  if (provider === undefined) throw new Error('no provider');

  it('say what is required and what is secret', () => {
    const fields = accountFields(provider.account) ?? [];
    expect(fields.map(({ key, required, meta }) => [key, required, meta?.secret ?? false])).toEqual(
      [
        ['token', true, true],
        ['port', false, false],
        ['mode', false, false],
        ['url', false, false],
        ['headers', false, false],
      ],
    );
  });

  it('give up every secret text, nested ones and mistyped ones too', () => {
    const value = { token: 123_456, url: 'https://a.example', headers: { a: 'one', b: 'two' } };
    expect(secretTexts(provider.account, value)).toEqual(['123456', 'one', 'two']);
  });
});
