import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { certificate } from '../support/tls.ts';
import { allHosts } from './hosts.ts';
import { type NameServers, startNameServers } from './name-servers.ts';
import type { Namespaces } from './namespaces.ts';
import { internet } from './plan.ts';
import type { ServiceStart } from './service-call.ts';
import { type Services, startServices } from './services-process.ts';
import { startStunServers } from './stun-servers.ts';
import { whoamiAddresses } from './whoami-service.ts';

const day = 86_400_000;

/** The laboratory's Internet: services, name servers, STUN servers, and the authority of their certificates. */
export interface Internet extends Services, NameServers {
  /** PEM file of the authority that the home's programs are to trust. */
  readonly authority: string;
  readonly certificates: ServiceStart['certificates'];
}

/** Certificates for all hosts: one that is valid, one whose time is over, one whose time has not come. */
function issue(): { authority: string; certificates: ServiceStart['certificates'] } {
  const authority = certificate({ commonName: 'Laboratory', until: Date.now() + day });
  const hosts = allHosts.map(({ name }) => name);
  const leaf = (until: number) => {
    const { cert, key } = certificate({ commonName: 'host', issuer: authority, hosts, until });
    return { cert, key };
  };
  return {
    authority: authority.cert,
    certificates: {
      valid: leaf(Date.now() + day),
      expired: leaf(Date.now() - day),
      future: leaf(Date.now() + 10 * day),
    },
  };
}

/** Gives the place all addresses of the services, and starts what answers there. */
export async function openInternet(net: Namespaces): Promise<Internet> {
  const addresses = [
    ...allHosts.flatMap(({ ipv4, ipv6 }) => [ipv4, ipv6]),
    ...Object.values(whoamiAddresses).flat(),
    ...Object.values(internet.resolver),
    ...Object.values(internet.nameServer),
  ];
  await net.script(
    'internet',
    addresses.map((one) => `ip addr add ${one}/${one.includes(':') ? 128 : 32} dev lo`),
  );
  const { authority, certificates } = issue();
  const file = path.join(net.folder, 'authority.pem');
  await writeFile(file, authority);
  const [services, { taken }] = await Promise.all([
    startServices(net, 'internet', { http: 80, https: 443, whoami: true, certificates }),
    startNameServers(net),
    startStunServers(net),
  ]);
  return { ...services, taken, authority: file, certificates };
}
