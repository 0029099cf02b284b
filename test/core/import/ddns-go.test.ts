import { describe, expect, it } from 'vitest';
import { isAccepted, lossesOf, shownOf, taken } from './world.ts';

/** As DDNS Go 6 writes it, without a field's value where there is none. */
const entry = (dns: string, parts: { v4?: string; v6?: string; more?: string }) => `    - name: ""
      ipv4:
${parts.v4 ?? '        enable: false\n        gettype: url\n        url: https://myip.ipip.net\n        netinterface: ""\n        cmd: ""\n        domains:\n            - ""'}
      ipv6:
${parts.v6 ?? '        enable: false\n        gettype: netInterface\n        url: ""\n        netinterface: ""\n        cmd: ""\n        ipv6reg: ""\n        domains:\n            - ""'}
      dns:
${dns}
${parts.more ?? '      ttl: ""'}
`;

describe('a configuration of DDNS Go', () => {
  it('is taken over with both families, from public pages, without a loss', () => {
    const settled = taken(`dnsconf:
${entry('        name: cloudflare\n        id: ""\n        secret: cf-token-0123456789', {
  v4: `        enable: true
        gettype: url
        url: https://myip.ipip.net, https://ddns.oray.com/checkip, https://ip.3322.net, https://4.ipw.cn
        netinterface: eth0
        cmd: ""
        domains:
            - home.example.com
            - www:example.com`,
  v6: `        enable: true
        gettype: url
        url: https://speed.neu6.edu.cn/getIP.php, https://v6.ident.me, https://6.ipw.cn
        netinterface: ""
        cmd: ""
        ipv6reg: ""
        domains:
            - home.example.com`,
  more: '      ttl: "600"',
})}notallowwanaccess: false
`);
    expect(settled.peer).toBe('ddnsGo');
    expect(settled.document).toEqual({
      version: 1,
      accounts: { cloudflare: { provider: 'cloudflare', token: 'cf-token-0123456789' } },
      records: [
        { name: 'home.example.com', account: 'cloudflare', types: ['A', 'AAAA'], ttl: 600 },
        {
          name: 'www.example.com',
          account: 'cloudflare',
          types: ['A'],
          ttl: 600,
          zone: 'example.com',
        },
      ],
    });
    expect(lossesOf(settled)).toEqual([]);
    expect(isAccepted(settled.document)).toBe(true);
  });

  it('keeps adapters and commands as sources, and names what it adds to them', () => {
    const settled = taken(`dnsconf:
${entry('        name: alidns\n        id: LTAI5tExample\n        secret: ali-secret-0123456789', {
  v4: `        enable: true
        gettype: cmd
        url: ""
        netinterface: ""
        cmd: ip -4 addr show ppp0
        domains:
            - '@:example.com.cn'`,
  v6: `        enable: true
        gettype: netInterface
        url: ""
        netinterface: enp3s0
        cmd: ""
        ipv6reg: '@2'
        domains:
            - nas:example.com.cn?Line=telecom
            - "*:example.com.cn"`,
  more: '      ttl: "10m"\n      httpinterface: enp3s0',
})}`);
    expect(settled.document).toEqual({
      version: 1,
      sources: {
        ipv4: { command: 'ip -4 addr show ppp0' },
        ipv6: { interface: 'enp3s0' },
      },
      accounts: {
        alidns: {
          provider: 'alidns',
          accessKeyId: 'LTAI5tExample',
          accessKeySecret: 'ali-secret-0123456789',
        },
      },
      records: [
        { name: 'example.com.cn', account: 'alidns', types: ['A'], zone: 'example.com.cn' },
        { name: 'nas.example.com.cn', account: 'alidns', types: ['AAAA'], zone: 'example.com.cn' },
        { name: '*.example.com.cn', account: 'alidns', types: ['AAAA'], zone: 'example.com.cn' },
      ],
    });
    expect(lossesOf(settled)).toEqual([
      '8 dnsconf[0].ipv4.cmd: commandPlain',
      '17 dnsconf[0].ipv6.ipv6reg: ipv6Choice',
      '19 dnsconf[0].ipv6.domains[0]: param',
      '25 dnsconf[0].ttl: badTtl',
      '26 dnsconf[0].httpinterface: bindProvider',
    ]);
    expect(isAccepted(settled.document)).toBe(true);
  });

  it('makes one account of two with the same credentials, and none of what is switched off', () => {
    const domains = (name: string) => `        enable: true
        gettype: url
        url: https://4.ipw.cn
        netinterface: ""
        cmd: ""
        domains:
            - ${name}`;
    const dns = '        name: dnspod\n        id: "123456"\n        secret: 0123456789abcdef';
    const off = `        enable: false
        gettype: url
        url: https://6.ipw.cn
        domains:
            - off.example.com`;
    const settled = taken(`dnsconf:
${entry(dns, { v4: domains('a.example.com') })}${entry(dns, { v4: domains('b.example.com'), v6: off })}`);
    expect(settled.document).toEqual({
      version: 1,
      sources: { ipv6: 'off' },
      accounts: { dnspod: { provider: 'dnspod', id: '123456', token: '0123456789abcdef' } },
      records: [
        { name: 'a.example.com', account: 'dnspod', types: ['A'] },
        { name: 'b.example.com', account: 'dnspod', types: ['A'] },
      ],
    });
    expect(lossesOf(settled)).toEqual(['35 dnsconf[1].ipv6.enable: disabled']);
    expect(isAccepted(settled.document)).toBe(true);
  });

  it('takes a callback as a webhook, its placeholders as they are', () => {
    const settled = taken(`dnsconf:
${entry(
  `        name: callback
        id: https://hook.example.net/set?key=hook-key-123456&name=#{domain}
        secret: '{"type":"#{recordType}","ip":"#{ip}","ttl":#{ttl}}'`,
  {
    v4: `        enable: true
        gettype: url
        url: https://ip.example.net/v4
        domains:
            - home.example.org?note=attic`,
    more: '      ttl: "300"',
  },
)}user:
    username: admin
    password: $2a$10$abcdefghijklmnopqrstuv
webhook:
    webhookurl: https://sctapi.ftqq.com/send-key-987654.send?title=ip
    webhookrequestbody: ""
    webhookheaders: ""
lang: zh
notallowwanaccess: true
`);
    expect(settled.document).toEqual({
      version: 1,
      sources: { ipv4: { url: 'https://ip.example.net/v4' }, ipv6: 'off' },
      accounts: {
        webhook: {
          provider: 'webhook',
          url: 'https://hook.example.net/set?key=hook-key-123456&name=#{domain}',
          method: 'POST',
          body: '{"type":"#{recordType}","ip":"#{ip}","ttl":#{ttl}}',
        },
      },
      records: [{ name: 'home.example.org', account: 'webhook', types: ['A'], ttl: 300 }],
    });
    expect(lossesOf(settled)).toEqual([
      '8 dnsconf[0].ipv4.domains[0]: param',
      '23 user: webLogin',
      '26 webhook: notify',
      '30 lang: notNeeded',
      '31 notallowwanaccess: notNeeded',
    ]);
    expect(shownOf(settled)).not.toMatch(/\$2a|987654|123456/);
    expect(isAccepted(settled.document)).toBe(true);
  });

  it('makes an account for each domain where the service wants one', () => {
    const settled = taken(`dnsconf:
${entry('        name: namecheap\n        id: ""\n        secret: nc-password-0123', {
  v4: `        enable: true
        gettype: url
        url: https://4.ipw.cn
        domains:
            - www.example.com
            - a.b.example.co.uk
            - mail:sub.example.com`,
  v6: `        enable: true
        gettype: url
        url: https://6.ipw.cn
        domains:
            - www.example.com`,
})}`);
    const password = 'nc-password-0123';
    expect(settled.document.accounts).toEqual({
      namecheap: { provider: 'namecheap', domain: 'example.com', password },
      'namecheap-2': { provider: 'namecheap', domain: 'example.co.uk', password },
      'namecheap-3': { provider: 'namecheap', domain: 'sub.example.com', password },
    });
    expect(settled.settings.records.map(({ id }) => id)).toEqual([
      'namecheap/www.example.com/A',
      'namecheap-2/a.b.example.co.uk/A',
      'namecheap-3/mail.sub.example.com/A',
    ]);
    // Only IPv4 can be updated there.
    expect(lossesOf(settled)).toEqual(['8 dnsconf[0].ipv4.domains[0]: refused']);
    expect(isAccepted(settled.document)).toBe(true);
  });

  it('names services that are gone or unknown, and what is no name', () => {
    const v4 = (...names: readonly string[]) => `        enable: true
        gettype: url
        url: ""
        domains:
${names.map((name) => `            - ${name}`).join('\n')}`;
    const settled = taken(`dnsconf:
${entry('        name: googledomain\n        id: u\n        secret: gone-secret-1', { v4: v4('a.example.com') })}${entry('        name: dnshe\n        id: u\n        secret: gone-secret-2', { v4: v4('b.example.com') })}${entry('        name: vercel\n        id: ""\n        secret: vercel-token-1\n        extparam: team_1', { v4: v4('c.example.com', '"a:b:c"', 'single') })}`);
    expect(settled.document).toMatchObject({
      accounts: { vercel: { provider: 'vercel', token: 'vercel-token-1', teamId: 'team_1' } },
      records: [{ name: 'c.example.com', account: 'vercel', types: ['A'] }],
    });
    expect(lossesOf(settled).map((text) => text.replace(/^\d+ /, ''))).toEqual([
      'a.example.com: accountGone',
      'dnsconf[0].dns.name: closed',
      'b.example.com: accountGone',
      'dnsconf[1].dns.name: noService',
      'dnsconf[2].ipv4.domains[1]: badName',
      'dnsconf[2].ipv4.domains[2]: refused',
    ]);
    expect(isAccepted(settled.document)).toBe(true);
  });

  it('is read in the form of versions before 5 as well', () => {
    const settled = taken(`ipv4:
  enable: true
  gettype: url
  url: https://myip.ipip.net
  domains:
    - home.example.com
ipv6:
  enable: false
  domains: []
dns:
  name: tencentcloud
  id: AKIDexample
  secret: tc-secret-0123456789
ttl: "1"
`);
    expect(settled.document).toMatchObject({
      accounts: { tencentcloud: { secretId: 'AKIDexample', secretKey: 'tc-secret-0123456789' } },
      records: [{ name: 'home.example.com', types: ['A'], ttl: 1 }],
    });
    expect(lossesOf(settled)).toEqual([]);
  });
});
