import type { Encoded } from './page/encoding.ts';

/** Who calls, as the page's own unforgeable `location` and `top` tell it. */
export interface FrameView {
  readonly main: boolean;
  readonly url: string;
}

export interface PageRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | undefined;
}

export type PageResponse =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: Uint8Array;
    }
  | { readonly kind: 'refused' };

export interface NewPage {
  readonly id: number;
  readonly width: number;
  readonly height: number;
  readonly preload?: string | undefined;
  readonly preloadInSubframes: boolean;
  readonly platform: string;
}

/** What happened in a page, in the order in which it did. */
export type PageEvent =
  | 'navigated-in-page'
  | 'navigated'
  | 'dom-ready'
  | 'title'
  | 'loaded'
  | 'crashed'
  | 'gone';

/** The pages, driven by the test's process on behalf of the app's. */
export interface Pages {
  open(page: NewPage): Promise<void>;
  /** Rejects with Chromium's reason where the page could not be loaded. */
  load(id: number, url: string): Promise<void>;
  reload(id: number): Promise<void>;
  send(id: number, channel: string, args: Encoded): Promise<void>;
  evaluate(id: number, code: string): Promise<unknown>;
  crash(id: number): Promise<void>;
  /** False where the page's own `beforeunload` kept it open. */
  close(id: number, force: boolean): Promise<boolean>;
}

/** What the app's process answers to its pages. */
export interface PageHost {
  fetch(id: number, request: PageRequest): Promise<PageResponse>;
  invoke(id: number, frame: FrameView, channel: string, args: Encoded): Promise<Encoded>;
  send(id: number, frame: FrameView, channel: string, args: Encoded): void;
  pageEvent(id: number, event: PageEvent, detail: string): void;
  /** Whether the app forbids the navigation that the page began. */
  willNavigate(id: number, url: string, main: boolean): boolean;
  /** Whether the app overrules the page's `beforeunload`. */
  willPreventUnload(id: number): boolean;
  windowOpen(id: number, url: string, frameName: string): void;
}
