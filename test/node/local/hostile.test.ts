import net from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import type { Clock } from '../../../electron/core/ports.ts';
import { hostileRequests, seeded } from '../../support/hostile-requests.ts';
import { localToken, type OpenWorld, openWorld } from '../../support/local-world.ts';

/** Together, with pipelining; a door of its own that lets everything through in no time takes the half. */
const requests = 100_000;
const workers = 14;
const slowOnes = 10;
/** Milliseconds. */
const linger = 25;

/** Refills every bucket between two looks, and lets nobody wait: everything comes as deep as it can. */
function hastyClock(): Clock {
  let now = Date.now();
  return {
    now: () => {
      now += 1000;
      return now;
    },
    sleep: async () => undefined,
  };
}

/** How often each status was the first answer on a connection. */
const statuses = new Map<string, number>();

/** Sends bytes, now and then ends its own side, and resolves when the connection is gone. */
function throwAt(port: number, bytes: string, random: () => number): Promise<void> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const end = random();
    socket.once('error', () => undefined);
    // What asks for nothing more, or is answered by nothing, makes place for the next.
    const timer = setTimeout(() => socket.destroy(), linger);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.once('connect', () => {
      const buffer = Buffer.from(bytes, 'latin1');
      const cut = end < 0.2 ? Math.floor(random() * buffer.length) : buffer.length;
      socket.write(buffer.subarray(0, cut), () => {
        if (end < 0.1) socket.destroy();
        else if (end < 0.3) socket.end();
      });
    });
    let said = '';
    socket.on('data', (chunk) => {
      if (said.length < 20) said += chunk.toString('latin1');
      const status = /^HTTP\/1\.1 (\d{3}) /.exec(said)?.[1];
      if (status === undefined) return;
      socket.end();
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    });
    socket.once('end', () => socket.destroy());
  });
}

/** Begins a request and goes on a byte at a time, or not at all, until it is thrown out. */
function dawdle(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let at = 0;
    let said = '';
    const socket = net.connect({ port, host: '127.0.0.1' });
    const timer = setInterval(() => {
      if (at < bytes.length) socket.write(bytes.slice(at, at + 1));
      at += 1;
    }, 500);
    socket.on('data', (chunk) => {
      said += chunk.toString('latin1');
    });
    socket.once('error', () => undefined);
    socket.once('close', () => {
      clearInterval(timer);
      resolve(said);
    });
  });
}

async function storm(world: OpenWorld, count: number, seed: number): Promise<number> {
  const random = seeded(seed);
  const make = hostileRequests({ port: world.port, token: localToken }, random);
  let sent = 0;
  const work = async () => {
    while (sent < count) {
      const batch = random() < 0.4 ? 1 : 2 + Math.floor(random() * 6);
      sent += batch;
      await throwAt(world.port, make(batch), random);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return sent;
}

async function slowOnesAt({ port }: OpenWorld): Promise<readonly string[]> {
  const head = `POST /api/update HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${localToken}\r\n`;
  const full = `${head}Content-Type: application/json\r\nContent-Length: 500\r\n\r\n`;
  const begun = (text: string) => dawdle(port, text);
  const bodies = Array.from({ length: slowOnes }, (_, at) =>
    begun(at % 3 === 0 ? '' : at % 3 === 1 ? head : `${full}${' '.repeat(500)}`),
  );
  return Promise.all(bodies);
}

async function worksAfterwards(world: OpenWorld): Promise<void> {
  expect(world.checks).toBe(0);
  expect(world.core.asked()).toBe(0);
  const headers = { authorization: `Bearer ${localToken}`, 'content-type': 'application/json' };
  const url = `http://127.0.0.1:${world.port}/api/update`;
  const ask = () => fetch(url, { method: 'POST', headers, body: '{"force":true}' });
  await expect.poll(async () => (await ask()).status).toBe(200);
  expect(world.checks).toBeGreaterThan(0);
}

/** Bytes of the heap that somebody still holds. */
function usedHeap(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed;
}

const sockets = () =>
  process.getActiveResourcesInfo().filter((name) => name.startsWith('TCPSocket')).length;

it('100,000 hostile requests bring nothing about, leave nothing behind, and it works afterwards', {
  timeout: 180_000,
}, async () => {
  const limited = await openWorld();
  const open = await openWorld(hastyClock());
  const part = requests / 2;
  // What is made once, such as compiled code, is there before it is measured.
  await storm(open, part / 10, 1);
  await storm(limited, part / 10, 2);
  const before = usedHeap();
  const [slow] = await Promise.all([
    slowOnesAt(limited),
    storm(open, part * 0.9, 3),
    storm(limited, part * 0.9, 4),
  ]);
  expect(slow.filter((said) => said !== '' && !/^HTTP\/1\.1 4/.test(said))).toEqual([]);
  await worksAfterwards(limited);
  await worksAfterwards(open);
  await expect.poll(sockets).toBeLessThan(10);
  expect(usedHeap() - before).toBeLessThan(8 * 2 ** 20);
  const said = JSON.stringify([limited.core.log, open.core.log]);
  expect(said).not.toContain(localToken);
  expect(said).not.toContain('"level":"error"');
});
