import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Reply, RequestName, Requests, SaveResult } from '../../electron/contract/ipc.ts';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { type DesktopApp, type LaunchOptions, launchDesktop } from './desktop/launch.ts';
import { strayMark } from './desktop/network.ts';
import { findSecrets } from './desktop-secrets.ts';
import { startServer } from './echo-server.ts';
import { serveEmulator } from './emulator-server.ts';
import { type PowerdnsEmulator, powerdnsEmulator } from './powerdns-emulator.ts';
import { temporaryFolder } from './temporary-folder.ts';

const root = path.join(import.meta.dirname, '..', '..');

/** Nowhere but in encryption may these be found. */
export const plantedSecrets = {
  apiKey: 'pdns+planted/secret=0123456789',
  password: 'dyn planted&secret%password',
} as const;

/** What a dyndns2 host answers to one update; `hang` for nothing. */
type HostAnswer = (name: string, address: string) => string;

/** One computer's surroundings: who tells its address, two DNS services, and the app's data folder. */
export interface DesktopWorld {
  readonly data: string;
  /** What every source says; a broken connection where undefined. */
  address: string | undefined;
  /** The dyndns2 host's answer. */
  answer: HostAnswer;
  /** Updates that came to the dyndns2 host, as `NAME ADDRESS`. */
  readonly told: readonly string[];
  /** The PowerDNS server answers 503 while it is broken. */
  broken: boolean;
  /** The PowerDNS server itself, with the zone example.com. */
  readonly powerdns: PowerdnsEmulator;
  /** Requests that came to PowerDNS. */
  readonly requests: () => number;
  /** How often the sources were asked. */
  readonly asked: () => number;
  /** What PowerDNS holds for a host as type A. */
  readonly held: (host: string) => string | undefined;
  /** A settings text of this world: by default one record at each service. */
  readonly settings: (parts?: SettingsParts) => string;
  /** Starts the app on the data folder, with no setup. Ended with the test. */
  readonly launch: (options?: Partial<LaunchOptions>) => Promise<DesktopApp>;
  /** Starts the app, gives it the settings through its window, and closes that. */
  readonly launchSetUp: (
    parts?: SettingsParts,
    options?: Partial<LaunchOptions>,
  ) => Promise<DesktopApp>;
}

export interface SettingsParts {
  readonly records?: readonly string[];
  readonly interval?: string;
  readonly password?: string;
  readonly apiKey?: string;
  /** Further lines. */
  readonly more?: string;
}

export const homes = ['81.2.69.142', '89.160.20.112', '2.125.160.216'] as const;
export const webHost = 'home.example.com';
export const dynHost = 'dyn.example.net';

const records = [
  `{ name: ${webHost}, account: web, types: [A] }`,
  `{ name: ${dynHost}, account: dyn, types: [A] }`,
];

/**
 * Opens the surroundings on the loopback; they close with the test. It fails where a planted secret
 * stands in the app's files or its output, and where the app reached for a host out there: unless
 * `strays` says that this is what the test is about.
 */
export async function openDesktopWorld(
  options: { readonly strays?: 'allowed' } = {},
): Promise<DesktopWorld> {
  const told: string[] = [];
  let asked = 0;
  const data = path.join(temporaryFolder(), 'data');
  const source = await startServer((_, response) => {
    asked += 1;
    if (world.address === undefined) response.destroy();
    else response.setHeader('content-type', 'text/plain').end(`${world.address}\n`);
  });
  const host = await startServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://host');
    const [name = '', address = ''] = [searchParams.get('hostname'), searchParams.get('myip')].map(
      String,
    );
    told.push(`${name} ${address}`);
    const answer = world.answer(name, address);
    if (answer !== 'hang') response.end(answer);
  });
  const consoles: (() => string)[] = [];
  const emulator = powerdnsEmulator({ apiKey: plantedSecrets.apiKey });
  const zone = emulator.addZone('example.com.');
  emulator.faults.push({
    when: () => world.broken,
    reply: { status: 503, body: 'maintenance' },
    times: Number.POSITIVE_INFINITY,
  });
  const web = await serveEmulator(emulator);
  onTestFinished(async () => {
    await Promise.all([source, host, web].map((server) => server.close()));
    expect(emulator.violations).toEqual([]);
    expect(leaksOf(world, consoles)).toEqual([]);
    if (options.strays === undefined) {
      const lines = consoles.flatMap((text) => text().split('\n'));
      expect(lines.filter((line) => line.includes(strayMark))).toEqual([]);
    }
  });

  /** Looked at and ended with the test, and so is what it is started anew as. */
  function owned(app: DesktopApp): DesktopApp {
    consoles.push(app.console);
    onTestFinished(() => app.close());
    return new Proxy(app, {
      get: (target, name) =>
        name === 'relaunch'
          ? async (changes?: Partial<LaunchOptions>) => owned(await target.relaunch(changes))
          : Reflect.get(target, name),
    });
  }

  const world: DesktopWorld = {
    data,
    address: homes[0],
    answer: (_, address) => `good ${address}`,
    told,
    broken: false,
    powerdns: emulator,
    requests: () => emulator.requests.length,
    asked: () => asked,
    held(name) {
      const set = zone.rrsets.find((one) => one.name === `${name}.` && one.type === 'A');
      return set?.records[0]?.content;
    },
    settings: (parts = {}) =>
      [
        'version: 1',
        `interval: ${parts.interval ?? '10s'}`,
        'timeout: 2s',
        `sources: { ipv4: [{ url: '${source.url}/' }], ipv6: off }`,
        'accounts:',
        `  web: { provider: powerdns, url: '${web.url}', apiKey: '${parts.apiKey ?? plantedSecrets.apiKey}' }`,
        `  dyn: { provider: dyndns2, server: '${host.url}', username: user, password: '${parts.password ?? plantedSecrets.password}' }`,
        'records:',
        ...(parts.records ?? records).map((record) => `  - ${record}`),
        // Nobody out there is asked.
        `verify: { resolvers: ['127.0.0.1:9'], publicResolvers: [] }`,
        parts.more ?? '',
      ].join('\n'),
    async launch(options = {}) {
      const app = await launchDesktop({
        main: path.join(root, 'out', 'main.cjs'),
        userData: data,
        ...options,
        env: { DDNS_TRAY_DATA: data, ...options.env },
      });
      return owned(app);
    },
    async launchSetUp(parts, options) {
      const app = await world.launch(options);
      await saveSettings(app, world.settings(parts));
      return app;
    },
  };
  return world;
}

/** Where a planted secret stands once a test is over: in any file of the app's, or in what it printed. */
function leaksOf({ data }: DesktopWorld, consoles: readonly (() => string)[]): readonly string[] {
  if (!existsSync(data)) return [];
  const printed = consoles.map((text) => ({ file: 'console', bytes: Buffer.from(text()) }));
  return [...filesBelow(data), ...printed].flatMap(({ file, bytes }) =>
    findSecrets(bytes, plantedSecrets).map((form) => `${form} in ${path.basename(file)}`),
  );
}

/** Calls a request of the window's as its page does; opens the window where it is closed. */
export async function ask<Name extends RequestName>(
  app: DesktopApp,
  name: Name,
  argument: Requests[Name]['argument'],
): Promise<Reply<Requests[Name]['result']>> {
  if ((await app.windows()).length === 0) await app.clickTray();
  const page = await app.waitForWindow();
  const answer = await page.evaluate<unknown, readonly [string, unknown]>(
    ([request, given]) => Reflect.get(Reflect.get(globalThis, 'ddns'), request)(given),
    [name, argument],
  );
  return answer as Reply<Requests[Name]['result']>;
}

/** Saves a settings text through the window, and closes it. */
export async function saveSettings(app: DesktopApp, text: string): Promise<SaveResult> {
  const reply = await ask(app, 'saveSettings', { text });
  if (!reply.ok) throw new Error(reply.message);
  expect(reply.value).toEqual({ saved: true });
  await app.closeWindow();
  return reply.value;
}

/** The snapshot that the window would show. */
export async function snapshotOf(app: DesktopApp): Promise<Snapshot> {
  const reply = await ask(app, 'snapshot', null);
  if (!reply.ok) throw new Error(reply.message);
  return reply.value;
}

/** Waits for a tray that fits. */
export async function trayShows(app: DesktopApp, icon: RegExp, timeout = 20_000): Promise<void> {
  await expect.poll(async () => (await app.tray()).image, { timeout }).toMatch(icon);
}

/** Every file below a folder, with its contents. */
export function filesBelow(
  folder: string,
): readonly { readonly file: string; readonly bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
    .map((file) => ({ file, bytes: readFileSync(file) }));
}
