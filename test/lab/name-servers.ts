import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { requireBinary } from '../support/real.ts';
import { allHosts, type Host, nameServerHost } from './hosts.ts';
import type { Namespaces } from './namespaces.ts';
import { internet, zone } from './plan.ts';

interface NamedFiles {
  readonly listen: { readonly ipv4: string; readonly ipv6: string };
  readonly options: readonly string[];
  readonly zone: { readonly name: string; readonly lines: readonly string[] };
  readonly zoneOptions: readonly string[];
  readonly more: readonly string[];
}

function addresses({ name, ipv4, ipv6 }: Host): readonly string[] {
  // The family is in the host's own name where it stands for one only.
  const only4 = /^(?:ipv4|v4|4|ip4|api-ipv4|checkipv4|api)\./.test(name);
  const only6 = /^(?:ipv6|v6|6|ip6|api-ipv6|checkipv6|api6)\./.test(name);
  return [...(only6 ? [] : [`${name}. A ${ipv4}`]), ...(only4 ? [] : [`${name}. AAAA ${ipv6}`])];
}

/** The root zone itself: all names of this Internet, and the delegation of the records' zone. */
const root: NamedFiles = {
  listen: internet.resolver,
  options: ['recursion yes; allow-recursion { any; }; allow-query-cache { any; };'],
  zone: {
    name: '.',
    lines: [
      '@ SOA a.root. hostmaster.root. 1 3600 600 604800 60',
      '@ NS a.root.',
      `a.root. A ${internet.resolver.ipv4}`,
      `${zone.name}. NS ${zone.server}.`,
      ...addresses(nameServerHost),
      ...allHosts.flatMap(addresses),
    ],
  },
  zoneOptions: [],
  more: [],
};

/** The provider of the records: takes signed updates, RFC 2136 and 8945. */
const authority: NamedFiles = {
  listen: internet.nameServer,
  options: ['recursion no;'],
  zone: {
    name: zone.name,
    lines: [
      `@ SOA ${zone.server}. hostmaster.${zone.name}. 1 3600 600 604800 60`,
      `@ NS ${zone.server}.`,
      ...addresses(nameServerHost),
      `${zone.record}. 60 A 93.184.1.1`,
    ],
  },
  zoneOptions: [`update-policy { grant ${zone.key.name} zonesub ANY; };`],
  more: [
    `key "${zone.key.name}" { algorithm ${zone.key.algorithm}; secret "${zone.key.secret}"; };`,
  ],
};

function configuration(
  folder: string,
  { listen, options, zone: held, zoneOptions, more }: NamedFiles,
) {
  return [
    'options {',
    `  directory "${folder}"; pid-file "${folder}/named.pid";`,
    `  session-keyfile "${folder}/session.key";`,
    `  listen-on port 53 { ${listen.ipv4}; }; listen-on-v6 port 53 { ${listen.ipv6}; };`,
    '  notify no; dnssec-validation no; empty-zones-enable no;',
    ...options,
    '};',
    'controls { };',
    ...more,
    `zone "${held.name}" { type primary; file "${folder}/zone"; ${zoneOptions.join(' ')} };`,
    '',
  ].join('\n');
}

/** Starts a named and resolves once it serves; `onLine` hears everything that it logs. */
async function startNamed(
  net: Namespaces,
  name: string,
  files: NamedFiles,
  onLine: (line: string) => void,
): Promise<void> {
  const folder = path.join(net.folder, name);
  await mkdir(folder);
  await writeFile(path.join(folder, 'zone'), ['$TTL 300', ...files.zone.lines, ''].join('\n'));
  await writeFile(path.join(folder, 'named.conf'), configuration(folder, files));
  const command = [requireBinary('named'), '-g', '-n', '1', '-c', path.join(folder, 'named.conf')];
  const named = net.start('internet', command, { stdio: ['ignore', 'ignore', 'pipe'] });
  if (named.stderr === null) throw new Error('named has no stderr');
  const lines = createInterface({ input: named.stderr });
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      if (said.length < 100) said.push(line);
      onLine(line);
      if (/ running$/.test(line)) resolve();
    });
    lines.on('close', () => reject(new Error(`named did not start:\n${said.join('\n')}`)));
  });
}

/** What the authoritative server took, in its own words. */
export interface Taken {
  readonly type: string;
  readonly address: string;
}

export interface NameServers {
  /** Every address that was ever written into the zone, in order. */
  readonly taken: readonly Taken[];
}

/** Starts two real bind9s: the resolver of the home, and the authoritative server of the records' zone. */
export async function startNameServers(net: Namespaces): Promise<NameServers> {
  const taken: Taken[] = [];
  await Promise.all([
    startNamed(net, 'resolver', root, () => undefined),
    startNamed(net, 'authority', authority, (line) => {
      const [, type, address] = /adding an RR at '[^']*' (A|AAAA) (\S+)$/.exec(line) ?? [];
      if (type !== undefined && address !== undefined) taken.push({ type, address });
    }),
  ]);
  return { taken };
}
