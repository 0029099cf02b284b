import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { channelIds, loadChannels } from '../../electron/channels/registry.ts';
import { settingsJsonSchema } from '../../electron/core/settings/schema-json.ts';

const channels = await loadChannels();

describe('what channels say of themselves', () => {
  it.each(channelIds)('is tried by the suite: %s', (id) => {
    expect(existsSync(new URL(`./${id}.test.ts`, import.meta.url))).toBe(true);
  });

  it('becomes a JSON Schema, whatever their fields are made of', () => {
    const schema = JSON.stringify(settingsJsonSchema([], [], channels));
    for (const id of channelIds) expect(schema).toContain(`"const":"${id}"`);
  });

  it.each(channels)('has a name and a page that a form can show: $id', ({ name, docs, setup }) => {
    expect(name.en.length).toBeLessThan(40);
    expect(docs).toMatch(/^https:/);
    expect(setup.en.length).toBeLessThan(400);
  });
});
