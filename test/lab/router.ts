import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { requireBinary } from '../support/real.ts';
import type { Namespaces } from './namespaces.ts';
import { type WanNet, wanNets } from './plan.ts';

/** What the router speaks with its LAN. */
export interface RouterProtocols {
  /** NAT-PMP and PCP, which miniupnpd serves on one port. */
  readonly natPmp: boolean;
  readonly igd: boolean;
  /** What miniupnpd is told to be the external address, whatever the interface has. */
  readonly externalIp?: string;
}

/** A home router: NAT, and a real miniupnpd. */
export interface Router {
  /** Gives the WAN side that address and no other; resolves when the kernel has it. */
  setWan(address: string): Promise<void>;
  /** Takes the WAN side's address and way out, as a line that is renegotiated. */
  dropWan(): Promise<void>;
  /** Ends miniupnpd, if it runs, and starts it anew with those protocols; both false: it stays away. */
  speak(protocols: RouterProtocols): Promise<void>;
}

/** The chains that miniupnpd fills, and the translation that every home router does. */
const standing = [
  'table inet filter {',
  '  chain miniupnpd {',
  '  }',
  '  chain prerouting_miniupnpd {',
  '  }',
  '  chain postrouting_miniupnpd {',
  '  }',
  '  chain post {',
  '    type nat hook postrouting priority 100',
  '    meta nfproto ipv4 oifname "wan0" masquerade',
  '  }',
  '}',
  '',
].join('\n');

/** Whether the LAN reaches miniupnpd's UPnP. */
function igdRules(igd: boolean): readonly string[] {
  return [
    "nft -f - <<'END'",
    'table inet speak',
    'delete table inet speak',
    'table inet speak {',
    '  chain input {',
    '    type filter hook input priority 0',
    ...(igd ? [] : ['udp dport 1900 drop', 'tcp dport 5000 reject with tcp reset']),
    '  }',
    '}',
    'END',
  ];
}

function netOf(address: string): WanNet {
  const head = address.split('.').slice(0, 2).join('.');
  const found = Object.values(wanNets).find(({ gateway }) => gateway.startsWith(`${head}.`));
  if (found === undefined) throw new Error(`no provider's net for ${address}`);
  return found;
}

function configuration(folder: string, { natPmp, externalIp }: RouterProtocols): string {
  return [
    'ext_ifname=wan0',
    ...(externalIp === undefined ? [] : [`ext_ip=${externalIp}`]),
    'listening_ip=br0',
    'http_port=5000',
    `enable_natpmp=${natPmp ? 'yes' : 'no'}`,
    // It looks after its WAN side only where UPnP is on.
    'enable_upnp=yes',
    'secure_mode=yes',
    'system_uptime=no',
    'uuid=00000000-0000-4000-8000-000000000001',
    'serial=1',
    'model_number=1',
    'upnp_table_name=filter',
    'upnp_nat_table_name=filter',
    `lease_file=${folder}/upnp.leases`,
    'allow 1024-65535 0.0.0.0/0 1024-65535',
    '',
  ].join('\n');
}

async function ended(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}

/** Resolves once it serves: its first words tell of the port, or of both. */
async function started(child: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (/HTTP listening on port|Listening for NAT-PMP\/PCP/.test(said)) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => reject(new Error(`miniupnpd ended: ${said}`)));
  });
}

export async function createRouter(net: Namespaces): Promise<Router> {
  const file = path.join(net.folder, 'standing.nft');
  await writeFile(file, standing);
  await net.run('router', 'nft', '-f', file);
  let daemon: ChildProcess | undefined;
  return {
    async setWan(address) {
      const { gateway, bits } = netOf(address);
      await net.script('router', [
        'ip -4 addr flush dev wan0 scope global',
        `ip addr add ${address}/${bits} dev wan0`,
        `ip route replace default via ${gateway}`,
      ]);
    },
    async dropWan() {
      await net.script('router', ['ip -4 addr flush dev wan0 scope global']);
    },
    async speak(protocols) {
      await ended(daemon);
      daemon = undefined;
      if (!protocols.natPmp && !protocols.igd) return;
      await net.script('router', igdRules(protocols.igd));
      const settings = path.join(net.folder, 'miniupnpd.conf');
      await writeFile(settings, configuration(net.folder, protocols));
      const pid = path.join(net.folder, 'miniupnpd.pid');
      const command = [requireBinary('miniupnpd'), '-d', '-f', settings, '-P', pid];
      daemon = net.start('router', command, { stdio: ['ignore', 'pipe', 'pipe'] });
      await started(daemon);
    },
  };
}
