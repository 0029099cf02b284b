import { readFileSync } from 'node:fs';
import type { FakeContext } from './context.ts';
import { fakeEvent } from './event.ts';
import type { FakePartition } from './session.ts';
import { asElectron, strict } from './strict.ts';
import { FakeWebContents } from './web-contents.ts';
import { FakeWindowLook } from './window-look.ts';

/** What a window asks of its surroundings. */
export interface WindowSurroundings {
  readonly context: FakeContext;
  partition(preferences: Electron.WebPreferences): FakePartition;
  opened(window: FakeBrowserWindow): void;
  closed(window: FakeBrowserWindow): void;
}

type WindowMethods = 'close' | 'destroy' | 'id' | 'isDestroyed' | 'loadURL' | 'webContents';

/** A window, whose contents are a page of Chromium's. */
export class FakeBrowserWindow
  extends FakeWindowLook
  implements Pick<Electron.BrowserWindow, WindowMethods>
{
  readonly contents: FakeWebContents;
  readonly webContents: Electron.WebContents;
  readonly preferences: Electron.WebPreferences;
  readonly partition: FakePartition;
  readonly id: number;
  private readonly around: WindowSurroundings;
  private destroyed = false;

  constructor(
    id: number,
    around: WindowSurroundings,
    options: Electron.BrowserWindowConstructorOptions,
  ) {
    super(options);
    this.id = id;
    this.around = around;
    const { webPreferences = {} } = options;
    this.preferences = webPreferences;
    this.partition = around.partition(webPreferences);
    this.contents = new FakeWebContents(id, this.partition.session, around.context.pages);
    this.webContents = asElectron<Electron.WebContents>(
      strict('webContents', this.contents, () => this.contents.destroyed),
    );
    const { preload } = webPreferences;
    void around.context.pages.open({
      id,
      width: this.bounds.width,
      height: this.bounds.height,
      preload: preload === undefined ? undefined : readFileSync(preload, 'utf8'),
      preloadInSubframes: webPreferences.nodeIntegrationInSubFrames ?? false,
      platform: around.context.options.platform,
    });
    around.opened(this);
  }

  loadURL(url: string): Promise<void> {
    return this.contents.loadURL(url);
  }

  /** `close`, then the page's `beforeunload`, then `closed`; each of the first two may refuse. */
  close(): void {
    void this.tryToClose();
  }

  async tryToClose(): Promise<boolean> {
    if (this.destroyed) return true;
    const event = fakeEvent({});
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    // The page may have gone of its own accord meanwhile.
    const { pages } = this.around.context;
    const gone = await pages.close(this.id, this.contents.crashed).catch(() => true);
    if (gone) this.finish();
    return gone;
  }

  destroy(): void {
    if (this.destroyed) return;
    this.around.context.pages.close(this.id, true).catch(() => {});
    this.finish();
  }

  /** The page is gone, by whoever's doing. */
  finish(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.contents.destroyed = true;
    this.contents.emit('destroyed');
    this.emit('closed');
    this.around.closed(this);
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }
}
