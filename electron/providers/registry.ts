import type { Provider } from '../core/provider.ts';

/**
 * Every DNS service we speak to, in the order in which people see them: by how many use them. Each
 * module is loaded when its service is first named: all of them together take more memory than the
 * rest of an idle program.
 */
const modules = {
  cloudflare: async () => (await import('./cloudflare.ts')).cloudflare,
  route53: async () => (await import('./route53.ts')).route53,
  googlecloud: async () => (await import('./googlecloud.ts')).googlecloud,
  azure: async () => (await import('./azure.ts')).azure,
  alidns: async () => (await import('./alidns.ts')).alidns,
  tencentcloud: async () => (await import('./tencentcloud.ts')).tencentcloud,
  dnspod: async () => (await import('./dnspod.ts')).dnspod,
  huaweicloud: async () => (await import('./huaweicloud.ts')).huaweicloud,
  baiducloud: async () => (await import('./baiducloud.ts')).baiducloud,
  volcengine: async () => (await import('./volcengine.ts')).volcengine,
  edgeone: async () => (await import('./edgeone.ts')).edgeone,
  aliesa: async () => (await import('./aliesa.ts')).aliesa,
  duckdns: async () => (await import('./duckdns.ts')).duckdns,
  noip: async () => (await import('./noip.ts')).noip,
  dynu: async () => (await import('./dynu.ts')).dynu,
  freedns: async () => (await import('./freedns.ts')).freedns,
  namecheap: async () => (await import('./namecheap.ts')).namecheap,
  dynadot: async () => (await import('./dynadot.ts')).dynadot,
  he: async () => (await import('./he.ts')).he,
  'ovh-dynhost': async () => (await import('./ovh-dynhost.ts')).ovhDynhost,
  dyn: async () => (await import('./dyn.ts')).dyn,
  dynv6: async () => (await import('./dynv6.ts')).dynv6,
  desec: async () => (await import('./desec.ts')).desec,
  godaddy: async () => (await import('./godaddy.ts')).godaddy,
  porkbun: async () => (await import('./porkbun.ts')).porkbun,
  namesilo: async () => (await import('./namesilo.ts')).namesilo,
  namecom: async () => (await import('./namecom.ts')).namecom,
  spaceship: async () => (await import('./spaceship.ts')).spaceship,
  hostinger: async () => (await import('./hostinger.ts')).hostinger,
  gandi: async () => (await import('./gandi.ts')).gandi,
  ovh: async () => (await import('./ovh.ts')).ovh,
  ionos: async () => (await import('./ionos.ts')).ionos,
  hetzner: async () => (await import('./hetzner.ts')).hetzner,
  netcup: async () => (await import('./netcup.ts')).netcup,
  digitalocean: async () => (await import('./digitalocean.ts')).digitalocean,
  linode: async () => (await import('./linode.ts')).linode,
  vultr: async () => (await import('./vultr.ts')).vultr,
  scaleway: async () => (await import('./scaleway.ts')).scaleway,
  vercel: async () => (await import('./vercel.ts')).vercel,
  ns1: async () => (await import('./ns1.ts')).ns1,
  gcore: async () => (await import('./gcore.ts')).gcore,
  cloudns: async () => (await import('./cloudns.ts')).cloudns,
  bunny: async () => (await import('./bunny.ts')).bunny,
  luadns: async () => (await import('./luadns.ts')).luadns,
  njalla: async () => (await import('./njalla.ts')).njalla,
  dreamhost: async () => (await import('./dreamhost.ts')).dreamhost,
  servercow: async () => (await import('./servercow.ts')).servercow,
  dondominio: async () => (await import('./dondominio.ts')).dondominio,
  dnsla: async () => (await import('./dnsla.ts')).dnsla,
  nowcn: async () => (await import('./nowcn.ts')).nowcn,
  eranet: async () => (await import('./eranet.ts')).eranet,
  tnethk: async () => (await import('./tnethk.ts')).tnethk,
  rainyun: async () => (await import('./rainyun.ts')).rainyun,
  hipmdnsmgr: async () => (await import('./hipmdnsmgr.ts')).hipmdnsmgr,
  rfc2136: async () => (await import('./rfc2136.ts')).rfc2136,
  powerdns: async () => (await import('./powerdns.ts')).powerdns,
  dyndns2: async () => (await import('./dyndns2.ts')).dyndns2,
  webhook: async () => (await import('./webhook.ts')).webhook,
} satisfies Readonly<Record<string, () => Promise<Provider>>>;

const loaders: ReadonlyMap<string, () => Promise<Provider>> = new Map(Object.entries(modules));

export const providerIds: readonly string[] = [...loaders.keys()];

/** Loads those providers, or all; in their order here. An id that there is none of is left out. */
export function loadProviders(ids: readonly string[] = providerIds): Promise<readonly Provider[]> {
  const wanted = [...loaders].filter(([id]) => ids.includes(id));
  return Promise.all(wanted.map(([, load]) => load()));
}
