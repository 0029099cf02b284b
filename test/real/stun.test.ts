import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { families } from '../../electron/core/address.ts';
import {
  bindingRequest,
  newTransactionId,
  readBindingAnswer,
} from '../../electron/core/stun/message.ts';
import type { Udp } from '../../electron/core/udp.ts';
import { createUdp } from '../../electron/node/udp.ts';
import { defineStun } from '../../electron/sources/stun-echo.ts';
import { contextWith, sourceFailureOf } from '../sources/fakes.ts';
import { addr } from '../support/address.ts';
import { describeReal, requireBinary } from '../support/real.ts';
import { stunMessage } from '../support/stun-message.ts';

const loopback = { ipv4: '127.0.0.1', ipv6: '::1' } as const;
const { signal } = new AbortController();

async function freePort(): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, loopback.ipv4);
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
}

describeReal('a real coturn', ['turnserver'], () => {
  const udp = createUdp();
  const folder = mkdtempSync(join(tmpdir(), 'coturn-'));
  let port = 0;
  let server: ChildProcess | undefined;

  beforeAll(async () => {
    port = await freePort();
    const options = [
      ...['-n', '--stun-only', '--no-tls', '--no-dtls', '--no-cli', '--no-tcp'],
      ...['-p', String(port), '-L', loopback.ipv4, '-L', loopback.ipv6],
      ...['--log-file', 'stdout', '--pidfile', join(folder, 'pid'), '--userdb', join(folder, 'db')],
    ];
    server = spawn(requireBinary('turnserver'), options, { cwd: folder, stdio: 'ignore' });
    // It answers once it has started; until then the port is closed.
    for (const family of families) await vi.waitFor(() => ask(family), { timeout: 10_000 });
  });

  afterAll(async () => {
    if (server !== undefined) {
      server.kill('SIGKILL');
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  });

  function ask(family: 'ipv4' | 'ipv6', request?: Uint8Array, localAddress?: string) {
    const id = request?.slice(8, 20) ?? newTransactionId(Math.random);
    const peer = { address: loopback[family], port };
    const accepts = (bytes: Uint8Array) => readBindingAnswer(bytes, id) !== undefined;
    const options = { waits: [500, 5_000], accepts, localAddress, signal };
    return udp
      .exchange(request ?? bindingRequest(id), peer, options)
      .then((bytes) => readBindingAnswer(bytes, id));
  }

  it.each(families)('tells the address that it was asked from (%s)', async (family) => {
    expect(await ask(family)).toMatchObject({ kind: 'mapped', address: addr(loopback[family]) });
  });

  it('tells the local address that was chosen', async () => {
    const localAddress = '127.0.0.9';
    expect(await ask('ipv4', undefined, localAddress)).toMatchObject({
      kind: 'mapped',
      address: addr(localAddress),
    });
  });

  it('refuses an attribute that it would have to understand', async () => {
    const id = newTransactionId(Math.random);
    const request = stunMessage(0x0001, id, [[0x7f00, Uint8Array.of(1, 2, 3, 4)]]);
    expect(await ask('ipv4', request)).toEqual({ kind: 'refused', code: 420 });
  });

  it.each(families)('is a source, and what it tells is judged (%s)', async (family) => {
    const host = 'stun.example.com';
    const source = defineStun({ id: 'stun-real', operator: 'test', host, port, families });
    const led: Udp = {
      ...udp,
      // A public address, so that the name is not doubted; the exchange goes to the loopback.
      resolve: async () => [{ ipv4: '8.8.8.8', ipv6: '2001:4860:4860::8888' }[family]],
      exchange: (bytes, peer, options) =>
        udp.exchange(bytes, { ...peer, address: loopback[family] }, options),
    };
    const context = contextWith({ udp: led, random: Math.random, signal });
    const failure = await sourceFailureOf(source.ask(family, context));
    expect(failure.kind).toBe('notGlobal');
    expect(failure.message).toContain(loopback[family]);
  });
});
