import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { alidnsEmulator } from './alidns-emulator.ts';
import { openCloudEcho } from './cloud-echo.ts';
import { openCloudNames } from './cloud-names.ts';
import { type DesktopApp, type LaunchOptions, launchDesktop } from './desktop/launch.ts';
import { strayMark } from './desktop/network.ts';
import { findSecrets } from './desktop-secrets.ts';
import { filesBelow, homes } from './desktop-world.ts';
import { digitaloceanEmulator } from './digitalocean-emulator.ts';
import { type Dyndns2Emulator, dyndns2Emulator } from './dyndns2-emulator.ts';
import type { Emulator } from './emulator.ts';
import { serveEmulator } from './emulator-server.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { type ZoneStore, zoneStore } from './zone-store.ts';

const root = path.join(import.meta.dirname, '..', '..');

/** What the services take, as the user enters it. The secrets among it may be nowhere but in encryption. */
export const cloudCredentials = {
  digitalocean: { token: 'dop_v1_planted+cloud/token=01234567' },
  alidns: { accessKeyId: 'LTAIplantedkeyid0', accessKeySecret: 'planted+cloud/keysecret=012345' },
  dyndns2: {
    server: 'dyndns.example.net',
    username: 'user',
    password: 'planted cloud&password%0123',
  },
} as const;

/** For `findInHeap` and `findSecrets`. */
export const cloudSecrets = {
  token: cloudCredentials.digitalocean.token,
  keySecret: cloudCredentials.alidns.accessKeySecret,
  password: cloudCredentials.dyndns2.password,
} as const;

/** One service with an API: its zones, and what came to it. */
export interface CloudService {
  readonly store: ZoneStore;
  readonly emulator: Emulator;
}

/** The Internet as one computer sees it: DNS services, who tells its address, and DNS itself. */
export interface CloudWorld {
  /** The app's folder, empty at first. */
  readonly data: string;
  /** The public addresses; where one is undefined, connections to the sources break. */
  address: string | undefined;
  address6: string | undefined;
  /** `api.digitalocean.com`, with the zone example.com. */
  readonly digitalocean: CloudService;
  /** `alidns.aliyuncs.com`, with the zone example.org. */
  readonly alidns: CloudService;
  /** `dyndns.example.net`, with the host dyn.example.net. */
  readonly dyndns2: Dyndns2Emulator;
  /** How often each built-in source was asked, by its id. */
  readonly asked: ReadonlyMap<string, number>;
  /** The addresses that a name has at its service. */
  readonly held: (name: string, type?: 'A' | 'AAAA') => readonly string[];
  /** Starts the app on the data folder. Ended with the test. */
  readonly launch: (options?: Partial<LaunchOptions>) => Promise<DesktopApp>;
}

/** A store on the time of now: a service refuses signatures of another time. */
function presentStore(zone: string): ZoneStore {
  const store = { ...zoneStore(), now: 0 };
  Object.defineProperty(store, 'now', { get: Date.now });
  store.addZone(zone);
  return store;
}

/**
 * Opens the services on the loopback, where an app that {@link CloudWorld.launch} starts reaches them
 * under their public names; they close with the test. It fails where a service was spoken to wrongly,
 * where the app reached for any other host, and where a secret stands in its files or its output.
 */
export async function openCloudWorld(
  options: { readonly ipv6?: boolean } = {},
): Promise<CloudWorld> {
  const hasIpv6 = options.ipv6 ?? false;
  const data = path.join(temporaryFolder(), 'data');
  const stores = { digitalocean: presentStore('example.com'), alidns: presentStore('example.org') };
  const digitalocean = digitaloceanEmulator(stores.digitalocean, {
    ...cloudCredentials.digitalocean,
    pageSize: 200,
  });
  const alidns = alidnsEmulator(stores.alidns, {
    id: cloudCredentials.alidns.accessKeyId,
    secret: cloudCredentials.alidns.accessKeySecret,
    pageSize: 500,
  });
  const dyndns2 = dyndns2Emulator(cloudCredentials.dyndns2);
  dyndns2.addHost('dyn.example.net');

  const emulators = [digitalocean, alidns, dyndns2];
  const echo = await openCloudEcho(
    (family) => (family === 'ipv4' ? world.address : world.address6),
    hasIpv6,
  );
  const names = await openCloudNames(() => [
    ...Object.values(stores).flatMap(({ zones }) => zones),
    { name: 'example.net', records: hostRecords(dyndns2) },
  ]);
  const servers = await Promise.all(emulators.map(serveEmulator));
  const [digitaloceanUrl = '', alidnsUrl = '', dyndns2Url = ''] = servers.map(({ url }) => url);
  const apps: DesktopApp[] = [];
  onTestFinished(async () => {
    for (const app of apps) await app.close();
    await Promise.all([...servers, echo, names].map((server) => server.close()));
    expect([...emulators.flatMap(({ violations }) => violations), ...echo.violations]).toEqual([]);
    const output = apps.map((app) => app.console()).join('\n');
    expect(output.split('\n').filter((line) => line.includes(strayMark))).toEqual([]);
    expect(leaksOf(data, output)).toEqual([]);
  });

  const world: CloudWorld = {
    data,
    address: homes[0],
    address6: undefined,
    digitalocean: { store: stores.digitalocean, emulator: digitalocean },
    alidns: { store: stores.alidns, emulator: alidns },
    dyndns2,
    asked: echo.asked,
    held: (name, type = 'A') =>
      [
        ...Object.values(stores).flatMap(({ zones }) => zones.flatMap(({ records }) => records)),
        ...hostRecords(dyndns2),
      ]
        .filter((record) => record.name === name && record.type === type)
        .map(({ value }) => value),
    async launch(own = {}) {
      const app = await launchDesktop({
        main: path.join(root, 'out', 'main.cjs'),
        userData: data,
        hosts: {
          ...echo.hosts,
          ...names.hosts,
          'api.digitalocean.com': digitaloceanUrl,
          'alidns.aliyuncs.com': alidnsUrl,
          'dyndns.example.net': dyndns2Url,
        },
        resolvers: names.resolvers,
        ...own,
        env: { DDNS_TRAY_DATA: data, ...withoutProxies, ...own.env },
      });
      apps.push(app);
      return app;
    },
  };
  return world;
}

/** A proxy of the computer that the tests run on would be a stray host. */
const withoutProxies = Object.fromEntries(
  ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'https_proxy', 'http_proxy', 'all_proxy'].map(
    (name) => [name, undefined],
  ),
);

function hostRecords({ hosts }: Dyndns2Emulator) {
  return [...hosts].flatMap(([name, held]) => [
    ...(held.ipv4 === undefined ? [] : [{ name, type: 'A', value: held.ipv4 }]),
    ...(held.ipv6 === undefined ? [] : [{ name, type: 'AAAA', value: held.ipv6 }]),
  ]);
}

function leaksOf(data: string, output: string): readonly string[] {
  const files = existsSync(data) ? filesBelow(data) : [];
  return [...files, { file: 'console', bytes: Buffer.from(output) }].flatMap(({ file, bytes }) =>
    findSecrets(bytes, cloudSecrets).map((form) => `${form} in ${path.basename(file)}`),
  );
}
