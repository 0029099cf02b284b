import { EventEmitter } from 'node:events';
import { originOf } from '../address-map.ts';
import { codec } from '../page/encoding.ts';
import type { FrameView, Pages } from '../page-port.ts';
import type { Remote } from '../rpc.ts';
import { asElectron, strict } from './strict.ts';

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];
type ContentsMethods =
  | 'executeJavaScript'
  | 'focus'
  | 'getTitle'
  | 'getType'
  | 'getURL'
  | 'id'
  | 'isCrashed'
  | 'isDestroyed'
  | 'isLoading'
  | 'loadURL'
  | 'mainFrame'
  | 'openDevTools'
  | 'reload'
  | 'send'
  | 'session'
  | 'setWindowOpenHandler'
  | 'setZoomFactor'
  | 'setZoomLevel'
  | 'setIgnoreMenuShortcuts'
  | 'setVisualZoomLevelLimits';

const { encode } = codec();

/** A page that went away meanwhile is no error, as in Electron. */
const ignore = () => {};

/** A frame as the app sees it. The main one's address is read anew each time. */
export function fakeFrame(id: number, url: () => string, top?: Electron.WebFrameMain) {
  const frame: Electron.WebFrameMain = asElectron<Electron.WebFrameMain>(
    strict('WebFrameMain', {
      get url() {
        return url();
      },
      get origin() {
        return originOf(url());
      },
      get top() {
        return top ?? frame;
      },
      parent: top ?? null,
      name: '',
      processId: id,
      routingId: top === undefined ? 1 : 2,
      frameTreeNodeId: top === undefined ? id : -id,
      detached: false,
      isDestroyed: () => false,
    } satisfies Pick<
      Electron.WebFrameMain,
      | 'url'
      | 'origin'
      | 'top'
      | 'parent'
      | 'name'
      | 'processId'
      | 'routingId'
      | 'frameTreeNodeId'
      | 'detached'
      | 'isDestroyed'
    >),
  );
  return frame;
}

/** A window's contents, whose page lives in the test's Chromium. */
export class FakeWebContents
  extends EventEmitter
  implements Pick<Electron.WebContents, ContentsMethods>
{
  readonly id: number;
  readonly session: Electron.Session;
  readonly mainFrame: Electron.WebFrameMain;
  private readonly pages: Remote<Pages>;
  url = '';
  title = '';
  loading = false;
  crashed = false;
  destroyed = false;
  openHandler: OpenHandler | undefined;

  constructor(id: number, session: Electron.Session, pages: Remote<Pages>) {
    super();
    this.id = id;
    this.session = session;
    this.pages = pages;
    this.mainFrame = fakeFrame(id, () => this.url);
  }

  /** The frame that calls, by the address that it told itself. */
  frameOf(view: FrameView): Electron.WebFrameMain {
    if (!view.main) return fakeFrame(this.id, () => view.url, this.mainFrame);
    this.url = view.url;
    return this.mainFrame;
  }

  async loadURL(url: string): Promise<void> {
    this.loading = true;
    try {
      await this.pages.load(this.id, url);
    } catch (error) {
      if (this.destroyed) return;
      this.loading = false;
      this.emit('did-fail-load', {}, -2, 'ERR_FAILED', url, true, this.id, 1);
      throw new Error(`ERR_FAILED (-2) loading '${url}'`, { cause: error });
    }
  }

  reload(): void {
    this.crashed = false;
    this.pages.reload(this.id).catch(ignore);
  }

  send(channel: string, ...args: unknown[]): void {
    this.pages.send(this.id, channel, encode(args)).catch(ignore);
  }

  executeJavaScript(code: string): Promise<unknown> {
    return this.pages.evaluate(this.id, code);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  getURL(): string {
    return this.url;
  }

  getTitle(): string {
    return this.title;
  }

  getType(): 'window' {
    return 'window';
  }

  isLoading(): boolean {
    return this.loading;
  }

  isCrashed(): boolean {
    return this.crashed;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  focus(): void {}
  openDevTools(): void {}
  setZoomFactor(): void {}
  setZoomLevel(): void {}
  setIgnoreMenuShortcuts(): void {}
  async setVisualZoomLevelLimits(): Promise<void> {}
}
