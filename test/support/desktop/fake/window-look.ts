import { EventEmitter } from 'node:events';
import { fakeEvent } from './event.ts';

type LookMethods =
  | 'blur'
  | 'center'
  | 'flashFrame'
  | 'focus'
  | 'getBounds'
  | 'getSize'
  | 'getTitle'
  | 'hide'
  | 'isFocused'
  | 'isMinimized'
  | 'isVisible'
  | 'minimize'
  | 'moveTop'
  | 'removeMenu'
  | 'restore'
  | 'setBackgroundColor'
  | 'setBounds'
  | 'setIcon'
  | 'setMenu'
  | 'setMenuBarVisibility'
  | 'setMinimumSize'
  | 'setSize'
  | 'setSkipTaskbar'
  | 'setTitle'
  | 'show'
  | 'showInactive';

/** How a window stands on the desktop: remembered only, for nothing is drawn. */
export class FakeWindowLook
  extends EventEmitter
  implements Pick<Electron.BrowserWindow, LookMethods>
{
  title: string;
  visible: boolean;
  focused = false;
  minimized = false;
  backgroundColor: string;
  bounds: Electron.Rectangle;

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    const { width = 800, height = 600, x = 0, y = 0 } = options;
    this.title = options.title ?? 'Electron';
    this.visible = options.show ?? true;
    this.backgroundColor = options.backgroundColor ?? '#FFFFFF';
    this.bounds = { width, height, x, y };
  }

  show(): void {
    this.showInactive();
    this.focus();
  }

  showInactive(): void {
    if (this.visible) return;
    this.visible = true;
    this.emit('show');
  }

  hide(): void {
    this.visible = false;
    this.focused = false;
    this.emit('hide');
  }

  focus(): void {
    if (this.focused) return;
    this.focused = true;
    this.emit('focus', fakeEvent({}));
  }

  blur(): void {
    this.focused = false;
    this.emit('blur', fakeEvent({}));
  }

  minimize(): void {
    this.minimized = true;
    this.emit('minimize');
  }

  restore(): void {
    this.minimized = false;
    this.emit('restore');
  }

  isVisible(): boolean {
    return this.visible;
  }

  isFocused(): boolean {
    return this.focused;
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  getTitle(): string {
    return this.title;
  }

  setTitle(title: string): void {
    this.title = title;
  }

  getBounds(): Electron.Rectangle {
    return { ...this.bounds };
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.bounds = { ...this.bounds, ...bounds };
  }

  getSize(): number[] {
    return [this.bounds.width, this.bounds.height];
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  setBackgroundColor(color: string): void {
    this.backgroundColor = color;
  }

  center(): void {}
  flashFrame(): void {}
  moveTop(): void {}
  removeMenu(): void {}
  setIcon(): void {}
  setMenu(): void {}
  setMenuBarVisibility(): void {}
  setMinimumSize(): void {}
  setSkipTaskbar(): void {}
}
