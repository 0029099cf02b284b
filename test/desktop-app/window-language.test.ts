import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import { dateText } from '../../electron/contract/i18n/format.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import { calmSettings } from '../support/desktop-calm.ts';
import { launchWith, menuLabels, patience } from '../support/desktop-steps.ts';
import { openDesktopWorld, snapshotOf, trayShows, webHost } from '../support/desktop-world.ts';
import { type WalkedPlace, windowPlaces, windowWalk } from '../support/window-walk.ts';

const chinese = catalogue('zh-CN').window;
const english = catalogue('en').window;

/**
 * All that a person reads or hears on a page. Left out: what they or a service wrote themselves (`bdi`,
 * code), the log, which is in English by design, and each language's name for itself.
 */
const readTexts = `(() => {
  const found = [];
  const left = 'bdi, code, .mono, .log-lines, .badge, option[value="en"], .licences, script, style';
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
    const element = node instanceof Element ? node : node.parentElement;
    if (element === null || element.closest(left) !== null) continue;
    if (element.closest('[hidden]') !== null) continue;
    if (node instanceof Text) found.push(node.data.trim());
    else for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      const text = node.getAttribute(name);
      if (text !== null) found.push(text);
    }
  }
  return [document.title, ...new Set(found)].filter((text) => text !== '');
})()`;

/** What is the same in Chinese: names, and the field's own words. */
const sameInChinese = new Set(
  [
    'DDNS Tray DNS API HTTP HTTPS HTTPS_PROXY URL TTL YAML IP IPv4 IPv6 A AAAA CNAME TLS TSIG ID VPN',
    'MIT License Windows macOS Linux x64 dyndns2 webhook BIND PowerDNS cloudflare Web web dyn',
    // Names in others' settings and answers.
    'api yes api-key webserver-address webserver-allow-from http localhost badauth secret eth0 docker vEthernet',
  ].flatMap((line) => line.split(' ')),
);

/** Examples of what to enter: hosts, addresses, durations. */
const examples =
  /https?:\/\/\S+|[\w*-]+(?:\.[\w-]+)+(?::\d+)?|\[[0-9a-f:]+\](?::\d+)?|\b\d+[smhd]\b|\{ secret: … \}/gi;

function englishIn(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => {
    const words = text.replace(examples, ' ').match(/[A-Za-z][A-Za-z0-9_’-]*/g) ?? [];
    const foreign = words.filter((word) => !sameInChinese.has(word));
    return foreign.length === 0 ? [] : [`${foreign.join(' ')}: ${text}`];
  });
}

async function textsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(readTexts);
}

/** Opens an app with a record that is right and one that is refused. */
async function launched() {
  const world = await openDesktopWorld();
  world.answer = () => 'badauth';
  const app = await launchWith(world, calmSettings(world), { args: ['--hidden'] });
  await trayShows(app, /^attention/);
  await app.clickTray();
  return { world, app, page: await app.waitForWindow() };
}

describeDesktop('the language of the window', () => {
  it('changes on every page at once, with the tray, and back', { timeout: 60_000 }, async () => {
    const { app, page } = await launched();
    const { goTo } = windowWalk(page);
    await goTo('general');
    const choose = async (from: typeof english, to: 'en' | 'zh-CN') => {
      const choice = page.getByRole('combobox', { name: from.general.language });
      await choice.selectOption(to);
    };
    await page.getByRole('heading', { level: 1, name: english.general.heading }).waitFor();
    await choose(english, 'zh-CN');
    await page.getByRole('heading', { level: 1, name: chinese.general.heading }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('zh-CN');
    expect(await page.title()).toContain(chinese.pages.general);
    const entries = await page.getByRole('navigation').getByRole('button').allInnerTexts();
    const { setup: _setup, text: _text, ...pages } = chinese.pages;
    expect(entries.map((text) => text.trim())).toEqual(Object.values(pages));
    const labels = async () => (await menuLabels(app)).join(' ');
    await expect.poll(labels, patience).not.toMatch(/Settings|Update|Quit/);

    const left: Partial<Record<WalkedPlace, readonly string[]>> = {};
    for (const place of windowPlaces) {
      await goTo(place);
      const texts = await textsOf(page);
      expect(texts.join('\n'), place).toMatch(/\p{Script=Han}/u);
      const found = englishIn(texts);
      if (found.length > 0) left[place] = found;
    }
    expect(left).toEqual({});

    await goTo('general');
    await choose(chinese, 'en');
    await page.getByRole('heading', { level: 1, name: english.general.heading }).waitFor();
    for (const place of windowPlaces) {
      await goTo(place);
      const texts = (await textsOf(page)).filter((text) => text !== '简体中文');
      expect(
        texts.filter((text) => /\p{Script=Han}/u.test(text)),
        place,
      ).toEqual([]);
    }
    await expect.poll(labels, patience).toMatch(/Settings/);
    expect(await app.pageConsole()).toEqual([]);
  });

  it('is that of its dates and times too', { timeout: 60_000 }, async () => {
    const { app, page } = await launched();
    const { goTo } = windowWalk(page);
    for (const language of ['en', 'zh-CN'] as const) {
      await goTo('general');
      await page.getByRole('main').getByRole('combobox').first().selectOption(language);
      const words = catalogue(language).window;
      await page.getByRole('heading', { level: 1, name: words.general.heading }).waitFor();
      const { records, lastCheck } = await snapshotOf(app);
      const changed = records.find(({ name }) => name === webHost)?.changed;
      if (changed === undefined || lastCheck === undefined) throw new Error('nothing was written');
      await goTo('status');
      await page.getByTitle(dateText(language, changed)).first().waitFor();
      const ago = new Intl.RelativeTimeFormat(language, { numeric: 'always' });
      const [shape = ''] = ago.format(-30, 'second').split('30').slice(-1);
      await page.getByText(shape.trim()).first().waitFor();
    }
  });
});
