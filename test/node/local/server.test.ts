import { createHook } from 'node:async_hooks';
import net from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { minute } from '../../../electron/core/duration.ts';
import { createDoorServer, listen, shut } from '../../../electron/node/local/server.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const threshold = { hosts: ['here'], isToken: () => false };
const ask = 'GET / HTTP/1.1\r\nHost: here\r\n\r\n';
const announced = 'POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 5\r\n\r\n';

/** A server that reads what is sent to it and answers `ok`, and where it listens. */
async function openServer(): Promise<string> {
  const server = createDoorServer(
    async (_, readBody) => {
      await readBody();
      return { status: 200, headers: {}, body: 'ok', close: false };
    },
    () => threshold,
  );
  const address = path.join(temporaryFolder(), 'door');
  await listen(server, { path: address });
  onTestFinished(() => shut(server));
  return address;
}

/** A connection, what it has said so far, and whether it is gone. */
function connect(address: string) {
  const socket = net.connect(address);
  const line = { socket, said: '', gone: false };
  socket.setEncoding('latin1').on('data', (text: string) => {
    line.said += text;
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    line.gone = true;
  });
  onTestFinished(() => void socket.destroy());
  return line;
}

describe('a door', () => {
  it('wakes nobody while nobody comes', async () => {
    const intervals: number[] = [];
    const hook = createHook({
      init(_id, type, _trigger, resource) {
        if (type === 'Timeout' && '_repeat' in resource) intervals.push(Number(resource._repeat));
      },
    }).enable();
    onTestFinished(() => void hook.disable());
    await openServer();
    expect(intervals.filter((ms) => ms > 0 && ms < 60 * minute)).toEqual([]);
  });
});

describe('whoever does not wait for an answer', () => {
  it('gets the first one alone', async () => {
    const line = connect(await openServer());
    const body = '12345';
    line.socket.write(`${announced}${body}${announced}${body}`);
    await expect.poll(() => line.gone).toBe(true);
    expect(line.said.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });
});

describe('whoever takes too long', () => {
  it.each([
    ['says nothing', ''],
    ['does not end the head', 'GET / HTTP/1.1\r\nHost: he'],
    ['does not end the head of the next request', `${ask}GET / HT`],
    ['does not send the body', announced],
  ])('is sent away: %s', async (_, bytes) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const line = connect(await openServer());
    const answered = bytes.startsWith(ask);
    line.socket.write(bytes.slice(0, answered ? ask.length : bytes.length));
    if (answered) {
      await expect.poll(() => line.said).toContain('ok');
      line.socket.write(bytes.slice(ask.length));
    }
    await expect
      .poll(async () => {
        await vi.advanceTimersByTimeAsync(1000);
        return line.gone;
      })
      .toBe(true);
    if (bytes !== announced && !answered) expect(line.said).toContain('HTTP/1.1 408 ');
  });

  it('is not sent away for waiting for an answer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    let answer: () => void = () => undefined;
    let asked = false;
    const server = createDoorServer(
      async () => {
        asked = true;
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
        return { status: 200, headers: {}, body: 'late', close: false };
      },
      () => threshold,
    );
    const address = path.join(temporaryFolder(), 'door');
    await listen(server, { path: address });
    onTestFinished(() => shut(server));
    const line = connect(address);
    line.socket.write(ask);
    await expect.poll(() => asked).toBe(true);
    await vi.advanceTimersByTimeAsync(10 * minute);
    answer();
    await expect.poll(() => line.said).toContain('late');
  });
});
