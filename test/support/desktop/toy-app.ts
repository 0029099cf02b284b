import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const main = `
const electron = require('electron');
const { app, BrowserWindow, Tray, Menu, Notification, ipcMain, session, protocol } = electron;
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const here = (name) => join(__dirname, name);
const log = [];
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
app.setAppUserModelId('test.toy');
app.setToastActivatorCLSID('{1}');
app.enableSandbox();
app.disableHardwareAcceleration();
app.commandLine.appendSwitch('JS-Flags', '--lite');
Menu.setApplicationMenu(null);
if (!app.requestSingleInstanceLock({ from: 'toy' })) app.exit(3);
let tray, window, leave = false;
const notes = [];
function menu(checked) {
  return Menu.buildFromTemplate([
    { id: 'open', label: 'Open', click: openWindow },
    { type: 'separator' },
    { label: 'More', submenu: [
      { id: 'pause', label: 'Pause', type: 'checkbox', checked, click: (item) => log.push('pause ' + item.checked) },
      { label: 'Grey', enabled: false },
    ] },
    { label: 'Quit', click: () => app.quit() },
  ]);
}
function openWindow() {
  if (window) return window.focus();
  window = new BrowserWindow({
    width: 640, height: 480, show: false, title: 'Toy',
    webPreferences: { preload: here('preload.cjs'), sandbox: true, contextIsolation: true, nodeIntegrationInSubFrames: true, partition: 'toy' },
  });
  const contents = window.webContents;
  for (const name of ['dom-ready', 'did-finish-load', 'render-process-gone', 'destroyed']) contents.on(name, () => log.push(name));
  for (const name of ['ready-to-show', 'close', 'closed', 'session-end']) window.on(name, () => log.push(name));
  window.once('ready-to-show', () => window.show());
  window.on('closed', () => { window = undefined; });
  contents.on('will-prevent-unload', (event) => { log.push('unsaved'); if (leave) event.preventDefault(); });
  contents.on('will-navigate', (event, url) => { if (!url.startsWith('app://settings/')) event.preventDefault(); });
  contents.setWindowOpenHandler(({ url }) => { log.push('open ' + url); return { action: 'deny' }; });
  void window.loadURL('app://settings/index.html');
}
app.on('window-all-closed', () => log.push('window-all-closed'));
app.on('before-quit', () => log.push('before-quit'));
app.on('will-quit', () => process.stdout.write('will-quit\\n'));
app.on('second-instance', (_event, argv, folder, data) => log.push('second ' + argv.at(-1) + ' ' + data.from));
app.whenReady().then(async () => {
  const own = session.fromPartition('toy');
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  own.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: url.endsWith('cancelled') }));
  own.protocol.handle('app', (request) => {
    const { host, pathname } = new URL(request.url);
    const type = pathname.endsWith('.js') ? 'text/javascript' : 'text/html';
    if (host !== 'settings') return new Response('no', { status: 404 });
    return new Response(readFileSync(here(pathname.slice(1))), {
      headers: { 'content-type': type, 'content-security-policy': "default-src 'none'; script-src 'self'; frame-src 'self'; img-src https:" },
    });
  });
  tray = new Tray(here('icon.ico'));
  tray.setToolTip('Toy');
  tray.setContextMenu(menu(false));
  tray.on('click', openWindow);
  electron.powerMonitor.on('resume', () => log.push('resume'));
  electron.nativeTheme.on('updated', () => log.push('dark ' + electron.nativeTheme.shouldUseDarkColors));
  electron.screen.on('display-metrics-changed', () => log.push('metrics'));
  Notification.handleActivation((details) => log.push('activated ' + details.type));
});
const commands = {
  log: () => log,
  origin: (event) => ({ main: event.senderFrame === event.sender.mainFrame, url: event.senderFrame && event.senderFrame.url, origin: event.senderFrame && event.senderFrame.origin, own: event.sender === window?.webContents }),
  echo: (event, value) => value,
  fail: () => { throw new Error('broken'); },
  throwLater: () => { setTimeout(() => { throw new Error('nobody catches this'); }, 0); },
  notify: (event, title) => {
    const note = new Notification({ title, body: 'body', silent: true });
    note.on('click', () => log.push('clicked ' + title));
    note.on('close', () => log.push('closed ' + title));
    note.on('failed', (_event, error) => log.push('failed ' + error));
    notes.push(note);
    note.show();
  },
  leave: () => { leave = true; },
  push: () => event_send(),
  encrypt: async (event, text) => (await electron.safeStorage.encryptStringAsync(text)).toString('base64'),
  decrypt: (event, text) => electron.safeStorage.decryptStringAsync(Buffer.from(text, 'base64')),
  copy: (event, text) => electron.clipboard.writeText(text),
  openLink: (event, url) => electron.shell.openExternal(url),
  reveal: (event, path) => electron.shell.showItemInFolder(path),
  save: () => electron.dialog.showSaveDialog({ title: 'Save' }),
  confirm: () => electron.dialog.showMessageBox({ message: 'Sure?', buttons: ['No', 'Yes'] }),
  online: () => electron.net.isOnline(),
  autostart: (event, on) => { app.setLoginItemSettings({ openAtLogin: on, args: ['--hidden'] }); },
  login: () => app.getLoginItemSettings({ args: ['--hidden'] }),
  missing: () => app.getFoo(),
  sync: () => electron.safeStorage.encryptString('x'),
  wait: () => { setTimeout(() => {}, 1e6); },
  afterDestroy: () => { const gone = new BrowserWindow({ show: false }); gone.destroy();
    const after = [gone.isDestroyed(), BrowserWindow.getAllWindows().length];
    try { gone.show(); } catch (error) { return [...after, String(error)]; }
  },
  platform: () => [process.platform, process.argv.slice(1), app.getPath('userData'), process.versions.electron],
};
function event_send() { window.webContents.send('news', { at: new Date(0), none: undefined }); }
for (const [name, run] of Object.entries(commands)) ipcMain.handle(name, run);
ipcMain.on('note', (_event, text) => log.push('note ' + text));
`;

const preload = `
const { contextBridge, ipcRenderer } = require('electron');
contextBridge.exposeInMainWorld('toy', {
  main: window === top,
  call: (name, ...args) => ipcRenderer.invoke(name, ...args),
  note: (text) => ipcRenderer.send('note', text),
  onNews: (listener) => { ipcRenderer.on('news', (_event, news) => listener(news)); return () => {}; },
});
`;

const page = `<!doctype html><title>Toy page</title><h1>Settings</h1>
<script>document.title = 'inline script ran';</script>
<script src="page.js"></script>
<iframe src="frame.html" name="inner"></iframe>
<a id="out" href="https://elsewhere.test/">out</a>
<a id="popup" href="https://elsewhere.test/popup" target="_blank">popup</a>
`;

/** Writes a small app that touches everything the host controls; the path of its main bundle. */
export function writeToyApp(folder: string): string {
  const out = join(folder, 'toy');
  mkdirSync(out, { recursive: true });
  const files: Readonly<Record<string, string>> = {
    'package.json': '{"name": "toy", "productName": "Toy", "version": "1.2.3"}',
    'main.cjs': main,
    'preload.cjs': preload,
    'index.html': page,
    'frame.html': '<!doctype html><title>Inner</title>',
    'page.js':
      "globalThis.news = []; toy.onNews((one) => news.push(one)); toy.note('page started');",
    'icon.ico': '',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(out, name), text);
  return join(out, 'main.cjs');
}
