import { codec, type Encoded } from './encoding.ts';

/** What the two halves of the shell need to find each other, and nobody else. */
export interface ShellOptions {
  /** The name of the DOM event between the worlds: a secret of this window. */
  readonly secret: string;
  /** The binding that Chromium gives to the relay's world only. */
  readonly binding: string;
  readonly inSubframes: boolean;
  readonly platform: string;
}

/** What the page's world tells the relay, as JSON text in the event's detail. */
export type FromPage =
  | { readonly kind: 'hello' }
  | { readonly kind: 'send'; readonly channel: string; readonly args: Encoded }
  | {
      readonly kind: 'invoke';
      readonly call: number;
      readonly channel: string;
      readonly args: Encoded;
    };

/** What the relay tells the page's world. */
export type ToPage =
  | { readonly kind: 'message'; readonly channel: string; readonly args: Encoded }
  | { readonly kind: 'result'; readonly call: number; readonly value: Encoded }
  | { readonly kind: 'failure'; readonly call: number; readonly message: string };

/** The few DOM names that this file uses; its functions run in pages, the rest here does not. */
interface PageGlobal {
  readonly location: { readonly href: string };
  readonly top: unknown;
  readonly window: unknown;
  addEventListener(name: string, listener: (event: { readonly detail: string }) => void): void;
  dispatchEvent(event: unknown): void;
  readonly CustomEvent: new (name: string, init: { detail: string }) => unknown;
}

/** In the isolated world: passes events of the page's world on to the driver, and back. */
function relay(options: ShellOptions): void {
  const page = globalThis as unknown as PageGlobal & Record<string, (text: string) => void>;
  const main = page.top === page.window;
  page.addEventListener(`${options.secret}-out`, ({ detail }) => {
    page[options.binding]?.(JSON.stringify({ main, url: page.location.href, detail }));
  });
  page[options.secret] = (detail) => {
    page.dispatchEvent(new page.CustomEvent(`${options.secret}-in`, { detail }));
  };
  page[options.binding]?.(
    JSON.stringify({ main, url: page.location.href, detail: '{"kind":"hello"}' }),
  );
}

/** In the page's own world, before any of its scripts: Electron's renderer side for the preload. */
function shell(
  options: ShellOptions,
  run: (require: (name: string) => unknown, process: object, module: object) => void,
  newCodec: typeof codec,
): void {
  const page = globalThis as unknown as PageGlobal;
  if (page.top !== page.window && !options.inSubframes) return;
  const { encode, decode } = newCodec();
  const { secret } = options;
  const { CustomEvent } = page;
  const dispatch = page.dispatchEvent.bind(page);
  const calls = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<string, { listener: Listener; once: boolean }[]>();
  let lastCall = 0;
  type Listener = (event: object, ...args: unknown[]) => void;

  const tell = (message: FromPage) =>
    dispatch(new CustomEvent(`${secret}-out`, { detail: JSON.stringify(message) }));

  page.addEventListener(`${secret}-in`, ({ detail }) => {
    const message = JSON.parse(detail) as ToPage;
    if (message.kind === 'message') {
      emit(message.channel, decode(message.args) as unknown[]);
      return;
    }
    const call = calls.get(message.call);
    calls.delete(message.call);
    if (message.kind === 'result') call?.resolve(decode(message.value));
    else call?.reject(new Error(message.message));
  });

  function emit(channel: string, args: unknown[]): void {
    for (const one of listeners.get(channel) ?? []) {
      if (one.once) ipcRenderer.off(channel, one.listener);
      one.listener({ sender: ipcRenderer, ports: [] }, ...args);
    }
  }

  function add(channel: string, listener: Listener, once: boolean): object {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
    return ipcRenderer;
  }

  function off(channel: string, listener: Listener): object {
    const kept = (listeners.get(channel) ?? []).filter((one) => one.listener !== listener);
    listeners.set(channel, kept);
    return ipcRenderer;
  }

  const ipcRenderer = loud('ipcRenderer', {
    invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      lastCall += 1;
      const call = lastCall;
      return new Promise((resolve, reject) => {
        tell({ kind: 'invoke', call, channel, args: encode(args) });
        calls.set(call, { resolve, reject });
      });
    },
    send: (channel: string, ...args: unknown[]) =>
      tell({ kind: 'send', channel, args: encode(args) }),
    on: (channel: string, listener: Listener) => add(channel, listener, false),
    addListener: (channel: string, listener: Listener) => add(channel, listener, false),
    once: (channel: string, listener: Listener) => add(channel, listener, true),
    off,
    removeListener: off,
    removeAllListeners(channel: string) {
      listeners.delete(channel);
      return ipcRenderer;
    },
  });

  /** What crosses contextBridge: data by copy, functions and promises wrapped. */
  function bridge(value: unknown): unknown {
    if (typeof value === 'function') {
      return (...args: unknown[]) => bridge(Reflect.apply(value, undefined, args.map(bridge)));
    }
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Promise) {
      return value.then(bridge, (error: unknown) => {
        throw bridge(error);
      });
    }
    if (Array.isArray(value)) return value.map(bridge);
    if (Object.getPrototypeOf(value) !== Object.prototype) return structuredClone(value);
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, bridge(one)]));
  }

  function freeze(value: unknown): unknown {
    if (typeof value === 'object' && value !== null) Object.values(value).forEach(freeze);
    return Object.freeze(value);
  }

  const contextBridge = loud('contextBridge', {
    exposeInMainWorld(key: string, api: unknown): void {
      if (key in globalThis) {
        throw new Error(`Cannot bind an API on top of an existing property on the window object`);
      }
      Object.defineProperty(globalThis, key, { value: freeze(bridge(api)), enumerable: true });
    },
  });

  function loud<T extends object>(name: string, api: T): T {
    return new Proxy(api, {
      get(target, property) {
        if (property in target) return Reflect.get(target, property) as unknown;
        if (typeof property === 'symbol' || property === 'then') return undefined;
        throw new Error(`the fake electron has no ${name}.${property}`);
      },
    });
  }

  const electron = { contextBridge, ipcRenderer };
  const process = {
    type: 'renderer',
    platform: options.platform,
    sandboxed: true,
    contextIsolated: true,
    versions: { electron: '45.4.1', chrome: '156.0.8078.100' },
  };
  run(
    (name) => {
      if (name === 'electron' || name === 'electron/renderer') return electron;
      throw new Error(`module not found: ${name}`);
    },
    process,
    { exports: {} },
  );
}

/** The script for the relay's isolated world. */
export function relayScript(options: ShellOptions): string {
  return `(${relay.toString()})(${JSON.stringify(options)})`;
}

/** The script for the page's world: the shell around a built, sandboxed preload. */
export function preloadScript(options: ShellOptions, preload: string): string {
  return `(${shell.toString()})(${JSON.stringify(options)}, (require, process, module) => {
    const exports = module.exports;
${preload}
  }, ${codec.toString()})`;
}
