import type { Page } from 'playwright-core';
import { secretForms } from './desktop-secrets.ts';
import { type HeapString, readHeapStrings } from './heap-snapshot.ts';

/**
 * A flag for Chromium: its heap snapshots hold strings whole. Without it V8 cuts each after 1024
 * letters, and what stands behind them is not found.
 */
export const wholeStrings = '--js-flags=--heap-snapshot-string-limit=16777216';

/** What a page keeps outside of its JavaScript heap: run in the page, from its source text. */
const readDocument = `(() => {
  const places = {};
  // A page without an origin of its own has no cookies and no storage, and throws.
  const keep = (place, read) => { try { places[place] = String(read()); } catch {} };
  keep('the document', () => document.documentElement.outerHTML);
  keep('the address', () => location.href);
  keep('the selection', () => getSelection());
  keep('window.name', () => window.name);
  keep('history.state', () => JSON.stringify(history.state));
  keep('cookies', () => document.cookie);
  keep('localStorage', () => JSON.stringify({ ...localStorage }));
  keep('sessionStorage', () => JSON.stringify({ ...sessionStorage }));
  for (const [at, field] of [...document.querySelectorAll('input, textarea, select')].entries()) {
    const name = field.localName + ' ' + (field.name || field.id || at);
    keep('the value of ' + name, () => field.value);
  }
  return places;
})()`;

/** How a text may stand there, by name; what differs only in bytes has no string of its own. */
function formsOf(text: string): readonly (readonly [form: string, needle: string])[] {
  const forms = Object.entries(secretForms(text)).filter(([form]) => form !== 'in UTF-16');
  return forms.map(([form, bytes]) => [form, bytes.toString()]);
}

/**
 * Where any of the texts stands in a page, as sentences; none is good. Looks through the whole heap of
 * the page's JavaScript (after a collection, so that what nobody holds is not found), its document, the
 * values of its fields and its storage, for each of the forms of `secretForms`. The Chromium has to be
 * started with {@link wholeStrings}. Not seen: bytes in an ArrayBuffer, IndexedDB, and what workers and
 * other pages hold.
 */
export async function findInHeap(
  page: Page,
  texts: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const cdp = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  cdp.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await cdp.send('HeapProfiler.enable');
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  // After the snapshot: reading would put the fields' values into the heap.
  const { result } = await cdp.send('Runtime.evaluate', {
    expression: readDocument,
    returnByValue: true,
  });
  await cdp.detach();
  const strings = readHeapStrings(chunks.join(''));
  const whole = strings.map(({ text }) => text).join('\u0000');
  const documents = Object.entries(result.value as Record<string, string>);
  return Object.entries(texts).flatMap(([name, text]) =>
    formsOf(text).flatMap(([form, needle]) => [
      ...inHeap(whole, strings, needle).map((place) => `${name}, ${form}: ${place}`),
      ...documents
        .filter(([, held]) => held.includes(needle))
        .map(([place]) => `${name}, ${form}: ${place}`),
    ]),
  );
}

function inHeap(whole: string, strings: readonly HeapString[], needle: string): readonly string[] {
  if (!whole.includes(needle)) return [];
  return strings.filter(({ text }) => text.includes(needle)).map(({ path }) => `heap, ${path()}`);
}
