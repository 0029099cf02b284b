import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createGatewayEvents } from '../../electron/node/gateway-events.ts';
import { takeLease } from '../../electron/node/gateway-lease.ts';
import { eventBody } from '../support/gateway-upnp.ts';
import { manualClock } from '../support/manual-clock.ts';
import { rememberingLog } from '../support/remembering-log.ts';

const gateway = '127.0.0.1';

interface Asked {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly callback: string | undefined;
  readonly sid: string | undefined;
}

/** A gateway on the loopback that gives subscriptions, and somebody who takes one. */
async function subscribed(
  answer: (asked: Asked, count: number) => http.OutgoingHttpHeaders | number,
) {
  const clock = manualClock();
  const asked: Asked[] = [];
  const router = http.createServer((request, response) => {
    const { callback, sid, nt, timeout } = request.headers;
    const one = {
      method: request.method,
      url: request.url,
      callback: callback?.toString(),
      sid: sid?.toString(),
    };
    asked.push(one);
    const isRight =
      callback === undefined ? nt === undefined : nt === 'upnp:event' && sid === undefined;
    const isLease = request.method === 'UNSUBSCRIBE' || timeout === 'Second-1800';
    const said = isRight && isLease ? answer(one, asked.length) : 400;
    if (typeof said === 'number') response.writeHead(said).end();
    else response.writeHead(200, said).end('words that nobody reads');
  });
  await new Promise<void>((resolve) => router.listen({ host: gateway, port: 0 }, resolve));
  const { port } = router.address() as AddressInfo;
  const place = { url: `http://${gateway}:${port}/evt/IPConn`, gateway, localAddress: gateway };
  const events = createGatewayEvents({ clock, log: rememberingLog([]) });
  const heard: string[] = [];
  const stop = new AbortController();
  const start = (where = place) => events.subscribe(where, (body) => heard.push(body), stop.signal);
  onTestFinished(async () => {
    stop.abort();
    await new Promise((resolve) => router.close(resolve));
  });
  const count = (method: string) => asked.filter((one) => one.method === method).length;
  return { clock, asked, heard, place, start, stop, count };
}

interface Telling {
  readonly method?: string;
  readonly path?: string;
  readonly from?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Tells an event; resolves with the status, or 0 where nobody answers. */
function tell(callback: string | undefined, body: string, telling: Telling = {}): Promise<number> {
  const { method = 'NOTIFY', path = '', from = gateway, headers = {} } = telling;
  const url = `${/<(.*)>/.exec(callback ?? '')?.[1]}${path}`;
  return new Promise((resolve) => {
    const sent = http.request(
      url,
      {
        method,
        localAddress: from,
        agent: false,
        headers: { NT: 'upnp:event', NTS: 'upnp:propchange', SID: 'uuid:1', SEQ: '0', ...headers },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    sent.once('error', () => resolve(0));
    sent.end(body);
  });
}

const lease = { SID: 'uuid:1', TIMEOUT: 'Second-1800' };
const body = eventBody('89.160.20.112');

describe('events of the gateway', () => {
  it('are asked for with a secret place of this computer’s, and heard there', async () => {
    const { asked, heard, start } = await subscribed(() => lease);
    start();
    await expect.poll(() => asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ method: 'SUBSCRIBE', url: '/evt/IPConn' });
    expect(asked[0]?.callback).toMatch(/^<http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}>$/);
    expect(await tell(asked[0]?.callback, body)).toBe(200);
    expect(heard).toEqual([body]);
  });

  it('are asked for again at half the time, by the same name', async () => {
    const { asked, clock, start } = await subscribed(() => lease);
    start();
    await expect.poll(() => clock.waiting()).toBe(1);
    await clock.advance(899_000);
    expect(asked).toHaveLength(1);
    await clock.advance(1000);
    await expect.poll(() => asked.length).toBe(2);
    expect(asked[1]).toMatchObject({ method: 'SUBSCRIBE', sid: 'uuid:1', callback: undefined });
  });

  it('are asked for anew at once where the gateway has forgotten', async () => {
    const { asked, clock, start } = await subscribed((_, count) => (count === 2 ? 412 : lease));
    start();
    await expect.poll(() => clock.waiting()).toBe(1);
    await clock.advance(900_000);
    await expect.poll(() => asked.length).toBe(3);
    expect(asked[2]?.callback).toBe(asked[0]?.callback);
  });

  it.each([
    ['a refusal', () => 503],
    ['a redirect', () => 302],
    ['no name', () => ({ TIMEOUT: 'Second-1800' })],
    ['a name that could not be sent back', () => ({ SID: 'a b', TIMEOUT: 'Second-1800' })],
  ])('are asked for ever more seldom after %s', async (_title, answer) => {
    const { asked, clock, start } = await subscribed(answer);
    start();
    for (const [minutes, times] of [
      [1, 2],
      [2, 3],
      [4, 4],
    ] as const) {
      await expect.poll(() => clock.waiting()).toBe(1);
      await clock.advance(minutes * 60_000 - 1);
      expect(clock.waiting()).toBe(1);
      await clock.advance(1);
      await expect.poll(() => asked.length).toBe(times);
    }
  });

  it('are not asked for every moment, however short the gateway’s time', async () => {
    const { asked, clock, start } = await subscribed(() => ({
      SID: 'uuid:1',
      TIMEOUT: 'Second-0',
    }));
    start();
    await expect.poll(() => clock.waiting()).toBe(1);
    await clock.advance(29_000);
    expect(clock.waiting()).toBe(1);
    expect(asked).toHaveLength(1);
  });

  it('end with the signal: the gateway is told, and nobody listens any more', async () => {
    const { asked, clock, count, start, stop, heard } = await subscribed(() => lease);
    start();
    await expect.poll(() => clock.waiting()).toBe(1);
    stop.abort();
    await expect.poll(() => count('UNSUBSCRIBE')).toBe(1);
    expect(asked.at(-1)).toMatchObject({ sid: 'uuid:1' });
    expect(await tell(asked[0]?.callback, body)).toBe(0);
    expect(heard).toEqual([]);
    expect(clock.waiting()).toBe(0);
  });

  it('are not asked for anywhere but at the gateway', async () => {
    const { asked, place, start, clock } = await subscribed(() => lease);
    start({ ...place, gateway: '127.0.0.9' });
    start();
    await expect.poll(() => asked).toHaveLength(1);
    await expect.poll(() => clock.waiting()).toBe(1);
    expect(asked).toHaveLength(1);
  });
});

describe('who is not the gateway, or tells no event', () => {
  it.each<[string, number, Telling]>([
    ['another host', 0, { from: '127.0.0.2' }],
    ['who does not know the place', 404, { path: 'x' }],
    ['who asks instead of telling', 405, { method: 'GET' }],
    ['who has another subscription', 412, { headers: { SID: 'uuid:2' } }],
    ['who tells something else', 412, { headers: { NTS: 'ssdp:alive' } }],
    ['who has a header that is too long', 431, { headers: { X: 'x'.repeat(9000) } }],
  ])('is not heard: %s', async (_title, status, telling) => {
    const { asked, clock, heard, start } = await subscribed(() => lease);
    start();
    await expect.poll(() => clock.waiting()).toBe(1);
    expect(await tell(asked[0]?.callback, body, telling)).toBe(status);
    expect(heard).toEqual([]);
  });

  it('is cut off where it tells more than any event holds', async () => {
    const { asked, clock, heard, start } = await subscribed(() => lease);
    start();
    await expect.poll(() => clock.waiting()).toBe(1);
    expect(await tell(asked[0]?.callback, 'x'.repeat(5_000_000))).toBe(0);
    expect(await tell(asked[0]?.callback, body)).toBe(200);
    expect(heard).toEqual([body]);
  });

  it('is heard twenty times at once, and then seldom', async () => {
    const { asked, clock, heard, start } = await subscribed(() => lease);
    start();
    await expect.poll(() => clock.waiting()).toBe(1);
    for (let time = 0; time < 40; time += 1) await tell(asked[0]?.callback, body);
    expect(heard).toHaveLength(20);
    await clock.advance(6000);
    for (let time = 0; time < 10; time += 1) await tell(asked[0]?.callback, body);
    expect(heard).toHaveLength(22);
  });

  it('cannot hold it up by changing the protocol', async () => {
    const router = net.createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () =>
        socket.end('HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'),
      );
    });
    await new Promise<void>((resolve) => router.listen({ host: gateway, port: 0 }, resolve));
    onTestFinished(() => new Promise<void>((resolve) => router.close(() => resolve())));
    const { port } = router.address() as AddressInfo;
    const place = { url: `http://${gateway}:${port}/evt`, gateway, localAddress: gateway };
    const taken = takeLease(place, 'http://here/', undefined, new AbortController().signal);
    expect(await taken).toBeUndefined();
  });

  it('cannot hold a connection for long, however it trickles', { timeout: 15_000 }, async () => {
    const { asked, start } = await subscribed(() => lease);
    start();
    await expect.poll(() => asked).toHaveLength(1);
    const port = Number(/:(\d+)\//.exec(asked[0]?.callback ?? '')?.[1]);
    const socket = net.connect(port, gateway).resume();
    socket.on('error', () => undefined);
    socket.write('NOTIFY / HTTP/1.1\r\n');
    const drip = setInterval(() => socket.write('X: y\r\n'), 200);
    onTestFinished(() => clearInterval(drip));
    await new Promise((resolve) => socket.once('close', resolve));
  });
});
