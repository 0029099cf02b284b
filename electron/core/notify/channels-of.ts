import type { ChannelSettings, Settings } from '../settings.ts';

/** The channels of the settings, in their order. */
export function channelsOf({ channels }: Settings): readonly ChannelSettings[] {
  return Object.values(channels ?? {});
}
