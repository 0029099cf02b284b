import type { Channel } from '../core/channel.ts';

/**
 * Every way to tell somebody, in the order in which people see them: the general ones, those of all
 * the world, those of China, health checks. Each module is loaded when it is first named.
 */
const modules = {
  webhook: async () => (await import('./webhook.ts')).webhook,
  email: async () => (await import('./email.ts')).email,
  telegram: async () => (await import('./telegram.ts')).telegram,
  slack: async () => (await import('./slack.ts')).slack,
  discord: async () => (await import('./discord.ts')).discord,
  matrix: async () => (await import('./matrix.ts')).matrix,
  ntfy: async () => (await import('./ntfy.ts')).ntfy,
  gotify: async () => (await import('./gotify.ts')).gotify,
  pushover: async () => (await import('./pushover.ts')).pushover,
  bark: async () => (await import('./bark.ts')).bark,
  dingtalk: async () => (await import('./dingtalk.ts')).dingtalk,
  feishu: async () => (await import('./feishu.ts')).feishu,
  wecom: async () => (await import('./wecom.ts')).wecom,
  serverchan: async () => (await import('./serverchan.ts')).serverchan,
  pushplus: async () => (await import('./pushplus.ts')).pushplus,
  healthchecks: async () => (await import('./healthchecks.ts')).healthchecks,
  uptimekuma: async () => (await import('./uptimekuma.ts')).uptimekuma,
} satisfies Readonly<Record<string, () => Promise<Channel>>>;

const loaders: ReadonlyMap<string, () => Promise<Channel>> = new Map(Object.entries(modules));

export const channelIds: readonly string[] = [...loaders.keys()];

/** Loads those channels, or all; in their order here. An id that there is none of is left out. */
export function loadChannels(ids: readonly string[] = channelIds): Promise<readonly Channel[]> {
  const wanted = [...loaders].filter(([id]) => ids.includes(id));
  return Promise.all(wanted.map(([, load]) => load()));
}
