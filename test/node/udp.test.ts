import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import dns, { type LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { NetErrorKind } from '../../electron/core/ports.ts';
import type { UdpExchange, UdpListening, UdpPeer } from '../../electron/core/udp.ts';
import { createUdp } from '../../electron/node/udp.ts';
import { failureOf } from '../support/disposer.ts';

const udp = createUdp();
const closers: (() => void)[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const close of closers.splice(0)) close();
});

/** A signal that a test ends at the latest. */
function life(): AbortController {
  const stop = new AbortController();
  closers.push(() => stop.abort());
  return stop;
}

async function server(
  serve: (bytes: Buffer, peer: RemoteInfo, socket: Socket) => void,
  address = '127.0.0.1',
) {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  socket.bind(0, address);
  await once(socket, 'listening');
  closers.push(() => socket.close());
  socket.on('message', (bytes, peer) => serve(bytes, peer, socket));
  return { socket, peer: { address, port: socket.address().port } };
}

/** A port where nobody listens. */
async function closedPort(): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
}

const question = Uint8Array.of(1, 2, 3);

function ask(peer: UdpPeer, more: Partial<UdpExchange> = {}): Promise<Uint8Array> {
  const usual = { waits: [30_000], accepts: () => true, signal: life().signal };
  return udp.exchange(question, peer, { ...usual, ...more });
}

/** How many sockets for datagrams, or timers, this process holds. */
function held(what: 'UDPWrap' | 'Timeout'): number {
  return process.getActiveResourcesInfo().filter((name) => name === what).length;
}

const openSockets = () => held('UDPWrap');

describe('an exchange of datagrams', () => {
  it('brings the answer of the host that was asked', async () => {
    const { peer } = await server((bytes, { port, address }, socket) => {
      socket.send(Buffer.concat([bytes, Buffer.of(9)]), port, address);
    });
    expect(await ask(peer)).toEqual(Uint8Array.of(1, 2, 3, 9));
  });

  it('works over IPv6', async () => {
    const { peer } = await server(
      (bytes, { port, address }, socket) => socket.send(bytes, port, address),
      '::1',
    );
    expect(await ask(peer)).toEqual(question);
  });

  it('passes over what is not the answer, and takes the answer after it', async () => {
    const { peer } = await server((_, { port, address }, socket) => {
      for (const byte of [7, 8, 9]) socket.send(Buffer.of(byte), port, address);
    });
    expect(await ask(peer, { accepts: ([first]) => first === 9 })).toEqual(Uint8Array.of(9));
  });

  it('hears nobody else, whatever they send', async () => {
    const stranger = createSocket('udp4');
    closers.push(() => stranger.close());
    stranger.bind(0, '127.0.0.1');
    await once(stranger, 'listening');
    const { peer } = await server((_, { port, address }, socket) => {
      stranger.send(Buffer.of(6), port, address, () => socket.send(Buffer.of(5), port, address));
    });
    expect(await ask(peer)).toEqual(Uint8Array.of(5));
  });

  it('sends again after each wait, and takes a late answer to any of them', async () => {
    let asked = 0;
    const { peer } = await server((_, { port, address }, socket) => {
      asked += 1;
      if (asked === 3) socket.send(Buffer.of(asked), port, address);
    });
    expect(await ask(peer, { waits: [1, 1, 30_000] })).toEqual(Uint8Array.of(3));
  });

  it('gives up after the last wait, having sent as often as there are waits', async () => {
    const { peer, socket } = await server(() => undefined);
    const arrived = vi.fn();
    socket.on('message', arrived);
    expect(await failureOf(ask(peer, { waits: [5, 5, 5] }))).toMatchObject({
      kind: 'timeout',
      host: '127.0.0.1',
      sent: true,
    });
    await expect.poll(() => arrived.mock.calls.length).toBe(3);
    expect(await failureOf(ask(peer, { waits: [] }))).toMatchObject({
      kind: 'timeout',
      sent: false,
    });
  });

  it('is over at once where nobody listens on the port', async () => {
    const peer = { address: '127.0.0.1', port: await closedPort() };
    expect(await failureOf(ask(peer))).toMatchObject({ kind: 'refused', code: 'ECONNREFUSED' });
  });

  it('is sent from the local address that was asked for', async () => {
    const from: string[] = [];
    const { peer } = await server((bytes, { port, address }, socket) => {
      from.push(address);
      socket.send(bytes, port, address);
    });
    await ask(peer, { localAddress: '127.0.0.2' });
    await ask(peer);
    expect(from).toEqual(['127.0.0.2', '127.0.0.1']);
  });

  it('from an address that this computer has not is offline', async () => {
    const { peer } = await server(() => undefined);
    expect(await failureOf(ask(peer, { localAddress: '192.0.2.1' }))).toMatchObject({
      kind: 'offline',
      code: 'EADDRNOTAVAIL',
    });
  });

  it.each<[string, number, NetErrorKind]>([
    ['localhost', 53, 'other'],
    ['', 53, 'other'],
    ['127.0.0.1', 0, 'other'],
    ['127.0.0.1', 65_536, 'other'],
  ])('with %j port %i is refused before anything is sent', async (address, port, kind) => {
    expect(await failureOf(ask({ address, port }))).toMatchObject({ kind, sent: false });
  });

  it('ends with the signal, also with one that was aborted before', async () => {
    const stop = life();
    const { peer } = await server(() => stop.abort());
    expect((await failureOf(ask(peer, { signal: stop.signal }))).kind).toBe('aborted');
    expect((await failureOf(ask(peer, { signal: stop.signal }))).kind).toBe('aborted');
  });

  it('hands on a mistake in the judgement of the answer', async () => {
    const mistake = new TypeError('a bug');
    const { peer } = await server((bytes, { port, address }, socket) =>
      socket.send(bytes, port, address),
    );
    const accepts = () => {
      throw mistake;
    };
    await expect(ask(peer, { accepts })).rejects.toBe(mistake);
  });

  it('leaves no socket open, whichever way it ends', async () => {
    const stop = life();
    const { peer } = await server((bytes, { port, address }, socket) => {
      socket.send(bytes, port, address);
    });
    const [before, timers] = [openSockets(), held('Timeout')];
    expect(before).toBeGreaterThan(0);
    const closed = { address: '127.0.0.1', port: await closedPort() };
    await ask(peer);
    await failureOf(ask(peer, { accepts: () => false, waits: [1] }));
    await failureOf(ask(closed));
    await failureOf(ask(peer, { localAddress: '192.0.2.1' }));
    await failureOf(ask({ address: '127.0.0.1', port: 65_536 }));
    const asking = failureOf(ask(peer, { accepts: () => false, signal: stop.signal }));
    stop.abort();
    await asking;
    expect(held('Timeout')).toBe(timers);
    await expect.poll(openSockets).toBeLessThanOrEqual(before);
  });
});

describe('listening for datagrams', () => {
  const listen = (more: Partial<UdpListening> = {}) => {
    const heard: [Uint8Array, UdpPeer][] = [];
    const stop = life();
    const opening = udp.listen({
      family: 'ipv4',
      port: 0,
      localAddress: '127.0.0.1',
      groups: [],
      shared: false,
      onMessage: (bytes, from) => heard.push([bytes, from]),
      signal: stop.signal,
      ...more,
    });
    return { heard, stop, opening };
  };

  it('sends, and hears who answers', async () => {
    const { peer } = await server((bytes, { port, address }, socket) =>
      socket.send(bytes, port, address),
    );
    const { heard, opening } = listen();
    await (await opening).send(question, peer);
    await expect.poll(() => heard).toEqual([[question, peer]]);
  });

  it('keeps a port for itself unless it is shared', async () => {
    const port = await closedPort();
    await listen({ port }).opening;
    expect(await failureOf(listen({ port }).opening)).toMatchObject({ code: 'EADDRINUSE' });
    const free = await closedPort();
    await listen({ port: free, shared: true }).opening;
    await listen({ port: free, shared: true }).opening;
  });

  it('hears what is sent to its group through the local address', async () => {
    const port = await closedPort();
    const group = '224.0.0.113';
    const one = listen({ port, groups: [group], shared: true });
    const two = listen({ port, groups: [group], shared: true });
    await Promise.all([one.opening, two.opening]);
    const { opening } = listen();
    await (await opening).send(question, { address: group, port });
    for (const { heard } of [one, two]) {
      await expect.poll(() => heard.map(([bytes]) => bytes)).toEqual([question]);
    }
  });

  it('hears IPv6', async () => {
    const { heard, opening } = listen({ family: 'ipv6', localAddress: '::1' });
    const port = await closedPort();
    await (await opening).send(question, { address: '::1', port });
    const { peer } = await server(
      (bytes, from, socket) => socket.send(bytes, from.port, '::1'),
      '::1',
    );
    await (await opening).send(question, peer);
    await expect.poll(() => heard).toEqual([[question, peer]]);
  });

  it('fails for an address or a group that cannot be', async () => {
    const { opening } = listen({ localAddress: '192.0.2.1' });
    expect((await failureOf(opening)).kind).toBe('offline');
    for (const bad of [{ groups: ['127.0.0.1'] }, { groups: ['nowhere'] }]) {
      expect((await failureOf(listen(bad).opening)).kind).toBe('other');
    }
  });

  it('does not send to a name', async () => {
    const { opening } = listen();
    const sending = (await opening).send(question, { address: 'localhost', port: 9 });
    expect((await failureOf(sending)).code).toBe('ERR_INVALID_ADDRESS');
  });

  it('ends with its signal, and then neither hears nor sends', async () => {
    const port = await closedPort();
    const { heard, stop, opening } = listen({ port });
    const socket = await opening;
    stop.abort();
    expect((await failureOf(socket.send(question, { address: '127.0.0.1', port }))).kind).toBe(
      'aborted',
    );
    await (await listen({ port }).opening).send(question, { address: '127.0.0.1', port });
    expect(heard).toEqual([]);
    const { signal } = stop;
    expect((await failureOf(listen({ signal }).opening)).kind).toBe('aborted');
  });

  it('leaves no socket open where it fails or ends', async () => {
    const before = openSockets();
    await failureOf(listen({ localAddress: '192.0.2.1' }).opening);
    await failureOf(listen({ groups: ['nowhere'] }).opening);
    const { stop, opening } = listen();
    await opening;
    stop.abort();
    const early = listen();
    early.stop.abort();
    await failureOf(early.opening);
    await expect.poll(openSockets).toBeLessThanOrEqual(before);
  });
});

describe('the addresses of a host', () => {
  const resolve = (host: string, family: 'ipv4' | 'ipv6', timeout = 30_000) =>
    udp.resolve(host, family, { timeout, signal: life().signal });

  function systemWith(answer: (host: string) => Promise<LookupAddress[]>) {
    const lookup = vi.spyOn(dns.promises, 'lookup');
    lookup.mockImplementation(answer as unknown as typeof dns.promises.lookup);
    return lookup;
  }

  it('are those of the family, in the order of the system', async () => {
    const lookup = systemWith(async () => [
      { address: '192.0.2.2', family: 4 },
      { address: '192.0.2.1', family: 4 },
    ]);
    expect(await resolve('stun.example.com', 'ipv4')).toEqual(['192.0.2.2', '192.0.2.1']);
    expect(lookup).toHaveBeenCalledWith('stun.example.com', { all: true, family: 4 });
  });

  it('are never those of the other family', async () => {
    expect(await resolve('127.0.0.1', 'ipv4')).toEqual(['127.0.0.1']);
    expect((await failureOf(resolve('127.0.0.1', 'ipv6'))).kind).toBe('notFound');
  });

  it('are not there for a name that nobody knows', async () => {
    systemWith(() => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' })));
    expect(await failureOf(resolve('stun.example.com', 'ipv4'))).toMatchObject({
      kind: 'notFound',
      host: 'stun.example.com',
    });
  });

  it('are waited for as long as was said', async () => {
    systemWith(() => new Promise(() => undefined));
    expect((await failureOf(resolve('stun.example.com', 'ipv4', 5))).kind).toBe('timeout');
    const stop = new AbortController();
    const asking = udp.resolve('stun.example.com', 'ipv4', {
      timeout: 30_000,
      signal: stop.signal,
    });
    stop.abort();
    expect((await failureOf(asking)).kind).toBe('aborted');
  });
});
