import type { Page } from 'playwright-core';
import { expectNoViolations } from '../support/axe.ts';

/** The accent colour is the user's own, here that of Windows: a headless Chromium's is too pale. */
const accent = `document.documentElement.style.setProperty('--accent', '#0067c0')`;

/** Fails with what bars somebody from the page as it stands. */
export async function expectNoBarriers(page: Page): Promise<void> {
  await page.evaluate(accent);
  await expectNoViolations(page);
}
