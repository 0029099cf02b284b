import { describe, expect, it } from 'vitest';
import { isAccepted, lossesOf, shownOf, taken } from './world.ts';

describe('a configuration of Inadyn', () => {
  it('is taken over with its providers, lists of names and accounts of one provider', () => {
    const settled = taken(`period         = 300

# Dyn.com
provider dyndns.org {
    username   = account1
    password   = secret-0001
    hostname   = { "my.example.com", "other.example.org" }
}

provider no-ip.com:1 {
    username       = account21
    password       = secret-0021
    hostname       = example.no-ip.com
}

provider default@no-ip.com:2 {
    username   = account22
    password   = "secret \\"0022\\""   // of the other one
    hostname   = another.no-ip.com
}
`);
    expect(settled.peer).toBe('inadyn');
    expect(settled.document).toEqual({
      version: 1,
      interval: '5m',
      sources: { ipv6: 'off' },
      accounts: {
        dyn: { provider: 'dyn', username: 'account1', password: 'secret-0001' },
        noip: { provider: 'noip', username: 'account21', password: 'secret-0021' },
        'noip-2': { provider: 'noip', username: 'account22', password: 'secret "0022"' },
      },
      records: [
        { name: 'my.example.com', account: 'dyn', types: ['A'] },
        { name: 'other.example.org', account: 'dyn', types: ['A'] },
        { name: 'example.no-ip.com', account: 'noip', types: ['A'] },
        { name: 'another.no-ip.com', account: 'noip-2', types: ['A'] },
      ],
    });
    expect(lossesOf(settled)).toEqual([]);
    expect(isAccepted(settled.document)).toBe(true);
  });

  it('keeps both families of a name at Cloudflare in one record of one account', () => {
    const settled = taken(`allow-ipv6 = true

# ipv4
provider cloudflare.com:1 {
    checkip-server = 1.1.1.1
    checkip-path = /cdn-cgi/trace
    username = zone.example
    password = api_token_0123 # Create a unique custom api token
    hostname = host.zone.example
    ttl = 1 # optional, value of 1 is 'automatic'.
    proxied = false # optional.
}

# ipv6
provider cloudflare.com:2 {
    checkip-server = dns64.cloudflare-dns.com
    checkip-path = /cdn-cgi/trace
    username = zone.example
    password = api_token_0123
    hostname = host.zone.example
    ttl = 1
    proxied = false
}
`);
    expect(settled.document).toEqual({
      version: 1,
      accounts: { cloudflare: { provider: 'cloudflare', token: 'api_token_0123' } },
      records: [
        {
          name: 'host.zone.example',
          account: 'cloudflare',
          types: ['A', 'AAAA'],
          proxied: false,
          zone: 'zone.example',
        },
      ],
    });
    expect(lossesOf(settled)).toEqual(['10 ttl: ttlAutomatic', '21 ttl: ttlAutomatic']);
    expect(isAccepted(settled.document)).toBe(true);
  });

  it('makes of a custom section the service, the protocol or the URL that it is', () => {
    const settled = taken(`custom namecheap {
    username    = example.com
    password    = nc-password-1
    ddns-server = dynamicdns.park-your-domain.com
    ddns-path   = "/update?domain=%u&password=%p&host=%h"
    hostname    = { "@", "www", "test" }
}
custom dyn {
    username    = joe
    password    = dyn-password-1
    ddns-server = dyn.example.net
    ddns-path   = "/nic/update?hostname=%h&myip=%i"
    hostname    = a.example.net
}
custom example {
    username       = myuser
    password       = my-password-1
    checkip-server = checkip.example.com
    checkip-path   = /
    checkip-ssl    = false
    ddns-server    = update.example.com
    ddns-path      = "/update?hostname="
    hostname       = myhostname.example.net
}
custom all {
    password      = key&1
    ddns-server   = update.example.org
    ddns-path     = "/set?key=%p&name=%h&ip=%i"
    ddns-response = { "done", "same." }
    hostname      = b.example.org
}
custom ip {
    ddns-server   = update.example.dev
    ddns-path     = "/set?host=me&ip="
    append-myip   = true
    hostname      = c.example.dev
}
`);
    const ok =
      '[Oo][Kk]|[Gg][Oo][Oo][Dd]|[Tt][Rr][Uu][Ee]|[Uu][Pp][Dd][Aa][Tt][Ee][Dd]|[Nn][Oo][Cc][Hh][Gg]';
    expect(settled.document.accounts).toEqual({
      namecheap: { provider: 'namecheap', domain: 'example.com', password: 'nc-password-1' },
      dyndns2: {
        provider: 'dyndns2',
        server: 'https://dyn.example.net/nic/update',
        username: 'joe',
        password: 'dyn-password-1',
      },
      webhook: {
        provider: 'webhook',
        url: 'https://update.example.com/update?hostname={domain}',
        headers: {
          Authorization: `Basic ${Buffer.from('myuser:my-password-1').toString('base64')}`,
        },
        success: { body: ok.replace('[Oo][Kk]', '[Oo][Kk]') },
      },
      'webhook-2': {
        provider: 'webhook',
        url: 'https://update.example.org/set?key=key%261&name={domain}&ip={ip}',
        headers: { Authorization: `Basic ${Buffer.from(':key&1').toString('base64')}` },
        success: { body: '[Dd][Oo][Nn][Ee]|[Ss][Aa][Mm][Ee][.]' },
      },
      'webhook-3': {
        provider: 'webhook',
        url: 'https://update.example.dev/set?host=me&ip={ip}',
        success: { body: ok },
      },
    });
    expect(settled.settings.records.map(({ name }) => name)).toEqual([
      'example.com',
      'www.example.com',
      'test.example.com',
      'a.example.net',
      'myhostname.example.net',
      'b.example.org',
      'c.example.dev',
    ]);
    // The page of one section would have to serve the names of all.
    expect(lossesOf(settled)).toEqual(['18 checkip-server: oneSource']);
    expect(isAccepted(settled.document)).toBe(true);
  });

  it('learns from an adapter or a command, of the family that it looks like', () => {
    const settled = taken(`allow-ipv6 = true                # required option for IPv6 atm.
iface = eth0
provider default@dynv6.com {
    username   = dynv6-token-1
    password   = not_used
    hostname = { my.dynv6.net }  # second host with comma
    checkip-command = "/sbin/ip -6 addr | grep inet6 | awk -F '[ \\t]+|/' '{print $3}' | grep -v ^::1 | grep -v ^fe80"
}
provider duckdns.org {
    username = duck-token-1
    password = noPasswordForDuckdns
    hostname = home.duckdns.org
    iface    = wlp3s0
}
`);
    expect(settled.document).toEqual({
      version: 1,
      sources: {
        ipv4: { interface: 'wlp3s0' },
        ipv6: {
          command:
            "/sbin/ip -6 addr | grep inet6 | awk -F '[ \t]+|/' '{print $3}' | grep -v ^::1 | grep -v ^fe80",
        },
      },
      accounts: {
        dynv6: { provider: 'dynv6', token: 'dynv6-token-1' },
        duckdns: { provider: 'duckdns', token: 'duck-token-1' },
      },
      records: [
        { name: 'my.dynv6.net', account: 'dynv6', types: ['AAAA'] },
        { name: 'home.duckdns.org', account: 'duckdns' },
      ],
    });
    expect(lossesOf(settled)).toEqual([
      '7 checkip-command: commandPlain',
      '7 checkip-command: guessedFamily',
      '13 iface: oneSource',
    ]);
    expect(isAccepted(settled.document)).toBe(true);
  });

  it('takes a secret from the environment where it was there', () => {
    const settled = taken(`provider freemyip {
    password = \${FREEMYIP_TOKEN}
    hostname = home.freemyip.com
}
provider ddnss.de {
    username = u
    password = "pre\${REST}"
    hostname = home.ddnss.de
}
`);
    expect(settled.document.accounts).toMatchObject({
      freemyip: { preset: 'freemyip', password: { env: 'FREEMYIP_TOKEN' } },
    });
    expect(lossesOf(settled)).toEqual(['7 password: variable']);
    expect(isAccepted(settled.document)).toBe(true);
  });

  it('names what it has no place for', () => {
    const settled = taken(`period = 5
forced-update = 300000
secure-ssl = false
verify-address = true
user-agent = "Mozilla/4.0"
include("/etc/inadyn.d/more.conf")
provider freedns {
    username = lower-case-username
    password = case-sensitive-pwd
    hostname = some.example.com
}
provider tunnelbroker.net {
    username = xyzzy
    password = update-key-in-advanced-tab
    hostname = tunnel-id
}
provider domains.google.com:1 {
    hostname = @.mydomain.com
    username = your_username
    password = your_password_1
}
provider loopia.com {
    ssl        = false
    wildcard   = true
    username   = account3
    password   = secret-0003
    hostname   = example.com
    include("/etc/pw")
}
provider spdyn.de {
    username = nobody
    password = spdyn-password-1
}
`);
    expect(settled.document).toEqual({
      version: 1,
      interval: '10s',
      sources: { ipv6: 'off' },
      accounts: {
        loopia: {
          provider: 'dyndns2',
          preset: 'loopia',
          username: 'account3',
          password: 'secret-0003',
        },
      },
      records: [{ name: 'example.com', account: 'loopia', types: ['A'] }],
    });
    expect(lossesOf(settled)).toEqual([
      '1 period: clamped',
      '2 forced-update: notNeeded',
      '3 secure-ssl: notChecked',
      '5 user-agent: notNeeded',
      '6 include: include',
      '7 freedns: freednsToken',
      '10 some.example.com: accountGone',
      '12 tunnelbroker.net: noService',
      '15 tunnel-id: accountGone',
      '17 domains.google.com:1: closed',
      '18 @.mydomain.com: accountGone',
      '23 ssl: https',
      '24 wildcard: wildcard',
      '28 include: include',
      '30 spdyn.de: noDomains',
    ]);
    expect(shownOf(settled)).not.toMatch(/pwd|advanced|password_1|secret-0003|password-1/);
    expect(isAccepted(settled.document)).toBe(true);
  });
});
