import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeMessage } from '../../electron/core/dns/message.ts';
import { publicResolvers, spread } from '../../electron/core/dns/spread.ts';
import { type DnsTransport, NetError } from '../../electron/core/ports.ts';
import { type VerifyContext, verifyRecords } from '../../electron/core/verify.ts';
import { createNameServer, type NameServer } from '../../electron/demo/name-server.ts';
import type { ZoneRecord } from '../../electron/demo/name-server-zone.ts';
import { addr } from '../support/address.ts';
import { memoryDns } from '../support/memory-dns.ts';
import { fixedClock, seededRandom } from '../support/provider-context.ts';

const wanted = '81.2.69.142';
const old = '81.2.69.1';
const edge = '104.16.1.1';

const resolver = { host: '192.168.1.1', port: 53 };
const port = 53;

function server(zones: Readonly<Record<string, readonly ZoneRecord[]>>): NameServer {
  return createNameServer({
    zones: Object.entries(zones).map(([name, records]) => ({
      name,
      servers: ['ns1.dns.net', 'ns2.dns.net'],
      records,
    })),
    keys: [],
    clock: fixedClock(),
  });
}

function record(value: string, more: Partial<ZoneRecord> = {}): ZoneRecord {
  const type = value.includes(':') ? 'AAAA' : 'A';
  return { name: 'home.example.com', type, value, ttl: 120, ...more };
}

/** Where the two name servers are, as a resolver tells. */
const places: readonly ZoneRecord[] = [
  { name: 'ns1.dns.net', type: 'A', value: '89.160.20.1' },
  { name: 'ns2.dns.net', type: 'A', value: '89.160.20.2' },
  { name: 'ns2.dns.net', type: 'AAAA', value: '2a02:8071::2' },
];

interface Views {
  readonly first: readonly ZoneRecord[];
  readonly second?: readonly ZoneRecord[];
  readonly resolver?: readonly ZoneRecord[];
}

function world(views: Views, servers: Readonly<Record<string, NameServer>> = {}) {
  const dns = memoryDns({
    '89.160.20.1:53': server({ 'example.com': views.first }),
    '89.160.20.2:53': server({ 'example.com': views.second ?? views.first }),
    '192.168.1.1:53': server({
      'example.com': views.resolver ?? views.first,
      'dns.net': places,
    }),
    ...servers,
  });
  const context: VerifyContext = {
    dns,
    resolvers: [resolver],
    random: seededRandom(1),
    timeout: 10_000,
    signal: new AbortController().signal,
  };
  return { dns, context };
}

async function verify(
  context: VerifyContext,
  to = wanted,
  hints: readonly { host: string; port: number }[] = [],
) {
  const type = to.includes(':') ? 'AAAA' : 'A';
  const one = { name: 'home.example.com', type, address: addr(to), hints } as const;
  const [result] = await verifyRecords([one], context);
  if (result === undefined) throw new Error('no result');
  return result;
}

const elsewhere = { name: 'other.example.com' };

describe('verifying asks every authoritative server, and', () => {
  it.each([
    ['matches', [record(wanted)], undefined],
    ['differs', [record(old)], undefined],
    ['differs', [record(wanted)], [record(old)]],
    ['differs', [record(wanted), record(old)], undefined],
    ['differs', [record(wanted)], [record(wanted, elsewhere)]],
    ['missing', [record(wanted, elsewhere)], undefined],
    ['missing', [record('2a02:8071::7')], undefined],
    ['proxied', [record(edge), record('172.64.1.1')], undefined],
    ['differs', [record(edge), record(old)], undefined],
    [
      'alias',
      [record('x.example.com', { type: 'CNAME' }), record(wanted, { name: 'x.example.com' })],
      undefined,
    ],
    ['differs', [record('x.example.com', { type: 'CNAME' })], [record(wanted)]],
  ] as const)('says %s for %j and %j', async (kind, first, second) => {
    const { context } = world({ first, ...(second === undefined ? {} : { second }) });
    const result = await verify(context);
    expect(result).toMatchObject({ kind, zone: 'example.com' });
    expect(result.servers.map((one) => one.server)).toEqual(['ns1.dns.net', 'ns2.dns.net']);
    expect(result).not.toHaveProperty('splitHorizon');
  });

  it('says what each held, and for how long', async () => {
    const { context } = world({ first: [record(wanted)], second: [record(old, { ttl: 60 })] });
    expect((await verify(context)).servers).toEqual([
      {
        server: 'ns1.dns.net',
        address: '89.160.20.1',
        held: { kind: 'addresses', texts: [wanted], ttl: 120 },
      },
      {
        server: 'ns2.dns.net',
        address: '89.160.20.2',
        held: { kind: 'addresses', texts: [old], ttl: 60 },
      },
    ]);
  });

  it('compares IPv6 in binary', async () => {
    const { context } = world({ first: [record('2A02:8071:0:0::7')] });
    expect((await verify(context, '2a02:8071::7')).kind).toBe('matches');
  });

  it('asks without recursion, over UDP, and over TCP what was cut short', async () => {
    const many = Array.from({ length: 40 }, (_, at) => record(`81.2.70.${at}`));
    const { context, dns } = world({ first: many });
    expect((await verify(context)).kind).toBe('differs');
    const direct = dns.exchanges.filter(({ server: { host } }) => host === '89.160.20.1');
    expect(direct.map(({ transport }) => transport)).toEqual(['udp', 'tcp']);
    expect(direct.every(({ request }) => !request.recursionDesired)).toBe(true);
    const asked = dns.exchanges.filter(({ server: { host } }) => host === resolver.host);
    expect(asked.every(({ request }) => request.recursionDesired)).toBe(true);
  });

  it('finds the deepest zone', async () => {
    const lab = { 'lab.example.com': [record(wanted, { name: 'pc.lab.example.com' })] };
    const { context } = world(
      { first: [] },
      {
        '192.168.1.1:53': server({ 'example.com': [], ...lab, 'dns.net': places }),
        '89.160.20.1:53': server(lab),
        '89.160.20.2:53': server(lab),
      },
    );
    const one = { name: 'pc.lab.example.com', type: 'A', address: addr(wanted) } as const;
    expect(await verifyRecords([one], context)).toMatchObject([
      { kind: 'matches', zone: 'lab.example.com' },
    ]);
  });

  it('does not take the zone above where the alias leads there', async () => {
    const zones = {
      'example.com': [record(wanted)],
      'lab.example.com': [
        record('home.example.com', { name: 'pc.lab.example.com', type: 'CNAME' as const }),
      ],
      'dns.net': places,
    };
    const { context } = world({ first: [] }, { '192.168.1.1:53': server(zones) });
    const one = { name: 'pc.lab.example.com', type: 'A', address: addr(wanted) } as const;
    expect(await verifyRecords([one], context)).toMatchObject([{ zone: 'lab.example.com' }]);
  });

  it('asks once more where a datagram got lost', async () => {
    const lossy = server({ 'example.com': [record(wanted)] });
    let seen = 0;
    lossy.setFault(() => (seen++ === 0 ? 'silent' : undefined));
    const { context } = world({ first: [record(wanted)] }, { '89.160.20.1:53': lossy });
    expect((await verify(context)).servers[0]?.held.kind).toBe('addresses');
  });

  it.each([
    ['id', { id: 1 }],
    ['question', { question: [{ name: 'x.example.com', type: 'A', class: 'IN' }] }],
    ['direction', { response: false }],
  ] as const)('does not believe an answer with another %s', async (_, more) => {
    const { context, dns } = world({ first: [record(old)] });
    const forged: DnsTransport = {
      async exchange(message, to, options) {
        const reply = await dns.exchange(message, to, options);
        return to.host === resolver.host
          ? reply
          : encodeMessage({ ...decodeMessage(reply), ...more });
      },
    };
    expect(await verify({ ...context, dns: forged })).toMatchObject({
      kind: 'unknown',
      servers: [{ held: { reason: 'format' } }, { held: { reason: 'refused' } }],
    });
  });

  it('does not take the zone of the target where the name is an alias', async () => {
    const first = [record('x.dns.net', { type: 'CNAME' })];
    const { context } = world({ first });
    expect(await verify(context)).toMatchObject({ kind: 'alias', zone: 'example.com' });
  });
});

describe('verifying tells "could not ask" from "differs":', () => {
  it('no resolver answers', async () => {
    const { context } = world({ first: [record(old)] });
    const alone = { ...context, resolvers: [{ host: '192.168.1.9', port: 53 }] };
    expect(await verify(alone)).toEqual({ kind: 'unknown', zone: undefined, servers: [] });
    expect(await verify({ ...context, resolvers: [] })).toMatchObject({ kind: 'unknown' });
  });

  it('no name server answers', async () => {
    const silent = server({ 'example.com': [] });
    silent.setFault(() => 'silent');
    const { context } = world({ first: [record(old)] }, { '89.160.20.1:53': silent });
    const result = await verify({ ...context, port: 5353 });
    expect(result).toMatchObject({ kind: 'unknown', zone: 'example.com' });
    expect(result.servers).toMatchObject([
      { held: { kind: 'failure', reason: 'refused' } },
      { held: { kind: 'failure', reason: 'refused' } },
    ]);
  });

  it('one name server is down, and the other decides', async () => {
    const silent = server({ 'example.com': [] });
    silent.setFault(() => 'silent');
    for (const [value, kind] of [
      [wanted, 'matches'],
      [old, 'differs'],
    ] as const) {
      const { context } = world(
        { first: [], second: [record(value)] },
        { '89.160.20.1:53': silent },
      );
      const result = await verify(context);
      expect(result).toMatchObject({
        kind,
        servers: [
          { held: { kind: 'failure', reason: 'timeout' } },
          { held: { kind: 'addresses' } },
        ],
      });
    }
  });

  it.each([
    ['lame', server({ 'lab.example.com': [] }), 'refused'],
    ['refusing', server({ 'dns.net': [] }), 'refused'],
    ['failing', server({ 'example.com': [] }), 'servfail'],
  ] as const)('a %s server says nothing about the record', async (what, broken, reason) => {
    if (what === 'failing') broken.setFault(() => 'servfail');
    const { context } = world(
      { first: [], second: [record(wanted)] },
      { '89.160.20.1:53': broken },
    );
    expect(await verify(context)).toMatchObject({
      kind: 'matches',
      servers: [{ held: { kind: 'failure', reason } }, {}],
    });
  });

  it('a server that hands the name on is lame', async () => {
    const parent = server({
      com: [{ name: 'example.com', type: 'NS', value: 'ns2.dns.net' }],
    });
    const { context } = world(
      { first: [], second: [record(wanted)] },
      { '89.160.20.1:53': parent },
    );
    expect(await verify(context)).toMatchObject({
      kind: 'matches',
      servers: [{ held: { kind: 'failure', reason: 'lame' } }, {}],
    });
  });

  it('a server is asked at its next address where one does not answer', async () => {
    const second = server({ 'example.com': [record(wanted)] });
    const dead = server({});
    dead.setFault(() => 'silent');
    const { context } = world(
      { first: [record(wanted)] },
      { '89.160.20.2:53': dead, '2a02:8071::2:53': second },
    );
    expect((await verify(context)).servers[1]).toMatchObject({
      address: '2a02:8071::2',
      held: { kind: 'addresses', texts: [wanted] },
    });
  });

  it('having no IPv6 does not hide why a server did not answer over IPv4', async () => {
    const dead = server({});
    dead.setFault(() => 'silent');
    const { context, dns } = world({ first: [record(wanted)] }, { '89.160.20.2:53': dead });
    const withoutIpv6: DnsTransport = {
      exchange(message, to, options) {
        if (to.host.includes(':')) return Promise.reject(new NetError('offline', to.host));
        return dns.exchange(message, to, options);
      },
    };
    expect((await verify({ ...context, dns: withoutIpv6 })).servers[1]).toMatchObject({
      address: '89.160.20.2',
      held: { kind: 'failure', reason: 'timeout' },
    });
  });

  it('a dead resolver does not hide the next one', async () => {
    const { context, dns } = world({ first: [record(wanted)] });
    const resolvers = [{ host: '192.168.1.9', port: 53 }, resolver];
    expect((await verify({ ...context, resolvers })).kind).toBe('matches');
    expect(dns.exchanges.filter(({ server: { host } }) => host === '192.168.1.9')).toHaveLength(1);
  });

  it('a silent server is not asked again for each record', async () => {
    const silent = server({ 'example.com': [] });
    silent.setFault(() => 'silent');
    const { context, dns } = world({ first: [record(wanted)] }, { '89.160.20.1:53': silent });
    const names = Array.from({ length: 50 }, (_, at) => `pc${at}.example.com`);
    const results = await verifyRecords(
      names.map((name) => ({ name, type: 'A', address: addr(wanted) })),
      context,
    );
    expect(new Set(results.map(({ kind }) => kind))).toEqual(new Set(['missing']));
    const asked = dns.exchanges.filter(({ server: { host } }) => host === '89.160.20.1');
    expect(asked.length).toBeLessThanOrEqual(16);
    const places = dns.exchanges.filter(
      ({ request }) => request.question[0]?.name === 'ns1.dns.net',
    );
    expect(places).toHaveLength(2);
  });
});

describe('verifying with the servers of the account', () => {
  const hint = { host: '89.160.20.53', port: 5353 };
  const at = '89.160.20.53:5353';

  it('asks them first, and the others too', async () => {
    const hidden = server({ 'example.com': [record(wanted)] });
    const { context } = world({ first: [record(old)] }, { [at]: hidden });
    const result = await verify(context, wanted, [hint]);
    expect(result.kind).toBe('differs');
    expect(result.servers.map((one) => one.server)).toEqual([
      hint.host,
      'ns1.dns.net',
      'ns2.dns.net',
    ]);
  });

  it('relies on them where the zone cannot be found', async () => {
    const hidden = server({ 'example.com': [record(wanted)] });
    const { context } = world({ first: [] }, { [at]: hidden });
    const alone = { ...context, resolvers: [] };
    expect(await verify(alone, wanted, [hint])).toMatchObject({ kind: 'matches', zone: undefined });
  });

  it('does not ask one server twice', async () => {
    const { context } = world({ first: [record(wanted)] });
    const result = await verify(context, wanted, [{ host: '89.160.20.1', port }]);
    expect(result.servers.map((one) => one.server)).toEqual(['89.160.20.1', 'ns2.dns.net']);
  });
});

describe('a split horizon', () => {
  it('is said where the own resolver answers with a private address (ddns-updater #389)', async () => {
    const { context } = world({ first: [record(wanted)], resolver: [record('192.168.1.20')] });
    expect(await verify(context)).toMatchObject({ kind: 'matches', splitHorizon: true });
  });

  it('is said for a ULA', async () => {
    const { context } = world({ first: [record('2a02:8071::7')], resolver: [record('fd00::7')] });
    expect(await verify(context, '2a02:8071::7')).toMatchObject({
      kind: 'matches',
      splitHorizon: true,
    });
  });

  it('is not taken for one where the resolver holds the old address', async () => {
    const { context } = world({ first: [record(wanted)], resolver: [record(old)] });
    expect(await verify(context)).not.toHaveProperty('splitHorizon');
  });

  it('does not make the record wrong where even the name servers seen from here are inner ones (ddns-updater #266)', async () => {
    const outer = server({ 'example.com': [record(wanted)] });
    const { context } = world({ first: [record('192.168.1.20')] }, { '89.160.20.53:53': outer });
    const hint = { host: '89.160.20.53', port: 53 };
    expect(await verify(context, wanted, [hint])).toMatchObject({
      kind: 'matches',
      splitHorizon: true,
    });
    expect((await verify(context)).kind).toBe('differs');
  });
});

describe('the spread of a change', () => {
  it('is told for each public resolver', async () => {
    const values = [wanted, old, undefined, edge];
    const servers = values.map((value) => {
      const records = value === undefined ? [] : [record(value, { ttl: 33 })];
      return server({ 'example.com': records });
    });
    const [same, stale, none, other] = servers;
    const failing = server({ 'example.com': [] });
    failing.setFault(() => 'servfail');
    if (!same || !stale || !none || !other) throw new Error('no servers');
    const hosts = { '1.0.0.1:53': same, '1.0.0.2:53': stale, '1.0.0.3:53': none };
    const { context } = world(
      { first: [] },
      { ...hosts, '1.0.0.4:53': other, '1.0.0.5:53': failing },
    );
    const resolvers = [1, 2, 3, 4, 5, 6].map((at) => ({
      host: `1.0.0.${at}`,
      port: 53,
      operator: `${at}`,
    }));
    const one = { name: 'home.example.com', type: 'A', address: addr(wanted) } as const;
    const found = await spread(one, resolvers, context);
    expect(found.map(({ resolver: { operator } }) => operator)).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
    ]);
    expect(found.map(({ seen }) => seen)).toEqual([
      { kind: 'same', ttl: 33 },
      { kind: 'old', texts: [old], ttl: 33 },
      { kind: 'none' },
      { kind: 'old', texts: [edge], ttl: 33 },
      { kind: 'unreachable', reason: 'servfail' },
      { kind: 'unreachable', reason: 'refused' },
    ]);
  });

  it('follows what the resolver followed', async () => {
    const first = [
      record('x.example.com', { type: 'CNAME', ttl: 5 }),
      record(wanted, { name: 'x.example.com' }),
    ];
    const { context } = world({ first });
    const one = { name: 'home.example.com', type: 'A', address: addr(wanted) } as const;
    expect(await spread(one, [resolver], context)).toMatchObject([
      { seen: { kind: 'same', ttl: 120 } },
    ]);
  });

  it('is asked from operators in China too', () => {
    const hosts = publicResolvers.map(({ host }) => host);
    expect(hosts).toEqual(expect.arrayContaining(['1.1.1.1', '8.8.8.8', '9.9.9.9']));
    expect(hosts).toEqual(expect.arrayContaining(['223.5.5.5', '119.29.29.29']));
    expect(new Set(publicResolvers.map(({ operator }) => operator)).size).toBe(hosts.length);
  });
});

describe('verifying ends', () => {
  it('with the reason of its signal', async () => {
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    const { context } = world({ first: [record(wanted)] });
    await expect(verify({ ...context, signal: controller.signal })).rejects.toThrow('enough');
  });
});
