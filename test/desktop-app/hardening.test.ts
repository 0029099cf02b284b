import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { eventChannel, requestChannel, requestNames } from '../../electron/contract/ipc.ts';
import { SECURE_WEB_PREFERENCES } from '../../electron/desktop/window-security.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import { openDesktopWorld } from '../support/desktop-world.ts';

vi.setConfig({ testTimeout: 60_000 });

const root = path.join(import.meta.dirname, '..', '..');

/** What an injected script might try, as code for the page; `PORT` is one where nobody listens. */
const attacks: Readonly<Record<string, { readonly code: string; readonly stopped: RegExp }>> = {
  'an inline script': {
    code: `const one = document.createElementNS('http://www.w3.org/1999/xhtml', 'script');
      one.append('globalThis.harmed = true'); document.head.append(one);`,
    stopped: /script-src|trusted-types|TypeError/,
  },
  'markup with a handler': {
    code: `document.body.innerHTML = '<img src=x onerror="globalThis.harmed = true">';`,
    stopped: /trusted-types|TypeError/,
  },
  'a handler as an attribute': {
    code: `const one = document.createElement('img'); one.src = 'missing.png';
      one.setAttribute('onerror', 'globalThis.harmed = true'); document.body.append(one);`,
    stopped: /script-src|trusted-types|TypeError/,
  },
  'document.write': {
    code: `document.write('<script>globalThis.harmed = true</' + 'script>');`,
    stopped: /trusted-types|TypeError/,
  },
  eval: {
    code: `eval('globalThis.harmed = true');`,
    stopped: /EvalError|script-src|trusted-types/,
  },
  'new Function': {
    code: `new Function('globalThis.harmed = true')();`,
    stopped: /EvalError|script-src|trusted-types/,
  },
  'a timer of text': {
    code: `setTimeout('globalThis.harmed = true', 0);`,
    stopped: /EvalError|TypeError|script-src|trusted-types/,
  },
  'a policy of its own': {
    code: `trustedTypes.createPolicy('default', { createHTML: (text) => text });`,
    stopped: /trusted-types|TypeError/,
  },
  'a foreign script': {
    code: `const one = document.createElement('script');
      one.src = 'https://127.0.0.1:9/x.js'; document.head.append(one);`,
    stopped: /script-src|trusted-types|TypeError/,
  },
  'an imported script': {
    code: `return import('https://127.0.0.1:9/x.js');`,
    stopped: /script-src|trusted-types|TypeError/,
  },
  'a worker': {
    code: `new Worker('app.js');`,
    stopped: /worker-src|script-src|trusted-types|TypeError|SecurityError/,
  },
  'a foreign image': {
    code: `new Image().src = 'https://127.0.0.1:9/x.png?' + document.title;`,
    stopped: /img-src/,
  },
  'a foreign style': {
    code: `const one = document.createElement('link'); one.rel = 'stylesheet';
      one.href = 'https://127.0.0.1:9/x.css'; document.head.append(one);`,
    stopped: /style-src/,
  },
  'an inline style': {
    code: `const one = document.createElement('style');
      one.append('body { background: url(https://127.0.0.1:9/x.png) }'); document.head.append(one);`,
    stopped: /style-src/,
  },
  'a foreign font': {
    code: `return new FontFace('x', 'url(https://127.0.0.1:9/x.woff2)').load();`,
    stopped: /font-src/,
  },
  fetch: { code: `return fetch('https://127.0.0.1:9/');`, stopped: /connect-src/ },
  'fetch of its own files': { code: `return fetch('index.html');`, stopped: /connect-src/ },
  XMLHttpRequest: {
    code: `const one = new XMLHttpRequest(); one.open('POST', 'https://127.0.0.1:9/'); one.send('x');`,
    stopped: /connect-src/,
  },
  'a web socket': { code: `new WebSocket('wss://127.0.0.1:9/');`, stopped: /connect-src/ },
  'an event source': { code: `new EventSource('https://127.0.0.1:9/');`, stopped: /connect-src/ },
  'a beacon': {
    code: `navigator.sendBeacon('https://127.0.0.1:9/', 'x');`,
    stopped: /connect-src/,
  },
  'a frame': {
    code: `const one = document.createElement('iframe'); one.src = 'https://127.0.0.1:9/';
      document.body.append(one);`,
    stopped: /frame-src/,
  },
  'a frame of its own': {
    code: `const one = document.createElement('iframe'); one.src = 'index.html';
      document.body.append(one);`,
    stopped: /frame-src/,
  },
  'a plug-in': {
    code: `const one = document.createElement('object'); one.data = 'https://127.0.0.1:9/x.swf';
      document.body.append(one);`,
    stopped: /object-src|trusted-types/,
  },
  'a video': {
    code: `const one = document.createElement('video'); one.src = 'https://127.0.0.1:9/x.webm';
      document.body.append(one);`,
    stopped: /media-src/,
  },
  'a form': {
    code: `const one = document.createElement('form'); one.action = 'https://127.0.0.1:9/';
      one.method = 'post'; document.body.append(one); one.submit();`,
    stopped: /form-action/,
  },
  'another base': {
    code: `const one = document.createElement('base'); one.href = 'https://127.0.0.1:9/';
      document.head.append(one);`,
    stopped: /base-uri/,
  },
  'a link of script': {
    code: `const one = document.createElement('a'); one.href = 'javascript:globalThis.harmed = true';
      document.body.append(one); one.click();`,
    stopped: /script-src|trusted-types|TypeError/,
  },
};

/** What stopped it: directives of the policy, names of errors; empty where nothing did. */
async function stoppersOf(page: Page, code: string): Promise<string> {
  // From a timer of the page's own: what the driver evaluates itself may use eval.
  await page.evaluate(`stoppers.length = 0; setTimeout(() => {
    try { ${code} } catch (error) { stoppers.push(error.name); }
  }); undefined`);
  const seen = async () => (await page.evaluate<string[]>('stoppers')).join();
  await expect
    .poll(seen, { timeout: 5_000 })
    .not.toBe('')
    .catch(() => undefined);
  return seen();
}

describeDesktop('the built window in Chromium', () => {
  it('stops each thing that an injected script might try', async () => {
    const world = await openDesktopWorld();
    const app = await world.launch();
    await app.clickTray();
    const page = await app.waitForWindow();
    await page.getByRole('main').waitFor();
    const own = page.url();
    await page.evaluate(`globalThis.stoppers = [];
      addEventListener('securitypolicyviolation', (event) => stoppers.push(event.effectiveDirective))`);
    for (const [name, { code, stopped }] of Object.entries(attacks)) {
      expect.soft(await stoppersOf(page, code), name).toMatch(stopped);
      expect.soft(await page.evaluate('globalThis.harmed'), name).toBeUndefined();
    }
    expect(page.url()).toBe(own);
    // What is allowed is: the search for stoppers finds none there.
    const picture =
      'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
    await page.evaluate('stoppers.length = 0');
    await page.evaluate(
      `(async () => { const one = new Image(); one.src = '${picture}'; await one.decode(); })()`,
    );
    expect(await page.evaluate('stoppers')).toEqual([]);
    // Nothing got as far as the network.
    expect(await app.refusedRequests()).toEqual([]);
    expect((await app.windowViews()).length).toBe(1);
  });

  it('has the functions of the contract, and nothing of Node’s or Electron’s', async () => {
    const world = await openDesktopWorld();
    const app = await world.launch();
    await app.clickTray();
    const page = await app.waitForWindow();
    expect((await page.evaluate<string[]>('Object.keys(ddns)')).sort()).toEqual(
      [...requestNames, 'on'].sort(),
    );
    expect(
      await page.evaluate('Object.values(ddns).every((one) => typeof one === "function")'),
    ).toBe(true);
    const absent =
      'require process module exports global Buffer electron ipcRenderer contextBridge __dirname';
    for (const name of absent.split(' ')) {
      expect(await page.evaluate(`typeof ${name}`), name).toBe('undefined');
    }
    await page.evaluate('ddns.check = () => "mine"; ddns.more = 1; delete ddns.snapshot;');
    expect(
      await page.evaluate(
        '[typeof ddns.more, typeof ddns.snapshot, String(ddns.check).includes("mine")]',
      ),
    ).toEqual(['undefined', 'function', false]);
    expect(await page.evaluate('Object.isFrozen(ddns)')).toBe(true);
    // What the main process hears of is the contract, and no more.
    expect([...(await app.ipcChannels())].sort()).toEqual(requestNames.map(requestChannel).sort());
    expect(requestNames.map(requestChannel)).not.toContain(eventChannel('snapshot'));
  });

  it('is made with every safe preference, also where the developer tools are asked for', async () => {
    const world = await openDesktopWorld();
    const app = await world.launch({ env: { DDNS_TRAY_DEVTOOLS: '1' } });
    await app.clickTray();
    await app.waitForWindow();
    const [view] = await app.windowViews();
    const { preload, ...preferences } = view?.webPreferences ?? {};
    expect(preferences).toEqual(SECURE_WEB_PREFERENCES);
    expect(String(preload)).toMatch(/out[\\/]preload\.cjs$/);
    const { sandboxed, applicationMenu, switches } = await app.state();
    expect({ sandboxed, applicationMenu }).toEqual({ sandboxed: true, applicationMenu: 'none' });
    expect(Object.keys(switches).join()).not.toMatch(
      /no-sandbox|remote-debugging|disable-web-security/,
    );
  });

  it('goes nowhere, opens nothing, embeds nothing, and is granted nothing', async () => {
    const world = await openDesktopWorld();
    const app = await world.launch();
    await app.clickTray();
    const page = await app.waitForWindow();
    const url = page.url();
    const foreign = [
      'https://example.com/',
      'file:///C:/Windows/win.ini',
      'app://settings.evil/index.html',
      'data:text/html,x',
      'ms-settings:network',
    ];
    for (const one of foreign) {
      expect(await app.navigate(one), one).toEqual({ prevented: true });
      expect(await app.navigate(one, 'sub'), one).toEqual({ prevented: true });
      expect(await app.redirect(one), one).toEqual({ prevented: true });
      expect(await app.openWindow(one), one).toBe('deny');
    }
    expect(await app.attachWebview()).toEqual({ prevented: true });
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
      'hid',
    ]) {
      const nothing = { request: false, check: false, device: false };
      expect(await app.askPermission(permission), permission).toEqual(nothing);
    }
    // The page's own tries, in Chromium.
    await page.evaluate(
      'window.open("https://127.0.0.1:9/"), window.open("index.html"), undefined',
    );
    await page.evaluate('setTimeout(() => { location.href = "https://127.0.0.1:9/"; }), undefined');
    await page.evaluate(
      'navigator.permissions.query({ name: "geolocation" }).catch(() => undefined)',
    );
    await page.getByRole('main').waitFor();
    await expect.poll(() => page.url()).toBe(url);
    expect(await app.windows()).toHaveLength(1);
    expect(await app.openedExternal()).toEqual([]);
  });

  it('gets its policy with each answer, also with that there is no such file', async () => {
    const world = await openDesktopWorld();
    const app = await world.launch();
    await app.clickTray();
    const page = await app.waitForWindow();
    const answers: (readonly [string, number, string | undefined])[] = [];
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      answers.push([pathname, response.status(), response.headers()['content-security-policy']]);
    });
    await page.reload();
    await page.evaluate(
      'new Image().src = "missing.png", new Image().src = "%2e%2e/main.cjs", undefined',
    );
    const seen = () => answers.map(([name]) => name);
    await expect
      .poll(seen, { timeout: 15_000 })
      .toEqual(expect.arrayContaining(['/index.html', '/app.js', '/app.css', '/missing.png']));
    for (const [name, status, policy] of answers) {
      expect(policy, name).toContain("default-src 'none'");
      expect(policy, name).toContain("require-trusted-types-for 'script'");
      expect(policy, name).not.toMatch(/unsafe|https?:|\*/);
      expect(status, name).toBe(/^\/(?:index\.html|app\.(?:js|css))$/.test(name) ? 200 : 404);
    }
  });
});

describe('what is built', () => {
  const built = (name: string) => readFileSync(path.join(root, 'out', name), 'utf8');

  it('loads nothing from elsewhere: the addresses in it are names of languages, and examples', () => {
    const folder = path.join(root, 'out', 'renderer');
    const hosts = readdirSync(folder).flatMap((name) => {
      const text = readFileSync(path.join(folder, name), 'utf8').replace(
        /\\u([\dA-F]{4})/gi,
        (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)),
      );
      return [...text.matchAll(/\b(?:https?|wss?):\/\/([^\s"'`)/:]*)/g)].map(([, host]) => host);
    });
    // A network of one's own, a domain that is nobody's, and words in place of a host.
    const examples = ['192.168.1.1', 'ip.example.com', 'host', '主机'];
    expect(new Set(hosts)).toEqual(new Set(['www.w3.org', ...examples]));
    expect(built('renderer/index.html')).not.toMatch(
      /(?:src|href)="(?!app\.(?:js|css)")|<script>|\bon\w+=|style=/,
    );
    expect(built('renderer/app.css')).not.toMatch(/@import|url\((?!["']?data:)/);
    expect(built('renderer/app.js')).not.toMatch(
      /\beval\(|new Function\(|dangerouslySetInnerHTML=|document\.write/,
    );
  });

  it('has one place where windows are made, and one that hears the page', () => {
    const main = built('main.cjs');
    expect(main.match(/\.BrowserWindow\(/g)).toHaveLength(1);
    expect(main.match(/\.ipcMain\.handle\(/g)).toHaveLength(1);
    expect(main).not.toMatch(
      /\.ipcMain\.on\(|\.ipcMain\.once\(|utilityProcess|webContents\.executeJavaScript/,
    );
    expect(main).not.toMatch(/rejectUnauthorized:\s*(?:!1|false)|NODE_TLS_REJECT_UNAUTHORIZED/);
    expect(built('preload.cjs').match(/require\([^)]*\)/g)).toEqual(['require("electron")']);
  });

  it('is for one exact Electron, the one that is installed and locked', () => {
    const json = (...file: readonly string[]) =>
      JSON.parse(readFileSync(path.join(root, ...file), 'utf8'));
    const pinned: string = json('package.json').devDependencies.electron;
    expect(pinned).toMatch(/^\d+\.\d+\.\d+$/);
    expect(Number(pinned.split('.')[0])).toBeGreaterThanOrEqual(45);
    expect(json('node_modules', 'electron', 'package.json').version).toBe(pinned);
    expect(json('package-lock.json').packages['node_modules/electron'].version).toBe(pinned);
  });
});
