import type { Lab } from '../lab.ts';
import { direct, internet, isp, lan, vpn, wan, zone } from '../plan.ts';
import { lie, plainRouter, type Situation } from './situation.ts';

const proxy = { on: internet.resolver.ipv4, port: 3128 } as const;
const proxyUrl = `http://${proxy.on}:${proxy.port}`;

/** A box that forges every answer whose sender is not proven. */
async function forgeAll(lab: Lab): Promise<void> {
  await lab.attack('router', { kind: 'dns', port: 5300, address: lie });
  await lab.attack('router', { kind: 'stun', port: 3999, address: lie });
  await lab.attack('router', { kind: 'natPmp', on: lan.router, address: lie });
  await lab.rules('router', {
    prerouting: [
      'iifname "br0" meta l4proto { tcp, udp } th dport 53 redirect to :5300',
      'iifname "br0" udp dport { 3478, 19302 } redirect to :3999',
    ],
  });
}

/** Ways out that are not the home's own. */
export const routeSituations: readonly Situation[] = [
  {
    name: 'a VPN takes everything (ddns-updater #922, DnsTube #54, ddns-go #27)',
    set: ({ home }) => home.joinVpn('wg0'),
    verdict: 'tunnel',
  },
  {
    name: 'a VPN takes everything, and the router knows the real address',
    protocols: plainRouter,
    set: async ({ home, router }) => {
      await home.joinVpn('wg0');
      await router.setWan(wan.other);
    },
    may: [wan.other],
    verdict: 'tunnel',
  },
  {
    name: 'a VPN under a name that tells nothing',
    protocols: plainRouter,
    set: ({ home }) => home.joinVpn('corp0'),
    verdict: 'otherExit',
  },
  {
    name: 'the user wants the VPN’s address',
    settings: { more: ['networks: { tunnels: true }'] },
    set: ({ home }) => home.joinVpn('wg0'),
    may: [vpn.exit],
    must: vpn.exit,
    verdict: undefined,
  },
  {
    name: 'a proxy stands in the environment (ddns-go #744, #1287)',
    settings: { env: { HTTPS_PROXY: proxyUrl, HTTP_PROXY: proxyUrl, ALL_PROXY: proxyUrl } },
    set: async (lab) => {
      await lab.attack('internet', { kind: 'proxy', ...proxy });
      await lab.router.setWan(wan.other);
    },
    may: [wan.other],
    must: wan.other,
    verdict: undefined,
  },
  {
    name: 'two default routes',
    set: ({ home }) =>
      home
        .script([
          'ip link set eth1 up',
          `ip addr add ${direct.first}/24 dev eth1`,
          `ip route add default via ${direct.gateway} metric 50`,
        ])
        .then(() => undefined),
    may: [wan.first],
    verdict: undefined,
  },
  {
    name: 'web requests leave by another way than all else',
    protocols: plainRouter,
    set: (lab) =>
      lab.rules('isp', {
        postrouting: [`ip saddr ${wan.first} tcp dport 443 snat ip to ${wan.moved}`],
      }),
    verdict: ['otherExit', 'disagree', undefined],
  },
  {
    name: 'the computer’s own interface has a shared address (opnsense/plugins #2872)',
    settings: { sources: { ipv4: '{ interface: eth1 }' } },
    before: ({ home }) => home.joinDirect(),
    set: ({ home }) =>
      home
        .script(['ip addr flush dev eth1', 'ip addr add 100.64.9.9/16 dev eth1'])
        .then(() => undefined),
    verdict: 'carrierGradeNat',
  },
  {
    name: 'a network that the user did not approve',
    fresh: true,
    settings: { more: ['networks: { approved: ["02:00:00:00:00:99"] }'] },
    set: ({ router }) => router.setWan(wan.other),
    verdict: 'elsewhere',
  },
  {
    name: 'the cable comes and goes',
    set: async () => undefined,
    live: async (lab, installation) => {
      const daemon = installation.run();
      await daemon.says(/watches/);
      for (let times = 0; times < 4; times += 1) {
        await lab.home.script(['ip link set eth0 down']);
        await lab.internet.call('pause', 300);
        await lab.home.joinLan();
        await lab.internet.call('pause', 300);
      }
      await lab.router.setWan(wan.other);
      const wish = { name: zone.record, type: 'A', address: wan.other, limit: 25_000 } as const;
      await lab.internet.call('watch', wish);
      // By then it has stored what it saw.
      await daemon.says(new RegExp(`to ${wan.other.replaceAll('.', '\\.')}; written`));
      await daemon.stop();
    },
    may: [wan.other],
    must: wan.other,
    verdict: undefined,
  },
  {
    name: 'the Internet is gone, the LAN is there',
    set: (lab) => lab.rules('isp', { forward: ['drop'] }),
    checks: 1,
    verdict: 'offline',
  },
  {
    name: 'the provider shares its addresses, and the router is silent',
    set: ({ router }) => router.setWan(wan.carrier),
    may: [isp.shared],
    must: isp.shared,
    verdict: undefined,
  },
  {
    name: 'somebody answers for the whole way out, https aside',
    set: forgeAll,
    verdict: 'dnsHijacked',
    by: 'doctor',
    checks: 1,
  },
  {
    name: 'somebody answers for the whole way out from the first check on',
    fresh: true,
    set: forgeAll,
    verdict: 'dnsHijacked',
    by: 'doctor',
    checks: 1,
  },
  {
    name: 'a VPN takes everything from the first check on',
    fresh: true,
    set: ({ home }) => home.joinVpn('wg0'),
    verdict: 'tunnel',
  },
];
