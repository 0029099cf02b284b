import { closed, type Made, type Making, registeredDomain } from './services.ts';

/** What DDNS Go keeps of an account. */
export interface DdnsGoDns {
  readonly id?: string | undefined;
  readonly secret?: string | undefined;
  /** The team at Vercel. */
  readonly more?: string | undefined;
}

type Make = (dns: DdnsGoDns, zone: string) => Made;

function fields(provider: string, make: (dns: DdnsGoDns, zone: string) => Made['fields']): Make {
  return (dns, zone) => ({ provider, fields: make(dns, zone) });
}

const token = (provider: string) => fields(provider, ({ secret }) => ({ token: secret }));
const pair = (provider: string, id: string, secret: string) =>
  fields(provider, (dns) => ({ [id]: dns.id, [secret]: dns.secret }));
/** Those whose accounts name the domain that they are for. */
const ofDomain = (provider: string) =>
  fields(provider, ({ secret }, zone) => ({ domain: zone, password: secret }));
const todaynic = (provider: string) =>
  fields(provider, ({ id, secret }, zone) => ({ accessInstanceId: id, secret, domains: zone }));

const services: Readonly<Record<string, Make>> = {
  alidns: pair('alidns', 'accessKeyId', 'accessKeySecret'),
  aliesa: pair('aliesa', 'accessKeyId', 'accessKeySecret'),
  tencentcloud: pair('tencentcloud', 'secretId', 'secretKey'),
  edgeone: pair('edgeone', 'secretId', 'secretKey'),
  trafficroute: pair('volcengine', 'accessKeyId', 'secretAccessKey'),
  dnspod: pair('dnspod', 'id', 'token'),
  dnsla: pair('dnsla', 'apiId', 'apiSecret'),
  cloudflare: token('cloudflare'),
  huaweicloud: pair('huaweicloud', 'accessKey', 'secretKey'),
  baiducloud: pair('baiducloud', 'accessKeyId', 'secretAccessKey'),
  porkbun: pair('porkbun', 'apiKey', 'secretApiKey'),
  godaddy: pair('godaddy', 'key', 'secret'),
  namecheap: ofDomain('namecheap'),
  namesilo: fields('namesilo', ({ secret }) => ({ key: secret })),
  vercel: fields('vercel', ({ secret, more }) => ({ token: secret, teamId: more })),
  dynadot: ofDomain('dynadot'),
  dynv6: token('dynv6'),
  spaceship: pair('spaceship', 'apiKey', 'apiSecret'),
  nowcn: todaynic('nowcn'),
  eranet: todaynic('eranet'),
  tnethk: todaynic('tnethk'),
  gcore: token('gcore'),
  nsone: fields('ns1', ({ secret }) => ({ key: secret })),
  name_com: pair('namecom', 'username', 'token'),
  rainyun: fields('rainyun', ({ secret }) => ({ key: secret })),
  hipmdnsmgr: pair('hipmdnsmgr', 'url', 'token'),
  cloudns: pair('cloudns', 'authId', 'password'),
  desec: token('desec'),
  callback: fields('webhook', ({ id, secret }) => ({
    url: id,
    ...(secret === undefined ? {} : { method: 'POST', body: secret }),
  })),
};

/** Keeps no account of its own for each domain. */
const perDomain: readonly string[] = ['namecheap', 'dynadot', 'nowcn', 'eranet', 'tnethk'];

/** The account of ours for one of DDNS Go's, for names of that zone or of that registered name. */
export function ddnsGoAccount(
  service: string,
  dns: DdnsGoDns,
  zone: string | undefined,
  name: string,
): Making {
  const make = Object.hasOwn(services, service) ? services[service] : undefined;
  if (make !== undefined) {
    return make(dns, perDomain.includes(service) ? (zone ?? registeredDomain(name)) : '');
  }
  const gone = Object.hasOwn(closed, service) ? closed[service] : undefined;
  return {
    why: gone === undefined ? { kind: 'noService', service } : { kind: 'closed', service: gone },
  };
}
