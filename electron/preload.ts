import { contextBridge, ipcRenderer } from 'electron';
import {
  type EventName,
  eventChannel,
  eventNames,
  requestChannel,
  requestNames,
  type WindowApi,
} from './contract/ipc.ts';

/** One function for each request; the names are ours, never the page's. */
const requests = Object.fromEntries(
  requestNames.map((name) => [
    name,
    (argument: unknown) => ipcRenderer.invoke(requestChannel(name), argument),
  ]),
) as Omit<WindowApi, 'on'>;

/** The listener gets the value alone: the event would lead it to Electron itself. */
function on(name: EventName, listener: (value: never) => void): () => void {
  if (!eventNames.includes(name)) throw new TypeError('no such event');
  const channel = eventChannel(name);
  const heard = (_event: unknown, value: unknown) => listener(value as never);
  ipcRenderer.on(channel, heard);
  return () => {
    ipcRenderer.off(channel, heard);
  };
}

contextBridge.exposeInMainWorld('ddns', { ...requests, on } satisfies WindowApi);
