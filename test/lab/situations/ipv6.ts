import { ipv6, prefixes } from '../plan.ts';
import type { EchoWay } from '../service-call.ts';
import type { Situation } from './situation.ts';

const stable = ipv6.stable(prefixes.first);
const renumbered = ipv6.stable(prefixes.renumbered);
const settings = { types: ['AAAA'] } as const;
const before: Situation['before'] = ({ home }) => home.joinIpv6();

function all(name: string, address: string): Situation {
  const way: EchoWay = { address };
  return {
    name: `an echo of IPv6 tells ${name}`,
    settings,
    before,
    set: ({ internet }) => internet.call('echo', { '*': way }),
    verdict: undefined,
  };
}

/** What is special to IPv6. */
export const ipv6Situations: readonly Situation[] = [
  {
    name: 'the system prefers a temporary address (ddclient #651, timothymiller #36, ddns-go #103)',
    settings,
    fresh: true,
    set: ({ home }) =>
      home
        .script([
          'echo 2 > /proc/sys/net/ipv6/conf/eth0/use_tempaddr',
          `ip -6 addr add ${stable}/64 dev eth0 mngtmpaddr valid_lft 7200 preferred_lft 3600`,
          `ip -6 route replace default via ${prefixes.first}::1`,
        ])
        .then(() => undefined),
    may: [stable],
    must: stable,
    verdict: undefined,
  },
  {
    name: 'the old prefix is deprecated after a renumbering (opnsense/plugins #4295)',
    settings,
    before,
    set: ({ home }) =>
      home
        .script([
          `ip -6 addr change ${stable}/64 dev eth0 valid_lft 3600 preferred_lft 0`,
          `ip -6 addr add ${renumbered}/64 dev eth0`,
        ])
        .then(() => undefined),
    may: [renumbered],
    must: renumbered,
    verdict: undefined,
  },
  all('a unique local address', 'fd00:1:2:3::20'),
  all('a 6to4 address', '2002:5102:450a::1'),
  all('a Teredo address', '2001:0:4136:e378:8000:63bf:3fff:fdd2'),
  all('an address of a NAT64', '64:ff9b::5102:450a'),
  {
    name: 'IPv6 only: no IPv4 at all',
    settings: { types: ['A', 'AAAA'] },
    before,
    set: ({ home }) =>
      home
        .script(['ip -4 addr flush dev eth0', 'ip -4 route flush table main'])
        .then(() => undefined),
    verdict: 'ipv6Only',
  },
  {
    name: 'IPv4 only: IPv6 has gone',
    settings: { types: ['A', 'AAAA'] },
    before,
    set: ({ home }) =>
      home
        .script([`ip -6 addr del ${stable}/64 dev eth0`, 'ip -6 route del default'])
        .then(() => undefined),
    verdict: 'noIpv6',
  },
];
