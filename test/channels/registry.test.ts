import { describe, expect, it } from 'vitest';
import { channelIds, loadChannels } from '../../electron/channels/registry.ts';
import { languages } from '../../electron/contract/language.ts';
import { accountFields } from '../../electron/core/settings/schema-fields.ts';

const channels = await loadChannels();

describe('the registry of channels', () => {
  it('holds each id once, and finds it', () => {
    expect(channels.map(({ id }) => id)).toEqual(channelIds);
    expect(new Set(channelIds).size).toBe(channelIds.length);
  });

  it('holds each name once, in every language', () => {
    for (const language of languages) {
      const names = channels.map(({ name }) => name[language].toLowerCase());
      expect(new Set(names).size, names.join()).toBe(names.length);
    }
  });

  it('loads only what is asked for, in its own order', async () => {
    const some = await loadChannels(['ntfy', 'nothing', 'webhook']);
    expect(some.map(({ id }) => id)).toEqual(['webhook', 'ntfy']);
  });

  it.each(channels)('knows the fields of $id', ({ account }) => {
    expect(accountFields(account)).not.toBeUndefined();
  });
});
