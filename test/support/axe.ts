import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { CDPSession, Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 A and AA with all that it took over, and what axe holds for good practice. */
const options: RunOptions = {
  runOnly: {
    type: 'tag',
    values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  },
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
  // It would fetch the style sheets, which the content security policy refuses.
  preload: false,
};

/** Runs in the page, past its content security policy: the inspector's own evaluations are exempt. */
async function evaluate(cdp: CDPSession, expression: string): Promise<unknown> {
  const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails === undefined) return result.value;
  throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
}

/**
 * A bar that stays lies over what is scrolled under it, and a button in it may come to stand anywhere
 * between two rows: only while axe looks it stands where it is in the flow, so that it is beside what
 * is really beside it. By a sheet that no content security policy minds.
 */
const look = `(async () => {
  const sheets = document.adoptedStyleSheets;
  const still = new CSSStyleSheet();
  still.replaceSync('.save-bar, .setup-bar { position: static !important }');
  document.adoptedStyleSheets = [...sheets, still];
  try {
    return await axe.run(document, ${JSON.stringify(options)});
  } finally {
    document.adoptedStyleSheets = sheets;
  }
})()`;

/** What axe has against a page, each with the rule, the place and how to mend it; none is good. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  const cdp = await page.context().newCDPSession(page);
  try {
    const there = await evaluate(cdp, "typeof globalThis.axe === 'object'");
    if (there !== true) await evaluate(cdp, `${source}; undefined`);
    const found = await evaluate(cdp, look);
    const { violations } = found as AxeResults;
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary = '' }) =>
        `${id} (${help}): ${target.join(' ')}\n${failureSummary}`.replaceAll('\n', '\n  '),
      ),
    );
  } finally {
    await cdp.detach();
  }
}

/** Fails with every violation of WCAG 2.2 AA that axe finds in the page as it stands. */
export async function expectNoViolations(page: Page): Promise<void> {
  const found = await axeViolations(page);
  if (found.length > 0) throw new Error(`axe: ${found.length}\n\n${found.join('\n\n')}`);
}
