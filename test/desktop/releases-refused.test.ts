import { EventEmitter } from 'node:events';
import fs, { mkdirSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { LimitedRequest } from '../../electron/desktop/releases/request.ts';
import { createReleaseKey, sha512Of } from '../support/release-key.ts';
import { installerName, releaseWorld } from '../support/release-world.ts';

vi.mock('electron', async () => (await import('../support/release-net.ts')).releaseElectron);

const newest = '1.1.0';
const name = installerName(newest);

type World = Awaited<ReturnType<typeof releaseWorld>>;

const looked = async (world: World) => {
  await world.releases.look();
  return world.releases.state();
};

/** A world that offers a good version; its host changes afterwards. */
async function offeringWorld(options: Parameters<typeof releaseWorld>[0] = {}) {
  const world = await releaseWorld(options);
  const bytes = world.bytes('a');
  world.publish({ version: newest, bytes });
  expect((await looked(world)).kind).toBe('available');
  return {
    world,
    bytes,
    file: (served: Parameters<typeof world.server.files.set>[1]) => {
      world.server.files.set(name, served);
    },
  };
}

/** Nothing was started, nothing is left, and the running version goes on. */
function expectNothingHappened(world: World): void {
  expect(world.started()).toBeUndefined();
  expect(world.quits).toBe(0);
  expect(world.fetched()).toEqual([]);
}

async function expectRefusedFetch(world: World, kind: string): Promise<void> {
  await world.releases.fetch();
  expect(world.releases.state()).toEqual({
    kind: 'failed',
    during: 'fetching',
    release: expect.objectContaining({ version: newest }),
    failure: { kind },
  });
  expectNothingHappened(world);
  await world.releases.install();
  expectNothingHappened(world);
}

describe('refused before anything is fetched', () => {
  const list = (failure: object) => ({ kind: 'failed', during: 'looking', failure });

  it.each([
    [
      'the key of somebody else',
      (world: World, bytes: Buffer) => {
        world.publish({ version: newest, bytes, by: createReleaseKey() });
      },
    ],
    [
      'a signature of another version',
      ({ key, publish }: World, bytes: Buffer) => {
        publish({ version: newest, bytes, entry: { ed25519: key.sign('1.2.0', name, bytes) } });
      },
    ],
    [
      'a signature of another file',
      ({ key, publish }: World, bytes: Buffer) => {
        const ed25519 = key.sign(newest, installerName('1.0.9'), bytes);
        publish({ version: newest, bytes, entry: { ed25519 } });
      },
    ],
    [
      'a signature of other bytes',
      ({ key, publish }: World, bytes: Buffer) => {
        const ed25519 = key.sign(newest, name, bytes.subarray(1));
        publish({ version: newest, bytes, entry: { ed25519 } });
      },
    ],
    [
      'no signature',
      ({ publish }: World, bytes: Buffer) => {
        publish({ version: newest, bytes, entry: { ed25519: undefined } });
      },
    ],
    [
      'a signature of 63 bytes',
      ({ key, publish }: World, bytes: Buffer) => {
        const whole = Buffer.from(key.sign(newest, name, bytes), 'base64');
        const ed25519 = whole.subarray(1).toString('base64');
        publish({ version: newest, bytes, entry: { ed25519 } });
      },
    ],
    [
      'a signature in another alphabet',
      ({ key, publish }: World, bytes: Buffer) => {
        const whole = Buffer.from(key.sign(newest, name, bytes), 'base64');
        publish({ version: newest, bytes, entry: { ed25519: whole.toString('base64url') } });
      },
    ],
    [
      'an old installer under a new number',
      ({ key, publish }: World, bytes: Buffer) => {
        const ed25519 = key.sign('0.9.0', installerName('0.9.0'), bytes);
        publish({ version: newest, bytes, entry: { ed25519 } });
      },
    ],
  ])('%s', async (_, publish) => {
    const world = await releaseWorld();
    publish(world, world.bytes('a'));
    expect(await looked(world)).toEqual(list({ kind: 'signature' }));
    await world.releases.fetch();
    expect(world.server.asked.map(({ path }) => path)).toEqual(['latest.yml']);
    expectNothingHappened(world);
  });

  it('an old installer under its own name', async () => {
    const world = await releaseWorld();
    const bytes = world.bytes('a');
    const old = installerName('0.9.0');
    const ed25519 = world.key.sign('0.9.0', old, bytes);
    world.publish({ version: newest, bytes, entry: { url: old, ed25519 } });
    expect(await looked(world)).toEqual(list({ kind: 'feed' }));
    expectNothingHappened(world);
  });

  it('an older version', async () => {
    const world = await releaseWorld();
    world.publish({ version: '0.9.0', bytes: world.bytes('a') });
    expect(await looked(world)).toEqual(list({ kind: 'downgrade', version: '0.9.0' }));
    await world.releases.fetch();
    expect(world.loads).toBe(0);
    expectNothingHappened(world);
  });

  it('a list of versions without end', async () => {
    const world = await releaseWorld();
    let response: ServerResponse | undefined;
    world.server.files.set('latest.yml', (_, answer) => {
      response = answer;
      answer.writeHead(200);
      const more = () => {
        while (!answer.destroyed && answer.write('#'.repeat(65_536)));
      };
      answer.on('drain', more);
      more();
    });
    expect(await looked(world)).toEqual(list({ kind: 'feed' }));
    await expect.poll(() => response?.destroyed).toBe(true);
  });

  it('a list that leads off the loopback', async () => {
    const world = await releaseWorld();
    world.publish({ version: newest, bytes: world.bytes('a'), list: 'elsewhere' });
    const { port } = new URL(world.server.url);
    world.server.files.set('latest.yml', (_, answer) => {
      answer.writeHead(302, { location: `http://localhost:${port}/elsewhere.yml` }).end();
    });
    expect(await looked(world)).toEqual(list({ kind: 'network' }));
  });

  it.each([
    ['a list that leads nowhere', ''],
    ['a list that leads to itself', '/latest.yml'],
    ['a list that leads to what is no address', 'http://['],
  ])('%s', async (_, location) => {
    const world = await releaseWorld();
    world.publish({ version: newest, bytes: world.bytes('a') });
    world.channel = 'beta';
    world.server.files.set('beta.yml', (_, answer) => {
      answer.writeHead(302, { location }).end();
    });
    // It hides no version of another channel's.
    expect((await looked(world)).kind).toBe('available');
    world.channel = 'stable';
    world.server.asked.length = 0;
    world.server.files.set('latest.yml', (_, answer) => {
      answer.writeHead(302, { location }).end();
    });
    expect(await looked(world)).toEqual(list({ kind: 'network' }));
    expect(world.server.asked.length).toBeLessThan(10);
  });

  it.each([404, 500, 204, 304])('an answer of status %i', async (status) => {
    const world = await releaseWorld();
    world.server.files.set('latest.yml', (_, answer) => {
      answer.writeHead(status).end();
    });
    expect(await looked(world)).toEqual(list({ kind: 'network' }));
  });
});

describe('refused when it is fetched', () => {
  it('other bytes of the same length', async () => {
    const { world, file, bytes } = await offeringWorld();
    const altered = Buffer.from(bytes);
    altered[altered.length - 1] = 0;
    file(altered);
    await expectRefusedFetch(world, 'tampered');
  });

  it('a file that was cut short', async () => {
    const { world, file, bytes } = await offeringWorld();
    file(bytes.subarray(0, bytes.length / 2));
    await expectRefusedFetch(world, 'tampered');
  });

  it('a file without end', async () => {
    const { world, file, bytes } = await offeringWorld();
    let sent = 0;
    file((_, answer) => {
      answer.writeHead(200);
      const more = () => {
        const room = () => !answer.destroyed && answer.write(bytes);
        while (room()) sent += bytes.length;
      };
      answer.on('drain', more);
      more();
    });
    await expectRefusedFetch(world, 'tampered');
    expect(sent).toBeLessThan(100 * bytes.length);
  });

  it('a file that leads off the loopback', async () => {
    const { world, file, bytes } = await offeringWorld();
    const { port } = new URL(world.server.url);
    world.server.files.set('elsewhere.exe', bytes);
    file((_, answer) => {
      answer.writeHead(302, { location: `http://localhost:${port}/elsewhere.exe` }).end();
    });
    await expectRefusedFetch(world, 'network');
    expect(world.server.asked.map(({ path }) => path)).not.toContain('elsewhere.exe');
  });

  it('other bytes behind a redirect, while the right ones are taken', async () => {
    const { world, file, bytes } = await offeringWorld();
    file((_, answer) => {
      answer.writeHead(302, { location: '/elsewhere/a.bin' }).end();
    });
    world.server.files.set('elsewhere/a.bin', world.bytes('other'));
    await expectRefusedFetch(world, 'tampered');
    world.server.files.set('elsewhere/a.bin', bytes);
    await world.releases.fetch();
    expect(world.releases.state().kind).toBe('ready');
  });

  it('a file that leads off the loopback without being a redirect', async () => {
    const { world, file, bytes } = await offeringWorld();
    const { port } = new URL(world.server.url);
    world.server.files.set('elsewhere.exe', bytes);
    file((_, answer) => {
      answer.writeHead(200, { location: `http://localhost:${port}/elsewhere.exe` }).end();
    });
    await expectRefusedFetch(world, 'network');
    expect(world.server.asked.map(({ path }) => path)).not.toContain('elsewhere.exe');
  });

  it.each([200, 302])('a file that leads to itself with status %i', async (status) => {
    const { world, file } = await offeringWorld();
    file((_, answer) => {
      answer.writeHead(status, { location: `/${name}` }).end();
    });
    await expectRefusedFetch(world, 'network');
    expect(world.server.asked.length).toBeLessThan(30);
  });

  it('an offer that is not newer, whoever asks for it', async () => {
    const { world, bytes } = await offeringWorld();
    const fetcher = await world.given.fetcher();
    const old = { version: '0.9.0', file: 'a.exe', url: `${world.server.url}a.exe`, size: 9 };
    const fetching = fetcher.fetch(
      { ...old, sha512: sha512Of(bytes) },
      () => undefined,
      new AbortController().signal,
    );
    expect(await fetching).toEqual({
      kind: 'refused',
      failure: { kind: 'downgrade', version: '0.9.0' },
    });
    expectNothingHappened(world);
  });
});

describe('a host that', () => {
  it('goes away in the middle is asked again later', async () => {
    const { world, file, bytes } = await offeringWorld();
    file((_, answer) => {
      answer.writeHead(200, { 'Content-Length': bytes.length });
      answer.write(bytes.subarray(0, 100_000), () => answer.destroy());
    });
    await expectRefusedFetch(world, 'network');
    file(bytes);
    await world.releases.fetch();
    expect(world.releases.state().kind).toBe('ready');
  });

  it('says nothing more is not waited for without end', async () => {
    const { world, file, bytes } = await offeringWorld({ patience: 100 });
    file((_, answer) => {
      answer.writeHead(200, { 'Content-Length': bytes.length });
      answer.write(bytes.subarray(0, 100_000));
    });
    await expectRefusedFetch(world, 'network');
    file(() => undefined);
    await expectRefusedFetch(world, 'network');
  });

  it('sends too little for too long is left', async () => {
    const { world, file, bytes } = await offeringWorld({ longest: 300 });
    let response: ServerResponse | undefined;
    file((_, answer) => {
      response = answer;
      answer.writeHead(200, { 'Content-Length': bytes.length });
      const timer = setInterval(() => answer.write('#'), 20);
      answer.on('close', () => clearInterval(timer));
    });
    await expectRefusedFetch(world, 'network');
    await expect.poll(() => response?.destroyed).toBe(true);
  });

  it('has the file no more is told as such', async () => {
    const { world, file } = await offeringWorld();
    file((_, answer) => {
      answer.writeHead(404).end('gone');
    });
    await expectRefusedFetch(world, 'network');
  });

  it('is left at once when the app ends', async () => {
    const { world, file, bytes } = await offeringWorld();
    const asked = Promise.withResolvers<ServerResponse>();
    file((_, answer) => {
      answer.writeHead(200, { 'Content-Length': bytes.length });
      answer.write(bytes.subarray(0, 100_000), () => asked.resolve(answer));
    });
    const fetching = world.releases.fetch();
    const answer = await asked.promise;
    world.releases.close();
    await fetching;
    await expect.poll(() => answer.destroyed).toBe(true);
    expectNothingHappened(world);
  });
});

it('a connection that is lost within an answer is an error of the request', () => {
  const inner = new EventEmitter();
  const nothing = () => undefined;
  const deaf = { end: nothing, abort: nothing, followRedirect: nothing };
  const { signal } = new AbortController();
  const request = new LimitedRequest(
    Object.assign(inner, deaf) as unknown as Electron.ClientRequest,
    {
      ...{ size: 1000, patience: 60_000, mayAsk: () => true, signal },
    },
  );
  const errors: unknown[] = [];
  request.on('error', (error) => errors.push(error));
  request.end();
  const response = Object.assign(new EventEmitter(), { statusCode: 200 });
  inner.emit('response', response);
  const lost = new Error('net::ERR_CONNECTION_RESET');
  // Unheard it would end the app; Electron tells of it twice.
  response.emit('error', lost);
  inner.emit('error', lost);
  expect(errors).toEqual([lost]);
});

describe('a disk that', () => {
  it('is full', async () => {
    const { world } = await offeringWorld();
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC', syscall: 'write' });
    const refuse = (...args: unknown[]) => (args.at(-1) as (error: Error) => void)(full);
    vi.spyOn(fs, 'write').mockImplementation(refuse);
    vi.spyOn(fs, 'writev').mockImplementation(refuse);
    await expectRefusedFetch(world, 'disk');
    vi.restoreAllMocks();
    await world.releases.fetch();
    expect(world.releases.state().kind).toBe('ready');
  });

  it('may not be written to', async () => {
    const { world } = await offeringWorld();
    // A file where the folder should be is refused whoever asks; the tests may run as root.
    mkdirSync(path.dirname(world.folder), { recursive: true });
    writeFileSync(world.folder, '');
    await world.releases.fetch();
    expect(world.releases.state()).toMatchObject({ failure: { kind: 'disk' } });
    expect(world.started()).toBeUndefined();
  });
});
