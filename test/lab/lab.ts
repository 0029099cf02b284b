import { once } from 'node:events';
import path from 'node:path';
import { certificate } from '../support/tls.ts';
import type { Attack } from './attacks.ts';
import { createHome, type Home } from './home.ts';
import { type Internet, openInternet } from './internet.ts';
import { layCables } from './links.ts';
import { type Namespaces, openNamespaces, type Place } from './namespaces.ts';
import { type PacketRules, setRules } from './packet-rules.ts';
import { internet, wan, zone } from './plan.ts';
import { createRouter, type Router, type RouterProtocols } from './router.ts';
import type { EchoWay } from './service-call.ts';
import { type Services, startServices } from './services-process.ts';

/**
 * A home network with a real router, its provider, a VPN's server and a small Internet, each in a
 * network namespace of its own: nothing of the machine's network is touched or used.
 */
export interface Lab {
  readonly net: Namespaces;
  readonly home: Home;
  readonly router: Router;
  readonly internet: Internet;
  /** Starts a hostile box at that place; resolves with how to end it. */
  attack(place: Place, attack: Attack): Promise<() => void>;
  /** Puts those rules in the place of all earlier ones there. */
  rules(place: 'router' | 'isp', rules: PacketRules): Promise<void>;
  /** Takes every web request at the router and gives that answer, under a certificate that nobody trusts. */
  portal(reply: NonNullable<EchoWay['reply']>): Promise<void>;
  /** All as it was at the beginning: addresses, routes, services, rules and the records. */
  reset(protocols?: RouterProtocols): Promise<void>;
  close(): Promise<void>;
}

/** What the records hold where nobody has written them; no address of ours. */
export const untouched = { ipv4: '93.184.1.1', ipv6: '2a02:26f0::1' } as const;

/** Writes the records anew, as somebody else with the key. */
function restoreScript(): readonly string[] {
  const { algorithm, name, secret } = zone.key;
  return [
    `nsupdate -y ${algorithm}:${name}:${secret} <<'END'`,
    `server ${internet.nameServer.ipv4}`,
    `update delete ${zone.record}`,
    `update add ${zone.record} 60 A ${untouched.ipv4}`,
    `update add ${zone.record} 60 AAAA ${untouched.ipv6}`,
    'send',
    'END',
  ];
}

function startPortal(net: Namespaces): Promise<Services> {
  const { cert, key } = certificate({ commonName: 'portal' });
  const pair = { cert, key };
  const certificates = { valid: pair, expired: pair, future: pair };
  return startServices(net, 'router', { http: 8080, https: 8443, whoami: false, certificates });
}

/** Opens it: the router is on the line with its first address, the computer in the LAN. */
export async function openLab(
  protocols: RouterProtocols = { natPmp: true, igd: true },
): Promise<Lab> {
  const net = await openNamespaces(Object.values(internet.resolver));
  try {
    await layCables(net);
    const [router, services] = await Promise.all([createRouter(net), openInternet(net)]);
    const home = createHome(net, services);
    let portal: Promise<Services> | undefined;
    const attackers = new Set<() => void>();
    const lab: Lab = {
      net,
      home,
      router,
      internet: services,
      async attack(place, attack) {
        const script = path.join(import.meta.dirname, 'attacker.ts');
        const command = [process.execPath, script, JSON.stringify(attack)];
        const child = net.start(place, command, { stdio: ['ignore', 'pipe', 'inherit'] });
        const end = () => void child.kill('SIGKILL');
        attackers.add(end);
        if (child.stdout !== null) await once(child.stdout, 'data');
        return end;
      },
      rules: (place, rules) => setRules(net, place, rules),
      async portal(reply) {
        portal ??= startPortal(net);
        await (await portal).call('echo', { '*': { reply } });
        await setRules(net, 'router', {
          prerouting: [
            'iifname "br0" tcp dport 80 redirect to :8080',
            'iifname "br0" tcp dport 443 redirect to :8443',
          ],
        });
      },
      async reset(wished = protocols) {
        for (const end of attackers) end();
        attackers.clear();
        await Promise.all([
          services.call('echo', {}),
          services.call('whoami', {}),
          setRules(net, 'router', {}),
          setRules(net, 'isp', {}),
          router.setWan(wan.first).then(() => router.speak(wished)),
          home.joinLan(),
          net.script('internet', restoreScript()),
        ]);
        await services.call('arrivals', undefined);
      },
      close: () => net.close(),
    };
    await lab.reset();
    return lab;
  } catch (error) {
    await net.close();
    throw error;
  }
}
