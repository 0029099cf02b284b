import { EventEmitter } from 'node:events';
import { basename, win32 } from 'node:path';
import type { DesktopControl } from '../control.ts';
import type { FakeContext } from './context.ts';
import { fakeEvent } from './event.ts';
import { clickItem, describeMenu } from './menu.ts';
import { imagePath } from './native-image.ts';
import { strict } from './strict.ts';

type TrayMethods =
  | 'setImage'
  | 'setToolTip'
  | 'setContextMenu'
  | 'popUpContextMenu'
  | 'closeContextMenu'
  | 'setIgnoreDoubleClickEvents'
  | 'destroy'
  | 'isDestroyed'
  | 'getBounds'
  | 'focus';

/** The notification area, which holds one icon. */
export function fakeTray(context: FakeContext) {
  let current: FakeTray | undefined;

  class FakeTray extends EventEmitter implements Pick<Electron.Tray, TrayMethods> {
    image = '';
    toolTip = '';
    menu: Electron.Menu | null = null;
    readonly sets = { image: 0, tooltip: 0, menu: 0 };
    private destroyed = false;

    constructor(image: Electron.NativeImage | string, _guid?: string) {
      super();
      context.requireReady('Cannot create Tray before app is ready');
      this.setImage(image);
      if (current !== undefined) throw new Error('the app has a tray icon already');
      current = this;
      // biome-ignore lint/correctness/noConstructorReturn: what the app gets is loud
      return strict('Tray', this, () => this.destroyed);
    }

    setImage(image: Electron.NativeImage | string): void {
      this.image = imagePath(image);
      this.sets.image += 1;
    }

    setToolTip(toolTip: string): void {
      this.toolTip = toolTip;
      this.sets.tooltip += 1;
    }

    setContextMenu(menu: Electron.Menu | null): void {
      this.menu = menu;
      this.sets.menu += 1;
    }

    popUpContextMenu(): void {}
    closeContextMenu(): void {}
    setIgnoreDoubleClickEvents(): void {}
    focus(): void {}

    getBounds(): Electron.Rectangle {
      return { x: 1800, y: 1040, width: 24, height: 24 };
    }

    destroy(): void {
      this.destroyed = true;
      current = undefined;
    }

    isDestroyed(): boolean {
      return this.destroyed;
    }
  }

  FakeTray satisfies new (
    ...args: ConstructorParameters<typeof Electron.Tray>
  ) => unknown;

  function there(): FakeTray {
    if (current === undefined) throw new Error('the app has no tray icon');
    return current;
  }

  const control = {
    tray: () => ({
      exists: current !== undefined,
      image: basename(win32.basename(current?.image ?? '')),
      tooltip: current?.toolTip ?? '',
      menu: describeMenu(current?.menu),
      sets: { ...(current?.sets ?? { image: 0, tooltip: 0, menu: 0 }) },
    }),
    clickTray(kind = 'click') {
      const tray = there();
      // Where a menu is set, Windows opens it and Electron does not emit the event.
      if (kind === 'right-click' && tray.menu !== null) return;
      const keys = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
      if (kind === 'double-click') tray.emit('click', fakeEvent(keys), tray.getBounds());
      tray.emit(kind, fakeEvent(keys), tray.getBounds());
    },
    clickMenu: (...path) => clickItem(there().menu, path),
    menu: () => describeMenu(there().menu),
  } satisfies Pick<DesktopControl, 'tray' | 'clickTray' | 'clickMenu' | 'menu'>;

  return { Tray: strict('Tray', FakeTray), control, emitter: there };
}
