import type { StunServer } from './stun-echo.ts';

/** Public STUN servers whose names say who runs them. Those without IPv6 here have not been seen to offer it. */
export const stunServers: readonly StunServer[] = [
  // https://developers.cloudflare.com/realtime/turn: free for everybody.
  {
    id: 'stun-cloudflare',
    operator: 'cloudflare',
    host: 'stun.cloudflare.com',
    port: 3478,
    families: ['ipv4', 'ipv6'],
  },
  // The one that the examples of WebRTC ask.
  {
    id: 'stun-google',
    operator: 'google',
    host: 'stun.l.google.com',
    port: 19_302,
    families: ['ipv4', 'ipv6'],
  },
  // Xiaomi's, for its routers.
  {
    id: 'stun-xiaomi',
    operator: 'xiaomi',
    host: 'stun.miwifi.com',
    port: 3478,
    families: ['ipv4'],
  },
  // Bilibili's, for its live chat.
  {
    id: 'stun-bilibili',
    operator: 'bilibili',
    host: 'stun.chat.bilibili.com',
    port: 3478,
    families: ['ipv4'],
  },
];
