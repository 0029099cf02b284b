import { describe, expect, it } from 'vitest';
import { isFailure } from '../../electron/core/outcome.ts';
import type { HttpRequest } from '../../electron/core/ports.ts';
import { capabilitiesOf } from '../../electron/core/provider.ts';
import { presets } from '../../electron/providers/dyndns2/presets.ts';
import { dyndns2 } from '../../electron/providers/dyndns2.ts';
import { change } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { words } from '../support/dyndns2-emulator.ts';
import { createEmulator, type EmulatedReply, emulatedHttp } from '../support/emulator.ts';
import { testContext } from '../support/provider-context.ts';
import { providers } from '../support/registered.ts';

const v4 = '81.2.69.142';
const v6 = '2a02:8071:1:2::7';
const home = 'home.example.com';
const a = change(home, v4);
const aaaa = change(home, v6);

const secret = 'k3y+geheim/&=';
const encoded = 'k3y%2Bgeheim%2F%26%3D';
/** `user:k3y+geheim/&=` */
const basic = 'Basic dXNlcjprM3krZ2VoZWltLyY9';

interface Row {
  /** Method, URL and (after a space) body. */
  readonly a: string;
  readonly aaaa?: string;
  readonly both?: readonly string[];
  /** Default: the Basic header. */
  readonly auth?: undefined | 'parameters';
}

/** What goes over the wire, written by hand from what each host documents. */
const table: Readonly<Record<string, Row>> = {
  noip: {
    a: `GET https://dynupdate.no-ip.com/nic/update?hostname=${home}&myip=${v4}`,
    aaaa: `GET https://dynupdate.no-ip.com/nic/update?hostname=${home}&myipv6=${v6}`,
    both: [`GET https://dynupdate.no-ip.com/nic/update?hostname=${home}&myip=${v4},${v6}`],
  },
  dyn: {
    a: `GET https://members.dyndns.org/v3/update?hostname=${home}&myip=${v4}`,
    aaaa: `GET https://members.dyndns.org/v3/update?hostname=${home}&myip=${v6}`,
    both: [`GET https://members.dyndns.org/v3/update?hostname=${home}&myip=${v4},${v6}`],
  },
  dynu: {
    a: `GET https://api.dynu.com/nic/update?hostname=${home}&myip=${v4}&myipv6=no`,
    aaaa: `GET https://api.dynu.com/nic/update?hostname=${home}&myip=no&myipv6=${v6}`,
    both: [`GET https://api.dynu.com/nic/update?hostname=${home}&myip=${v4}&myipv6=${v6}`],
  },
  he: {
    a: `POST https://dyn.dns.he.net/nic/update hostname=${home}&myip=${v4}&password=${encoded}`,
    aaaa: `POST https://dyn.dns.he.net/nic/update hostname=${home}&myip=${v6}&password=${encoded}`,
    both: [
      `POST https://dyn.dns.he.net/nic/update hostname=${home}&myip=${v4}&password=${encoded}`,
      `POST https://dyn.dns.he.net/nic/update hostname=${home}&myip=${v6}&password=${encoded}`,
    ],
    auth: 'parameters',
  },
  desec: {
    a: `GET https://update.dedyn.io/?hostname=${home}&myipv4=${v4}&myipv6=preserve`,
    aaaa: `GET https://update.dedyn.io/?hostname=${home}&myipv4=preserve&myipv6=${v6}`,
    both: [`GET https://update.dedyn.io/?hostname=${home}&myipv4=${v4}&myipv6=${v6}`],
  },
  dnsomatic: {
    a: `GET https://updates.dnsomatic.com/nic/update?hostname=${home}&myip=${v4}&wildcard=NOCHG&mx=NOCHG&backmx=NOCHG`,
  },
  easydns: {
    a: `GET https://api.cp.easydns.com/dyn/generic.php?hostname=${home}&myip=${v4}`,
  },
  zoneedit: {
    a: `GET https://api.cp.zoneedit.com/dyn/generic.php?hostname=${home}&myip=${v4}`,
  },
  changeip: { a: `GET https://nic.changeip.com/nic/update?hostname=${home}&ip=${v4}` },
  nowdns: { a: `GET https://now-dns.com/update?hostname=${home}&myip=${v4}` },
  freemyip: {
    a: `GET https://freemyip.com/update?domain=${home}&myip=${v4}&token=${encoded}`,
    auth: 'parameters',
  },
  myaddr: {
    a: `POST https://myaddr.tools/update ip=${v4}&key=${encoded}`,
    aaaa: `POST https://myaddr.tools/update ip=${v6}&key=${encoded}`,
    both: [
      `POST https://myaddr.tools/update ip=${v4}&key=${encoded}`,
      `POST https://myaddr.tools/update ip=${v6}&key=${encoded}`,
    ],
    auth: 'parameters',
  },
  nsupdate: {
    a: `GET https://ipv4.nsupdate.info/nic/update?hostname=${home}&myip=${v4}`,
    aaaa: `GET https://ipv6.nsupdate.info/nic/update?hostname=${home}&myip=${v6}`,
    both: [
      `GET https://ipv4.nsupdate.info/nic/update?hostname=${home}&myip=${v4}`,
      `GET https://ipv6.nsupdate.info/nic/update?hostname=${home}&myip=${v6}`,
    ],
  },
  ydns: {
    a: `GET https://ydns.io/api/v1/update/?host=${home}&ip=${v4}`,
    aaaa: `GET https://ydns.io/api/v1/update/?host=${home}&ip=${v6}`,
    both: [
      `GET https://ydns.io/api/v1/update/?host=${home}&ip=${v4}`,
      `GET https://ydns.io/api/v1/update/?host=${home}&ip=${v6}`,
    ],
  },
  joker: { a: `GET https://svc.joker.com/nic/update?hostname=${home}&myip=${v4}` },
  ovh: {
    a: `GET https://dns.eu.ovhapis.com/nic/update?hostname=${home}&myip=${v4}&system=dyndns`,
    aaaa: `GET https://dns.eu.ovhapis.com/nic/update?hostname=${home}&myip=${v6}&system=dyndns`,
    both: [
      `GET https://dns.eu.ovhapis.com/nic/update?hostname=${home}&myip=${v4}&system=dyndns`,
      `GET https://dns.eu.ovhapis.com/nic/update?hostname=${home}&myip=${v6}&system=dyndns`,
    ],
  },
  infomaniak: {
    a: `GET https://infomaniak.com/nic/update?hostname=${home}&myip=${v4}`,
    aaaa: `GET https://infomaniak.com/nic/update?hostname=${home}&myip=${v6}`,
    both: [
      `GET https://infomaniak.com/nic/update?hostname=${home}&myip=${v4}`,
      `GET https://infomaniak.com/nic/update?hostname=${home}&myip=${v6}`,
    ],
  },
  loopia: { a: `GET https://dyndns.loopia.se/?hostname=${home}&myip=${v4}` },
  domeneshop: {
    a: `GET https://api.domeneshop.no/v0/dyndns/update?hostname=${home}&myip=${v4}`,
    aaaa: `GET https://api.domeneshop.no/v0/dyndns/update?hostname=${home}&myip=${v6}`,
    both: [`GET https://api.domeneshop.no/v0/dyndns/update?hostname=${home}&myip=${v4},${v6}`],
  },
  gigahost: {
    a: `GET https://api.gigahost.no/api/v0/dns/dyndns?hostname=${home}&myip=${v4}`,
    aaaa: `GET https://api.gigahost.no/api/v0/dns/dyndns?hostname=${home}&myipv6=${v6}`,
    both: [
      `GET https://api.gigahost.no/api/v0/dns/dyndns?hostname=${home}&myip=${v4}&myipv6=${v6}`,
    ],
  },
  simply: { a: `GET https://api.simply.com/2/ddns/?hostname=${home}&myip=${v4}` },
  eurodns: { a: `GET https://update.eurodyndns.org/update/?hostname=${home}&myip=${v4}` },
  strato: {
    a: `GET https://dyndns.strato.com/nic/update?hostname=${home}&myip=${v4}`,
    aaaa: `GET https://dyndns.strato.com/nic/update?hostname=${home}&myip=${v6}`,
    both: [`GET https://dyndns.strato.com/nic/update?hostname=${home}&myip=${v4},${v6}`],
  },
  allinkl: {
    a: `GET https://dyndns.kasserver.com/?host=${home}&myip=${v4}`,
    aaaa: `GET https://dyndns.kasserver.com/?host=${home}&myip6=${v6}`,
    both: [`GET https://dyndns.kasserver.com/?host=${home}&myip=${v4}&myip6=${v6}`],
  },
  inwx: {
    a: `GET https://dyndns.inwx.com/nic/update?hostname=${home}&myip=${v4}`,
    both: [`GET https://dyndns.inwx.com/nic/update?hostname=${home}&myip=${v4}&myipv6=${v6}`],
  },
  variomedia: {
    a: `GET https://dyndns.variomedia.de/nic/update?hostname=${home}&myip=${v4}`,
    aaaa: `GET https://dyndns.variomedia.de/nic/update?hostname=${home}&myip=${v6}`,
    both: [`GET https://dyndns.variomedia.de/nic/update?hostname=${home}&myip=${v4},${v6}`],
  },
  selfhost: { a: `GET https://carol.selfhost.de/nic/update?hostname=${home}&myip=${v4}` },
  spdyn: {
    a: `GET https://update.spdyn.de/nic/update?hostname=${home}&myip=${v4}`,
    aaaa: `GET https://update.spdyn.de/nic/update?hostname=${home}&myip=${v6}`,
    both: [`GET https://update.spdyn.de/nic/update?hostname=${home}&myip=${v4},${v6}`],
  },
  ddnss: {
    a: `GET https://www.ddnss.de/upd.php?host=${home}&ip=${v4}&user=user&pwd=${encoded}`,
    aaaa: `GET https://www.ddnss.de/upd.php?host=${home}&ip6=${v6}&user=user&pwd=${encoded}`,
    both: [
      `GET https://www.ddnss.de/upd.php?host=${home}&ip=${v4}&ip6=${v6}&user=user&pwd=${encoded}`,
    ],
    auth: 'parameters',
  },
  ipv64: {
    a: `GET https://ipv64.net/nic/update?domain=${home}&ip=${v4}`,
    aaaa: `GET https://ipv64.net/nic/update?domain=${home}&ip6=${v6}`,
    both: [`GET https://ipv64.net/nic/update?domain=${home}&ip=${v4}&ip6=${v6}`],
  },
  dd24: {
    a: `GET https://dynamicdns.key-systems.net/update.php?hostname=${home}&ip=${v4}&password=${encoded}`,
    auth: 'parameters',
  },
  goip: {
    a: `GET https://www.goip.de/setip?subdomain=${home}&ip=${v4}&shortResponse=true&username=user&password=${encoded}`,
    auth: 'parameters',
  },
  regfish: {
    a: `POST https://dyndns.regfish.de/ fqdn=${home}&ipv4=${v4}&token=${encoded}`,
    aaaa: `POST https://dyndns.regfish.de/ fqdn=${home}&ipv6=${v6}&token=${encoded}`,
    both: [`POST https://dyndns.regfish.de/ fqdn=${home}&ipv4=${v4}&ipv6=${v6}&token=${encoded}`],
    auth: 'parameters',
  },
  hostingde: { a: `GET https://ddns.hosting.de/nic/update?hostname=${home}&myip=${v4}` },
  corenetworks: {
    a: `GET https://dyndns.core-networks.de/?hostname=${home}&myip=${v4}&keepipv6=1`,
    aaaa: `GET https://dyndns.core-networks.de/?hostname=${home}&keepipv4=1&myip=${v6}`,
    both: [
      `GET https://dyndns.core-networks.de/?hostname=${home}&myip=${v4}&keepipv6=1`,
      `GET https://dyndns.core-networks.de/?hostname=${home}&keepipv4=1&myip=${v6}`,
    ],
  },
  njalla: {
    a: `GET https://njal.la/update/?h=${home}&a=${v4}&k=${encoded}`,
    aaaa: `GET https://njal.la/update/?h=${home}&aaaa=${v6}&k=${encoded}`,
    both: [`GET https://njal.la/update/?h=${home}&a=${v4}&aaaa=${v6}&k=${encoded}`],
    auth: 'parameters',
  },
  dnsexit: {
    a: `POST https://api.dnsexit.com/dns/ud/ host=${home}&ip=${v4}&apikey=${encoded}`,
    aaaa: `POST https://api.dnsexit.com/dns/ud/ host=${home}&ip=${v6}&apikey=${encoded}`,
    both: [
      `POST https://api.dnsexit.com/dns/ud/ host=${home}&ip=${v4}&apikey=${encoded}`,
      `POST https://api.dnsexit.com/dns/ud/ host=${home}&ip=${v6}&apikey=${encoded}`,
    ],
    auth: 'parameters',
  },
  dode: { a: `GET https://ddns.do.de/?hostname=${home}&myip=${v4}` },
  dynv6: {
    a: `GET https://dynv6.com/api/update?zone=${home}&ipv4=${v4}&token=${encoded}`,
    aaaa: `GET https://dynv6.com/api/update?zone=${home}&ipv6=${v6}&token=${encoded}`,
    both: [`GET https://dynv6.com/api/update?zone=${home}&ipv4=${v4}&ipv6=${v6}&token=${encoded}`],
    auth: 'parameters',
  },
};

const rows = Object.entries(table);

/** Every host of the presets, with one answer for all. */
function world(answer: EmulatedReply) {
  const emulator = createEmulator(() => answer);
  const names = presets.flatMap(({ endpoint }) =>
    typeof endpoint === 'string' ? [endpoint] : Object.values(endpoint),
  );
  const http = emulatedHttp(Object.fromEntries(names.map((url) => [new URL(url).host, emulator])));
  return { http, context: testContext({ http }), emulator };
}

const account = (preset: string) =>
  dyndns2.account.parse({ preset, username: 'user', password: secret });

const written = ({ method, url, body }: HttpRequest) =>
  `${method} ${url}${body === undefined ? '' : ` ${body}`}`;

const good = words(200, 'good');

describe('the presets of dyndns2', () => {
  it('are at least 25, each with a row in the table of requests', () => {
    expect(presets.length).toBeGreaterThanOrEqual(25);
    expect(presets.map(({ id }) => id).sort()).toEqual(Object.keys(table).sort());
  });

  it('are spoken to over https only (ddns-go DNSLA: credentials went over plain http)', () => {
    for (const preset of presets) {
      const urls = typeof preset.endpoint === 'string' ? [preset.endpoint] : preset.endpoint;
      for (const url of Object.values(urls)) expect(new URL(url).protocol).toBe('https:');
      expect(preset.website).toMatch(/^https:/);
      expect(preset.docs).toMatch(/^https:/);
    }
  });

  it('are at home where the provider of the same host is', () => {
    for (const { id, country } of presets) {
      const own = providers.find((provider) => provider.id === id);
      if (own !== undefined) expect(country, id).toBe(own.country);
      if (country !== undefined) expect(country, id).toMatch(/^[A-Z]{2}$/);
    }
    expect(presets.filter(({ country }) => country !== undefined).length).toBeGreaterThan(15);
  });

  it.each(rows)('%s gets exactly its own request for an A record', async (id, row) => {
    const { http, context } = world(good);
    const outcomes = await dyndns2.apply([a], account(id), context);
    expect(outcomes).toEqual([{ kind: 'updated', evidence: 'accepted' }]);
    expect(http.sent.map(written)).toEqual([row.a]);
    const [request] = http.sent;
    expect(request?.headers?.authorization).toBe(row.auth === 'parameters' ? undefined : basic);
    const form = request?.method === 'POST' ? 'application/x-www-form-urlencoded' : undefined;
    expect(request?.headers?.['content-type']).toBe(form);
  });

  it.each(rows.filter(([, row]) => row.aaaa !== undefined))(
    '%s gets exactly its own request for an AAAA record, and none that touches the A record',
    async (id, row) => {
      const { http, context } = world(good);
      const outcomes = await dyndns2.apply([aaaa], account(id), context);
      expect(outcomes).toEqual([{ kind: 'updated', evidence: 'accepted' }]);
      expect(http.sent.map(written)).toEqual([row.aaaa]);
      expect(written(http.sent[0] as HttpRequest)).not.toContain(v4);
    },
  );

  it.each(rows.filter(([, row]) => row.both !== undefined))(
    '%s gets both families of a name as it documents',
    async (id, row) => {
      const { http, context } = world(good);
      const outcomes = await dyndns2.apply([a, aaaa], account(id), context);
      expect(outcomes.map(({ kind }) => kind)).toEqual(['updated', 'updated']);
      expect(http.sent.map(written)).toEqual(row.both);
    },
  );

  it.each(rows.filter(([, row]) => row.both === undefined))(
    '%s takes IPv4 alone, and says so before anything is sent',
    async (id) => {
      expect(capabilitiesOf(dyndns2, account(id)).families).toEqual(['ipv4']);
      const { http, context } = world(good);
      const [outcome] = await dyndns2.apply([aaaa], account(id), context);
      expect(outcome).toMatchObject({ kind: 'invalid', detail: saying('AAAA') });
      expect(http.sent).toEqual([]);
    },
  );

  it('never send IPv6 alone to INWX, which would set IPv4 to 127.0.0.1 (ddclient #690)', async () => {
    const { http, context } = world(good);
    const [outcome] = await dyndns2.apply([aaaa], account('inwx'), context);
    expect(outcome).toMatchObject({ kind: 'conflict', scope: 'record' });
    expect(http.sent).toEqual([]);
  });

  it.each(
    rows.filter(([id]) =>
      [
        'dyn',
        'strato',
        'allinkl',
        'inwx',
        'gigahost',
        'ddnss',
        'ipv64',
        'regfish',
        'njalla',
      ].includes(id),
    ),
  )(
    '%s gets the other family along where it is known (openwrt #17875: Dyn deleted what was left out)',
    async (id, row) => {
      const { http, context } = world(good);
      await dyndns2.apply([{ ...a, sibling: aaaa.address }], account(id), context);
      await dyndns2.apply([{ ...aaaa, sibling: a.address }], account(id), context);
      const [both] = row.both ?? [];
      expect(http.sent.map(written)).toEqual([both, both]);
    },
  );

  it('carry along what the user lists, and nothing else', async () => {
    const { http, context } = world(good);
    await dyndns2.apply([a, aaaa], account('dyn'), context);
    await dyndns2.apply([a], account('dyn'), context);
    expect(http.sent.slice(1).map(written)).toEqual([table.dyn?.a]);
  });

  it('remind a host every 25 days and never more than daily', () => {
    for (const { id } of presets) {
      const { keepAlive, repeatsArePunished, reads, creates } = capabilitiesOf(
        dyndns2,
        account(id),
      );
      expect(keepAlive).toBeGreaterThanOrEqual(86_400_000);
      expect(keepAlive).toBeLessThanOrEqual(28 * 86_400_000);
      expect({ repeatsArePunished, reads, creates }).toEqual({
        repeatsArePunished: true,
        reads: false,
        creates: false,
      });
    }
  });
});

const minute = 60_000;

/** Word, kind, scope, wait. What every host of the protocol may say. */
const wordTable = [
  ['badauth', 'auth', 'account', undefined],
  ['!donator', 'plan', 'account', undefined],
  ['not_donator', 'plan', 'account', undefined],
  ['notfqdn', 'hostNotFound', 'record', undefined],
  ['nohost', 'hostNotFound', 'record', undefined],
  ['numhost', 'hostNotFound', 'record', undefined],
  ['!yours', 'hostNotFound', 'record', undefined],
  ['abuse', 'blocked', 'account', undefined],
  ['blocked', 'blocked', 'account', undefined],
  ['badagent', 'blocked', 'account', undefined],
  ['interval', 'rateLimited', 'record', 15 * minute],
  ['dnserr', 'server', 'record', 30 * minute],
  ['911', 'server', 'account', 30 * minute],
  ['servererror', 'server', 'account', 30 * minute],
] as const;

const ownKey = ['he', 'freemyip', 'myaddr', 'nsupdate', 'dd24', 'njalla'];

describe.each(presets.map(({ id }) => id))('%s', (id) => {
  it.each(wordTable)(
    'knows %s as %s (ddns-updater Strato: a real badauth was “unknown response”)',
    async (word, kind, scope, wait) => {
      for (const status of [200, 400, 401, 403, 404]) {
        for (const body of [word, `${word.toUpperCase()}\r\n`, `\ufeff${word} some talk`]) {
          const { context } = world(words(status, body));
          const [outcome] = await dyndns2.apply([a], account(id), context);
          const pause = id === 'dynu' && kind === 'server' ? 10 * minute : wait;
          expect(outcome).toMatchObject({
            kind,
            scope: kind === 'auth' && ownKey.includes(id) ? 'record' : scope,
          });
          expect(outcome && isFailure(outcome) ? outcome.retryAfter : 0).toBe(pause);
        }
      }
    },
  );

  it.each(['good', 'ok', 'successfully_changed', 'nochg', 'no_change'])(
    'knows %s as success, with and without the address',
    async (word) => {
      const kind = word.startsWith('no') ? 'alreadyRight' : 'updated';
      for (const body of [word, `${word} ${v4}`, `${word.toUpperCase()} ${v4}\n`]) {
        const { context } = world(words(200, body));
        const outcomes = await dyndns2.apply([a], account(id), context);
        expect(outcomes).toEqual([{ kind, evidence: 'accepted' }]);
      }
    },
  );

  it('takes no other address for its own', async () => {
    const { context } = world(words(200, 'good 89.160.20.112'));
    const [outcome] = await dyndns2.apply([a], account(id), context);
    expect(outcome).toMatchObject({ kind: 'mismatch', scope: 'record' });
  });

  it('takes no web page for a success, and no redirect for a word', async () => {
    const page = '<!DOCTYPE html><html><body>Success! Sign in to go on.</body></html>';
    for (const body of [page, `\ufeff\n${page}`]) {
      const { context } = world({ status: 200, headers: {}, body });
      const [outcome] = await dyndns2.apply([a], account(id), context);
      expect(outcome).toMatchObject({ kind: 'unknown', unconfirmed: true });
    }
    const headers = { location: 'https://elsewhere.test/' };
    const { context, http } = world({ status: 302, headers, body: 'badauth' });
    const [outcome] = await dyndns2.apply([a], account(id), context);
    expect(outcome).toMatchObject({ kind: 'unknown', scope: 'record' });
    expect(http.sent).toHaveLength(1);
  });

  it('lets no password out, whatever the host repeats', async () => {
    const forms = [secret, encoded, basic.slice(6)];
    const bodies = [
      ...forms.map((form) => `what ${form}?`),
      `badauth ${secret}`,
      `<html>${secret}`,
    ];
    for (const body of bodies) {
      for (const status of [200, 302, 400, 401, 404, 429, 500, 511]) {
        const { context } = world({ status, headers: { location: `/x?k=${encoded}` }, body });
        const outcomes = await dyndns2.apply([a], account(id), context);
        const text = JSON.stringify([outcomes, context.lines, [...context.remembered]]);
        for (const form of forms) expect(text).not.toContain(form);
      }
    }
  });
});

/** The hosts' own ways of saying it. */
const dialects: readonly (readonly [string, number, string, string])[] = [
  ['easydns', 200, '<HTML>NO_ERROR<BR /></HTML>', 'updated'],
  ['easydns', 200, 'NOACCESS', 'auth'],
  ['easydns', 200, 'NO_AUTH', 'auth'],
  ['easydns', 200, 'NOSERVICE', 'plan'],
  ['easydns', 200, 'ILLEGAL INPUT', 'invalid'],
  ['easydns', 200, 'TOO_SOON', 'rateLimited'],
  ['zoneedit', 200, '<SUCCESS CODE="200" TEXT="home updated" ZONE="example.com">', 'updated'],
  [
    'zoneedit',
    200,
    '<ERROR CODE="702" TEXT="Minimum 600 seconds between requests">',
    'rateLimited',
  ],
  ['zoneedit', 200, '<ERROR CODE="708" TEXT="Failed Login: user">', 'auth'],
  ['zoneedit', 200, '<ERROR CODE="709" TEXT="Invalid Hostname">', 'hostNotFound'],
  ['changeip', 200, '200 Successful Update', 'updated'],
  ['freemyip', 200, 'OK', 'updated'],
  ['freemyip', 200, 'ERROR', 'auth'],
  ['freemyip', 200, 'constructor', 'unknown'],
  ['myaddr', 200, '', 'updated'],
  ['myaddr', 400, 'bad ip', 'invalid'],
  ['myaddr', 404, 'no such key', 'auth'],
  ['infomaniak', 400, 'nohost', 'hostNotFound'],
  ['infomaniak', 400, 'badauth', 'auth'],
  ['infomaniak', 200, `successfully_changed ${v4}`, 'updated'],
  ['domeneshop', 204, '', 'updated'],
  ['domeneshop', 404, '{"code":"not found"}', 'hostNotFound'],
  ['strato', 200, 'badauth', 'auth'],
  ['selfhost', 204, '', 'alreadyRight'],
  ['selfhost', 409, '', 'hostNotFound'],
  ['selfhost', 410, '', 'blocked'],
  ['selfhost', 412, '', 'invalid'],
  ['selfhost', 503, '', 'server'],
  ['spdyn', 200, 'fatal', 'hostNotFound'],
  ['ddnss', 200, '<html><body>Updated 1 hostname.</body></html>', 'updated'],
  ['ddnss', 200, '<html><body>badauth</body></html>', 'auth'],
  ['ddnss', 200, '<html><body>badysys</body></html>', 'invalid'],
  ['ipv64', 401, '{"info":"Unauthorized"}', 'auth'],
  ['dd24', 200, 'code = 200\ndescription = Success', 'updated'],
  ['dd24', 200, 'Authorization failed', 'auth'],
  ['goip', 200, `${home} (${v4})`, 'updated'],
  ['goip', 200, `${home} (89.160.20.112)`, 'mismatch'],
  ['goip', 200, 'Zugriff verweigert', 'auth'],
  ['regfish', 200, 'success|100|update succeeded!', 'updated'],
  ['regfish', 200, 'success|101|no update needed at this time..', 'alreadyRight'],
  ['regfish', 200, 'failure|401|authentication failed', 'auth'],
  ['regfish', 200, 'failure|412|fqdn', 'hostNotFound'],
  [
    'njalla',
    200,
    `{"status": 200, "message": "record updated", "value": {"A": "${v4}"}}`,
    'updated',
  ],
  ['njalla', 500, '{"status": 500, "message": "invalid data"}', 'invalid'],
  ['njalla', 500, '{"status": 500, "message": "internal error"}', 'server'],
  ['njalla', 401, '{"status": 401, "message": "invalid key"}', 'auth'],
  ['dnsexit', 200, '{"code" : 0, "message" : "Success - 1 host"}', 'updated'],
  ['dnsexit', 200, '{"code":2,"message":"API Key Authentication Error"}', 'auth'],
  ['dnsexit', 200, '{"code":3,"message":"Missing Required Definitions"}', 'invalid'],
  ['dnsexit', 200, '{"code":6,"message":"System Error"}', 'server'],
  ['dnsexit', 200, '{"code":20,"message":"?"}', 'unknown'],
  ['dode', 200, `good ${v4}`, 'updated'],
  ['dode', 400, 'numhost', 'hostNotFound'],
  ['dode', 429, 'toomanyrequests', 'rateLimited'],
  ['dode', 500, '911 ddns down', 'server'],
  ['dynv6', 200, 'addresses updated', 'updated'],
  ['dynv6', 200, 'addresses unchanged', 'alreadyRight'],
  ['dynv6', 401, 'invalid authentication token', 'auth'],
  ['dynv6', 404, 'zone not found', 'hostNotFound'],
  ['desec', 429, 'Request was throttled.', 'rateLimited'],
];

describe('a host with words of its own', () => {
  it.each(dialects)('%s: status %i “%s” is %s', async (id, status, body, kind) => {
    const { context } = world({ status, headers: {}, body });
    const [outcome] = await dyndns2.apply([a], account(id), context);
    expect(outcome?.kind).toBe(kind);
  });

  it('Key-Systems refuses the next update for 30 minutes, so that a riddle waits as long', async () => {
    const { context } = world(words(200, 'try again later'));
    const [outcome] = await dyndns2.apply([a], account('dd24'), context);
    expect(outcome).toMatchObject({ kind: 'unknown', retryAfter: 30 * minute });
  });
});
