import { accessSync, constants } from 'node:fs';
import { afterAll, describe } from 'vitest';
import { describeReal } from '../real.ts';
import { chromiumPath, closeChromium } from './page/chromium.ts';

/**
 * A suite that opens windows: like {@link describeReal}, it is skipped loudly where Chromium is
 * missing, and fails there with `CI_NO_SKIPS=1`. The Chromium that its windows share ends with it.
 */
export function describeDesktop(title: string, body: () => void): void {
  const withEnd = () => {
    afterAll(closeChromium);
    body();
  };
  // Electron brings its own.
  const isReal = process.env.DDNS_TRAY_ELECTRON !== undefined;
  if (isReal || isThere(chromiumPath)) describe(title, withEnd);
  else describeReal(title, [chromiumPath], withEnd);
}

function isThere(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
