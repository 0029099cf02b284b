import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import type { ReleaseChannel } from '../../electron/contract/release.ts';
import type { Clock } from '../../electron/core/ports.ts';
import type { Release, ReleaseState } from '../../electron/core/release/state.ts';
import type { ReleasesOptions } from '../../electron/desktop/releases/options.ts';
import { createReleaseUpdater } from '../../electron/desktop/releases/updater.ts';
import type { ReleaseWay } from '../../electron/desktop/releases/way.ts';
import { createReleases } from '../../electron/desktop/releases.ts';
import { systemClock } from '../../electron/node/clock.ts';
import { createHttp } from '../../electron/node/http.ts';
import { blockMapOf } from './release-blocks.ts';
import { createReleaseKey, type ReleaseKey, sha512Of } from './release-key.ts';
import { type ReleaseServer, startReleaseServer } from './release-server.ts';
import { type LogLine, rememberingLog } from './remembering-log.ts';
import { temporaryFolder } from './temporary-folder.ts';

type Entry = Record<string, unknown>;

interface Publication {
  readonly version: string;
  readonly bytes: Uint8Array;
  /** The name of the file; by default the installer's. */
  readonly name?: string;
  /** The channel file, without its ending. */
  readonly list?: string;
  /** Signs in place of the release key. */
  readonly by?: ReleaseKey;
  /** What the entry of the file says instead; undefined takes a key away. */
  readonly entry?: Entry;
  /** What the channel file says besides. */
  readonly more?: Entry;
}

interface WorldOptions {
  readonly version?: string;
  readonly way?: ReleaseWay;
  readonly clock?: Clock;
  readonly patience?: number;
  readonly longest?: number;
}

/** The name of the installer for the computer of these tests. */
export const installerName = (version: string) => `DDNS-Tray-Setup-${version}-x64.exe`;

/** A harmless installer of some size: a script that notes that it was started, and with what. */
function installerBytes(marker: string, seed: string, blocks = 40): Buffer {
  const script = `#!/bin/sh\nprintf '%s\\n' "$@" > '${marker}'\nexit 0\n`;
  const rest = Array.from({ length: blocks }, (_, at) => `${at} ${seed} `.padEnd(4095, '.'));
  return Buffer.from(`${script.padEnd(4095, '#')}\n${rest.join('\n')}\n`);
}

/** A running app of version 1.0.0, a host of releases, and what came of them. */
export async function releaseWorld(options: WorldOptions = {}) {
  const { version = '1.0.0', way = { kind: 'nsis' }, clock = systemClock } = options;
  const server: ReleaseServer = await startReleaseServer();
  const key = createReleaseKey();
  const folder = path.join(temporaryFolder(), 'ddns-tray-updater');
  const resources = temporaryFolder();
  const marker = path.join(temporaryFolder(), 'started');
  const lines: LogLine[] = [];
  const states: ReleaseState[] = [];
  const available: Release[] = [];
  const world = {
    server,
    key,
    folder,
    resources,
    marker,
    lines,
    states,
    available,
    channel: 'stable' as ReleaseChannel,
    automatic: true,
    told: undefined as string | undefined,
    looks: 0,
    quits: 0,
    loads: 0,
    mayLook: true,
    mayEnd: true,
    quiet: false,
    whileIdle: (work: () => Promise<void>) => work(),
    bytes: (seed: string, blocks?: number) => installerBytes(marker, seed, blocks),
    publish(publication: Publication): void {
      const { version: offered, bytes, list = 'latest', by = key, entry = {}, more } = publication;
      const { name = installerName(offered) } = publication;
      server.files.set(name, bytes);
      server.files.set(`${name}.blockmap`, blockMapOf(bytes));
      const file = {
        url: name,
        sha512: sha512Of(bytes),
        size: bytes.length,
        ed25519: by.sign(offered, name, bytes),
        ...entry,
      };
      server.files.set(`${list}.yml`, stringify({ version: offered, files: [file], ...more }));
    },
    /** What the fetched installer was started with; undefined where it was not. */
    started(): readonly string[] | undefined {
      return existsSync(marker) ? readFileSync(marker, 'utf8').trim().split('\n') : undefined;
    },
    /** The names in the folder for what is fetched. */
    fetched(): readonly string[] {
      const pending = path.join(folder, 'pending');
      return existsSync(pending) ? readdirSync(pending) : [];
    },
    /** Windows knows no such bit. */
    makeExecutable(offered: string): void {
      chmodSync(path.join(folder, 'pending', installerName(offered)), 0o755);
    },
  };
  const log = rememberingLog(lines);
  const http = createHttp({ userAgent: 'test', proxy: () => 'off' });
  const given: ReleasesOptions = {
    identity: { feed: server.url, key: key.key },
    version,
    way,
    target: { platform: way.kind === 'appImage' ? 'linux' : 'win32', arch: 'x64' },
    system: '10.0.22631',
    folder,
    http: {
      send(request) {
        if (request.url.endsWith('/latest.yml')) world.looks += 1;
        return http.send(request);
      },
    },
    clock,
    random: () => 0.5,
    log,
    wishes: () => ({ automatic: world.automatic, channel: world.channel }),
    mayLook: () => world.mayLook,
    mayEnd: () => world.mayEnd,
    fetcher: async () => {
      world.loads += 1;
      const { patience, longest } = options;
      const kind = way.kind === 'appImage' ? 'appImage' : 'nsis';
      const feed = server.url;
      return createReleaseUpdater({
        ...{
          kind,
          version,
          feed,
          folder,
          resources,
          log,
          patience,
          longest,
          proxy: () => undefined,
        },
      });
    },
    whileIdle: (work) => world.whileIdle(work),
    quit: () => {
      world.quits += 1;
    },
    onChange: (state) => states.push(state),
    onAvailable(release) {
      if (world.quiet) return false;
      available.push(release);
      return true;
    },
    told: {
      get: () => world.told,
      set: (told) => {
        world.told = told;
      },
    },
  };
  const restarted = () => createReleases(given);
  return Object.assign(world, { releases: restarted(), restarted, given });
}
