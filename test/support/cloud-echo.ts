import type { Family } from '../../electron/core/address.ts';
import { echoServices } from '../../electron/sources/catalogue.ts';
import { dnsEchoServices } from '../../electron/sources/dns-catalogue.ts';
import { stunServers } from '../../electron/sources/stun-catalogue.ts';
import { noRoute } from './cloud-hosts.ts';
import { startServer } from './echo-server.ts';

/** What those services answer that do not answer with the bare address. */
const forms: Readonly<Record<string, (address: string) => string>> = {
  cloudflare: (address) => `fl=1f1\nh=www.cloudflare.com\nip=${address}\nts=1.0\nwarp=off\n`,
  oray: (address) => `Current IP Address: ${address}`,
  ipip: (address) => `当前 IP：${address}  来自于：中国 北京 北京\n`,
};

export interface CloudEcho {
  /** For the launch option `hosts`. */
  readonly hosts: Readonly<Record<string, string>>;
  /** How often each service was asked, by its id. */
  readonly asked: Map<string, number>;
  readonly violations: string[];
  close(): Promise<void>;
}

/** This network lets no datagrams out, so name servers and STUN servers are not to be reached. */
const heldUp = [
  ...dnsEchoServices.flatMap(({ servers }) => Object.values(servers).flat()),
  ...stunServers.map(({ host }) => host),
].map((host) => [host, noRoute] as const);

/**
 * All built-in web services that tell the public address, each answering in its own form.
 * `addressOf` is asked each time; undefined breaks the connection. Where the computer has no IPv6,
 * no service is to be reached over it.
 */
export async function openCloudEcho(
  addressOf: (family: Family) => string | undefined,
  hasIpv6: boolean,
): Promise<CloudEcho> {
  const asked = new Map<string, number>();
  const violations: string[] = [];

  const serve = (family: Family) =>
    startServer((request, response) => {
      const { host = '', 'user-agent': agent } = request.headers;
      const url = `https://${host}${request.url}`;
      const service = echoServices.find(({ urls }) => urls[family] === url);
      if (service === undefined || request.method !== 'GET' || agent === undefined) {
        violations.push(`${request.method} ${url} as ${agent}`);
      }
      const id = service?.id ?? host;
      asked.set(id, (asked.get(id) ?? 0) + 1);
      const address = addressOf(family);
      if (address === undefined) response.destroy();
      else {
        response.setHeader('content-type', 'text/plain; charset=utf-8');
        response.end(forms[id]?.(address) ?? `${address}\n`);
      }
    });

  const [ipv4, ipv6] = await Promise.all([serve('ipv4'), serve('ipv6')]);
  const hosts = echoServices.flatMap(({ urls }) => [
    ...hostsOf(urls.ipv4, '', ipv4.url),
    ...hostsOf(urls.ipv6, 'ipv6:', hasIpv6 ? ipv6.url : noRoute),
  ]);
  return {
    hosts: Object.fromEntries([...heldUp, ...hosts]),
    asked,
    violations,
    async close() {
      await Promise.all([ipv4.close(), ipv6.close()]);
    },
  };
}

function hostsOf(url: string | undefined, before: string, origin: string) {
  return url === undefined ? [] : [[`${before}${new URL(url).hostname}`, origin] as const];
}
