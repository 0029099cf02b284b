import { describe, expect, it } from 'vitest';
import { type Family, families } from '../../electron/core/address.ts';
import { echoServices } from '../../electron/sources/catalogue.ts';
import {
  builtInSources,
  defaultSources,
  sourceById,
  sourceFor,
} from '../../electron/sources/registry.ts';
import { contextWith, echoRequest, webWith } from './fakes.ts';

const own = { ipv4: '81.2.69.142', ipv6: '2a02:8071:1:2::7' } as const;

const traceBody = (ip: string) =>
  `fl=42f1\nh=www.cloudflare.com\nip=${ip}\nts=1795300000.123\nvisit_scheme=https\nuag=ddns-tray/0.1.0 (+https://example.com/?a=b)\ncolo=FRA\nsliver=none\nhttp=http/1.1\nloc=DE\ntls=TLSv1.3\nsni=plaintext\nwarp=off\ngateway=off\nrbi=off\nkex=X25519MLKEM768\n`;

/** What each service documents that it answers. */
const documented: Readonly<Record<string, (ip: string) => readonly string[]>> = {
  amazon: (ip) => [`${ip}\n`],
  icanhazip: (ip) => [`${ip}\n`],
  wtfismyip: (ip) => [`${ip}\n`],
  cloudflare: (ip) => [traceBody(ip), traceBody(ip).trimEnd()],
  oray: (ip) => [`Current IP Address: ${ip}`, `Current IP Address: ${ip}\n`],
  ipip: (ip) => [
    `当前 IP：${ip}  来自于：中国 浙江 杭州  电信\n`,
    `当前 IP：${ip}  来自于：德国  \n`,
  ],
};

/** Who is asked in turn; the gateway is heard beside them. */
const turnsFor = (family: Family) =>
  defaultSources(family).filter(({ transport }) => transport !== 'gateway');

describe('the built-in sources', () => {
  it('are run by at least 10 operators for IPv4 and 6 for IPv6', () => {
    const operators = (family: Family) =>
      new Set(
        builtInSources.filter((one) => one.families.includes(family)).map((one) => one.operator),
      );
    expect(operators('ipv4').size).toBeGreaterThanOrEqual(10);
    expect(operators('ipv6').size).toBeGreaterThanOrEqual(6);
  });

  it.each([
    ['ipify', 'ipv4', 'https://api.ipify.org/'],
    ['ipify', 'ipv6', 'https://api6.ipify.org/'],
    ['identme', 'ipv4', 'https://v4.ident.me/'],
    ['identme', 'ipv6', 'https://v6.ident.me/'],
    ['amazon', 'ipv4', 'https://checkip.amazonaws.com/'],
    ['icanhazip', 'ipv4', 'https://ipv4.icanhazip.com/'],
    ['icanhazip', 'ipv6', 'https://ipv6.icanhazip.com/'],
    ['cloudflare', 'ipv4', 'https://www.cloudflare.com/cdn-cgi/trace'],
    ['ipsb', 'ipv4', 'https://api-ipv4.ip.sb/ip'],
    ['ipsb', 'ipv6', 'https://api-ipv6.ip.sb/ip'],
    ['desec', 'ipv4', 'https://checkipv4.dedyn.io/'],
    ['desec', 'ipv6', 'https://checkipv6.dedyn.io/'],
    ['ipinfo', 'ipv4', 'https://ipinfo.io/ip'],
    ['ipw', 'ipv4', 'https://4.ipw.cn/'],
    ['ipw', 'ipv6', 'https://6.ipw.cn/'],
    ['ip3322', 'ipv4', 'https://ip.3322.net/'],
    ['oray', 'ipv4', 'https://ddns.oray.com/checkip'],
    ['ipip', 'ipv4', 'https://myip.ipip.net/'],
  ] as const)('include %s, which is asked for %s at %s', async (id, family, url) => {
    const body = documented[id]?.(own[family])[0] ?? own[family];
    const web = webWith({ body });
    const context = contextWith(web);
    await sourceById(id)?.ask(family, context);
    expect(web.requests).toEqual([echoRequest(url, family, context)]);
  });

  it('are nobody’s own, and web pages are all asked over https', () => {
    for (const { urls } of echoServices) {
      for (const url of Object.values(urls))
        expect(url).toMatch(/^https:\/\/[a-z0-9.-]+\/[a-z-]*(?:\/[a-z]+)?$/);
    }
    for (const { id } of echoServices) expect(sourceById(id)).toMatchObject({ transport: 'https' });
    for (const one of builtInSources) expect(one.own).toBe(false);
  });

  it('of name servers and STUN servers say so in their ids', () => {
    for (const { id, transport } of builtInSources) {
      const prefix = /^(?:(dns|doh|stun)-|(gateway)$)/.exec(id)?.slice(1).find(Boolean) ?? 'https';
      expect(transport).toBe(prefix === 'doh' ? 'https' : prefix);
    }
  });

  it('have ids that differ and that YAML reads as text', () => {
    const ids = builtInSources.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) {
      expect(id).toMatch(/^[a-z][a-z0-9]+(?:-[a-z]+)?$/);
      expect(['on', 'off', 'yes', 'no', 'true', 'false', 'null']).not.toContain(id);
      expect(sourceById(id)?.id).toBe(id);
      expect(sourceFor({ kind: 'builtIn', id })).toBe(sourceById(id));
    }
  });

  it('count all services of an operator as one voice, however they answer', () => {
    for (const id of ['icanhazip', 'dns-cloudflare', 'doh-cloudflare', 'stun-cloudflare']) {
      expect(sourceById(id)?.operator).toBe(sourceById('cloudflare')?.operator);
    }
    expect(sourceById('dns-google')?.operator).toBe(sourceById('stun-google')?.operator);
  });

  it.each(families)(
    'answer mostly over https for %s, and of two neighbours one does; the others are name servers and STUN servers',
    (family) => {
      const order = turnsFor(family).map(({ transport }) => transport);
      const secure = order.filter((transport) => transport === 'https');
      expect(secure.length).toBeGreaterThan(order.length / 2);
      for (const [at, transport] of order.entries()) {
        if (transport !== 'https') expect(order.at(at - 1)).toBe('https');
      }
      expect(new Set(order)).toEqual(new Set(['https', 'dns', 'stun']));
    },
  );

  it('have turns first, and each id of the turns is a source', () => {
    const usual = builtInSources.slice(0, -1).map((source) => source.default);
    expect(usual).toEqual(usual.toSorted().reverse());
    expect(usual.filter(Boolean)).toHaveLength(16);
  });

  it('hear the gateway beside whoever has the turn, for IPv4', () => {
    expect(builtInSources.at(-1)).toBe(sourceById('gateway'));
    expect(defaultSources('ipv4')).toContain(sourceById('gateway'));
    expect(defaultSources('ipv6')).not.toContain(sourceById('gateway'));
  });

  it.each(families)(
    'have different operators at neighbouring turns for %s, also at the end of the round',
    (family) => {
      const order = turnsFor(family).map(({ operator }) => operator);
      expect(order.length).toBeGreaterThanOrEqual(6);
      for (const [at, operator] of order.entries()) expect(operator).not.toBe(order.at(at - 1));
      for (const source of defaultSources(family)) expect(source.families).toContain(family);
    },
  );

  it('leave those with low limits, a sentence to read or no promise to users who name them', () => {
    const asked = families.flatMap((family) => defaultSources(family).map(({ id }) => id));
    for (const id of ['ipinfo', 'oray', 'ipip', 'ipw', 'stun-bilibili']) {
      expect(asked).not.toContain(id);
      expect(sourceById(id)).toBeDefined();
    }
  });

  it('know no id that is not there', () => {
    expect(sourceById('constructor')).toBeUndefined();
    expect(() => sourceFor({ kind: 'builtIn', id: 'nobody' })).toThrow('nobody');
  });
});

const cases = echoServices.flatMap(({ id, urls }) =>
  families.filter((family) => urls[family] !== undefined).map((family) => [id, family] as const),
);

describe.each(cases)('%s for %s', (id, family) => {
  const bodies = documented[id]?.(own[family]) ?? [
    own[family],
    `${own[family]}\n`,
    `${own[family]}\r\n`,
  ];

  it.each(bodies)('understands its documented answer: %j', async (body) => {
    const answer = await sourceById(id)?.ask(family, contextWith(webWith({ body })));
    expect(answer?.address).toEqual({ family, text: own[family] });
    expect(answer?.evidence).toMatch(/^[a-z0-9.-]+$/);
  });
});
