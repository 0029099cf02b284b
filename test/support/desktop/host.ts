import Module, { createRequire } from 'node:module';
import { brokenBundle, type HostOptions } from './control.ts';
import { fakeElectron } from './fake/electron.ts';
import { appPath } from './fake/paths.ts';
import { fenceIn } from './network.ts';
import type { Pages } from './page-port.ts';
import { connect } from './rpc.ts';
import { createNetworks, quicken } from './surroundings.ts';

/** What the host tells the test on its own account. */
export interface HostNews {
  started(): void;
}

/**
 * Runs a built main bundle on plain Node, with a fake in place of `electron`. The test starts it as
 * a child process, so that crashes, exits and kills are real, and speaks to it over the child's
 * channel. Usage: `node host.ts '<HostOptions as JSON>'`.
 */
function runHost(options: HostOptions): void {
  if (process.send === undefined) throw new Error('no channel: start the host by launchDesktop');
  pretendElectron(options);
  if (options.speed !== undefined) quicken(options.speed);
  fenceIn(options.network);

  const doors: object = {};
  const test = connect<Pages & HostNews>(
    {
      send: (message) => void process.send?.(message),
      onMessage: (listener) => void process.on('message', listener),
      onClosed: (listener) => void process.on('disconnect', listener),
    },
    doors,
  );
  process.on('disconnect', () => process.exit(70));

  const fake = fakeElectron(options, test);
  // Both pipes exist from their first use on, and are the host's.
  void [process.stdout, process.stderr];
  const before = countResources();
  const control = fake.control({
    memory: () => process.memoryUsage(),
    resources: () => moreThan(before),
    setInterfaces: createNetworks(),
  });
  Object.assign(doors, fake.host, control);

  // Electron shows a dialog for what nobody catches, and goes on.
  process.on('uncaughtException', (error) => {
    if (process.listenerCount('uncaughtException') > 1) return;
    process.stderr.write(`Uncaught Exception:\n${error.stack}\n`);
    fake.showError('A JavaScript error occurred in the main process', String(error.stack));
  });

  answerRequire('electron', fake.electron);
  load(options.main);
  setImmediate(() => {
    fake.becomeReady();
    setImmediate(() => void test.started());
  });
}

/** Where Electron would show a dialog and linger, a test wants the reason. */
function load(main: string): void {
  try {
    createRequire(main)(main);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(brokenBundle);
  }
}

/** The parts of `process` by which code knows that it runs in Electron. */
function pretendElectron(options: HostOptions): void {
  const { platform, execPath = process.execPath } = options;
  const resourcesPath = appPath(options);
  const versions = { ...process.versions, electron: '45.4.1', chrome: '156.0.8078.100' };
  for (const [name, value] of Object.entries({
    platform,
    execPath,
    resourcesPath,
    versions,
    type: 'browser',
    argv: [execPath, ...options.args],
  })) {
    Object.defineProperty(process, name, { value, configurable: true, writable: true });
  }
}

/** Node's own hook for `require`, which its types leave out. */
function answerRequire(name: string, value: object): void {
  const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
  const load = loader._load;
  loader._load = (request, ...rest) =>
    request === name || request === `${name}/main`
      ? value
      : (Reflect.apply(load, loader, [request, ...rest]) as unknown);
}

function countResources(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

function moreThan(before: ReadonlyMap<string, number>): Record<string, number> {
  const more = [...countResources()].map(
    ([kind, count]) => [kind, count - (before.get(kind) ?? 0)] as const,
  );
  return Object.fromEntries(more.filter(([, count]) => count > 0));
}

runHost(JSON.parse(process.argv[2] ?? '{}') as HostOptions);
