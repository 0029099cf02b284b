import { readFileSync } from 'node:fs';
import { cp, mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { shebangFlags } from '../bench/program.ts';
import { type Daemon, daemonOf, toEnd } from './daemon.ts';
import type { Internet } from './internet.ts';
import type { Namespaces } from './namespaces.ts';
import { direct, ipv6, lan, prefixes, vpn, zone } from './plan.ts';

/** The built command; another one can be put into the laboratory by its path. */
const bundle =
  process.env.DDNS_LAB_CLI ?? path.join(import.meta.dirname, '..', '..', 'out', 'cli.cjs');

/** Parts of the settings file; the rest is as in a new user's. */
export interface HomeSettings {
  readonly interval?: string;
  readonly types?: readonly ('A' | 'AAAA')[];
  readonly sources?: { readonly ipv4?: string; readonly ipv6?: string };
  /** Further lines at the top level. */
  readonly more?: readonly string[];
  /** Variables of the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** One installation of the product: its settings file and its state. */
export interface Installation {
  readonly folder: string;
  /** `ddns-tray update --json`: one check. */
  update(): Promise<unknown>;
  status(): Promise<unknown>;
  /** `ddns-tray ip --all --json`: every source by itself. */
  sources(): Promise<unknown>;
  doctor(): Promise<unknown>;
  /** Starts `ddns-tray run`. */
  run(): Daemon;
}

/** The computer under test. */
export interface Home {
  /** Lines of a shell, for addresses, routes and links. */
  script(lines: readonly string[]): Promise<string>;
  /** Has its usual address in the LAN, the router as the way out, and nothing else. */
  joinLan(): Promise<void>;
  /** Has a public address of its own on eth1, without a router. */
  joinDirect(): Promise<void>;
  /** Sends everything through a VPN's adapter of that name. */
  joinVpn(name: 'wg0' | 'corp0'): Promise<void>;
  /** Has a stable IPv6 address in the LAN too. */
  joinIpv6(): Promise<void>;
  /** A new installation, or one that goes on from what another knows. */
  install(settings?: HomeSettings, from?: Installation): Promise<Installation>;
}

function settingsText(settings: HomeSettings): string {
  const { interval = '10s', types = ['A'], sources = {}, more = [] } = settings;
  const { key } = zone;
  const off = (type: 'A' | 'AAAA') => (types.includes(type) ? undefined : 'off');
  const ipv4 = sources.ipv4 ?? off('A');
  const v6 = sources.ipv6 ?? off('AAAA');
  return [
    'version: 1',
    `interval: ${interval}`,
    'timeout: 2s',
    ...(ipv4 === undefined && v6 === undefined ? [] : ['sources:']),
    ...(ipv4 === undefined ? [] : [`  ipv4: ${ipv4}`]),
    ...(v6 === undefined ? [] : [`  ipv6: ${v6}`]),
    'accounts:',
    '  home:',
    '    provider: rfc2136',
    `    server: ${zone.server}`,
    `    keyName: ${key.name}`,
    `    algorithm: ${key.algorithm}`,
    `    secret: ${key.secret}`,
    'records:',
    `  - name: ${zone.record}`,
    '    account: home',
    `    types: [${types.join(', ')}]`,
    'verify: { publicResolvers: [] }',
    ...more,
    '',
  ].join('\n');
}

export function createHome(net: Namespaces, { authority }: Internet): Home {
  const program = [process.execPath, ...shebangFlags(readFileSync(bundle, 'utf8')), bundle];
  const environment = {
    PATH: process.env.PATH,
    HOME: net.folder,
    TZ: 'UTC',
    NODE_EXTRA_CA_CERTS: authority,
  };
  const script = (lines: readonly string[]) => net.script('home', lines);
  return {
    script,
    joinLan: async () => {
      await script([
        'for link in wg0 corp0; do ip link del $link 2> /dev/null || true; done',
        'ip -6 route del default 2> /dev/null || true',
        'echo 0 > /proc/sys/net/ipv6/conf/eth0/use_tempaddr',
        'ip link set eth1 down',
        'ip addr flush dev eth1',
        'ip addr flush dev eth0 scope global',
        'ip link set eth0 up',
        `ip addr add ${lan.home}/24 dev eth0`,
        `ip route replace default via ${lan.router}`,
      ]);
    },
    joinDirect: async () => {
      await script([
        'ip link set eth1 up',
        `ip addr add ${direct.first}/24 dev eth1`,
        `ip route replace default via ${direct.gateway}`,
      ]);
    },
    joinVpn: async (name) => {
      await script([
        `ip link add ${name} type veth peer name tun0 netns vpn`,
        `ip link set ${name} up`,
        'ip -n vpn link set tun0 up',
        `ip -n vpn addr add ${vpn.server}/24 dev tun0`,
        `ip addr add ${vpn.inside}/24 dev ${name}`,
        // As OpenVPN does it: more exact than the default route, which stays.
        `ip route add 0.0.0.0/1 via ${vpn.server} dev ${name}`,
        `ip route add 128.0.0.0/1 via ${vpn.server} dev ${name}`,
      ]);
    },
    joinIpv6: async () => {
      await script([
        `ip -6 addr add ${ipv6.stable(prefixes.first)}/64 dev eth0`,
        `ip -6 route replace default via ${prefixes.first}::1`,
      ]);
    },
    async install(settings = {}, from) {
      const folder = await mkdtemp(path.join(net.folder, 'home-'));
      const file = path.join(folder, 'ddns.yaml');
      const state = path.join(folder, 'state');
      if (from !== undefined) await cp(path.join(from.folder, 'state'), state, { recursive: true });
      await writeFile(file, settingsText(settings));
      const env = { ...environment, ...settings.env };
      const start = (args: readonly string[]) =>
        net.start('home', [...program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
      const json = async (args: readonly string[]) => JSON.parse(await toEnd(start(args)));
      return {
        folder,
        update: () => json(['update', '-c', file, '--state', state, '--json']),
        status: () => json(['status', '--state', state, '--json']),
        sources: () => json(['ip', '--all', '-4', '--json']),
        doctor: () => json(['doctor', '-c', file, '--state', state, '--json']),
        run: () => daemonOf(start(['run', '-c', file, '--state', state])),
      };
    },
  };
}
