import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import {
  type EventName,
  type Events,
  eventNames,
  type RequestName,
  requestNames,
} from '../../electron/contract/ipc.ts';
import type { WindowPage } from '../../electron/contract/place.ts';
import { requestSchemas } from '../../electron/contract/requests.ts';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { contentSecurityPolicy } from '../../electron/desktop/content-policy.ts';
import { buildRenderer } from '../../scripts/build-renderer.ts';
import { snapshotSample } from '../renderer/snapshot-sample.ts';
import { wholeStrings } from './heap.ts';
import { requireBinary } from './real.ts';
import { type Answers, usualAnswers } from './window-answers.ts';

export interface Sent {
  readonly name: RequestName;
  readonly argument: unknown;
}

export interface OpenWindow {
  readonly page: Page;
  /** What the user had the window ask for: without what it reads, and tells while somebody types. */
  readonly sent: readonly Sent[];
  /** Everything that it asked for. */
  readonly everySent: readonly Sent[];
  readonly push: <Name extends EventName>(name: Name, value: Events[Name]) => Promise<void>;
  /** Violations of the content security policy, errors and warnings of the console. */
  readonly faults: readonly string[];
}

export interface WindowOptions {
  readonly snapshot?: Snapshot;
  readonly on?: WindowPage;
  /** What the place shows of that page. */
  readonly item?: string | undefined;
  readonly answers?: Answers;
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly forcedColors?: 'active' | 'none';
  /** Device pixels for each of the page's. */
  readonly scale?: number;
  /** The time that the page's clock stands at, in milliseconds since 1970; its zone is then UTC. */
  readonly now?: number;
}

/** The built window in a real Chromium. */
export interface WindowStage {
  readonly open: (options?: WindowOptions) => Promise<OpenWindow>;
  readonly close: () => Promise<void>;
}

/** What the window asks by itself, or tells while somebody types. */
const unasked: readonly RequestName[] = [
  'snapshot',
  'place',
  'settingsText',
  'settingsForm',
  'services',
  'serviceForm',
  'channels',
  'channelForm',
  'apiForm',
  'watchingChoices',
  'checkEdit',
  'keepDraft',
  'draft',
  'watchLog',
];

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** The stub of the preload, run in the page before its own script. */
const stub = `
  const listeners = new Map(${JSON.stringify(eventNames)}.map((name) => [name, new Set()]));
  const api = {
    on: (name, listener) => {
      listeners.get(name).add(listener);
      return () => listeners.get(name).delete(listener);
    },
  };
  for (const name of ${JSON.stringify(requestNames)}) {
    api[name] = (argument) => ddnsAsk(name, argument);
  }
  Object.defineProperty(window, 'ddns', { value: Object.freeze(api) });
  Object.defineProperty(window, 'ddnsPush', {
    value: (name, value) => { for (const each of listeners.get(name)) each(value); },
  });
  addEventListener('securitypolicyviolation', (event) => {
    ddnsFault('content security policy: ' + event.violatedDirective + ' ' + event.sample);
  });
`;

async function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const name = request.url === '/' ? 'index.html' : (request.url ?? '').slice(1);
    if (!['index.html', 'app.js', 'app.css'].includes(name)) {
      response.writeHead(204).end();
      return;
    }
    response.writeHead(200, {
      'content-type': types[extname(name)] ?? '',
      'content-security-policy': contentSecurityPolicy,
    });
    response.end(readFileSync(join(folder, name)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** Builds the window and serves it as the app does. The main process is played by the answers. */
export async function createWindowStage(): Promise<WindowStage> {
  const folder = mkdtempSync(join(tmpdir(), 'ddns-tray-window-'));
  await buildRenderer(folder);
  const server = await serve(folder);
  const { port } = server.address() as AddressInfo;
  const browser = await chromium.launch({
    executablePath: requireBinary('chromium'),
    args: ['--no-sandbox', '--disable-gpu', wholeStrings],
  });
  return {
    open: (options = {}) => openWindow(browser, `http://127.0.0.1:${port}/`, options),
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openPage(browser: Browser, options: WindowOptions): Promise<Page> {
  const { width = 720, height = 520, now } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: options.scale ?? 1,
    colorScheme: options.colorScheme ?? 'light',
    forcedColors: options.forcedColors ?? 'none',
    reducedMotion: 'reduce',
    locale: 'en-US',
    ...(now === undefined ? {} : { timezoneId: 'UTC' }),
  });
  const page = await context.newPage();
  page.setDefaultTimeout(5000);
  if (now !== undefined) await page.clock.setFixedTime(now);
  return page;
}

async function openWindow(
  browser: Browser,
  url: string,
  options: WindowOptions,
): Promise<OpenWindow> {
  const { snapshot = snapshotSample(), on = 'status', item } = options;
  const page = await openPage(browser, options);
  const everySent: Sent[] = [];
  const sent: Sent[] = [];
  const faults: string[] = [];
  const answers = { ...usualAnswers(snapshot, { page: on, item }), ...options.answers };
  await page.exposeFunction('ddnsFault', (text: string) => faults.push(text));
  await page.exposeFunction('ddnsAsk', (name: RequestName, argument: unknown) => {
    if (!requestSchemas[name].safeParse(argument).success) faults.push(`argument of ${name}`);
    everySent.push({ name, argument });
    if (!unasked.includes(name)) sent.push({ name, argument });
    return answers[name](argument as never);
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text());
  });
  await page.addInitScript({ content: stub });
  await page.goto(url);
  try {
    await page.locator('main, h1').first().waitFor();
  } catch (error) {
    throw new Error(`the window shows nothing: ${faults.join('; ')}`, { cause: error });
  }
  return {
    page,
    sent,
    everySent,
    faults,
    push: async (name, value) => {
      await page.evaluate(`ddnsPush(${JSON.stringify(name)}, ${JSON.stringify(value)})`);
    },
  };
}
