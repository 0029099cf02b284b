import Module from 'node:module';
import { quicken } from '../support/desktop/surroundings.ts';

/**
 * Loaded before the app's bundle (`--import`): puts the least of an Electron in its place, so that
 * what is measured is the app. Tells the parent when the bundle is loaded and when the tray icon is
 * there, and answers each message with what the process holds.
 */

/** What the app holds at one moment. */
export interface Holding {
  /** Bytes, after a collection. */
  readonly heap: number;
  /** By kind, as `process.getActiveResourcesInfo` has them. */
  readonly resources: Readonly<Record<string, number>>;
  /** Timers that fired since the start. */
  readonly fired: number;
}

export type News =
  | { readonly kind: 'loaded'; readonly ms: number }
  | { readonly kind: 'tray'; readonly ms: number }
  | { readonly kind: 'holding'; readonly holding: Holding };

const tell = (news: News) => process.send?.(news);
const { DDNS_BENCH_DATA: data = '', DDNS_BENCH_SPEED: speed = '' } = process.env;

/** Answers everything with itself. */
const anything: object = new Proxy(() => undefined, {
  get: (_, name) => (name === 'then' || typeof name === 'symbol' ? undefined : anything),
  apply: () => anything,
  construct: () => anything,
});

function withRest(known: object): object {
  return new Proxy(known, { get: (target, name) => Reflect.get(target, name) ?? anything });
}

class Tray {
  constructor() {
    tell({ kind: 'tray', ms: performance.now() });
    Object.setPrototypeOf(this, anything);
  }
}

const app = withRest({
  isPackaged: true,
  requestSingleInstanceLock: () => true,
  whenReady: () => Promise.resolve(),
  getPath: () => data,
  getName: () => 'DDNS Tray',
  getPreferredSystemLanguages: () => ['en-US'],
});
const safeStorage = withRest({
  isAsyncEncryptionAvailable: async () => true,
  encryptStringAsync: async (text: string) => Buffer.from(text),
  decryptStringAsync: async (bytes: Buffer) => ({
    result: bytes.toString(),
    shouldReEncrypt: false,
  }),
});
const names =
  'BrowserWindow Menu Notification clipboard dialog ipcMain nativeTheme powerMonitor protocol screen session shell';
const electron = {
  ...Object.fromEntries(names.split(' ').map((name) => [name, anything])),
  app,
  safeStorage,
  Tray,
};

/** Node's own hook for `require`, which its types leave out. */
const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
const load = loader._load;
loader._load = (request, ...rest) =>
  request === 'electron' ? electron : Reflect.apply(load, loader, [request, ...rest]);

let fired = 0;
const { setTimeout: realTimeout } = globalThis;
const counted = (work: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) =>
  realTimeout(
    (...passed: unknown[]) => {
      fired += 1;
      work(...passed);
    },
    ms,
    ...given,
  );
globalThis.setTimeout = Object.assign(counted, realTimeout) as typeof setTimeout;
if (speed !== '') quicken(Number(speed));

function holding(): Holding {
  Reflect.get(globalThis, 'gc')?.();
  const resources: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) {
    resources[kind] = (resources[kind] ?? 0) + 1;
  }
  return { heap: process.memoryUsage().heapUsed, resources, fired };
}

process.on('message', () => tell({ kind: 'holding', holding: holding() }));
setImmediate(() => tell({ kind: 'loaded', ms: performance.now() }));
