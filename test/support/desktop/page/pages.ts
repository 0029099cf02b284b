import type { Page } from 'playwright-core';
import type { PageHost, Pages } from '../page-port.ts';
import type { Remote } from '../rpc.ts';
import { openWindowPage, type WindowPage } from './window-page.ts';

/** All windows' pages of one app, driven on its behalf. */
export function windowPages(host: () => Remote<PageHost>) {
  const open = new Map<number, Promise<WindowPage>>();
  const waiting: (() => void)[] = [];

  async function of(id: number): Promise<WindowPage> {
    const page = open.get(id);
    if (page === undefined) throw new Error('the window is gone');
    return await page;
  }

  async function newest(): Promise<WindowPage> {
    const window = [...open.values()].at(-1);
    if (window === undefined) throw new Error('the app has no window open');
    return await window;
  }

  const pages = {
    async open(options) {
      const opening = openWindowPage(options, host());
      open.set(options.id, opening);
      for (const resolve of waiting.splice(0)) resolve();
      const { page } = await opening;
      page.on('close', () => open.delete(options.id));
    },
    load: async (id, url) => (await of(id)).load(url),
    reload: async (id) => (await of(id)).reload(),
    send: async (id, channel, args) => (await of(id)).send(channel, args),
    evaluate: async (id, code) => (await of(id)).evaluate(code),
    crash: async (id) => (await of(id)).crash(),
    async close(id, force) {
      const page = of(id);
      // To the app it is gone already: whoever asks for a page now means the next one.
      if (force) open.delete(id);
      return (await page).close(force);
    },
  } satisfies Pages;

  return {
    pages,
    all: async (): Promise<readonly Page[]> =>
      (await Promise.all(open.values())).map((window) => window.page),
    newest,
    /** The newest window's page once it has loaded; waits for the first to open. */
    async loaded(): Promise<Page> {
      if (open.size === 0) await new Promise<void>((resolve) => waiting.push(resolve));
      const window = await newest();
      await window.loaded;
      return window.page;
    },
    output: async (): Promise<readonly string[]> =>
      (await Promise.all(open.values())).flatMap((window) => window.output),
    async dispose(): Promise<void> {
      for (const window of await Promise.allSettled(open.values())) {
        if (window.status === 'fulfilled') await window.value.dispose();
      }
    },
  };
}
