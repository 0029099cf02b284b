import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { readSettings, type SettingsWorld } from '../../electron/core/settings/reader.ts';
import { settingsJsonSchema } from '../../electron/core/settings/schema-json.ts';
import { testChannels, testProviders, testSources } from '../support/settings-world.ts';

const world: SettingsWorld = {
  providers: testProviders,
  channels: testChannels,
  sources: testSources,
  resolveSecret: () => ({ ok: true, value: 'resolved-secret-of-some-length' }),
  fingerprint: (text) => text,
};

const schema = settingsJsonSchema(testProviders, testSources, testChannels);
const judge = new Ajv({ strict: false, allErrors: true }).compile(schema);

const whole = {
  version: 1,
  accounts: { home: { provider: 'strong', token: 'top-secret-1' } },
  records: [{ name: 'home.example.com', account: 'home' }],
};
const loud = { channel: 'loud', key: 'ring-ring-1' };
const token = '0123456789abcdef';

/** What the reader and the schema say to settings with these keys as well. */
function judged(more: object) {
  const raw = { ...whole, ...more };
  const read = readSettings(raw, world);
  return { reader: read.ok, schema: judge(raw) };
}

describe('the JSON Schema takes what the reader takes', () => {
  it.each([
    [{}],
    [{ channels: {} }],
    [{ channels: { phone: loud, mail: { channel: 'quiet', topic: 'x' } } }],
    [{ channels: { phone: { ...loud, key: { env: 'X' }, headers: { a: { file: 'x' } } } } }],
    [{ channels: { phone: { ...loud, events: 'changed' } } }],
    [{ channels: { phone: { ...loud, events: ['changed', 'recovered'] } } }],
    [{ channels: { phone: { ...loud, quietHours: '22:00-07:00', language: 'zh-CN' } } }],
    [{ channels: { phone: { ...loud, quietHours: '00:00-23:59' } } }],
    [{ api: { listen: 8053, token } }],
    [{ api: { listen: '8053', token: { sealed: 'x' } } }],
    [{ api: { listen: 'localhost:1', token } }],
    [{ api: { listen: '127.255.0.9:65535', token } }],
    [{ api: { listen: '[::1]:8053', token } }],
  ])('%j', (more) => {
    expect(judged(more)).toEqual({ reader: true, schema: true });
    expect(judge.errors).toBeNull();
  });
});

describe('the JSON Schema refuses what the reader refuses', () => {
  it.each([
    [{ channels: [] }],
    [{ channels: null }],
    [{ channels: { 'my phone': loud } }],
    [{ channels: { phone: 'loud' } }],
    [{ channels: { phone: { key: 'x' } } }],
    [{ channels: { phone: { channel: 'loudd', key: 'x' } } }],
    [{ channels: { phone: { ...loud, topic: 'of another kind' } } }],
    [{ channels: { phone: { ...loud, provider: 'strong' } } }],
    [{ channels: { phone: { ...loud, volume: 6 } } }],
    [{ channels: { phone: { ...loud, room: 'Hall' } } }],
    [{ channels: { phone: { ...loud, key: { evn: 'X' } } } }],
    [{ channels: { phone: { channel: 'loud' } } }],
    [{ channels: { phone: { ...loud, events: [] } } }],
    [{ channels: { phone: { ...loud, events: ['birthday'] } } }],
    [{ channels: { phone: { ...loud, events: { env: 'X' } } } }],
    [{ channels: { phone: { ...loud, quietHours: '07:00-07:00' } } }],
    [{ channels: { phone: { ...loud, quietHours: '24:00-07:00' } } }],
    [{ channels: { phone: { ...loud, quietHours: '22:00' } } }],
    [{ channels: { phone: { ...loud, language: 'zh' } } }],
    [{ api: {} }],
    [{ api: null }],
    [{ api: { listen: 8053 } }],
    [{ api: { listen: 8053, token, more: 1 } }],
    [{ api: { listen: 8053, token: '0123456789abcde' } }],
    [{ api: { listen: 8053, token: '01234567 89abcdef' } }],
    [{ api: { listen: 8053, token: 'x'.repeat(513) } }],
    [{ api: { listen: 0, token } }],
    [{ api: { listen: 65_536, token } }],
    [{ api: { listen: '65536', token } }],
    [{ api: { listen: '127.0.0.256:8053', token } }],
    [{ api: { listen: '0.0.0.0:8053', token } }],
    [{ api: { listen: 'nas:8053', token } }],
    [{ api: { listen: '[::2]:8053', token } }],
    [{ api: { listen: { env: 'X' }, token } }],
  ])('%j', (more) => expect(judged(more)).toEqual({ reader: false, schema: false }));
});

it('describes the keys of channels and their fields to editors', () => {
  const json = JSON.parse(JSON.stringify(schema)).properties;
  const entry = json.channels.additionalProperties;
  expect(entry.properties.channel.enum).toEqual(['loud', 'quiet']);
  const { properties } = entry.allOf[0].then;
  expect(properties.key.title).toBe('Key');
  for (const key of [properties.events, properties.quietHours, json.api.properties.listen]) {
    expect(key.description).toMatch(/^[A-Z].*\n.*[\u4e00-\u9fff]/);
  }
});
