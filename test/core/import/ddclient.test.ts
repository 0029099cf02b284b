import { describe, expect, it } from 'vitest';
import { isAccepted, lossesOf, shownOf, taken } from './world.ts';

describe('a configuration of ddclient', () => {
  it('is taken over with its globals, continued lines and several hosts', () => {
    const settled = taken(`# Configuration file for ddclient
daemon=300                              # check every 300 seconds
ssl=yes
usev4=webv4, webv4=ipify-ipv4
protocol=cloudflare,        \\
zone=example.com,           \\
ttl=300,                    \\
login=token,                \\
password=cf-token-0123456789 \\
example.com,my.example.com

protocol=noip,                        \\
server=dynupdate.no-ip.com,           \\
login=joe,                            \\
password='it is # a "secret", yes',   \\
one.ddns.net, two.ddns.net
`);
    expect(settled.peer).toBe('ddclient');
    expect(settled.document).toEqual({
      version: 1,
      interval: '5m',
      sources: { ipv6: 'off' },
      accounts: {
        cloudflare: { provider: 'cloudflare', token: 'cf-token-0123456789' },
        noip: { provider: 'noip', username: 'joe', password: 'it is # a "secret", yes' },
      },
      records: [
        {
          name: 'example.com',
          account: 'cloudflare',
          types: ['A'],
          ttl: 300,
          zone: 'example.com',
        },
        {
          name: 'my.example.com',
          account: 'cloudflare',
          types: ['A'],
          ttl: 300,
          zone: 'example.com',
        },
        { name: 'one.ddns.net', account: 'noip', types: ['A'] },
        { name: 'two.ddns.net', account: 'noip', types: ['A'] },
      ],
    });
    expect(lossesOf(settled)).toEqual([]);
    expect(isAccepted(settled.document)).toBe(true);
  });

  it('finds the service behind the server of dyndns2, and keeps one that is nobody’s', () => {
    const settled = taken(`use=web
protocol=dyndns2
login=you
password=dyn-password-1
server=members.dyndns.org
a.dyndns.org
server=update.dedyn.io, login=b.dedyn.io, password=desec-token-1 b.dedyn.io
server=dyndns.inwx.com, login=inwx, password=inwx-password-1 c.example.de
server=www.orgdns.org, script=/nic/update d.orgdns.org
server=dyn.example.net, script=/XDynDNSServer/XDynDNS.php e.example.net
server=dyn.dns.he.net, login=f.example.com, password=he-key-1 f.example.com
server=domains.google.com g.example.com
`);
    expect(settled.document.accounts).toEqual({
      dyn: { provider: 'dyn', username: 'you', password: 'dyn-password-1' },
      desec: {
        provider: 'dyndns2',
        preset: 'desec',
        username: 'b.dedyn.io',
        password: 'desec-token-1',
      },
      inwx: {
        provider: 'dyndns2',
        preset: 'inwx',
        username: 'inwx',
        password: 'inwx-password-1',
      },
      dyndns2: {
        provider: 'dyndns2',
        server: 'https://www.orgdns.org/nic/update',
        username: 'you',
        password: 'dyn-password-1',
      },
      'dyndns2-2': {
        provider: 'dyndns2',
        server: 'https://dyn.example.net/XDynDNSServer/XDynDNS.php',
        username: 'you',
        password: 'dyn-password-1',
      },
      he: { provider: 'he', password: 'he-key-1' },
    });
    expect(settled.settings.records.map(({ name }) => name)).toEqual([
      'a.dyndns.org',
      'b.dedyn.io',
      'c.example.de',
      'd.orgdns.org',
      'e.example.net',
      'f.example.com',
    ]);
    expect(lossesOf(settled)).toEqual(['2 protocol: closed', '12 g.example.com: accountGone']);
    expect(isAccepted(settled.document)).toBe(true);
  });

  it('learns each family in its own way, and tells what it learns otherwise', () => {
    const settled = taken(`daemon=5
timeout=10
usev4=ifv4, ifv4=ppp0
usev6=cmdv6, cmdv6='ip -6 addr show dev eth0'
protocol=duckdns
password=duck-token-1
home
usev4=disabled, usev6=webv6, webv6=https://ip.example.net/six office
use=ip, ip=192.0.2.1, usev4=disabled, usev6=disabled fixed
`);
    expect(settled.document).toEqual({
      version: 1,
      interval: '10s',
      timeout: '10s',
      sources: {
        ipv4: { interface: 'ppp0' },
        ipv6: { command: 'ip -6 addr show dev eth0' },
      },
      accounts: { duckdns: { provider: 'duckdns', token: 'duck-token-1' } },
      records: [
        { name: 'home.duckdns.org', account: 'duckdns', types: ['A', 'AAAA'] },
        { name: 'office.duckdns.org', account: 'duckdns', types: ['AAAA'] },
      ],
    });
    expect(lossesOf(settled)).toEqual([
      '1 daemon: clamped',
      '4 cmdv6: commandPlain',
      '8 usev6: oneSource',
      '9 ip: fixedAddress',
      '9 fixed: noFamily',
    ]);
    expect(isAccepted(settled.document)).toBe(true);
  });

  it('takes services by their protocols, and the old form of login and password', () => {
    const settled =
      taken(`protocol=namecheap, login=example.com, password=nc-password-1 home.example.com
protocol=porkbun, apikey=pk1_012345, secretapikey=sk1_012345, root-domain=example.org x.example.org
protocol=godaddy, login=gd-key-1, password=gd-secret-1, zone=example.net, ttl=600 y.example.net
protocol=gandi, zone=example.info, password=gandi-pat-1, use-personal-access-token=yes, ttl=3h z.example.info
protocol=dyndns2 old.dyndns.org olduser oldpassword-1
protocol=ovh, login=example.com-dyn, password=ovh-password-1 t.example.com
protocol=digitalocean, zone=example.dev, password=do-token-1 d.example.dev
protocol=njalla, password=njalla-key-1, quietreply=yes n.example.se
protocol=dnsexit2, password=dnsexit-key-1 e.example.us
protocol=domeneshop, login=ds-token-1, password=ds-secret-1 s.example.no
protocol=cloudns, dynurl='https://ipv4.cloudns.net/api/dynamicURL/?q=Njc1OTE2' c.example.com
`);
    expect(settled.document.accounts).toEqual({
      namecheap: { provider: 'namecheap', domain: 'example.com', password: 'nc-password-1' },
      porkbun: { provider: 'porkbun', apiKey: 'pk1_012345', secretApiKey: 'sk1_012345' },
      godaddy: { provider: 'godaddy', key: 'gd-key-1', secret: 'gd-secret-1' },
      gandi: { provider: 'gandi', token: 'gandi-pat-1' },
      dyn: { provider: 'dyn', username: 'olduser', password: 'oldpassword-1' },
      'ovh-dynhost': {
        provider: 'ovh-dynhost',
        username: 'example.com-dyn',
        password: 'ovh-password-1',
      },
      digitalocean: { provider: 'digitalocean', token: 'do-token-1' },
      njalla: { provider: 'dyndns2', preset: 'njalla', password: 'njalla-key-1' },
      dnsexit: { provider: 'dyndns2', preset: 'dnsexit', password: 'dnsexit-key-1' },
      domeneshop: {
        provider: 'dyndns2',
        preset: 'domeneshop',
        username: 'ds-token-1',
        password: 'ds-secret-1',
      },
      webhook: {
        provider: 'webhook',
        url: 'https://ipv4.cloudns.net/api/dynamicURL/?q=Njc1OTE2&proxy=1',
        headers: { 'X-Forwarded-For': '{ip}' },
      },
    });
    expect(settled.settings.records.map(({ name, ttl, zone }) => [name, ttl, zone])).toEqual([
      ['home.example.com', undefined, undefined],
      ['x.example.org', undefined, 'example.org'],
      ['y.example.net', 600, 'example.net'],
      ['z.example.info', 10_800, 'example.info'],
      ['old.dyndns.org', undefined, undefined],
      ['t.example.com', undefined, undefined],
      ['d.example.dev', undefined, 'example.dev'],
      ['n.example.se', undefined, undefined],
      ['e.example.us', undefined, undefined],
      ['s.example.no', undefined, undefined],
      ['c.example.com', undefined, undefined],
    ]);
    expect(lossesOf(settled)).toEqual([]);
    expect(isAccepted(settled.document)).toBe(true);
  });

  it('names what it has no place for', () => {
    const settled = taken(`daemon=600, syslog=yes, pid=/var/run/ddclient.pid
mail=root, mail-failure=root
ssl=no
postscript=/usr/local/bin/after-password-1
use=linksys, fw=192.168.1.1:80, fw-login=admin, fw-password=router-password-1
proxy=fasthttp.example.ca:80
colour=blue
protocol=cloudflare, login=me@example.com, password=global-key-1, zone=example.com a.example.com
protocol=freedns, login=me, password=freedns-pw-1 b.mooo.com
protocol=nsupdate, server=ns1.example.com, password=/etc/key, zone=example.com c.example.com
protocol=dslreports1, login=me, password=dsl-pw-1 12345
protocol=dyndns2, wildcard=yes, mx=mail.example.com, backupmx=no, static=yes, login=me, password=dyn-pw-123 d.dyndns.org
protocol=hetzner, password=old-token-1, zone=example.com e.example.com
protocol=gandi, password=gandi-key-1, zone=example.com f.example.com
`);
    expect(settled.document).toEqual({
      version: 1,
      interval: '10m',
      proxy: 'http://fasthttp.example.ca:80',
      sources: { ipv6: 'off' },
      accounts: { dyn: { provider: 'dyn', username: 'me', password: 'dyn-pw-123' } },
      records: [{ name: 'd.dyndns.org', account: 'dyn', types: ['A'] }],
    });
    expect(lossesOf(settled)).toEqual([
      '1 syslog: notNeeded',
      '1 pid: notNeeded',
      '2 mail: notify',
      '2 mail-failure: notify',
      '3 ssl: https',
      '4 postscript: hook',
      '5 use: router',
      '7 colour: unknownKey',
      '8 protocol: cloudflareKey',
      '8 a.example.com: accountGone',
      '9 protocol: freednsToken',
      '9 b.mooo.com: accountGone',
      '10 protocol: keyFile',
      '10 c.example.com: accountGone',
      '11 protocol: noService',
      '11 12345: accountGone',
      '12 wildcard: wildcard',
      '12 mx: mx',
      '12 static: notNeeded',
      '13 protocol: hetznerOld',
      '13 e.example.com: accountGone',
      '14 protocol: gandiKey',
      '14 f.example.com: accountGone',
    ]);
    expect(shownOf(settled)).not.toMatch(/-(?:password|pw|key|token)-1/);
    expect(isAccepted(settled.document)).toBe(true);
  });

  it('makes one account of two with the same credentials, and forgives slips', () => {
    const settled = taken(`protocol = dyndns2
login = joe
password = joes-password
server = members.dyndns.org
a.dyndns.org
protocol=dyndns2, \\ # a comment behind the sign
server=members.dyndns.org, login=joe, password="joes-password", \\   
b.dyndns.org
`);
    expect(settled.document).toEqual({
      version: 1,
      sources: { ipv6: 'off' },
      accounts: { dyn: { provider: 'dyn', username: 'joe', password: 'joes-password' } },
      records: [
        { name: 'a.dyndns.org', account: 'dyn', types: ['A'] },
        { name: 'b.dyndns.org', account: 'dyn', types: ['A'] },
      ],
    });
    expect(lossesOf(settled)).toEqual([]);
  });
});
