/** What a channel may be told of; each can be left out. */
export const channelEvents = ['changed', 'action', 'failed', 'disagree', 'recovered'] as const;
export type ChannelEvent = (typeof channelEvents)[number];
