import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Family } from '../../electron/core/address.ts';
import {
  type DnsServer,
  type DnsTransport,
  NetError,
  type NetErrorKind,
} from '../../electron/core/ports.ts';
import { createDnsTransport } from '../../electron/node/dns.ts';
import { sourceById } from '../../electron/sources/registry.ts';
import { answerWhoami, told, txt, type Whoami, whoamiOf } from '../support/whoami.ts';
import { contextWith, sourceFailureOf } from './fakes.ts';

const own = { ipv4: '81.2.69.142', ipv6: '2a02:8071:1:2::7' } as const;

const servers = {
  'dns-cloudflare': {
    ipv4: ['1.1.1.1', '1.0.0.1'],
    ipv6: ['2606:4700:4700::1111', '2606:4700:4700::1001'],
  },
  'dns-opendns': {
    ipv4: ['208.67.222.222', '208.67.220.220'],
    ipv6: ['2620:119:35::35', '2620:119:53::53'],
  },
  'dns-google': {
    ipv4: ['216.239.32.10', '216.239.34.10'],
    ipv6: ['2001:4860:4802:32::a', '2001:4860:4802:34::a'],
  },
} as const;
type Id = keyof typeof servers;
const ids = Object.keys(servers) as Id[];
const cases = ids.flatMap((id) =>
  (['ipv4', 'ipv6'] as const).map((family) => [id, family] as const),
);

type Reply = Uint8Array | NetErrorKind;
type Call = readonly [host: string, transport: 'udp' | 'tcp'];

/** A network that carries each message to `serve`, and what went through it. */
function networkWith(serve: (query: Uint8Array, call: Call) => Reply) {
  const calls: Call[] = [];
  const options: Parameters<DnsTransport['exchange']>[2][] = [];
  const dns: DnsTransport = {
    async exchange(message, { host, port }, more) {
      expect(port).toBe(53);
      const call: Call = [host, more.transport];
      calls.push(call);
      options.push(more);
      const reply = serve(message, call);
      if (typeof reply === 'string') throw new NetError(reply, host);
      return reply;
    },
  };
  return { dns, calls, options };
}

function ask(id: Id, family: Family, dns: DnsTransport, more = {}) {
  const source = sourceById(id);
  if (source === undefined) throw new Error(`there is no ${id}`);
  return source.ask(family, contextWith({ dns, random: Math.random, ...more }));
}

const failing = (
  id: Id,
  serve: (query: Uint8Array, call: Call) => Reply,
  family: Family = 'ipv4',
) => sourceFailureOf(ask(id, family, networkWith(serve).dns));

const answering =
  (whoami: Whoami, ...records: Uint8Array[]) =>
  (query: Uint8Array) =>
    answerWhoami(whoami, query, records);

describe.each(cases)('%s over %s', (id, family) => {
  const whoami = whoamiOf(id, family);
  const [first, second] = servers[id][family];
  const right = answering(whoami, told(whoami, own[family]));

  it('asks its server, from the local address, and believes its answer', async () => {
    const network = networkWith(right);
    const local = { [family]: 'here' };
    expect(await ask(id, family, network.dns, { local })).toEqual({
      address: { family, text: own[family] },
      evidence: first,
    });
    expect(network.calls).toEqual([[first, 'udp']]);
    expect(network.options[0]).toMatchObject({ localAddress: 'here', timeout: 3_334 });
  });

  it('asks the other server, and then over TCP, where nobody answers', async () => {
    const network = networkWith((query, [, transport]) =>
      transport === 'tcp' ? right(query) : 'timeout',
    );
    expect((await ask(id, family, network.dns)).address.text).toBe(own[family]);
    expect(network.calls).toEqual([
      [first, 'udp'],
      [second, 'udp'],
      [first, 'tcp'],
    ]);
  });

  it('asks again over TCP where the answer was cut off', async () => {
    const network = networkWith((query, [, transport]) => {
      const bytes = right(query);
      if (transport === 'udp') bytes[2] = (bytes[2] ?? 0) | 2;
      return bytes;
    });
    expect((await ask(id, family, network.dns)).address.text).toBe(own[family]);
    expect(network.calls).toEqual([
      [first, 'udp'],
      [first, 'tcp'],
    ]);
  });

  it('takes no answer to another question', async () => {
    const others: Whoami[] = [
      { ...whoami, name: 'whoami.example' },
      { ...whoami, class: whoami.class === 'CH' ? 'IN' : 'CH' },
      { ...whoami, type: whoami.type === 'TXT' ? 'A' : 'TXT' },
    ];
    for (const other of others) {
      const data = told(other, '81.2.69.142');
      const failure = await failing(
        id,
        (query) => {
          const [high = 0, low = 0] = query;
          const head = [high, low, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0];
          // The strict server builds the answer to the question that was not asked.
          const types = { A: 1, TXT: 16, AAAA: 28 };
          const name = other.name.split('.').flatMap((one) => [one.length, ...Buffer.from(one)]);
          const asked = [...name, 0, 0, types[other.type], 0, other.class === 'CH' ? 3 : 1];
          return answerWhoami(other, Uint8Array.from([...head, ...asked]), [data]);
        },
        family,
      );
      expect(failure.kind).toBe('form');
    }
  });

  it('takes no answer with another id, none that is a question, and no rubbish', async () => {
    for (const [at, flip] of [
      [0, 1],
      [1, 128],
      [2, 0x80],
      [2, 0x08],
      [5, 1],
      [7, 1],
      [9, 1],
      [11, 1],
    ] as const) {
      const failure = await failing(
        id,
        (query) => right(query).map((byte, index) => (index === at ? byte ^ flip : byte)),
        family,
      );
      expect(['form', 'hijacked']).toContain(failure.kind);
    }
    expect((await failing(id, () => new Uint8Array(0), family)).kind).toBe('form');
    expect((await failing(id, (query) => right(query).slice(0, -1), family)).kind).toBe('form');
  });

  it('takes no record of another name, type or class', async () => {
    const end = 12 + whoami.name.length + 2 + 4;
    for (const at of [end + 1, end + 3, end + 5]) {
      const failure = await failing(
        id,
        (query) => right(query).map((byte, index) => (index === at ? byte ^ 4 : byte)),
        family,
      );
      expect(failure.kind).toBe('form');
    }
  });

  it('gives up where even TCP brings half an answer', async () => {
    const cut = answering({ ...whoami, flags: whoami.flags | 0x0200 });
    expect((await failing(id, cut, family)).kind).toBe('form');
  });

  it('takes one address, and not two', async () => {
    const twice = answering(whoami, told(whoami, own[family]), told(whoami, own[family]));
    expect((await failing(id, twice, family)).kind).toBe('form');
  });

  it('doubts a server that does not know the name that it is there for', async () => {
    const nothing = await failing(id, answering(whoami), family);
    const unknown = await failing(id, answering({ ...whoami, flags: whoami.flags | 3 }), family);
    for (const failure of [nothing, unknown]) {
      expect(failure.kind).toBe('hijacked');
      expect(failure.message).toContain(first);
    }
  });

  it('leaves a server alone that refuses, and takes no other code for an answer', async () => {
    const coded = (code: number) =>
      failing(
        id,
        answering({ ...whoami, flags: whoami.flags | code }, told(whoami, own[family])),
        family,
      );
    expect((await coded(5)).kind).toBe('limited');
    for (const code of [1, 2, 4, 9]) expect((await coded(code)).kind).toBe('form');
  });

  it.each([
    ['timeout', 'timeout', 3],
    ['refused', 'network', 3],
    ['reset', 'network', 3],
    ['other', 'network', 3],
    ['offline', 'offline', 1],
  ] as const)('with %s everywhere fails as %s after %i tries', async (net, kind, tries) => {
    const network = networkWith(() => net);
    const failure = await sourceFailureOf(ask(id, family, network.dns));
    expect(failure.kind).toBe(kind);
    expect(network.calls).toHaveLength(tries);
  });

  it('hands the reason of the signal on', async () => {
    const reason = new Error('shutting down');
    const stop = new AbortController();
    const network = networkWith(() => {
      stop.abort(reason);
      return 'aborted';
    });
    await expect(ask(id, family, network.dns, { signal: stop.signal })).rejects.toBe(reason);
    await expect(ask(id, family, network.dns, { signal: stop.signal })).rejects.toBe(reason);
    expect(network.calls).toHaveLength(1);
  });
});

describe('an address that a name server tells', () => {
  it.each([
    ['dns-cloudflare', '10.0.0.1', 'notGlobal'],
    ['dns-cloudflare', '100.64.0.1', 'notGlobal'],
    ['dns-cloudflare', '2a02:8071:1:2::7', 'family'],
    ['dns-cloudflare', '81.2.69.142 ', 'form'],
    ['dns-cloudflare', '', 'form'],
    ['dns-cloudflare', '81.2.69', 'form'],
    ['dns-google', '192.168.1.1', 'notGlobal'],
    ['dns-google', 'edns0-client-subnet 81.2.69.0/24', 'form'],
    ['dns-google', 'ff', 'form'],
  ] as const)('by %s is not believed where it is %j', async (id, text, kind) => {
    expect((await failing(id, answering(whoamiOf(id, 'ipv4'), txt(text)))).kind).toBe(kind);
  });

  it('is not believed in two pieces, or with bytes left over', async () => {
    const whoami = whoamiOf('dns-cloudflare', 'ipv4');
    const short = Uint8Array.of(10, ...Buffer.from('81.2.69.142'));
    const two = txt('81.2.69.1', '42');
    for (const data of [two, short, Uint8Array.of(...txt('81.2.69.142'), 0)]) {
      expect((await failing('dns-cloudflare', answering(whoami, data))).kind).toBe('form');
    }
  });

  it('by OpenDNS may be a private one, and is not believed', async () => {
    const whoami = whoamiOf('dns-opendns', 'ipv4');
    const serve = answering(whoami, told(whoami, '192.168.1.1'));
    expect((await failing('dns-opendns', serve)).kind).toBe('notGlobal');
  });

  it('by Google may have a line about a resolver’s client beside it', async () => {
    const whoami = whoamiOf('dns-google', 'ipv4');
    const line = txt('edns0-client-subnet 81.2.69.0/24');
    for (const records of [
      [line, txt(own.ipv4)],
      [txt(own.ipv4), line],
    ]) {
      const { dns } = networkWith(answering(whoami, ...records));
      expect((await ask('dns-google', 'ipv4', dns)).address.text).toBe(own.ipv4);
    }
  });

  it('by a resolver in Google’s place is that resolver’s, and not believed', async () => {
    const whoami = { ...whoamiOf('dns-google', 'ipv4'), flags: 0x8180 };
    const failure = await failing('dns-google', answering(whoami, txt('89.160.20.112')));
    expect(failure.kind).toBe('hijacked');
    expect(failure.message).not.toContain('89.160');
  });
});

describe('over real sockets', () => {
  const closers: (() => void)[] = [];
  afterEach(() => {
    for (const close of closers.splice(0)) close();
  });

  /** The strict server on a port of the loopback; `udp` says what becomes of a datagram's answer. */
  async function listen(whoami: Whoami, udp: 'right' | 'silent' | 'cut') {
    const seen: string[] = [];
    const answer = (query: Uint8Array) => answerWhoami(whoami, query, [told(whoami, own.ipv4)]);
    const tcp = createServer((connection) => {
      connection.on('error', () => undefined);
      connection.on('data', (bytes) => {
        seen.push('tcp');
        const reply = answer(Uint8Array.from(bytes.subarray(2)));
        connection.write(Uint8Array.of(reply.length >> 8, reply.length & 255, ...reply));
      });
    });
    tcp.listen(0, '127.0.0.1');
    await once(tcp, 'listening');
    const { port } = tcp.address() as AddressInfo;
    const socket = createSocket('udp4');
    socket.on('message', (bytes, peer) => {
      seen.push('udp');
      const reply = answer(Uint8Array.from(bytes));
      if (udp === 'cut') reply[2] = (reply[2] ?? 0) | 2;
      if (udp !== 'silent') socket.send(reply, peer.port, peer.address);
    });
    socket.bind(port, '127.0.0.1');
    await once(socket, 'listening');
    closers.push(
      () => tcp.close(),
      () => socket.close(),
    );
    return { port, seen };
  }

  /** Our transport, with every server's port 53 led to that port of the loopback. */
  function ledTo(port: number): DnsTransport {
    const real = createDnsTransport();
    const there: DnsServer = { host: '127.0.0.1', port };
    return { exchange: (message, _, options) => real.exchange(message, there, options) };
  }

  it.each(ids)('%s tells the address over UDP', async (id) => {
    const { port, seen } = await listen(whoamiOf(id, 'ipv4'), 'right');
    expect((await ask(id, 'ipv4', ledTo(port))).address.text).toBe(own.ipv4);
    expect(seen).toEqual(['udp']);
  });

  it.each(ids)('%s tells it over TCP where datagrams are cut off', async (id) => {
    const { port, seen } = await listen(whoamiOf(id, 'ipv4'), 'cut');
    expect((await ask(id, 'ipv4', ledTo(port))).address.text).toBe(own.ipv4);
    expect(seen).toEqual(['udp', 'tcp']);
  });

  it('tells it over TCP where datagrams get lost', async () => {
    const { port, seen } = await listen(whoamiOf('dns-google', 'ipv4'), 'silent');
    const answer = await ask('dns-google', 'ipv4', ledTo(port), { timeout: 300 });
    expect(answer.address.text).toBe(own.ipv4);
    expect(seen).toEqual(['udp', 'udp', 'tcp']);
  });
});
