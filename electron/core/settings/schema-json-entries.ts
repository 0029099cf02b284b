import * as z from 'zod';
import type { Localized } from '../../contract/language.ts';
import type { Channel } from '../channel.ts';
import type { Provider } from '../provider.ts';

export type Json = Readonly<Record<string, unknown>>;

/** One of the definitions of the whole schema. */
export const reference: Json = { $ref: '#/definitions/reference' };

export function described({ en, 'zh-CN': zh }: Localized): string {
  return `${en}\n${zh}`;
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

/** A kind of account or of channel. */
type Declared = Pick<Provider | Channel, 'id' | 'account'>;

function fieldsSchema({ id, account }: Declared, key: string, common: Json): Json {
  const { $schema: _, ...own } = z.toJSONSchema(account, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => annotate(jsonSchema),
  });
  const whole = withReferences(own) as { properties?: Json };
  const properties = { ...common, [key]: { const: id }, ...whole.properties };
  return { ...whole, properties, additionalProperties: false };
}

/** Entries under ids of the user's; which fields one has depends on what stands under `key`. */
export function entriesSchema(key: string, kinds: readonly Declared[], common: Json): Json {
  return {
    type: 'object',
    propertyNames: { pattern: '^[A-Za-z0-9_-]{1,64}$' },
    additionalProperties: {
      type: 'object',
      required: [key],
      properties: { [key]: { enum: kinds.map(({ id }) => id) } },
      allOf: kinds.map((kind) => ({
        if: { properties: { [key]: { const: kind.id } }, required: [key] },
        // biome-ignore lint/suspicious/noThenProperty: the word is JSON Schema's
        then: fieldsSchema(kind, key, common),
      })),
    },
  };
}
