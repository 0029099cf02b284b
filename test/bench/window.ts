import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { type DesktopApp, launchDesktop } from '../support/desktop/launch.ts';
import { closeChromium } from '../support/desktop/page/chromium.ts';
import { count, median, milliseconds, type Table } from './table.ts';

const root = path.join(import.meta.dirname, '..', '..');
const rounds = 21;

/** One file of the window as it is shipped, in bytes. */
export interface FileSize {
  readonly name: string;
  readonly size: number;
  readonly gzip: number;
}

/** Milliseconds from the click that creates a window to what it shows first: the middle of all rounds. */
export interface WindowFigures {
  readonly rounds: number;
  readonly settings: number | undefined;
  readonly empty: number | undefined;
  readonly files: readonly FileSize[];
}

/** The same app with a page that is nothing but one word. */
const emptyPage =
  '<!doctype html><html lang="en"><title>Empty</title><body><main><h1>Empty</h1></main></body></html>';

/**
 * Milliseconds since 1970 at which the page had painted something in its `main`, by the entries for
 * largest contentful paint: text or a picture, not the bare background. In the page.
 */
const firstPaint = `new Promise((resolve) => {
  new PerformanceObserver((list) => {
    const found = list.getEntries().find(({ element }) => element?.closest('main'));
    if (found !== undefined) resolve(performance.timeOrigin + found.startTime);
  }).observe({ type: 'largest-contentful-paint', buffered: true });
})`;

async function painted(app: DesktopApp): Promise<number> {
  const began = Date.now();
  await app.clickTray();
  const page: Page = await app.waitForWindow();
  const at = await page.evaluate<number>(firstPaint);
  await app.closeWindow();
  return at - began;
}

/** The built app with another page in its window. */
function withEmptyPage(folder: string): string {
  const main = path.join(folder, 'out', 'main.cjs');
  for (const name of ['main.cjs', 'preload.cjs']) {
    cpSync(path.join(root, 'out', name), path.join(folder, 'out', name));
  }
  for (const name of ['assets', 'package.json']) {
    cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  }
  const renderer = path.join(folder, 'out', 'renderer');
  mkdirSync(renderer);
  writeFileSync(path.join(renderer, 'index.html'), emptyPage);
  // The app serves a list of files, and wants each of them.
  for (const { name } of rendererFiles()) {
    if (name !== 'index.html') writeFileSync(path.join(renderer, name), '');
  }
  return main;
}

/** The sizes of the built window's files, plain and packed with gzip at its best. */
export function rendererFiles(folder = path.join(root, 'out', 'renderer')): readonly FileSize[] {
  return readdirSync(folder).map((name) => {
    const bytes = readFileSync(path.join(folder, name));
    return { name, size: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
  });
}

/**
 * Opens the settings window and an empty one by turns, in the same Chromium, with the same main
 * process' code, preload and bridge behind both. Rejects where Chromium is missing.
 */
export async function measureWindow(): Promise<WindowFigures> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ddns-tray-bench-window-'));
  const bundles = { settings: path.join(root, 'out', 'main.cjs'), empty: withEmptyPage(folder) };
  const start = (name: keyof typeof bundles) => {
    const userData = path.join(folder, `data-${name}`);
    const env = { DDNS_TRAY_DATA: userData };
    return launchDesktop({ main: bundles[name], userData, args: ['--hidden'], env });
  };
  const apps = { settings: await start('settings'), empty: await start('empty') };
  const times = { settings: [] as number[], empty: [] as number[] };
  try {
    for (let round = 0; round <= rounds; round += 1) {
      for (const name of ['settings', 'empty'] as const) {
        const time = await painted(apps[name]);
        // The first one starts Chromium.
        if (round > 0) times[name].push(time);
      }
    }
  } finally {
    await Promise.all([apps.settings.close(), apps.empty.close()]);
    await closeChromium();
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    rounds,
    settings: median(times.settings),
    empty: median(times.empty),
    files: rendererFiles(),
  };
}

/** The settings window beside an empty one, and what its files weigh. */
export function windowTables({ rounds: times, ...figures }: WindowFigures): readonly Table[] {
  const { settings, empty, files } = figures;
  const beyond = settings === undefined || empty === undefined ? undefined : settings - empty;
  const sum = (pick: (file: FileSize) => number) => files.reduce((all, one) => all + pick(one), 0);
  return [
    {
      title: `The settings window, from its creation to its first meaningful paint`,
      columns: ['', 'middle'],
      rows: [
        ['settings window', milliseconds(settings)],
        ['empty page', milliseconds(empty)],
        ['beyond the empty page', milliseconds(beyond)],
      ],
      notes: [
        `${times} windows of each, by turns, in one Chromium without a graphics card`,
        'from the click on the tray icon; by the entries for largest contentful paint inside of main',
        'the bridge between page and app is that of the tests: what Electron takes is not in it',
      ],
    },
    {
      title: "The settings window's files",
      columns: ['', 'bytes', 'gzip'],
      rows: [
        ...files,
        { name: 'all', size: sum((one) => one.size), gzip: sum((one) => one.gzip) },
      ].map(({ name, size, gzip }) => [name, count(size), count(gzip)]),
    },
  ];
}
