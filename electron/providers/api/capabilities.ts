import type { Capabilities } from '../../core/provider.ts';

/**
 * What nearly every service with an API can: its zones and records are seen, so that an unchanged
 * address is never sent. A provider names what differs, its TTLs and its number of requests.
 */
export const readable: Omit<Capabilities, 'ttl' | 'requestsPerChange'> = {
  families: ['ipv4', 'ipv6'],
  proxied: false,
  zones: 'api',
  reads: true,
  creates: true,
  batch: false,
  repeatsArePunished: false,
  keepAlive: false,
};
