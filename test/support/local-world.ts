import net from 'node:net';
import { onTestFinished } from 'vitest';
import type { DoorNews, Doors } from '../../electron/core/local/doors.ts';
import { rehearse } from '../../electron/core/local/rehearse.ts';
import type { LocalTarget } from '../../electron/core/local/target.ts';
import type { Clock } from '../../electron/core/ports.ts';
import type { ApiSettings, Settings } from '../../electron/core/settings.ts';
import type { Updater } from '../../electron/core/updater.ts';
import { systemClock } from '../../electron/node/clock.ts';
import { openDoors } from '../../electron/node/local/doors.ts';
import { type CoreWorld, coreWorld } from './core-world.ts';
import { account, record, settingsOf } from './core-world-parts.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const localToken = 'planted-token-0123456789abcdef';

/** The engine in memory, and what the local interface sees of it. */
export interface LocalWorld {
  readonly core: CoreWorld;
  readonly updater: Updater;
  readonly target: LocalTarget;
  /** Checks that were asked for from outside. */
  checks: number;
  settings: Settings;
}

export const web = record('www.example.com');
export const mail = record('mail.example.com');

export async function localWorld(api?: ApiSettings): Promise<LocalWorld> {
  const core = coreWorld();
  const settings = { ...settingsOf([web, mail], [account('home')]), api };
  const updater = await core.open(settings);
  const world: LocalWorld = {
    core,
    updater,
    checks: 0,
    settings,
    target: {
      settings: () => world.settings,
      state: () => updater.state,
      async check(options) {
        world.checks += 1;
        const report = await updater.check('user', options);
        return { report, state: updater.state, settings: world.settings };
      },
      rehearse: (options) => rehearse(core.ports, world.settings, updater.state, options),
    },
  };
  return world;
}

/** A port of loopback that nobody uses right now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}

export interface OpenWorld extends LocalWorld {
  readonly doors: Doors;
  readonly port: number;
  readonly folder: string;
  readonly news: DoorNews[];
}

/** The same with its doors open, over the system's own clock; they close with the test. */
export async function openWorld(clock: Clock = systemClock): Promise<OpenWorld> {
  const port = await freePort();
  const world = await localWorld({ host: '127.0.0.1', port, token: localToken });
  const folder = temporaryFolder();
  const news: DoorNews[] = [];
  let onOpen: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    onOpen = resolve;
  });
  const doors = openDoors(
    {
      target: world.target,
      clock,
      log: world.core.ports.log,
      clean: (text: string) => text.replaceAll(localToken, '***'),
      onNews(one: DoorNews) {
        news.push(one);
        onOpen();
      },
    },
    { version: '1.2.3', env: {}, folder },
  );
  onTestFinished(() => doors.close());
  await opened;
  return Object.assign(world, { doors, port, folder, news });
}

/** Sends bytes as they are, and resolves with all that comes back until the other side ends. */
export function raw(port: number, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(text));
  });
}
