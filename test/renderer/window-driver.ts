import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import {
  type EventName,
  type Events,
  type Reply,
  type RequestName,
  type Requests,
  requestNames,
} from '../../electron/contract/channels.ts';
import { requestSchemas } from '../../electron/contract/requests.ts';
import type { Snapshot, WindowPage } from '../../electron/contract/snapshot.ts';
import { contentSecurityPolicy } from '../../electron/desktop/content-policy.ts';
import { buildRenderer } from '../../scripts/build-renderer.ts';
import { requireBinary } from '../support/real.ts';
import { snapshotSample } from './snapshot-sample.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Answers of the main process, by request; the rest have harmless ones. */
export type Answers = {
  readonly [Name in RequestName]?: (
    argument: Requests[Name]['argument'],
  ) => Reply<Requests[Name]['result']> | Promise<Reply<Requests[Name]['result']>>;
};

export interface Sent {
  readonly name: RequestName;
  readonly argument: unknown;
}

export interface OpenWindow {
  readonly page: Page;
  /** What the window asked for, without what it reads by itself. */
  readonly sent: readonly Sent[];
  readonly push: <Name extends EventName>(name: Name, value: Events[Name]) => Promise<void>;
  /** Violations of the contentSecurityPolicy, errors and warnings of the console. */
  readonly faults: readonly string[];
}

export interface WindowOptions {
  readonly snapshot?: Snapshot;
  readonly on?: WindowPage;
  readonly answers?: Answers;
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly forcedColors?: 'active' | 'none';
}

export interface WindowWorld {
  readonly open: (options?: WindowOptions) => Promise<OpenWindow>;
  readonly close: () => Promise<void>;
}

export function ok<Value>(value: Value): Reply<Value> {
  return { ok: true, value };
}

const reads: readonly RequestName[] = ['snapshot', 'page', 'settingsText'];

/** The stub of the preload, run in the page before its own script. */
const stub = `
  const listeners = { snapshot: new Set(), page: new Set() };
  const api = {
    on: (name, listener) => {
      listeners[name].add(listener);
      return () => listeners[name].delete(listener);
    },
  };
  for (const name of ${JSON.stringify(requestNames)}) {
    api[name] = (argument) => ddnsAsk(name, argument);
  }
  Object.defineProperty(window, 'ddns', { value: Object.freeze(api) });
  Object.defineProperty(window, 'ddnsPush', {
    value: (name, value) => { for (const each of listeners[name]) each(value); },
  });
  addEventListener('securitypolicyviolation', (event) => {
    ddnsFault('contentSecurityPolicy: ' + event.violatedDirective + ' ' + event.sample);
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
      'content-security-contentSecurityPolicy': contentSecurityPolicy,
    });
    response.end(readFileSync(join(folder, name)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** The built window in a real Chromium, with the main process played by the test. */
async function createWindowWorld(): Promise<WindowWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'ddns-tray-window-'));
  await buildRenderer(folder);
  const server = await serve(folder);
  const { port } = server.address() as AddressInfo;
  const browser = await chromium.launch({
    executablePath: requireBinary('chromium'),
    args: ['--no-sandbox', '--disable-gpu'],
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

/** Opens windows for the tests of a suite. Each is closed after its test, and had no fault. */
export function useWindows(): WindowWorld['open'] {
  let world: WindowWorld;
  const open: OpenWindow[] = [];
  beforeAll(async () => {
    world = await createWindowWorld();
  }, 60_000);
  afterAll(() => world.close());
  afterEach(async () => {
    for (const { page, faults } of open.splice(0)) {
      await page.context().close();
      expect(faults).toEqual([]);
    }
  });
  return async (options) => {
    const window = await world.open(options);
    open.push(window);
    return window;
  };
}

async function openWindow(
  browser: Browser,
  url: string,
  options: WindowOptions,
): Promise<OpenWindow> {
  const { snapshot = snapshotSample(), answers = {}, width = 720, height = 520 } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: options.colorScheme ?? 'light',
    forcedColors: options.forcedColors ?? 'none',
    reducedMotion: 'reduce',
    locale: 'en-US',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(5000);
  const sent: Sent[] = [];
  const faults: string[] = [];
  const usual: Answers = {
    snapshot: () => ok(snapshot),
    page: () => ok(options.on ?? 'status'),
    settingsText: () => ok({ text: 'version: 1\naccounts: {}\nrecords: []\n' }),
    saveSettings: () => ok({ saved: true }),
    enterSecrets: () => ok({ saved: true }),
    confirmImport: () => ok({ saved: true }),
  };
  await page.exposeFunction('ddnsFault', (text: string) => faults.push(text));
  await page.exposeFunction('ddnsAsk', (name: RequestName, argument: unknown) => {
    if (!requestSchemas[name].safeParse(argument).success) faults.push(`argument of ${name}`);
    if (!reads.includes(name)) sent.push({ name, argument });
    const answer = answers[name] ?? usual[name];
    return answer === undefined ? ok(null) : answer(argument as never);
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text());
  });
  await page.addInitScript({ content: stub });
  await page.goto(url);
  await page.locator('main, h1').first().waitFor();
  return {
    page,
    sent,
    faults,
    push: async (name, value) => {
      await page.evaluate(`ddnsPush(${JSON.stringify(name)}, ${JSON.stringify(value)})`);
    },
  };
}
