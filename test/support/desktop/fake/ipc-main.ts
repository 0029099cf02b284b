import { EventEmitter } from 'node:events';
import type { Encoded } from '../page/encoding.ts';
import { codec } from '../page/encoding.ts';
import type { IpcAnswer } from '../views.ts';
import { fakeEvent } from './event.ts';
import { asElectron, strict } from './strict.ts';

type Handler = Parameters<Electron.IpcMain['handle']>[1];

/** Who sends: the contents and the frame that the handler's event will name. */
export interface Sender {
  readonly contents: Electron.WebContents | null;
  readonly frame: Electron.WebFrameMain | null;
}

/** The `ipcMain` module, and its two doors: for pages, and for forged calls. */
export function fakeIpcMain() {
  const emitter = new EventEmitter();
  const handlers = new Map<string, Handler>();
  const { encode, decode } = codec();

  const methods = {
    handle(channel, handler) {
      if (handlers.has(channel)) {
        throw new Error(`Attempted to register a second handler for '${channel}'`);
      }
      handlers.set(channel, handler);
    },
    handleOnce(channel, handler) {
      methods.handle(channel, (event, ...args) => {
        handlers.delete(channel);
        return handler(event, ...args) as unknown;
      });
    },
    removeHandler: (channel) => void handlers.delete(channel),
  } satisfies Pick<Electron.IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>;

  function eventOf({ contents, frame }: Sender) {
    return fakeEvent({
      type: 'frame' as const,
      frameId: frame?.routingId ?? -1,
      processId: frame?.processId ?? -1,
      // A forged call may come from no contents at all, which Electron's types do not know.
      sender: contents as Electron.WebContents,
      senderFrame: frame,
    });
  }

  async function invoke(sender: Sender, channel: string, args: unknown[]): Promise<unknown> {
    const handler = handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return (await handler(eventOf(sender), ...args)) as unknown;
  }

  /** The result as the page gets it; rejects with the words that `ipcRenderer` has for it. */
  async function invokeFromPage(sender: Sender, channel: string, args: Encoded): Promise<Encoded> {
    try {
      return encode(await invoke(sender, channel, decode(args) as unknown[]));
    } catch (error) {
      throw new Error(`Error invoking remote method '${channel}': ${String(error)}`);
    }
  }

  function send(sender: Sender, channel: string, args: unknown[]): void {
    emitter.emit(channel, asElectron<Electron.IpcMainEvent>(eventOf(sender)), ...args);
  }

  async function forge(sender: Sender, channel: string, args: unknown[]): Promise<IpcAnswer> {
    try {
      return { kind: 'result', value: decode(encode(await invoke(sender, channel, args))) };
    } catch (error) {
      return { kind: 'error', message: String(error) };
    }
  }

  return {
    ipcMain: strict('ipcMain', Object.assign(emitter, methods)),
    channels: () => [...handlers.keys(), ...emitter.eventNames().map(String)],
    invokeFromPage,
    send,
    forge,
    decode,
    encode,
  };
}
