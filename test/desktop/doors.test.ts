import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../../electron');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({
    file: file.replaceAll(path.sep, '/'),
    text: readFileSync(path.join(root, file), 'utf8'),
  }));

const filesWith = (pattern: RegExp) =>
  sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

describe('each way in or out has one place', () => {
  it.each([
    ['windows are made', /new (BrowserWindow|BaseWindow|WebContentsView)\b/, ['desktop/window.ts']],
    ['requests are heard', /\bipcMain\b|\.ipc\b/, ['desktop/ipc.ts']],
    [
      'the browser is opened',
      /\bopenExternal\s*\(/,
      // The second knows its addresses by heart.
      ['desktop/links.ts', 'desktop/system.ts'],
    ],
    ['the page’s API is exposed', /\bexposeIn\w+World\b/, ['preload.ts']],
    ['requests are made', /\bipcRenderer\b/, ['preload.ts']],
    [
      'the scheme is served',
      /\bprotocol\.(handle|register\w*Protocol)\s*\(/,
      ['desktop/protocol.ts'],
    ],
    ['login items are written', /\bsetLoginItemSettings\s*\(/, ['desktop/login-start.ts']],
  ] as const)('where %s', (_what, pattern, expected) => {
    expect(filesWith(pattern)).toEqual(expected);
  });
});

describe('nowhere', () => {
  it.each([
    [
      'a switch that weakens the window',
      /webSecurity: false|allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|webviewTag: true|nodeIntegration\w*: true|sandbox: false|contextIsolation: false/,
    ],
    ['a notification of foreign XML', /toastXml/],
    ['a text put together as code', /\bexecuteJavaScript\b|\binsertCSS\b|\beval\(|new Function\b/],
    ['a child process of the window’s kind', /\butilityProcess\b|\bcrashReporter\b/],
    ['Electron’s own reading of our switches', /commandLine\.(hasSwitch|getSwitchValue)/],
    [
      'a certificate that is not checked',
      /setCertificateVerifyProc|certificate-error|ignore-certificate/,
    ],
  ] as const)('is %s', (_what, pattern) => {
    expect(filesWith(pattern)).toEqual([]);
  });
});
