import { createServer } from 'node:http';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../electron/desktop/content-policy.ts';
import { axeViolations, expectNoViolations } from './axe.ts';
import { describeDesktop } from './desktop/describe.ts';
import { sharedChromium } from './desktop/page/chromium.ts';
import { type EmulatorServer, openOnLoopback } from './emulator-server.ts';

const good = `<main><h1>Hello</h1><button>Go</button></main>`;

describeDesktop('the look for barriers', () => {
  let body = good;
  let server: Omit<EmulatorServer, 'url'>;
  const pages: Page[] = [];
  beforeAll(async () => {
    server = await openOnLoopback(
      createServer((_, response) => {
        const type = 'text/html; charset=utf-8';
        response.setHeader('content-security-policy', contentSecurityPolicy);
        response.setHeader('content-type', type);
        const head = `<title>Test</title>`;
        response.end(
          `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`,
        );
      }),
    );
  });
  afterAll(() => server.close());
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
  });

  async function show(html: string): Promise<{ readonly page: Page; readonly faults: string[] }> {
    body = html;
    const page = await (await sharedChromium()).newPage();
    pages.push(page);
    const faults: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    await page.goto(`http://127.0.0.1:${server.port}/`);
    return { page, faults };
  }

  it('has nothing against a good page, and leaves its policy alone', async () => {
    const { page, faults } = await show(good);
    await expectNoViolations(page);
    await expectNoViolations(page);
    expect(faults.filter((text) => !text.includes('favicon'))).toEqual([]);
  });

  it.each([
    [
      'a button without a name',
      '<main><h1>A</h1><button></button></main>',
      'button-name',
      'button',
    ],
    ['a field without a label', '<main><h1>A</h1><input></main>', 'label', 'input'],
    ['a page without a heading', '<main><p>A</p></main>', 'page-has-heading-one', 'html'],
    ['a skipped heading', '<main><h1>A</h1><h3>B</h3></main>', 'heading-order', 'h3'],
    [
      'two targets too small and too near',
      '<main><h1>A</h1><button>a</button><button>b</button></main>',
      'target-size',
      'button:nth-child(2)',
    ],
  ])('names %s with its place', async (_, html, rule, place) => {
    const { page } = await show(html);
    if (rule === 'target-size') {
      const small = "{ font: '6px serif', padding: '0', border: '0', width: '8px' }";
      const each = "document.querySelectorAll('button')";
      await page.evaluate(`for (const one of ${each}) Object.assign(one.style, ${small})`);
    }
    const found = (await axeViolations(page)).join('\n');
    expect(found).toContain(`${rule} (`);
    expect(found).toContain(`): ${place}\n`);
    expect(found).toContain('Fix ');
  });

  it('sees what cannot be read against its background', async () => {
    const { page } = await show('<main><h1>A</h1><p>Pale words</p></main>');
    const pale = "{ color: '#999', background: '#aaa' }";
    await page.evaluate(`Object.assign(document.querySelector('p').style, ${pale})`);
    await expect(expectNoViolations(page)).rejects.toThrow('color-contrast');
  });
});
