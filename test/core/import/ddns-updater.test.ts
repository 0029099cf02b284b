import { describe, expect, it } from 'vitest';
import { isAccepted, lossesOf, taken } from './world.ts';

function config(...settings: readonly object[]): string {
  return JSON.stringify({ settings }, null, 2);
}

describe('a configuration of ddns-updater', () => {
  it('is taken over with its TTL, proxying and either kind of address', () => {
    const settled = taken(
      config({
        provider: 'cloudflare',
        zone_identifier: 'b5b434545550d4af9e402c2d01516274',
        domain: 'home.example.com',
        ttl: 600,
        token: 'cf-token-0123456789',
        proxied: true,
        ip_version: '',
        ipv6_suffix: '',
      }),
    );
    expect(settled.peer).toBe('ddnsUpdater');
    expect(settled.document).toEqual({
      version: 1,
      accounts: { cloudflare: { provider: 'cloudflare', token: 'cf-token-0123456789' } },
      records: [{ name: 'home.example.com', account: 'cloudflare', ttl: 600, proxied: true }],
    });
    expect(lossesOf(settled)).toEqual(['5 settings[0].zone_identifier: notNeeded']);
    expect(isAccepted(settled.document)).toBe(true);
  });

  it('takes another device of the network by the suffix of its address', () => {
    const settled = taken(
      config(
        {
          provider: 'desec',
          domain: 'nas.example.org',
          token: 'desec-token-0123',
          ip_version: 'ipv6',
          ipv6_suffix: '0:0:0:0:72ad:8fbb:a54e:bedd/64',
        },
        {
          provider: 'desec',
          domain: 'both.example.org',
          token: 'desec-token-0123',
          ip_version: 'ipv4 or ipv6',
          ipv6_suffix: '::10/56',
        },
        {
          provider: 'desec',
          domain: 'odd.example.org',
          token: 'desec-token-0123',
          ip_version: 'ipv6',
          ipv6_suffix: '2001:db8::1/64',
        },
      ),
    );
    expect(settled.document).toEqual({
      version: 1,
      accounts: { desec: { provider: 'desec', token: 'desec-token-0123' } },
      records: [
        {
          name: 'nas.example.org',
          account: 'desec',
          types: ['AAAA'],
          host: '0:0:0:0:72ad:8fbb:a54e:bedd',
          prefix: 64,
        },
        { name: 'both.example.org', account: 'desec', types: ['A'] },
        { name: 'both.example.org', account: 'desec', types: ['AAAA'], host: '::10', prefix: 56 },
      ],
    });
    expect(settled.settings.records[0]?.host).toEqual({
      suffix: '::72ad:8fbb:a54e:bedd',
      prefix: 64,
    });
    expect(lossesOf(settled)).toEqual(['17 settings[2]: refused']);
    expect(isAccepted(settled.document)).toBe(true);
  });

  it('joins the two parts of a name, and lists of them', () => {
    const settled = taken(
      config(
        {
          provider: 'route53',
          domain: 'example.com',
          owner: '@',
          ip_version: 'ipv4',
          access_key: 'AKIAEXAMPLE',
          secret_key: 'aws-secret-0123456789',
          zone_id: 'A30888735ZF12K83Z6F00',
          ttl: 300,
        },
        {
          provider: 'porkbun',
          domain: 'example.net',
          host: '@,www,*',
          ip_version: 'ipv4',
          api_key: 'pk1_0123456789',
          secret_api_key: 'sk1_0123456789',
          ttl: 60,
        },
        { provider: 'duckdns', host: 'one', token: 'duck-token-0123', ip_version: 'ipv4' },
        {
          provider: 'duckdns',
          domain: 'two.duckdns.org',
          token: 'duck-token-0123',
          provider_ip: true,
        },
      ),
    );
    expect(settled.document).toEqual({
      version: 1,
      accounts: {
        route53: {
          provider: 'route53',
          accessKeyId: 'AKIAEXAMPLE',
          secretAccessKey: 'aws-secret-0123456789',
          hostedZoneId: 'A30888735ZF12K83Z6F00',
        },
        porkbun: {
          provider: 'porkbun',
          apiKey: 'pk1_0123456789',
          secretApiKey: 'sk1_0123456789',
        },
        duckdns: { provider: 'duckdns', token: 'duck-token-0123' },
      },
      records: [
        { name: 'example.com', account: 'route53', types: ['A'], ttl: 300, zone: 'example.com' },
        { name: 'example.net', account: 'porkbun', types: ['A'], zone: 'example.net' },
        { name: 'www.example.net', account: 'porkbun', types: ['A'], zone: 'example.net' },
        { name: '*.example.net', account: 'porkbun', types: ['A'], zone: 'example.net' },
        { name: 'one.duckdns.org', account: 'duckdns', types: ['A'] },
        { name: 'two.duckdns.org', account: 'duckdns' },
      ],
    });
    // Porkbun takes no TTL under ten minutes.
    expect(lossesOf(settled)).toEqual([
      '13 settings[1]: refused',
      '13 settings[1]: refused',
      '13 settings[1]: refused',
      '32 settings[3].provider_ip: notNeeded',
    ]);
    expect(isAccepted(settled.document)).toBe(true);
  });

  it('finds the fields of services that sign in in other ways', () => {
    const settled = taken(
      config(
        { provider: 'dnspod', domain: 'a.example.com', token: '12345,dnspod-token-1' },
        {
          provider: 'ovh',
          domain: 'b.example.com',
          username: 'example.com-b',
          password: 'ovh-dyn-pw',
        },
        {
          provider: 'ovh',
          mode: 'api',
          domain: 'c.example.com',
          app_key: 'ovh-app-key',
          app_secret: 'ovh-app-secret',
          consumer_key: 'ovh-consumer',
        },
        {
          provider: 'rfc2136',
          domain: 'd.example.com',
          server: '[2001:db8::1]:5353',
          tsig_key_name: 'ddns-key',
          tsig_secret: 'MDEyMzQ1Njc4OWFiY2RlZg==',
          zone: 'example.com',
          ttl: 300,
        },
        {
          provider: 'gcp',
          project: 'my-project-id',
          zone: 'zone',
          credentials: {
            type: 'service_account',
            project_id: 'my-project-id',
            client_email: 'a@b.iam.gserviceaccount.com',
            private_key: 'x',
          },
          domain: 'e.example.com',
        },
        { provider: 'dyn', domain: 'f.dyndns.org', username: 'joe', client_key: 'dyn-client-key' },
        {
          provider: 'selfhost.de',
          domain: 'g.example.de',
          username: 'sh',
          password: 'sh-password',
        },
        { provider: 'freedns', domain: 'h.mooo.com', token: 'freedns-token' },
        {
          provider: 'namecheap',
          domain: 'i.example.com',
          password: 'nc-password',
          ip_version: 'ipv4',
        },
      ),
    );
    expect(settled.document.accounts).toEqual({
      dnspod: { provider: 'dnspod', id: '12345', token: 'dnspod-token-1' },
      'ovh-dynhost': { provider: 'ovh-dynhost', username: 'example.com-b', password: 'ovh-dyn-pw' },
      ovh: {
        provider: 'ovh',
        region: 'eu',
        applicationKey: 'ovh-app-key',
        applicationSecret: 'ovh-app-secret',
        consumerKey: 'ovh-consumer',
      },
      rfc2136: {
        provider: 'rfc2136',
        server: '2001:db8::1',
        port: 5353,
        zone: 'example.com',
        keyName: 'ddns-key',
        secret: 'MDEyMzQ1Njc4OWFiY2RlZg==',
      },
      dyn: { provider: 'dyn', username: 'joe', password: 'dyn-client-key' },
      selfhost: {
        provider: 'dyndns2',
        preset: 'selfhost',
        username: 'sh',
        password: 'sh-password',
      },
      freedns: { provider: 'freedns', host: 'h.mooo.com', token: 'freedns-token' },
      namecheap: { provider: 'namecheap', domain: 'example.com', password: 'nc-password' },
    });
    // The key is no key, so its account and record are named.
    expect(lossesOf(settled)).toEqual([
      '31 settings[4]: refused',
      '31 settings[4]: accountGone',
      '58 settings[7].token: guessedFamily',
    ]);
    expect(isAccepted(settled.document)).toBe(true);
  });

  it('calls the URL of a custom provider with the parameter of each family', () => {
    const settled = taken(
      config({
        provider: 'custom',
        domain: 'example.com',
        url: 'https://dns.example.com/update?domain=example.com&client_key=custom-key-1',
        ipv4key: 'ipv4',
        ipv6key: 'ipv6',
        success_regex: 'good',
        ip_version: '',
      }),
    );
    const url = 'https://dns.example.com/update?domain=example.com&client_key=custom-key-1';
    expect(settled.document).toEqual({
      version: 1,
      accounts: {
        webhook: { provider: 'webhook', url: `${url}&ipv4={ip}`, success: { body: 'good' } },
        'webhook-2': { provider: 'webhook', url: `${url}&ipv6={ip}`, success: { body: 'good' } },
      },
      records: [
        { name: 'example.com', account: 'webhook', types: ['A'] },
        { name: 'example.com', account: 'webhook-2', types: ['AAAA'] },
      ],
    });
    expect(lossesOf(settled)).toEqual([]);
    expect(isAccepted(settled.document)).toBe(true);
  });

  it('names every credential and key that is not taken, and takes the rest', () => {
    const settled = taken(
      config(
        {
          provider: 'cloudflare',
          domain: 'a.example.com',
          email: 'me@example.com',
          key: 'global-key-1',
        },
        { provider: 'hetzner', domain: 'b.example.com', token: 'old-token-1', ttl: 600 },
        { provider: 'google', domain: 'c.example.com', username: 'u', password: 'google-pw-1' },
        { provider: 'opendns', domain: 'd.example.com', username: 'u', password: 'opendns-pw-1' },
        { provider: 'gandi', domain: 'e.example.com', key: 'gandi-key-1' },
        {
          provider: 'noip',
          domain: 'f.ddns.net',
          username: 'u',
          password: 'noip-pw-1',
          colour: 'red',
        },
        { provider: 'hetznercloud', domain: 'g.example.com', token: 'new-token-1', ttl: 'x' },
      ),
    );
    expect(Object.keys(settled.document.accounts ?? {})).toEqual(['noip', 'hetzner']);
    expect(lossesOf(settled).map((text) => text.replace(/^\d+ /, ''))).toEqual([
      'settings[0].provider: cloudflareKey',
      'a.example.com: accountGone',
      'settings[1].provider: hetznerOld',
      'b.example.com: accountGone',
      'settings[2].provider: closed',
      'c.example.com: accountGone',
      'settings[3].provider: noService',
      'd.example.com: accountGone',
      'settings[4].provider: gandiKey',
      'e.example.com: accountGone',
      'settings[5].colour: unknownKey',
      'settings[6].ttl: badTtl',
    ]);
    expect(isAccepted(settled.document)).toBe(true);
  });

  it('may be indented by tabs', () => {
    const text =
      '{\n\t"settings": [\n\t\t{\n\t\t\t"provider": "dynv6",\n\t\t\t"domain": "x.dynv6.net",\n\t\t\t"token": "dynv6-token-1"\n\t\t}\n\t]\n}\n';
    expect(taken(text).document).toMatchObject({
      accounts: { dynv6: { token: 'dynv6-token-1' } },
      records: [{ name: 'x.dynv6.net', account: 'dynv6' }],
    });
  });
});
