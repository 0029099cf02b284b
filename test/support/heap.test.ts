import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeDesktop } from './desktop/describe.ts';
import { sharedChromium } from './desktop/page/chromium.ts';
import { findInHeap } from './heap.ts';

const planted = { word: 'planted+word/of=the&test' };

/** The word, made by the page itself of what does not hold it. */
const made = `['planted+', 'word/of', '=the&test']`;

describeDesktop('the search through the heap of a page', () => {
  let page: Page;
  beforeEach(async () => {
    page = await (await sharedChromium()).newPage();
    await page.setContent('<input name="first"><textarea></textarea>');
  });
  afterEach(() => page.context().close());

  async function find(code: string): Promise<readonly string[]> {
    await page.evaluate(`(() => { ${code}; return null; })()`);
    return findInHeap(page, planted);
  }

  it('finds nothing where nothing is', async () => {
    expect(await find(`const word = ${made}.join(''); globalThis.length = word.length`)).toEqual(
      [],
    );
  });

  it.each([
    ['a closure', `const word = ${made}.join(''); globalThis.tell = () => word`],
    ['a string put together', `const p = ${made}; globalThis.kept = p[0] + p[1] + p[2]`],
    [
      'what a slice was cut from',
      `globalThis.kept = ('a long beginning of it ' + ${made}.join('')).slice(5, 25)`,
    ],
    [
      'the depth of a long text',
      `globalThis.kept = [...Array(4000).fill('padding '), ...${made}].join('')`,
    ],
    ['a key of an object', `globalThis.kept = { [${made}.join('')]: 1 }`],
    ['a Map', `globalThis.kept = new Map([['a', { b: ${made}.join('') }]])`],
    ['base64', `globalThis.kept = btoa('x' + ${made}.join(''))`],
    ['a URL', `globalThis.kept = encodeURIComponent(${made}.join(''))`],
    ['JSON', `globalThis.kept = JSON.stringify({ a: ${made}.join('') })`],
    ['a listener', `const w = ${made}.join(''); addEventListener('x', () => console.log(w))`],
    ['a promise', `globalThis.kept = Promise.resolve(${made}.join(''))`],
  ])('finds a word in %s', async (_, code) => {
    const found = await find(code);
    expect(found.length).toBeGreaterThan(0);
    expect(found.join('\n')).toMatch(/^word, .*: heap, /m);
  });

  it.each([
    ['a field', `document.querySelector('input').value = ${made}.join('')`, 'value of input first'],
    [
      'a larger field',
      `document.querySelector('textarea').value = ${made}.join('')`,
      'value of textarea',
    ],
    ['the document', `document.body.append(${made}.join(''))`, 'the document'],
    ['an attribute', `document.body.dataset.a = ${made}.join('')`, 'the document'],
    ['the history', `history.replaceState({ a: ${made}.join('') }, '')`, 'history.state'],
    ['the name of the window', `window.name = ${made}.join('')`, 'window.name'],
  ])('finds a word in %s', async (_, code, place) => {
    expect((await find(code)).join('\n')).toContain(place);
  });

  it('says what holds it', async () => {
    const found = await find(`globalThis.drafts = { token: { typed: ${made}.join('') } }`);
    expect(found.join('\n')).toContain('drafts → Object.token → Object.typed');
  });
});
