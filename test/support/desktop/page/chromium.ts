import { type Browser, chromium } from 'playwright-core';
import { wholeStrings } from '../../heap.ts';

/** Debian's, of the same Chromium branch as Electron's own; another by `DDNS_TRAY_CHROMIUM`. */
export const chromiumPath = process.env.DDNS_TRAY_CHROMIUM ?? '/usr/bin/chromium';

let running: Promise<Browser> | undefined;

/** The one Chromium of this test process, started when the first window opens. */
export function sharedChromium(): Promise<Browser> {
  running ??= chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      wholeStrings,
    ],
  });
  return running;
}

/** Ends it; the next window starts another. */
export async function closeChromium(): Promise<void> {
  const browser = running;
  running = undefined;
  await (await browser)?.close();
}
