import type { Family } from '../core/address.ts';
import { isWithin } from '../core/name.ts';
import type { SourceSpec } from '../core/settings.ts';
import type { Source } from '../core/source.ts';
import { echoServices } from './catalogue.ts';
import { customCommand } from './command.ts';
import { customUrl } from './custom-url.ts';
import { dnsEchoServices, dohEchoServices } from './dns-catalogue.ts';
import { defineDnsEcho } from './dns-echo.ts';
import { defineDohEcho } from './doh-echo.ts';
import { routerGateway } from './gateway.ts';
import { type BuiltInSource, defineEcho } from './https-echo.ts';
import { networkInterface } from './interface.ts';
import { stunServers } from './stun-catalogue.ts';
import { defineStun } from './stun-echo.ts';

/**
 * Who is asked where the user names nobody, in the order of their turns. In both families neighbours have
 * different operators, so that a second voice is always the next one, and of two neighbours one answers
 * over https, so that the two may decide. Most answer over https. Each answers with the bare address,
 * and publishes no limit that our rotation would touch; the other sources are for the user to choose.
 */
const turns: readonly string[] = [
  'ipify',
  'stun-cloudflare',
  'identme',
  'dns-opendns',
  'icanhazip',
  'stun-google',
  'ipsb',
  'amazon',
  'dns-google',
  'seeip',
  'stun-xiaomi',
  'wtfismyip',
  'dns-cloudflare',
  'desec',
  'cloudflare',
  'ip3322',
];

const known: readonly Source[] = [
  ...echoServices.map(defineEcho),
  ...dohEchoServices.map(defineDohEcho),
  ...dnsEchoServices.map(defineDnsEcho),
  ...stunServers.map(defineStun),
];

/**
 * Every source that comes with the program: first those with turns, in their order, and last the gateway,
 * which is heard beside whoever has the turn.
 */
export const builtInSources: readonly BuiltInSource[] = [
  ...turns.flatMap((id) => known.filter((source) => source.id === id)),
  ...known.filter(({ id }) => !turns.includes(id)),
]
  .map((source): BuiltInSource => ({ ...source, default: turns.includes(source.id) }))
  .concat(routerGateway);

/** The built-in source with that id. */
export function sourceById(id: string): BuiltInSource | undefined {
  return builtInSources.find((source) => source.id === id);
}

/** Who is asked about a family where the user names nobody, in the order of their turns. */
export function defaultSources(family: Family): readonly BuiltInSource[] {
  return builtInSources.filter((source) => source.default && source.families.includes(family));
}

/** The domain that a service's host stands in: `ipify.org` for `api.ipify.org`. */
function domainOf(host: string): string {
  const labels = host.split('.');
  return labels.slice(labels.length > 2 ? 1 : 0).join('.');
}

/** The domains of the built-in services, and who runs them. */
const operators: readonly (readonly [domain: string, operator: string])[] = [
  ...echoServices.flatMap(({ urls, operator }) =>
    Object.values(urls).map((url) => [new URL(url).hostname, operator] as const),
  ),
  ...dohEchoServices.map(({ url, operator }) => [new URL(url).hostname, operator] as const),
  ...stunServers.map(({ host, operator }) => [host, operator] as const),
].map(([host, operator]) => [domainOf(host), operator]);

/** Who runs a host: the operator of a built-in service in that domain, else the host is its own. */
function operatorOf(hostname: string): string {
  const host = hostname.replace(/\.$/, '');
  return operators.find(([domain]) => isWithin(host, domain))?.[1] ?? host;
}

/**
 * The source that the settings name. Throws for a built-in id that does not exist and for a URL that
 * `parseSourceUrl` refuses; the settings' reader lets neither through.
 */
export function sourceFor(spec: SourceSpec): Source {
  switch (spec.kind) {
    case 'url':
      return customUrl(spec.url, operatorOf);
    case 'interface':
      return networkInterface(spec.name);
    case 'command':
      return customCommand(spec.command);
    case 'builtIn': {
      const source = sourceById(spec.id);
      if (source === undefined) throw new Error(`there is no source ${spec.id}`);
      return source;
    }
  }
}
