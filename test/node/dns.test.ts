import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, type Socket as Connection, createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { NetError } from '../../electron/core/ports.ts';
import { createDnsTransport, parseDnsServer } from '../../electron/node/dns.ts';
import { failureOf } from '../support/disposer.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const close of closers.splice(0)) close();
});

async function udpServer(serve: (bytes: Buffer, answer: (bytes: Uint8Array) => void) => void) {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  closers.push(() => socket.close());
  socket.on('message', (bytes, peer) => {
    serve(bytes, (answer) => socket.send(answer, peer.port, peer.address));
  });
  return { socket, port: socket.address().port };
}

async function tcpServer(serve: (connection: Connection, server: Server) => void) {
  const server = createServer();
  server.on('connection', (connection) => {
    closers.push(() => connection.destroy());
    connection.on('error', () => undefined);
    serve(connection, server);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** A message with that id and nothing in it. */
function message(id: number, flags = 0): Uint8Array {
  return Uint8Array.of(id >> 8, id & 255, flags, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}

function framed(bytes: Uint8Array): Uint8Array {
  return Uint8Array.of(bytes.length >> 8, bytes.length & 255, ...bytes);
}

function exchange(
  port: number,
  transport: 'udp' | 'tcp',
  more: { timeout?: number; signal?: AbortSignal; host?: string; localAddress?: string } = {},
): Promise<Uint8Array> {
  const { timeout = 30_000, signal = new AbortController().signal, host = '127.0.0.1' } = more;
  const options = { transport, timeout, localAddress: more.localAddress, signal };
  return createDnsTransport().exchange(message(0x1234), { host, port }, options);
}

function fail(
  port: number,
  transport: 'udp' | 'tcp',
  more: { timeout?: number; signal?: AbortSignal; host?: string; localAddress?: string } = {},
): Promise<NetError> {
  return failureOf(exchange(port, transport, more));
}

/** A port of UDP and TCP where nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('DNS over UDP', () => {
  it('brings the answer', async () => {
    const { port } = await udpServer((bytes, answer) => {
      expect(Uint8Array.from(bytes)).toEqual(message(0x1234));
      answer(message(0x1234, 0x84));
    });
    expect(await exchange(port, 'udp')).toEqual(message(0x1234, 0x84));
  });

  it('passes over other ids and short datagrams, and takes the right answer after them', async () => {
    const { port } = await udpServer((_, answer) => {
      answer(message(0x1299, 0x84));
      answer(message(0x9934, 0x84));
      answer(Uint8Array.of(0x12, 0x34, 0x84));
      answer(message(0x1234, 0x84));
    });
    expect(await exchange(port, 'udp')).toEqual(message(0x1234, 0x84));
  });

  it('does not see what other hosts send', async () => {
    const stranger: Socket = createSocket('udp4');
    closers.push(() => stranger.close());
    stranger.bind(0, '127.0.0.1');
    await once(stranger, 'listening');
    const { socket, port } = await udpServer(() => undefined);
    socket.on('message', (_, peer) => {
      stranger.send(message(0x1234, 0xff), peer.port, peer.address, () => {
        socket.send(message(0x1234, 0x84), peer.port, peer.address);
      });
    });
    expect(await exchange(port, 'udp')).toEqual(message(0x1234, 0x84));
  });

  it('returns a truncated answer as it is', async () => {
    const { port } = await udpServer((_, answer) => answer(message(0x1234, 0x86)));
    expect(await exchange(port, 'udp')).toEqual(message(0x1234, 0x86));
  });

  it('fails at its deadline, and says that the request had left', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { port } = await udpServer(() => vi.advanceTimersByTime(5_000));
    expect(await fail(port, 'udp', { timeout: 5_000 })).toMatchObject({
      kind: 'timeout',
      sent: true,
    });
  });

  it('fails where nobody listens', async () => {
    const failure = await fail(await closedPort(), 'udp');
    expect(failure).toMatchObject({ kind: 'refused', code: 'ECONNREFUSED', sent: false });
  });

  it('ends with its signal, before and while it waits', async () => {
    const controller = new AbortController();
    const { port } = await udpServer(() => controller.abort());
    const { signal } = controller;
    expect(await fail(port, 'udp', { signal })).toMatchObject({ kind: 'aborted', sent: true });
    expect(await fail(port, 'udp', { signal })).toMatchObject({ kind: 'aborted', sent: false });
  });

  it('fails at once where the system refuses to send', async () => {
    // A broadcast needs a permission that the socket does not have, so nothing leaves.
    const failure = await fail(53, 'udp', { host: '255.255.255.255' });
    expect(failure).toMatchObject({ kind: 'other', sent: false });
  });

  it('looks a name up', async () => {
    const { port } = await udpServer((_, answer) => answer(message(0x1234, 0x84)));
    expect(await exchange(port, 'udp', { host: 'localhost' })).toEqual(message(0x1234, 0x84));
  });

  it('fails for a name that does not exist', async () => {
    const failure = await fail(53, 'udp', { host: 'nowhere.invalid' });
    expect(['notFound', 'offline']).toContain(failure.kind);
    expect(failure.sent).toBe(false);
  });
});

describe('DNS over TCP', () => {
  it('sends a length before the message, and reads an answer that comes byte by byte', async () => {
    const port = await tcpServer((connection) => {
      connection.once('data', async (bytes) => {
        expect(Uint8Array.from(bytes)).toEqual(framed(message(0x1234)));
        for (const byte of framed(message(0x1234, 0x84))) {
          await new Promise((resolve) => connection.write(Uint8Array.of(byte), resolve));
        }
      });
    });
    expect(await exchange(port, 'tcp')).toEqual(message(0x1234, 0x84));
  });

  it('brings an answer of 65535 bytes', async () => {
    const long = new Uint8Array(65_535);
    long.set(message(0x1234, 0x84));
    const port = await tcpServer((connection) => {
      connection.once('data', () => connection.write(framed(long)));
    });
    expect(await exchange(port, 'tcp')).toHaveLength(65_535);
  });

  it('passes over answers with another id, and empty ones', async () => {
    const port = await tcpServer((connection) => {
      const parts = [message(0x9999), new Uint8Array(0), message(0x1234, 0x84)].map(framed);
      connection.once('data', () => connection.write(Buffer.concat(parts)));
    });
    expect(await exchange(port, 'tcp')).toEqual(message(0x1234, 0x84));
  });

  it('says that a broken connection may have carried the request', async () => {
    const port = await tcpServer((connection) => connection.once('data', () => connection.end()));
    expect(await fail(port, 'tcp')).toMatchObject({ kind: 'reset', sent: true });
  });

  it('says that a half answer is none', async () => {
    const port = await tcpServer((connection) => {
      connection.once('data', () => connection.end(framed(message(0x1234)).slice(0, 9)));
    });
    expect(await fail(port, 'tcp')).toMatchObject({ kind: 'reset', sent: true });
  });

  it('fails where nobody listens', async () => {
    const failure = await fail(await closedPort(), 'tcp');
    expect(failure).toMatchObject({ kind: 'refused', sent: false });
  });

  it('fails at its deadline, even while an answer drips', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const port = await tcpServer((connection) => {
      connection.once('data', () => {
        connection.write(Uint8Array.of(0), () => vi.advanceTimersByTime(5_000));
      });
    });
    const failure = await fail(port, 'tcp', { timeout: 5_000 });
    expect(failure).toMatchObject({ kind: 'timeout', sent: true });
  });

  it('ends with its signal, and closes its connection', async () => {
    const controller = new AbortController();
    let closed: Promise<unknown> | undefined;
    const port = await tcpServer((connection) => {
      closed = once(connection, 'close');
      connection.once('data', () => controller.abort());
    });
    const { signal } = controller;
    expect(await fail(port, 'tcp', { signal })).toMatchObject({ kind: 'aborted', sent: true });
    await closed;
  });

  it('closes its connection once it has its answer', async () => {
    let closed: Promise<unknown> | undefined;
    const port = await tcpServer((connection) => {
      closed = once(connection, 'close');
      connection.once('data', () => connection.write(framed(message(0x1234, 0x84))));
    });
    await exchange(port, 'tcp');
    await closed;
  });
});

describe('a local address', () => {
  it('is where the question comes from, over UDP and TCP, to an address and to a name', async () => {
    const from: (string | undefined)[] = [];
    const { socket, port } = await udpServer((_, answer) => answer(message(0x1234, 0x84)));
    socket.on('message', (_, peer) => from.push(peer.address));
    const tcp = await tcpServer((connection) => {
      from.push(connection.remoteAddress);
      connection.on('data', () => connection.write(framed(message(0x1234, 0x84))));
    });
    for (const host of ['127.0.0.1', 'localhost']) {
      await exchange(port, 'udp', { host, localAddress: '127.0.0.2' });
      await exchange(tcp, 'tcp', { host, localAddress: '127.0.0.3' });
    }
    await exchange(port, 'udp');
    await exchange(tcp, 'tcp');
    const bound = ['127.0.0.2', '127.0.0.3'];
    expect(from).toEqual([...bound, ...bound, '127.0.0.1', '127.0.0.1']);
  });

  it.each(['udp', 'tcp'] as const)(
    'that this computer has not is offline (%s)',
    async (transport) => {
      const failure = await fail(await closedPort(), transport, { localAddress: '192.0.2.1' });
      expect(failure).toMatchObject({ kind: 'offline', code: 'EADDRNOTAVAIL', sent: false });
    },
  );
});

describe('a resolver as the system writes it', () => {
  it.each([
    ['1.1.1.1', { host: '1.1.1.1', port: 53 }],
    ['1.1.1.1:5353', { host: '1.1.1.1', port: 5353 }],
    ['2606:4700::1111', { host: '2606:4700::1111', port: 53 }],
    ['[2606:4700::1111]:853', { host: '2606:4700::1111', port: 853 }],
    ['[2606:4700::1111]', { host: '2606:4700::1111', port: 53 }],
    ['fe80::1%eth0', { host: 'fe80::1%eth0', port: 53 }],
  ])('reads %s', (text, server) => {
    expect(parseDnsServer(text)).toEqual(server);
  });

  it.each(['', 'dns.example', '1.1.1.1:0', '1.1.1.1:65536', '[1.1.1.1]:53', '1.1.1:53'])(
    'refuses %j',
    (text) => {
      expect(parseDnsServer(text)).toBeUndefined();
    },
  );
});
