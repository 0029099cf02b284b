import { parseAddress } from '../core/address.ts';
import type { Clock, DnsServer, Random } from '../core/ports.ts';
import type { Source } from '../core/source.ts';
import { plain } from '../sources/form.ts';
import { askWebPage } from '../sources/web-page.ts';
import { createNameServer } from './name-server.ts';
import { listen } from './name-server-listen.ts';
import { webServer } from './web-server.ts';
import { zoneApi } from './zone-api.ts';

/** The zone that is kept by RFC 2136, the one that is kept over HTTP, and the host in each. */
const lanZone = 'lan.test';
const webZone = 'web.test';
export const lanHost = `home.${lanZone}`;
export const webHost = `home.${webZone}`;

const keyName = 'demo-key';
const nameServerName = 'ns1.lan.test';

/** A small Internet on the loopback: who tells the address, who holds the names. */
export interface World {
  /** What the settings' file of this world would hold. */
  readonly settings: unknown;
  readonly sources: readonly Source[];
  /** The name server, which is the world's resolver as well. */
  readonly nameServer: DnsServer;
  /** The Internet provider gives the computer another address. */
  moveTo(address: string): void;
  /** One service, by its place, claims an address that is not ours; undefined for the truth again. */
  lie(service: number, address: string | undefined): void;
  /** The DNS service with the web API answers 503 while it is broken. */
  breakWeb(broken: boolean): void;
  /** What the name server holds for a host. */
  held(host: string): string | undefined;
  close(): Promise<void>;
}

const serviceNames = ['Anna', 'Ben', 'Chen', 'Dora'] as const;

function secretText(random: Random): string {
  return Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
}

/** Starts the world with that address. Its clock is the name server's too. */
export async function startWorld(first: string, clock: Clock, random: Random): Promise<World> {
  let address = first;
  let broken = false;
  const lies = new Map<number, string>();
  const tsigSecret = secretText(random);
  const apiKey = secretText(random);

  const names = createNameServer({
    clock,
    keys: [
      { name: keyName, algorithm: 'hmac-sha256', secret: new TextEncoder().encode(tsigSecret) },
    ],
    zones: [lanZone, webZone].map((name) => ({
      name,
      servers: [nameServerName],
      records: name === lanZone ? [{ name: nameServerName, type: 'A', value: '127.0.0.1' }] : [],
    })),
  });
  const dns = await listen(names);
  const services = await Promise.all(
    serviceNames.map((_, at) =>
      webServer(() => ({ status: 200, body: `${lies.get(at) ?? address}\n` })),
    ),
  );
  const web = await webServer(zoneApi(names, webZone, apiKey, () => broken));

  const sources = services.map(({ url }, at): Source => {
    const name = serviceNames[at] ?? url;
    return {
      id: name,
      operator: name,
      transport: 'http',
      families: ['ipv4'],
      // They stand for sources over https, and the story has no time to ask each of them but seldom.
      own: true,
      ask: (family, context) => askWebPage({ url, form: plain, host: name }, family, context),
    };
  });

  return {
    settings: {
      version: 1,
      interval: '1m',
      timeout: '2s',
      sources: { ipv4: sources.map(({ id }) => id), ipv6: 'off' },
      accounts: {
        lan: {
          provider: 'rfc2136',
          server: '127.0.0.1',
          port: dns.port,
          zone: lanZone,
          keyName,
          algorithm: 'hmac-sha256',
          secret: Buffer.from(tsigSecret).toString('base64'),
        },
        web: { provider: 'powerdns', url: web.url, apiKey },
      },
      records: [
        { name: lanHost, account: 'lan', types: ['A'], ttl: 60 },
        { name: webHost, account: 'web', types: ['A'], ttl: 60 },
      ],
      verify: { resolvers: [`127.0.0.1:${dns.port}`] },
    },
    sources,
    nameServer: { host: '127.0.0.1', port: dns.port },
    moveTo(next) {
      if (parseAddress(next) === undefined) throw new Error(`no address: ${next}`);
      address = next;
    },
    lie(service, claim) {
      if (claim === undefined) lies.delete(service);
      else lies.set(service, claim);
    },
    breakWeb(on) {
      broken = on;
    },
    held(host) {
      const [found] = names.lookup(host, 'A');
      return found?.data.kind === 'address' ? found.data.address.text : undefined;
    },
    async close() {
      await Promise.all([dns, web, ...services].map((server) => server.close()));
    },
  };
}
