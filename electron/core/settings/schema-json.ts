import { channelEvents } from '../../contract/channel-event.ts';
import type { Channel } from '../channel.ts';
import { prefixRange } from '../host-address.ts';
import type { Provider } from '../provider.ts';
import { recordTypes } from '../record.ts';
import { ttlRange } from '../settings.ts';
import { referenceKinds } from './reader-secrets.ts';
import type { KnownSource } from './reader-sources.ts';
import { settingsKeys } from './schema.ts';
import { longestToken, shortestToken } from './schema-channels.ts';
import { described, entriesSchema, type Json, reference } from './schema-json-entries.ts';
import type { Key, KeyTable } from './schema-key.ts';

const duration: Json = { type: 'string', pattern: '^[0-9]{1,6}(s|m|h)$' };
const text: Json = { type: 'string', minLength: 1 };

const time = '([01][0-9]|2[0-3]):[0-5][0-9]';
const octet = '(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])';
const port =
  '([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])';

const listen: Json = {
  anyOf: [
    { type: 'integer', minimum: 1, maximum: 65_535 },
    {
      type: 'string',
      pattern: `^((localhost|127\\.${octet}\\.${octet}\\.${octet}|\\[::1\\]):)?${port}$`,
    },
  ],
};

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

/** The JSON Schema (draft 7, which editors know best) of the settings file, for these registries. */
export function settingsJsonSchema(
  providers: readonly Provider[],
  sources: readonly KnownSource[],
  channels: readonly Channel[],
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
        return { ...entriesSchema('provider', providers, {}), minProperties: 1 };
      case 'channels':
        return entriesSchema('channel', channels, propertiesOf(value.keys));
      case 'events':
        return oneOrMore({ enum: channelEvents });
      case 'quietHours':
        return { type: 'string', pattern: `^(?!(.+)-\\1$)${time}-${time}$` };
      case 'listen':
        return listen;
      case 'token':
        return {
          anyOf: [
            { type: 'string', pattern: `^[!-~]{${shortestToken},${longestToken}}$` },
            reference,
          ],
        };
      case 'records':
        return { type: 'array', minItems: 1, items: ofMap(value.keys) };
      case 'map':
        return ofMap(value.keys);
    }
  }

  function propertiesOf(keys: KeyTable): Json {
    return Object.fromEntries(Object.entries(keys).map(([key, each]) => [key, ofKey(each)]));
  }

  function ofMap(keys: KeyTable): Json {
    const required = Object.entries(keys).flatMap(([key, each]) => (each.required ? [key] : []));
    return {
      type: 'object',
      properties: propertiesOf(keys),
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
