import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../electron/node/clock.ts';
import { findInstance } from '../../../electron/node/local/client.ts';
import { openDoors } from '../../../electron/node/local/doors.ts';
import { acquireLock } from '../../../electron/node/lock.ts';
import { freePort, localToken, localWorld, openWorld, raw } from '../../support/local-world.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const signal = new AbortController().signal;
const bearer = { authorization: `Bearer ${localToken}` };

describe('the door over HTTP', () => {
  it('checks for who has the token, and shows the state and the metrics', async () => {
    const world = await openWorld();
    const url = `http://127.0.0.1:${world.port}`;
    const headers = { ...bearer, 'content-type': 'application/json' };
    const done = await fetch(`${url}/api/update`, {
      method: 'POST',
      headers,
      body: '{"force":true}',
    });
    expect(await done.json()).toMatchObject({ ok: true, status: 0 });
    const status = await fetch(`${url}/api/status`, { headers: bearer });
    expect(await status.json()).toMatchObject({ ok: true, running: true, pid: process.pid });
    const metrics = await fetch(`${url}/metrics`, { headers: bearer });
    expect(await metrics.text()).toContain('ddns_tray_record_up_to_date');
    const head = await fetch(`${url}/api/status`, { method: 'HEAD', headers: bearer });
    expect({ status: head.status, body: await head.text() }).toEqual({ status: 200, body: '' });
    const health = await fetch(`http://localhost:${world.port}/healthz`).catch(() => undefined);
    expect([200, undefined]).toContain(health?.status);
  });

  it('goes on with the check when the client goes away', async () => {
    const world = await openWorld();
    const socket = net.connect(world.port, '127.0.0.1');
    socket.write(
      `POST /api/update HTTP/1.1\r\nHost: 127.0.0.1:${world.port}\r\nAuthorization: Bearer ${localToken}\r\n\r\n`,
      () => socket.destroy(),
    );
    await expect.poll(() => world.updater.state.lastCheck).toBeDefined();
    expect(world.core.told('reading').length + world.core.told('writing').length).toBe(2);
  });

  it('follows the settings: another token, another port, off', async () => {
    const world = await openWorld();
    const ask = async (port: number, token: string) =>
      (
        await fetch(`http://127.0.0.1:${port}/api/status`, {
          headers: { authorization: `Bearer ${token}` },
        })
      ).status;
    const use = (api: typeof world.settings.api) => {
      world.settings = { ...world.settings, api };
      world.doors.follow();
    };
    use({ host: '127.0.0.1', port: world.port, token: 'another-token' });
    expect(await ask(world.port, 'another-token')).toBe(200);
    expect(await ask(world.port, localToken)).toBe(401);
    const port = await freePort();
    use({ host: '127.0.0.1', port, token: localToken });
    await expect.poll(() => ask(port, localToken).catch(() => 0)).toBe(200);
    await expect(ask(world.port, localToken)).rejects.toThrow();
    use(undefined);
    await expect.poll(() => ask(port, localToken).catch(() => 'closed')).toBe('closed');
    expect(world.doors.troubles('en')).toEqual([]);
  });

  it('says so where the port is taken, and opens once it is free', async () => {
    const world = await openWorld();
    const other = net.createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const use = (port: number) => {
      world.settings = { ...world.settings, api: { host: '127.0.0.1', port, token: localToken } };
      world.doors.follow();
    };
    use(port);
    await expect
      .poll(() => world.news.at(-1))
      .toEqual({ kind: 'taken', address: `127.0.0.1:${port}` });
    expect(world.doors.troubles('en').join()).toContain('another program uses that port');
    await new Promise((resolve) => other.close(resolve));
    world.doors.retry();
    await expect.poll(() => world.news.at(-1)?.kind).toBe('open');
    expect(world.doors.troubles('en')).toEqual([]);
  });

  it.each(['0.0.0.0', '192.0.2.1', '::', 'localhost', '127.0.0.1.example'])(
    'never opens on %s',
    async (host) => {
      const world = await openWorld();
      world.settings = {
        ...world.settings,
        api: { host, port: await freePort(), token: localToken },
      };
      world.doors.follow();
      await expect.poll(() => world.news.at(-1)?.kind).toBe('failed');
    },
  );

  it('lets nobody in by an empty token', async () => {
    const world = await openWorld();
    world.settings = { ...world.settings, api: { host: '127.0.0.1', port: world.port, token: '' } };
    const headers = { authorization: 'Bearer ' };
    expect((await fetch(`http://127.0.0.1:${world.port}/api/status`, { headers })).status).toBe(
      401,
    );
  });

  it('closes the connection of a bad request, and keeps its words to itself', async () => {
    const world = await openWorld();
    const answer = await raw(
      world.port,
      'GET /healthz?planted-query HTTP/1.1\r\nHost: planted-host\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 421 /);
    expect(answer.toLowerCase()).toContain('connection: close');
    expect(JSON.stringify(world.core.log) + answer).not.toContain('planted');
  });
});

describe('a body', () => {
  const post = (port: number, lines: readonly string[], body: string) =>
    raw(
      port,
      `POST /api/update HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${localToken}\r\nContent-Type: application/json\r\nConnection: close\r\n${lines.join('\r\n')}\r\n\r\n${body}`,
    );

  it('that comes in pieces is read, up to the limit', async () => {
    const world = await openWorld();
    const pieces = ['Transfer-Encoding: chunked'];
    const good = await post(world.port, pieces, '6\r\n{"forc\r\n8\r\ne":true}\r\n0\r\n\r\n');
    expect(good).toMatch(/^HTTP\/1\.1 200 /);
    const checks = world.checks;
    const long = `2000\r\n${' '.repeat(0x2000)}\r\n`;
    const large = await post(world.port, pieces, `${long.repeat(3)}2\r\n{}\r\n0\r\n\r\n`);
    expect(large).toMatch(/^HTTP\/1\.1 413 /);
    expect(world.checks).toBe(checks);
  });

  it('that is no UTF-8 is refused', async () => {
    const world = await openWorld();
    const answer = await raw(
      world.port,
      Buffer.from(
        `POST /api/update HTTP/1.1\r\nHost: 127.0.0.1:${world.port}\r\nAuthorization: Bearer ${localToken}\r\nContent-Type: application/json\r\nContent-Length: 17\r\n\r\n{"records":["\u00ff"]}`,
        'latin1',
      ),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('the door of the commands', () => {
  it.runIf(process.platform !== 'win32')('is for its own user alone', async () => {
    const before = process.umask(0);
    const { folder } = await openWorld().finally(() => process.umask(before));
    for (const name of ['control.sock', 'control.json']) {
      expect(statSync(path.join(folder, name)).mode & 0o777).toBe(0o600);
    }
  });

  it('is there without settings, and leads to the same', async () => {
    const world = await openWorld();
    world.settings = { ...world.settings, api: undefined };
    world.doors.follow();
    const found = await findInstance(world.folder, '1.2.3', signal);
    if (found.kind !== 'running') throw new Error(found.kind);
    const done = await found.instance.update({ force: true }, 'en', signal);
    expect(done).toMatchObject({ kind: 'done', data: { ok: true, status: 0 } });
    const refused = await found.instance.update({ records: ['nobody.example'] }, 'zh-CN', signal);
    expect(refused).toMatchObject({ kind: 'refused', error: 'usage' });
    expect(await found.instance.status('en', signal)).toMatchObject({ data: { running: true } });
  });

  it('is closed to who has another token, even the user’s own', async () => {
    const world = await openWorld();
    const file = path.join(world.folder, 'control.json');
    const control = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...control, token: 'f'.repeat(64) }));
    const found = await findInstance(world.folder, '1.2.3', signal);
    if (found.kind !== 'running') throw new Error(found.kind);
    expect(await found.instance.status('en', signal)).toMatchObject({ error: 'unauthorized' });
    expect(world.checks).toBe(0);
  });

  it('is nowhere after the end, and for who claims the folder while another holds it', async () => {
    const world = await localWorld();
    const folder = temporaryFolder();
    const ports = {
      ...world,
      clock: systemClock,
      log: world.core.ports.log,
      clean: (text: string) => text,
    };
    const place = { version: '1.2.3', env: {}, folder, claim: true };
    const doors = openDoors(ports, place);
    await expect
      .poll(async () => (await findInstance(folder, '1.2.3', signal)).kind)
      .toBe('running');
    expect(acquireLock(folder)).toMatchObject({ ok: false, pid: process.pid });
    await doors.close();
    expect(existsSync(path.join(folder, 'control.json'))).toBe(false);
    expect(await findInstance(folder, '1.2.3', signal)).toEqual({ kind: 'none' });
    const lock = acquireLock(folder);
    expect(lock.ok).toBe(true);
    if (lock.ok) lock.release();
  });

  it('that does not answer is silent, and what is no door is nobody', async () => {
    const folder = temporaryFolder();
    const address = path.join(folder, 'control.sock');
    const control = { version: '1.2.3', address, token: 'a'.repeat(64), pid: 7 };
    writeFileSync(path.join(folder, 'control.json'), JSON.stringify(control));
    expect(await findInstance(folder, '1.2.3', signal)).toEqual({ kind: 'none' });
    const deaf = net.createServer();
    await new Promise<void>((resolve) => deaf.listen(address, resolve));
    expect(await findInstance(folder, '1.2.3', signal)).toEqual({ kind: 'silent', pid: 7 });
    deaf.close();
    for (const text of [
      '',
      '{}',
      '[]',
      JSON.stringify({ ...control, token: 'x' }),
      'x'.repeat(9000),
    ]) {
      writeFileSync(path.join(folder, 'control.json'), text);
      expect(await findInstance(folder, '1.2.3', signal)).toEqual({ kind: 'none' });
    }
  });

  it('stays closed, and the program goes on, where its folder cannot be written', async () => {
    const world = await localWorld();
    const folder = path.join(temporaryFolder(), 'gone');
    const log = world.core.ports.log;
    const ports = { ...world, clock: systemClock, log, clean: (text: string) => text };
    const doors = openDoors(ports, { version: '1', env: {}, folder });
    await expect.poll(() => world.core.log.at(-1)?.fields).toMatchObject({ why: 'control' });
    mkdirSync(folder);
    doors.retry();
    await expect.poll(async () => (await findInstance(folder, '1', signal)).kind).toBe('running');
    await doors.close();
  });
});
