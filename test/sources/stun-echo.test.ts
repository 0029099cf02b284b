import { describe, expect, it } from 'vitest';
import { type Family, families } from '../../electron/core/address.ts';
import { NetError, type NetErrorKind } from '../../electron/core/ports.ts';
import type { Udp, UdpExchange, UdpPeer } from '../../electron/core/udp.ts';
import { stunServers } from '../../electron/sources/stun-catalogue.ts';
import { defineStun } from '../../electron/sources/stun-echo.ts';
import { errorValue, plainMapped, stunMessage } from '../support/stun-message.ts';
import { answerBinding } from '../support/whoami.ts';
import { contextWith, sourceFailureOf } from './fakes.ts';

const own = { ipv4: '81.2.69.142', ipv6: '2a02:8071:1:2::7' } as const;
const at = { ipv4: '162.159.207.0', ipv6: '2001:4860:4864:5:8000::1' } as const;

const source = defineStun({
  id: 'stun-test',
  operator: 'test',
  host: 'stun.example.com',
  port: 3478,
  families,
});

interface World {
  readonly addresses?: readonly string[];
  readonly answer?: (request: Uint8Array) => Uint8Array | NetErrorKind;
}

/** A network with one STUN server, and what it was asked. */
function networkWith(family: Family, { addresses = [at[family]], answer }: World = {}) {
  const looked: unknown[] = [];
  const asked: { peer: UdpPeer; options: UdpExchange }[] = [];
  const serve = answer ?? ((request: Uint8Array) => answerBinding(request, own[family]));
  const udp: Udp = {
    async resolve(host, wanted, { timeout }) {
      looked.push([host, wanted, timeout]);
      return addresses;
    },
    async exchange(bytes, peer, options) {
      asked.push({ peer, options });
      const reply = serve(bytes);
      if (typeof reply === 'string') throw new NetError(reply, peer.address);
      if (!options.accepts(reply)) throw new NetError('timeout', peer.address);
      return reply;
    },
    listen: () => Promise.reject(new Error('nobody listens')),
  };
  return { looked, asked, udp };
}

const ask = (world: World = {}, family: Family = 'ipv4', more = {}) =>
  source.ask(family, contextWith({ ...networkWith(family, world), random: () => 0.5, ...more }));
const failing = (world: World, family: Family = 'ipv4') => sourceFailureOf(ask(world, family));
const idOf = (request: Uint8Array) => request.slice(8);

describe('a STUN server', () => {
  it.each(families)('tells the address that it was asked from (%s)', async (family) => {
    const network = networkWith(family);
    const local = { [family]: family === 'ipv4' ? '192.168.1.7' : '2a02:8071:1:2::9' };
    const context = contextWith({ ...network, random: Math.random, local });
    expect(await source.ask(family, context)).toEqual({
      address: { family, text: own[family] },
      evidence: 'stun.example.com',
    });
    expect(network.looked).toEqual([['stun.example.com', family, 5_000]]);
    expect(network.asked).toHaveLength(1);
    expect(network.asked[0]).toMatchObject({
      peer: { address: at[family], port: 3478 },
      options: { localAddress: local[family], signal: context.signal },
    });
  });

  it('gets its request again while there is time, ever more slowly', async () => {
    for (const [timeout, waits] of [
      [10_000, [500, 1_000, 3_500]],
      [5_000, [500, 1_000, 1_000]],
      [1_000, [500]],
      [100, [50]],
    ] as const) {
      const network = networkWith('ipv4');
      await source.ask('ipv4', contextWith({ ...network, random: () => 0, timeout }));
      expect(network.asked[0]?.options.waits).toEqual(waits);
    }
  });

  it('is asked with another id each time', async () => {
    const ids = new Set<string>();
    const answer = (request: Uint8Array) => {
      ids.add(String(idOf(request)));
      return answerBinding(request, own.ipv4);
    };
    for (let turn = 0; turn < 3; turn += 1) await ask({ answer }, 'ipv4', { random: Math.random });
    expect(ids.size).toBe(3);
  });

  it.each([
    ['ipv4', '192.168.1.1'],
    ['ipv4', '127.0.0.1'],
    ['ipv4', '0.0.0.0'],
    ['ipv4', '100.64.0.1'],
    ['ipv6', '::1'],
    ['ipv6', 'fd00::1'],
    ['ipv6', 'fe80::1'],
  ] as const)(
    'whose name leads into the local network is not asked, but the name servers are doubted (%s %s)',
    async (family, address) => {
      const network = networkWith(family, { addresses: [address] });
      const failure = await sourceFailureOf(source.ask(family, contextWith(network)));
      expect(failure.kind).toBe('hijacked');
      expect(failure.message).toContain('stun.example.com');
      expect(network.asked).toEqual([]);
    },
  );

  it('is asked at an address that a proxy on this computer made up', async () => {
    expect((await ask({ addresses: ['198.18.0.7'] })).address.text).toBe(own.ipv4);
  });

  it('that answers somebody else’s request has not answered', async () => {
    const answer = (request: Uint8Array) => {
      const other = Uint8Array.from(request);
      other[19] = 255 - (other[19] ?? 0);
      return answerBinding(other, own.ipv4);
    };
    expect((await failing({ answer })).kind).toBe('timeout');
  });

  it.each([
    ['10.0.0.1', 'notGlobal'],
    ['100.64.0.1', 'notGlobal'],
    ['104.16.1.1', 'notGlobal'],
    ['2a02:8071:1:2::7', 'family'],
  ])('is refused where it tells %s: %s', async (told, kind) => {
    const failure = await failing({ answer: (request) => answerBinding(request, told) });
    expect(failure.kind).toBe(kind);
    expect(failure.message).toContain(told);
  });

  it('that tells the address only in the clear is refused: routers rewrite that', async () => {
    const answer = (request: Uint8Array) =>
      stunMessage(0x0101, idOf(request), [[0x0001, plainMapped(Uint8Array.of(81, 2, 69, 142), 1)]]);
    expect((await failing({ answer })).kind).toBe('form');
  });

  it('that answers with an error is a failure with its code', async () => {
    const answer = (request: Uint8Array) =>
      stunMessage(0x0111, idOf(request), [[0x0009, errorValue(401, 'who are you')]]);
    const failure = await failing({ answer });
    expect(failure.kind).toBe('status');
    expect(failure.message).toContain('401');
    expect(failure.message).not.toContain('who are you');
  });

  it.each([
    ['offline', 'offline'],
    ['timeout', 'timeout'],
    ['refused', 'network'],
    ['other', 'network'],
  ] as const)('with %s fails as %s', async (net, kind) => {
    const failure = await failing({ answer: () => net });
    expect(failure.kind).toBe(kind);
    expect(failure.message).toMatch(/^stun\.example\.com: /);
  });

  it('hands the reason of the signal on, and is not asked after it', async () => {
    const reason = new Error('shutting down');
    const stop = new AbortController();
    const answer = () => {
      stop.abort(reason);
      return 'aborted' as const;
    };
    await expect(ask({ answer }, 'ipv4', { signal: stop.signal })).rejects.toBe(reason);
    const network = networkWith('ipv4');
    const late = contextWith({ ...network, signal: stop.signal });
    await expect(source.ask('ipv4', late)).rejects.toBe(reason);
    expect(network.looked).toEqual([]);
  });

  it('lets a mistake of ours through as what it is', async () => {
    const mistake = new TypeError('a bug');
    const answer = () => {
      throw mistake;
    };
    await expect(ask({ answer })).rejects.toBe(mistake);
  });
});

describe('the STUN servers that come with the program', () => {
  it('are named, so that their addresses may change, and have a port', () => {
    for (const { host, port, families: offered } of stunServers) {
      expect(host).toMatch(/^stun\.(?:[a-z]+\.)+com$/);
      expect(port).toBeGreaterThan(1023);
      expect(offered).toContain('ipv4');
    }
  });
});
