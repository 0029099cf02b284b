import type { DnsEchoService } from './dns-echo.ts';
import type { DohEchoService } from './doh-echo.ts';

const whoamiCloudflare = {
  operator: 'cloudflare',
  name: 'whoami.cloudflare',
  type: 'TXT',
  class: 'CH',
  authoritative: false,
} as const;

/** Public name servers that tell whose question they got. */
export const dnsEchoServices: readonly DnsEchoService[] = [
  // https://developers.cloudflare.com/1.1.1.1: its resolver, one.one.one.one.
  {
    id: 'dns-cloudflare',
    ...whoamiCloudflare,
    servers: {
      ipv4: ['1.1.1.1', '1.0.0.1'],
      ipv6: ['2606:4700:4700::1111', '2606:4700:4700::1001'],
    },
  },
  // Cisco's resolvers, resolver1 and resolver2.opendns.com. They refuse whole countries that have ordered blocks.
  {
    id: 'dns-opendns',
    operator: 'opendns',
    name: 'myip.opendns.com',
    type: 'address',
    class: 'IN',
    authoritative: false,
    servers: {
      ipv4: ['208.67.222.222', '208.67.220.220'],
      ipv6: ['2620:119:35::35', '2620:119:53::53'],
    },
  },
  // ns1 and ns2.google.com. A resolver that passes the question on gets an answer about itself, but cannot speak for the name.
  {
    id: 'dns-google',
    operator: 'google',
    name: 'o-o.myaddr.l.google.com',
    type: 'TXT',
    class: 'IN',
    authoritative: true,
    servers: {
      ipv4: ['216.239.32.10', '216.239.34.10'],
      ipv6: ['2001:4860:4802:32::a', '2001:4860:4802:34::a'],
    },
  },
];

/** The same over https, where nobody on the way can answer. */
export const dohEchoServices: readonly DohEchoService[] = [
  { id: 'doh-cloudflare', ...whoamiCloudflare, url: 'https://cloudflare-dns.com/dns-query' },
];
