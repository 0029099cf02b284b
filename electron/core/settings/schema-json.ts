import * as z from 'zod';
import type { Localized } from '../../contract/language.ts';
import { prefixRange } from '../host-address.ts';
import type { Provider } from '../provider.ts';
import { recordTypes } from '../record.ts';
import { ttlRange } from '../settings.ts';
import { referenceKinds } from './reader-secrets.ts';
import type { KnownSource } from './reader-sources.ts';
import { settingsKeys } from './schema.ts';
import type { Key, KeyTable } from './schema-key.ts';

type Json = Readonly<Record<string, unknown>>;

const duration: Json = { type: 'string', pattern: '^[0-9]{1,6}(s|m|h)$' };
const text: Json = { type: 'string', minLength: 1 };
const reference: Json = { $ref: '#/definitions/reference' };

const definitions: Json = {
  reference: {
    description:
      'An environment variable, a file (relative to this one), a secret kept by the desktop app, or a text sealed with a passphrase.\n环境变量、文件（相对于本文件）、由桌面应用保存的凭据，或用口令密封的文本。',
    oneOf: referenceKinds.map((key) => ({
      type: 'object',
      properties: { [key]: text },
      required: [key],
      additionalProperties: false,
    })),
  },
};

function described({ en, 'zh-CN': zh }: Localized): string {
  return `${en}\n${zh}`;
}

/** One of these, or a list of them. */
function oneOrMore(item: Json): Json {
  return { anyOf: [item, { type: 'array', items: item, minItems: 1 }] };
}

function sourcesSchema(family: 'ipv4' | 'ipv6', sources: readonly KnownSource[]): Json {
  const ids = sources.filter((each) => each.families.includes(family)).map(({ id }) => id);
  const own = ['url', 'interface', 'command'].map((key) => ({
    type: 'object',
    properties: { [key]: text },
    required: [key],
    additionalProperties: false,
  }));
  const item = { anyOf: [{ enum: ids }, ...own] };
  return {
    anyOf: [
      { enum: ['off', false] },
      ...own,
      { enum: ids },
      { type: 'array', items: item, minItems: 1 },
    ],
  };
}

/** Any text in an account may stand elsewhere; property names may not. */
function withReferences(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(withReferences);
  const { title, description, ...rest } = schema as Record<string, unknown>;
  const heading = { ...(title ? { title } : {}), ...(description ? { description } : {}) };
  if (rest.type === 'string') return { ...heading, anyOf: [rest, reference] };
  const inside = Object.entries(rest).map(([key, value]) => {
    if (key === 'properties' && typeof value === 'object' && value !== null) {
      const fields = Object.entries(value).map(([name, field]) => [name, withReferences(field)]);
      return [key, Object.fromEntries(fields)];
    }
    const nested = ['items', 'anyOf', 'oneOf', 'allOf', 'additionalProperties'].includes(key);
    return [key, nested ? withReferences(value) : value];
  });
  return { ...heading, ...Object.fromEntries(inside) };
}

/** The form metadata becomes what editors show. */
function annotate(json: Record<string, unknown>): void {
  const { label, help, placeholder } = json as {
    label?: Localized;
    help?: Localized;
    placeholder?: string;
  };
  for (const key of ['label', 'help', 'secret', 'placeholder', 'multiline', 'choices'])
    delete json[key];
  if (label !== undefined) json.title = label.en;
  if (help !== undefined) json.description = described(help);
  if (placeholder !== undefined) json.examples = [placeholder];
}

function accountSchema(provider: Provider): Json {
  const { $schema: _, ...own } = z.toJSONSchema(provider.account, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => annotate(jsonSchema),
  });
  const whole = withReferences(own) as { properties?: Json };
  const properties = { provider: { const: provider.id }, ...whole.properties };
  return { ...whole, properties, additionalProperties: false };
}

function accountsSchema(providers: readonly Provider[]): Json {
  return {
    type: 'object',
    minProperties: 1,
    propertyNames: { pattern: '^[A-Za-z0-9_-]{1,64}$' },
    additionalProperties: {
      type: 'object',
      required: ['provider'],
      properties: { provider: { enum: providers.map(({ id }) => id) } },
      allOf: providers.map((provider) => ({
        if: { properties: { provider: { const: provider.id } }, required: ['provider'] },
        // biome-ignore lint/suspicious/noThenProperty: the word is JSON Schema's
        then: accountSchema(provider),
      })),
    },
  };
}

/** The JSON Schema (draft 7, which editors know best) of the settings file, for these registries. */
export function settingsJsonSchema(
  providers: readonly Provider[],
  sources: readonly KnownSource[],
): Json {
  function ofKey({ value, text: meaning, example }: Key): Json {
    const plain = /^[\w.]+$/.test(example) && value.kind !== 'version';
    const about = { description: described(meaning), ...(plain ? { examples: [example] } : {}) };
    return { ...about, ...ofValue(value) };
  }

  function ofValue(value: Key['value']): Json {
    switch (value.kind) {
      case 'version':
        return { const: 1 };
      case 'duration':
        return duration;
      case 'oneOf':
        return { enum: value.values };
      case 'text':
      case 'name':
        return text;
      case 'boolean':
        return { type: 'boolean' };
      case 'ttl':
        return {
          anyOf: [{ type: 'integer', minimum: ttlRange.min, maximum: ttlRange.max }, duration],
        };
      case 'prefix':
        return { type: 'integer', minimum: prefixRange.min, maximum: prefixRange.max };
      case 'names':
        return oneOrMore(text);
      case 'types':
        return oneOrMore({ enum: recordTypes });
      case 'texts':
      case 'servers':
        return { anyOf: [text, { type: 'array', items: text }] };
      case 'sources':
        return sourcesSchema(value.family, sources);
      case 'accounts':
        return accountsSchema(providers);
      case 'records':
        return { type: 'array', minItems: 1, items: ofMap(value.keys) };
      case 'map':
        return ofMap(value.keys);
    }
  }

  function ofMap(keys: KeyTable): Json {
    const properties = Object.entries(keys).map(([key, each]) => [key, ofKey(each)]);
    const required = Object.entries(keys).flatMap(([key, each]) => (each.required ? [key] : []));
    return {
      type: 'object',
      properties: Object.fromEntries(properties),
      ...(required.length === 0 ? {} : { required }),
      additionalProperties: false,
    };
  }

  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'DDNS Tray',
    definitions,
    ...ofMap(settingsKeys),
  };
}
