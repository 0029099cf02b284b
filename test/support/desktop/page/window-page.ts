import type { BrowserContext, Dialog, Frame, Request, Route } from 'playwright-core';
import { fromBrowser, toBrowser } from '../address-map.ts';
import type { NewPage, PageEvent, PageHost } from '../page-port.ts';
import type { Remote } from '../rpc.ts';
import { openBridge } from './bridge.ts';
import { sharedChromium } from './chromium.ts';

export type WindowPage = Awaited<ReturnType<typeof openWindowPage>>;

/** One window's page: its own browser context, cut off from every network but the app's protocol. */
export async function openWindowPage(options: NewPage, host: Remote<PageHost>) {
  const { id, width, height } = options;
  const browser = await sharedChromium();
  // What is not intercepted, such as a WebSocket, ends at a port where nobody listens.
  const proxy = { server: 'http://127.0.0.1:9', bypass: '<-loopback>' };
  const context = await browser.newContext({ viewport: { width, height }, proxy });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const bridge = await openBridge(cdp, options, host);
  const mainFrame = (await cdp.send('Page.getFrameTree')).frameTree.frame.id;
  const output: string[] = [];
  let loading: string | undefined;
  let settled: Promise<void> = Promise.resolve();
  let closing = false;

  /** To an app that has ended meanwhile, nothing is told. */
  const tell = (event: PageEvent, detail = '') => host.pageEvent(id, event, detail).catch(() => {});

  page.on('console', (message) => output.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => output.push(`uncaught: ${error.message}`));
  page.on('domcontentloaded', () => void tell('dom-ready'));
  const first = Promise.withResolvers<void>();
  page.on('load', () => {
    settled = loaded();
  });
  page.on('crash', () => void tell('crashed'));
  page.on('close', () => {
    if (!closing) void tell('gone');
    void closeContext(context);
  });
  cdp.on('Page.frameNavigated', ({ frame }) => {
    if (frame.parentId !== undefined || frame.url === 'about:blank') return;
    void tell('navigated', fromBrowser(frame.url + (frame.urlFragment ?? '')));
  });
  cdp.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
    if (frameId === mainFrame) void tell('navigated-in-page', fromBrowser(url));
  });
  cdp.on('Page.windowOpen', ({ url, windowName }) => {
    host.windowOpen(id, fromBrowser(url), windowName).catch(() => {});
  });
  context.on('page', (popup) => void popup.close().catch(() => {}));
  cdp.on('Network.webSocketCreated', ({ url }) => {
    host.fetch(id, { url, method: 'GET', headers: {} }).catch(() => {});
  });
  await cdp.send('Network.enable');
  await context.route('**/*', (route) =>
    serve(route).catch(() => route.abort('failed').catch(() => {})),
  );

  async function loaded(): Promise<void> {
    if (page.url() === 'about:blank') return;
    await tell('title', await page.title().catch(() => ''));
    await tell('loaded');
    first.resolve();
  }

  async function serve(route: Route): Promise<void> {
    const request = route.request();
    const url = withoutFragment(request.url());
    if (request.isNavigationRequest() && (await isForbidden(request, url))) {
      await route.abort('aborted');
      return;
    }
    const body = request.postDataBuffer();
    const response = await host.fetch(id, {
      url,
      method: request.method(),
      headers: withOwnAddresses(request.headers()),
      body: body === null ? undefined : new Uint8Array(body),
    });
    if (response.kind === 'refused') await route.abort('blockedbyclient');
    else {
      const { status, headers } = response;
      const answer = { status, headers: Object.fromEntries(headers) };
      await route.fulfill({ ...answer, body: Buffer.from(response.body) });
    }
  }

  /** Whether a navigation must not happen: a popup's, or one that the app prevents. */
  async function isForbidden(request: Request, url: string): Promise<boolean> {
    let frame: Frame;
    try {
      frame = request.frame();
    } catch {
      return true;
    }
    if (frame.page() !== page) return true;
    const main = frame === page.mainFrame();
    if (main && url === loading) return false;
    return host.willNavigate(id, url, main);
  }

  async function close(force: boolean): Promise<boolean> {
    closing = true;
    if (force) {
      await page.close().catch(() => {});
      return true;
    }
    const { promise, resolve } = Promise.withResolvers<boolean>();
    page.once('close', () => resolve(true));
    // Twice a page on a busy machine neither closed nor asked for half a minute; why is not known.
    const again = setInterval(() => void tryToClose(), 3000);
    const isOver = () => clearInterval(again);
    page.once('close', isOver);
    page.once('dialog', (dialog) => {
      isOver();
      void askToStay(dialog).then((goes) => {
        if (!goes) resolve(false);
      });
    });
    await tryToClose();
    return promise;
  }

  /** Resolves when the page was asked, not when it is closed. */
  async function tryToClose(): Promise<void> {
    await page.close({ runBeforeUnload: true }).catch(() => {});
  }

  /** Whether the page goes after all, against its own `beforeunload`. */
  async function askToStay(dialog: Dialog): Promise<boolean> {
    const overruled = await host.willPreventUnload(id).catch(() => true);
    closing = overruled;
    // The app may have destroyed the window meanwhile.
    await (overruled ? dialog.accept() : dialog.dismiss()).catch(() => {});
    return overruled;
  }

  return {
    page,
    output,
    /** Resolves once its first document has loaded and the app knows. */
    loaded: first.promise,
    async load(url: string): Promise<void> {
      loading = withoutFragment(toBrowser(url));
      await page.goto(toBrowser(url), { waitUntil: 'load' }).finally(() => {
        loading = undefined;
      });
      await settled;
    },
    async reload(): Promise<void> {
      loading = withoutFragment(page.url());
      await page.reload();
      loading = undefined;
      await settled;
    },
    send: bridge.send,
    evaluate: (code: string): Promise<unknown> => page.evaluate(code),
    async crash(): Promise<void> {
      const crashed = page.waitForEvent('crash');
      void cdp.send('Page.crash').catch(() => {});
      await crashed;
    },
    close,
    dispose: (): Promise<void> => closeContext(context),
  };
}

/** The app's own form of an address, as a request has it. */
function withoutFragment(url: string): string {
  return fromBrowser(url).replace(/#.*$/s, '');
}

/** `referer` and `origin` as the app's own scheme has them. */
function withOwnAddresses(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, fromBrowser(value)]),
  );
}

async function closeContext(context: BrowserContext): Promise<void> {
  await context.close().catch(() => {});
}
