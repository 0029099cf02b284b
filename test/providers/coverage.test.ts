import { describe, expect, it } from 'vitest';
import { presets } from '../../electron/providers/dyndns2/presets.ts';
import { absentServices } from '../../scripts/docs-absent.ts';
import { providers } from '../support/registered.ts';

/** Where a service of another client is found here; `preset:` is one of dyndns2, `absent:` has a reason in the docs. */
type Place = string;

/** The 29 services of DDNS Go, by the names in its settings. */
const ddnsGo: Readonly<Record<string, Place>> = {
  alidns: 'alidns',
  aliesa: 'aliesa',
  tencentcloud: 'tencentcloud',
  trafficroute: 'volcengine',
  dnspod: 'dnspod',
  dnsla: 'dnsla',
  cloudflare: 'cloudflare',
  huaweicloud: 'huaweicloud',
  callback: 'webhook',
  baiducloud: 'baiducloud',
  porkbun: 'porkbun',
  godaddy: 'godaddy',
  namecheap: 'namecheap',
  namesilo: 'namesilo',
  vercel: 'vercel',
  dynadot: 'dynadot',
  dynv6: 'dynv6',
  spaceship: 'spaceship',
  nowcn: 'nowcn',
  eranet: 'eranet',
  tnethk: 'tnethk',
  gcore: 'gcore',
  edgeone: 'edgeone',
  nsone: 'ns1',
  name_com: 'namecom',
  rainyun: 'rainyun',
  hipmdnsmgr: 'hipmdnsmgr',
  cloudns: 'cloudns',
  desec: 'desec',
};

/** The 59 of ddns-updater. */
const ddnsUpdater: Readonly<Record<string, Place>> = {
  aliyun: 'alidns',
  allinkl: 'preset:allinkl',
  bunny: 'bunny',
  changeip: 'preset:changeip',
  cloudflare: 'cloudflare',
  custom: 'webhook',
  dd24: 'preset:dd24',
  ddnss: 'preset:ddnss',
  desec: 'desec',
  digitalocean: 'digitalocean',
  dnsomatic: 'preset:dnsomatic',
  dnspod: 'dnspod',
  domeneshop: 'preset:domeneshop',
  dondominio: 'dondominio',
  dreamhost: 'dreamhost',
  duckdns: 'duckdns',
  dyn: 'dyn',
  dynu: 'dynu',
  dynv6: 'dynv6',
  easydns: 'preset:easydns',
  freedns: 'freedns',
  gandi: 'gandi',
  gcp: 'googlecloud',
  gigahostno: 'preset:gigahost',
  godaddy: 'godaddy',
  goip: 'preset:goip',
  he: 'he',
  hetzner: 'absent:Hetzner DNS Console',
  hetznercloud: 'hetzner',
  hostinger: 'hostinger',
  infomaniak: 'preset:infomaniak',
  inwx: 'preset:inwx',
  ionos: 'ionos',
  ipv64: 'preset:ipv64',
  linode: 'linode',
  loopia: 'preset:loopia',
  luadns: 'luadns',
  myaddr: 'preset:myaddr',
  namecheap: 'namecheap',
  namecom: 'namecom',
  namesilo: 'namesilo',
  netcup: 'netcup',
  njalla: 'njalla',
  noip: 'noip',
  nowdns: 'preset:nowdns',
  opendns: 'absent:OpenDNS',
  ovh: 'ovh',
  porkbun: 'porkbun',
  route53: 'route53',
  scaleway: 'scaleway',
  selfhostde: 'preset:selfhost',
  servercow: 'servercow',
  spaceship: 'spaceship',
  spdyn: 'preset:spdyn',
  strato: 'preset:strato',
  variomedia: 'preset:variomedia',
  vercel: 'vercel',
  vultr: 'vultr',
  zoneedit: 'preset:zoneedit',
};

function isThere(place: Place): boolean {
  const [kind, name] = place.includes(':') ? place.split(':') : ['provider', place];
  if (kind === 'preset') return presets.some(({ id }) => id === name);
  if (kind === 'absent') return absentServices.some((absent) => absent.name === name);
  return providers.some(({ id }) => id === name);
}

describe('who comes from another client finds their service', () => {
  it.each(Object.entries(ddnsGo))('DDNS Go: %s is %s', (_, place) => {
    expect(isThere(place)).toBe(true);
  });

  it.each(Object.entries(ddnsUpdater))('ddns-updater: %s is %s', (_, place) => {
    expect(isThere(place)).toBe(true);
  });

  it('counts what its makers count', () => {
    expect(Object.keys(ddnsGo)).toHaveLength(29);
    expect(Object.keys(ddnsUpdater)).toHaveLength(59);
  });

  it('has at least sixty services', () => {
    const generic = ['dyndns2', 'webhook', 'rfc2136'];
    const named = new Set([
      ...providers.map(({ id }) => id).filter((id) => !generic.includes(id)),
      ...presets.map(({ id }) => id),
    ]);
    expect(named.size).toBeGreaterThanOrEqual(60);
  });
});
