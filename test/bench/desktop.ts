import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSync } from 'esbuild';
import type { Holding, News } from './desktop-stub.ts';
import { until } from './process.ts';
import { median } from './table.ts';
import { cpuOf, type Memory, memoryOf, switchesOf } from './usage.ts';
import { credentials, startWorld, type World } from './world.ts';

const root = path.join(import.meta.dirname, '..', '..');
const bundle = path.join(root, 'out', 'main.cjs');

/** What the desktop app's main process takes. Times are milliseconds, memory KiB. */
export interface DesktopFigures {
  /** Of the bundle, in bytes. */
  readonly size: number;
  /** From the start of Node to the bundle loaded, and to the tray icon. */
  readonly loaded: number | undefined;
  readonly tray: number | undefined;
  readonly memory: Memory | undefined;
  /** Of a Node that does nothing. */
  readonly empty: Memory | undefined;
  /** Seconds of processor time in {@link wait}. */
  readonly cpu: number | undefined;
  /** Timers that fired, and times that the process gave up the processor, in {@link wait}. */
  readonly fired: number;
  readonly switches: number | undefined;
  readonly wait: number;
  readonly resting: Holding;
}

/** The app after few and after many checks. */
export interface Endurance {
  readonly cycles: readonly number[];
  readonly holdings: readonly Holding[];
}

const starts = 5;
/** Milliseconds until the app has given back what the start needed. */
const rest = 20_000;
/** The time of a check a minute in this many: as fast as checks can follow one another. */
const haste = 20_000;

/** Settings with a record each minute, as the app keeps them; its secret is in the environment. */
function writeSettings(folder: string, { port, hosts }: World): void {
  mkdirSync(folder, { recursive: true });
  const document = {
    version: 1,
    interval: '1m',
    sources: { ipv4: [{ url: `http://127.0.0.1:${port}/` }], ipv6: 'off' },
    accounts: {
      home: {
        provider: 'dyndns2',
        server: `http://127.0.0.1:${port}`,
        username: credentials.username,
        password: { env: 'DDNS_BENCH_PASSWORD' },
      },
    },
    records: hosts.map((name) => ({ name, account: 'home', types: ['A'] })),
    verify: { resolvers: ['127.0.0.1:9'], publicResolvers: [] },
  };
  const preferences = {
    language: 'en',
    theme: 'system',
    notifications: { changed: true, action: true, failed: true, disagree: true, recovered: true },
    quietHours: null,
  };
  const stored = { schemaVersion: 1, document, secrets: {}, preferences };
  writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(stored));
}

interface RunningApp {
  readonly child: ChildProcess;
  readonly news: readonly News[];
  holding(): Promise<Holding>;
  stop(): Promise<void>;
}

/** The stub as plain JavaScript: to strip types, Node would load a compiler, which takes memory. */
function buildStub(folder: string): string {
  const outfile = path.join(folder, 'stub.cjs');
  const entry = path.join(import.meta.dirname, 'desktop-stub.ts');
  buildSync({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'cjs' });
  return outfile;
}

function startApp(folder: string, speed = ''): RunningApp {
  const child = fork(bundle, [], {
    execArgv: ['--require', buildStub(folder), '--expose-gc'],
    env: {
      ...process.env,
      DDNS_BENCH_DATA: folder,
      DDNS_TRAY_DATA: folder,
      DDNS_BENCH_SPEED: speed,
      DDNS_BENCH_PASSWORD: credentials.password,
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const news: News[] = [];
  child.on('message', (message) => void news.push(message as News));
  return {
    child,
    news,
    async holding() {
      child.send('holding');
      for (;;) {
        const [message] = (await once(child, 'message')) as [News];
        if (message.kind === 'holding') return message.holding;
      }
    },
    async stop() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

async function inWorld<Result>(
  work: (folder: string, world: World) => Promise<Result>,
): Promise<Result> {
  const world = await startWorld(1);
  const folder = mkdtempSync(path.join(tmpdir(), 'ddns-tray-bench-'));
  try {
    writeSettings(folder, world);
    return await work(folder, world);
  } finally {
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function timeOf(news: readonly News[], kind: 'loaded' | 'tray'): number | undefined {
  const found = news.find((one) => one.kind === kind);
  return found !== undefined && 'ms' in found ? found.ms : undefined;
}

const isUp = ({ news }: RunningApp) => news.some(({ kind }) => kind === 'tray');

/** Starts the app some times, and lets it rest once for `wait` seconds. */
export function measureDesktop(wait: number, empty: Memory | undefined): Promise<DesktopFigures> {
  return inWorld(async (folder, world) => {
    const times: (readonly News[])[] = [];
    for (let at = 0; at < starts; at += 1) {
      const app = startApp(folder);
      await until('the tray icon', () => isUp(app), 20_000);
      await sleep(300);
      times.push(app.news);
      await app.stop();
    }
    const app = startApp(folder);
    try {
      await until('the record', () => world.settled, 30_000);
      await sleep(rest);
      const pid = app.child.pid ?? 0;
      const [before, cpu, switches] = [await app.holding(), cpuOf(pid), switchesOf(pid)];
      await sleep(wait * 1_000);
      const [spent, switched] = [cpuOf(pid), switchesOf(pid)];
      const memory = memoryOf(pid);
      const resting = await app.holding();
      return {
        size: statSync(bundle).size,
        loaded: median(times.flatMap((news) => timeOf(news, 'loaded') ?? [])),
        tray: median(times.flatMap((news) => timeOf(news, 'tray') ?? [])),
        memory,
        empty,
        cpu: cpu === undefined || spent === undefined ? undefined : spent - cpu,
        fired: resting.fired - before.fired,
        switches:
          switches === undefined || switched === undefined ? undefined : switched - switches,
        wait,
        resting,
      };
    } finally {
      await app.stop();
    }
  });
}

/** Lets the app check again and again, as fast as it can, and looks at what it holds on the way. */
export function measureEndurance(cycles: readonly number[]): Promise<Endurance> {
  return inWorld(async (folder, { meter }) => {
    const app = startApp(folder, String(haste));
    try {
      const holdings: Holding[] = [];
      for (const wanted of cycles) {
        await until(`${wanted} checks`, () => meter.traffic.requests >= wanted, 600_000);
        holdings.push(await app.holding());
      }
      return { cycles, holdings };
    } finally {
      await app.stop();
    }
  });
}
