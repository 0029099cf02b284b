import { afterEach, describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../electron/core/ports.ts';
import { createHttp } from '../../electron/node/http.ts';
import { disposer, failureOf } from './disposer.ts';
import { createEmulator, emulatedHttp, faults, jsonReply } from './emulator.ts';
import { serveEmulator } from './emulator-server.ts';

const { own, dispose } = disposer();
afterEach(dispose);

const http = createHttp({ userAgent: 'ddns-tray-test', connected: () => true });

function request(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
  const { signal } = new AbortController();
  return { method: 'GET', url, proxy: 'never', timeout: 5_000, maxBytes: 1000, signal, ...more };
}

function echo() {
  return createEmulator(({ method, url, headers, body }, violate) => {
    if (url.pathname === '/bad') violate('bad');
    return jsonReply(200, { method, path: url.pathname, key: headers['x-key'], body });
  });
}

describe('an emulator', () => {
  it('answers the same over the loopback as in memory', async () => {
    const emulator = echo();
    const server = await own(serveEmulator(emulator));
    const more = { method: 'POST', headers: { 'X-Key': 'k' }, body: '{}' } as const;
    const real = await http.send(request(`${server.url}/a?b=1`, more));
    const memory = await emulatedHttp({ 'emulated.test': emulator }).send(
      request('https://emulated.test/a?b=1', more),
    );
    expect(real.body).toBe(memory.body);
    expect(JSON.parse(real.body)).toEqual({ method: 'POST', path: '/a', key: 'k', body: '{}' });
    expect(emulator.requests).toHaveLength(2);
  });

  it('breaks the connection over the loopback as in memory', async () => {
    const emulator = echo();
    const server = await own(serveEmulator(emulator));
    emulator.faults.push({ reply: faults.reset }, { reply: faults.reset });
    const real = await failureOf(http.send(request(server.url)));
    const memory = await failureOf(
      emulatedHttp({ 'emulated.test': emulator }).send(request('https://emulated.test/')),
    );
    expect([real.kind, real.sent]).toEqual([memory.kind, memory.sent]);
  });

  it('keeps silent until the client gives up', async () => {
    const emulator = echo();
    const server = await own(serveEmulator(emulator));
    emulator.faults.push({ reply: faults.hang });
    const late = await failureOf(http.send(request(server.url, { timeout: 50 })));
    expect(late.kind).toBe('timeout');
  });

  it('uses up its faults, in order, for the requests that they are meant for', () => {
    const emulator = echo();
    const at = (path: string) => ({
      method: 'GET',
      url: new URL(`https://emulated.test${path}`),
      headers: {},
      body: '',
    });
    emulator.faults.push(
      { when: ({ url }) => url.pathname === '/a', reply: faults.status(500), times: 2 },
      { reply: faults.status(503) },
    );
    const statuses = ['/b', '/a', '/a', '/a', '/b'].map((path) => {
      const reply = emulator.handle(at(path));
      return 'status' in reply ? reply.status : undefined;
    });
    expect(statuses).toEqual([503, 500, 500, 200, 200]);
  });

  it('tells what no client may do', async () => {
    const emulator = echo();
    await emulatedHttp({ 'emulated.test': emulator }).send(
      request('https://emulated.test/bad?x=1'),
    );
    expect(emulator.violations).toEqual(['GET /bad?x=1: bad']);
  });

  it('in memory knows no other host, and reads no more than allowed', async () => {
    const memory = emulatedHttp({ 'emulated.test': echo() });
    expect((await failureOf(memory.send(request('https://other.test/')))).kind).toBe('notFound');
    const small = request('https://emulated.test/', { maxBytes: 5 });
    expect((await failureOf(memory.send(small))).kind).toBe('tooLarge');
  });
});
