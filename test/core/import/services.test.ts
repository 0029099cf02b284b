import { describe, expect, it } from 'vitest';
import { serverAccount } from '../../../electron/core/import/services.ts';
import { presets } from '../../../electron/providers/dyndns2/presets.ts';
import { isAccepted, lossesOf, taken } from './world.ts';

/** What any service may ask for, by the keys of ddns-updater. */
const everyKey = {
  username: 'user-name',
  password: 'a-password-0123',
  token: '12345,a-token-0123',
  key: 'a-key-0123456789',
  secret: 'a-secret-0123456',
  api_key: 'pub.api-key-0123',
  secret_api_key: 'sk1_0123456789',
  api_secret: 'api-secret-0123',
  apikey: 'an-apikey-01234',
  access_key_id: 'LTAI0123456789',
  access_secret: 'access-secret-01',
  access_key: 'AKIA0123456789',
  secret_key: 'secret-key-01234',
  zone_id: 'Z0123456789',
  personal_access_token: 'pat-0123456789',
  tenant_id: '00000000-0000-0000-0000-000000000001',
  client_id: '00000000-0000-0000-0000-000000000002',
  client_secret: 'client-secret-01',
  subscription_id: '00000000-0000-0000-0000-000000000003',
  resource_group_name: 'group',
  email: 'me@example.com',
  user: 'user-name',
  client_key: 'client-key-0123',
  customer_number: '123456',
  server: 'ns1.example.com:53',
  server_url: 'https://ns1.example.com:8081',
  server_id: 'localhost',
  url: 'https://dns.example.com/update?x=1',
  ipv4key: 'ip',
  ipv6key: 'ip6',
};

const updaterServices = [
  ...['aliyun', 'allinkl', 'aws', 'azure', 'bunny', 'changeip', 'cloudflare', 'custom', 'dd24'],
  ...['ddnss', 'desec', 'digitalocean', 'dnsomatic', 'dnspod', 'domeneshop', 'dondominio'],
  ...['dreamhost', 'dyn', 'dynu', 'dynv6', 'easydns', 'gandi', 'gigahostno', 'godaddy'],
  ...['goip', 'goip.de', 'he', 'hetznercloud', 'hetznernetworking', 'hostinger', 'infomaniak'],
  ...['inwx', 'ionos', 'linode', 'loopia', 'luadns', 'myaddr', 'name.com', 'namecheap', 'namesilo'],
  ...['netcup', 'njalla', 'noip', 'nowdns', 'ovh', 'porkbun', 'powerdns', 'rfc2136', 'route53'],
  ...['scaleway', 'selfhost.de', 'servercow', 'spaceship', 'spdyn', 'strato', 'variomedia'],
  ...['vercel', 'vultr', 'zoneedit'],
];
const ddnsGoServices = [
  ...['alidns', 'aliesa', 'tencentcloud', 'trafficroute', 'dnspod', 'dnsla', 'cloudflare'],
  ...['huaweicloud', 'callback', 'baiducloud', 'porkbun', 'godaddy', 'namecheap', 'namesilo'],
  ...['vercel', 'dynadot', 'dynv6', 'spaceship', 'nowcn', 'eranet', 'tnethk', 'gcore', 'edgeone'],
  ...['nsone', 'name_com', 'rainyun', 'hipmdnsmgr', 'cloudns', 'desec'],
];
const inadynServices = [
  ...['nsupdate.info', 'freemyip.com', 'loopia.com', 'dyndns.org', 'noip.com', 'no-ip.com'],
  ...['easydns.com', 'dnsomatic.com', 'he.net', 'zoneedit.com', 'changeip.com', 'ovh.com'],
  ...['ddnss.de', 'dynv6.com', 'spdyn.de', 'strato.com', 'dnspod.cn', 'dynu.com', 'selfhost.de'],
  ...['cloudflare.com', 'namecheap.com', 'porkbun.com'],
];

describe('each service', () => {
  it.each(updaterServices)('of ddns-updater: %s', (provider) => {
    // An entry for a key of an account, and none for the old one.
    const text = JSON.stringify({
      settings: [{ ...everyKey, provider, domain: 'home.example.com', ip_version: 'ipv4' }],
    });
    const settled = taken(text);
    expect(settled.settings.records.map(({ name }) => name)).toEqual(['home.example.com']);
    expect(isAccepted(settled.document)).toBe(true);
  });

  it.each(ddnsGoServices)('of DDNS Go: %s', (name) => {
    const settled = taken(`dnsconf:
  - ipv4: { enable: true, gettype: url, url: '', domains: ['home:example.com'] }
    dns: { name: ${name}, id: 'https://an.id/0123', secret: a-secret-0123 }
`);
    expect(settled.settings.records.map(({ name: full }) => full)).toEqual(['home.example.com']);
    expect(lossesOf(settled)).toEqual([]);
  });

  it.each(inadynServices)('of Inadyn: %s', (name) => {
    const settled = taken(`provider ${name} { username = example.com
password = a-password-0123
hostname = home.example.com }
`);
    expect(settled.settings.records.map(({ name: full }) => full)).toEqual(['home.example.com']);
    expect(lossesOf(settled)).toEqual([]);
  });
});

const single = presets.filter(({ credentials }) => credentials === 'basic');
const aliases = ['noip', 'dyn', 'dynu', 'ovh'];

it.each(single.map(({ id, endpoint }) => [id, endpoint] as const))(
  'the server of the preset %s leads to it, or to itself',
  (id, endpoint) => {
    const urls = typeof endpoint === 'string' ? [endpoint] : Object.values(endpoint);
    for (const url of urls.map((each) => new URL(String(each)))) {
      const made = serverAccount(url.host, url.pathname, { username: 'u', password: 'p' });
      expect('fields' in made).toBe(true);
      if (!('fields' in made)) continue;
      const { preset, server } = made.fields;
      if (made.provider !== 'dyndns2') expect(aliases).toContain(id);
      else if (preset === undefined) expect(server).toBe(`${url.origin}${url.pathname}`);
      else expect(preset).toBe(id);
    }
  },
);
