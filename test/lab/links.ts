import type { Namespaces, Place } from './namespaces.ts';
import { direct, internet, ipv6, isp, lan, prefixes, vpn, wanNets } from './plan.ts';

/** Both ends of a cable. */
function cable(a: Place, nameA: string, b: Place, nameB: string): readonly string[] {
  return [
    `ip link add ${nameA} netns ${a} type veth peer name ${nameB} netns ${b}`,
    `ip -n ${a} link set ${nameA} up`,
    `ip -n ${b} link set ${nameB} up`,
  ];
}

/** Every computer has its loopback, forwards where it stands between others, and never waits for duplicate addresses. */
function manners(forwards: boolean): readonly string[] {
  return [
    'ip link set lo up',
    'echo 0 > /proc/sys/net/ipv6/conf/all/accept_dad',
    'echo 0 > /proc/sys/net/ipv6/conf/default/accept_dad',
    'echo 0 > /proc/sys/net/ipv6/conf/all/accept_ra',
    'echo 0 > /proc/sys/net/ipv6/conf/default/accept_ra',
    ...(forwards
      ? [
          'echo 1 > /proc/sys/net/ipv4/ip_forward',
          'echo 1 > /proc/sys/net/ipv6/conf/all/forwarding',
        ]
      : []),
  ];
}

/** What the provider shares among customers leaves it under one address. */
const carrierNat = [
  'table ip carrier {',
  '  chain post {',
  '    type nat hook postrouting priority 100',
  `    ip saddr { 100.64.0.0/10, 10.0.0.0/8, 192.168.0.0/16 } oifname "up0" snat to ${isp.shared}`,
  '  }',
  '}',
];

const vpnNat = [
  'table ip exit {',
  '  chain post {',
  '    type nat hook postrouting priority 100',
  `    ip saddr 10.8.0.0/24 oifname "up0" snat to ${vpn.exit}`,
  '  }',
  '}',
];

function heredoc(command: string, lines: readonly string[]): readonly string[] {
  return [`${command} <<'END'`, ...lines, 'END'];
}

/**
 * Lays all cables: `home` and `neighbour` share a switch with the router; the router's WAN side and,
 * for a computer without a router, `home` itself, lead to the provider, and the provider and a VPN's
 * server to the Internet. Nobody at home has an address yet, and the router has none on its WAN side.
 */
export async function layCables(net: Namespaces): Promise<void> {
  const forwarding: readonly Place[] = ['router', 'isp', 'vpn'];
  const all: readonly Place[] = ['home', 'neighbour', 'internet', ...forwarding];
  await Promise.all(all.map((place) => net.script(place, manners(forwarding.includes(place)))));
  await net.script('internet', [
    'ip -n router link add br0 type bridge',
    'ip -n router link set br0 up',
    ...cable('home', 'eth0', 'router', 'port1'),
    ...cable('neighbour', 'eth0', 'router', 'port2'),
    'ip -n router link set port1 master br0',
    'ip -n router link set port2 master br0',
    ...cable('router', 'wan0', 'isp', 'sub0'),
    ...cable('home', 'eth1', 'isp', 'sub1'),
    'ip -n home link set eth1 down',
    ...cable('isp', 'up0', 'internet', 'isp0'),
    ...cable('vpn', 'up0', 'internet', 'vpn0'),
    `ip addr add ${internet.isp}/24 dev isp0`,
    `ip -6 addr add ${internet.ispIpv6}/64 dev isp0`,
    `ip addr add ${internet.vpn}/24 dev vpn0`,
    `ip route add default via ${isp.shared}`,
    `ip -6 route add default via ${isp.ipv6}`,
  ]);
  await Promise.all([
    net.script('router', [
      `ip addr add ${lan.router}/24 dev br0`,
      ...Object.values(prefixes).map((prefix) => `ip -6 addr add ${prefix}::1/64 dev br0`),
      `ip -6 addr add ${ipv6.routerWan}/64 dev wan0`,
      `ip -6 route add default via ${ipv6.ispWan}`,
    ]),
    net.script('isp', [
      `ip addr add ${isp.shared}/24 dev up0`,
      `ip -6 addr add ${isp.ipv6}/64 dev up0`,
      `ip route add default via ${internet.isp}`,
      `ip -6 route add default via ${internet.ispIpv6}`,
      ...Object.values(wanNets).map(
        ({ gateway, bits }) => `ip addr add ${gateway}/${bits} dev sub0`,
      ),
      `ip -6 addr add ${ipv6.ispWan}/64 dev sub0`,
      `ip -6 route add 2a02:8071::/32 via ${ipv6.routerWan}`,
      `ip addr add ${direct.gateway}/24 dev sub1`,
      `ip -6 addr add ${direct.ipv6Gateway}/64 dev sub1`,
      ...heredoc('nft -f -', carrierNat),
    ]),
    net.script('vpn', [
      `ip addr add ${vpn.exit}/24 dev up0`,
      `ip route add default via ${internet.vpn}`,
      ...heredoc('nft -f -', vpnNat),
    ]),
    net.script('neighbour', [
      `ip addr add ${lan.neighbour}/24 dev eth0`,
      `ip route add default via ${lan.router}`,
    ]),
  ]);
}
