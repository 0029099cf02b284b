import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { TrayView } from '../../electron/core/views/tray.ts';
import type { MenuAction } from '../../electron/core/views/tray-menu.ts';
import { createTray } from '../../electron/desktop/tray.ts';

type Entry = Electron.MenuItemConstructorOptions;

const electron = vi.hoisted(() => ({
  Tray: class {},
  Menu: { buildFromTemplate: (template: unknown) => template },
  nativeTheme: {},
  screen: {},
}));
vi.mock('electron', () => electron);

let calls: [string, ...unknown[]][];
let theme: EventEmitter & { shouldUseDarkColorsForSystemIntegratedUI: boolean };
let screen: EventEmitter;
let shown: EventEmitter;

class FakeTray extends EventEmitter {
  constructor(image: string, guid?: string) {
    super();
    calls.push(['new', image, guid]);
    shown = this;
  }
  isDestroyed() {
    return false;
  }
  setImage(image: string) {
    calls.push(['image', image]);
  }
  setToolTip(text: string) {
    calls.push(['tooltip', text]);
  }
  setContextMenu(menu: unknown) {
    calls.push(['menu', menu]);
  }
  displayBalloon(options: unknown) {
    calls.push(['balloon', options]);
  }
  destroy() {
    calls.push(['destroy']);
  }
}

const view: TrayView = {
  icon: 'upToDate',
  tooltip: 'Up to date',
  menu: [
    { kind: 'item', id: { kind: 'check' }, label: 'Check', enabled: true },
    { kind: 'separator' },
    {
      kind: 'submenu',
      label: 'Pause',
      items: [{ kind: 'item', id: { kind: 'pause', minutes: 60 }, label: '1 h', enabled: false }],
    },
  ],
};

function build(platform: NodeJS.Platform = 'win32') {
  const opened: unknown[] = [];
  const actions: MenuAction[] = [];
  const tray = createTray({
    folder: '/icons',
    view,
    onOpen: () => opened.push(1),
    onAction: (action) => actions.push(action),
    platform,
  });
  return { tray, opened, actions };
}

const named = (name: string) => calls.filter((call) => call[0] === name);

beforeEach(() => {
  calls = [];
  theme = Object.assign(new EventEmitter(), { shouldUseDarkColorsForSystemIntegratedUI: false });
  screen = new EventEmitter();
  Object.assign(electron, { Tray: FakeTray, nativeTheme: theme, screen });
});

describe('the tray icon', () => {
  it.each([
    ['win32', false, '/icons/upToDate-light.ico'],
    ['win32', true, '/icons/upToDate-dark.ico'],
    ['linux', true, '/icons/upToDate-dark.png'],
    ['darwin', true, '/icons/upToDateTemplate.png'],
  ] as const)('is on %s with a dark taskbar %s the file %s', (platform, dark, file) => {
    theme.shouldUseDarkColorsForSystemIntegratedUI = dark;
    build(platform);
    // No GUID: Windows would bind it to the path of an unsigned program.
    expect(calls[0]).toEqual(['new', file, undefined]);
  });

  it('changes only what differs', () => {
    const { tray } = build();
    calls = [];
    tray.render(structuredClone(view));
    expect(calls).toEqual([]);
    tray.render({ ...view, icon: 'attention' });
    expect(calls).toEqual([['image', '/icons/attention-light.ico']]);
    calls = [];
    tray.render({ ...view, icon: 'attention', tooltip: 'Hm' });
    expect(calls).toEqual([['tooltip', 'Hm']]);
    calls = [];
    tray.render({ icon: 'attention', tooltip: 'Hm', menu: [] });
    expect(calls).toEqual([['menu', []]]);
  });

  it('has its tooltip put back, which a restart of the Explorer takes', () => {
    const { tray } = build();
    calls = [];
    tray.heartbeat();
    expect(calls).toEqual([['tooltip', 'Up to date']]);
  });

  it('follows the theme of the taskbar, and the scale of the display', () => {
    build();
    calls = [];
    theme.emit('updated');
    expect(calls).toEqual([]);
    theme.shouldUseDarkColorsForSystemIntegratedUI = true;
    theme.emit('updated');
    screen.emit('display-metrics-changed');
    expect(calls).toEqual([
      ['image', '/icons/upToDate-dark.ico'],
      ['image', '/icons/upToDate-dark.ico'],
    ]);
  });

  it('opens the settings at a click, and nothing more at a double click', () => {
    const { opened } = build();
    shown.emit('click');
    shown.emit('double-click');
    expect(opened).toEqual([1]);
  });

  it('passes on what was chosen in its menu', () => {
    const { actions } = build();
    const [check, line, pause] = (named('menu')[0]?.[1] ?? []) as Entry[];
    expect(line).toEqual({ type: 'separator' });
    const [hour] = (pause?.submenu ?? []) as Entry[];
    expect([check?.enabled, hour?.enabled]).toEqual([true, false]);
    check?.click?.({} as never, undefined, {} as never);
    hour?.click?.({} as never, undefined, {} as never);
    expect(actions).toEqual([{ kind: 'check' }, { kind: 'pause', minutes: 60 }]);
  });

  it('shows a balloon on Windows, not in the quiet time', () => {
    build('win32').tray.balloon('Title', 'Body');
    build('linux').tray.balloon('Title', 'Body');
    expect(named('balloon')).toEqual([
      ['balloon', { title: 'Title', content: 'Body', iconType: 'info', respectQuietTime: true }],
    ]);
  });

  it('is gone at the end, and hears nothing more', () => {
    build().tray.destroy();
    calls = calls.filter(([name]) => name === 'destroy');
    theme.shouldUseDarkColorsForSystemIntegratedUI = true;
    theme.emit('updated');
    screen.emit('display-metrics-changed');
    expect(calls).toEqual([['destroy']]);
  });
});
