import path from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { requestChannel, requestNames, type WindowApi } from '../../electron/contract/ipc.ts';

const source = path.join(import.meta.dirname, '../../electron/preload.ts');
let script = '';

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [source],
    write: false,
    bundle: true,
    platform: 'browser',
    format: 'cjs',
    external: ['electron'],
  });
  script = outputFiles[0]?.text ?? '';
});

type Heard = (event: object, ...args: unknown[]) => void;

/** Runs the built script with what a sandboxed preload script gets. */
function load() {
  const exposed: Record<string, unknown> = {};
  const invoked: unknown[] = [];
  const listeners = new Map<string, Set<Heard>>();
  const of = (channel: string) => {
    const known = listeners.get(channel) ?? new Set();
    listeners.set(channel, known);
    return known;
  };
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name: string, api: unknown) => {
        exposed[name] = api;
      },
    },
    ipcRenderer: {
      invoke: async (...args: unknown[]) => {
        invoked.push(args);
        return 'reply';
      },
      on: (channel: string, listener: Heard) => of(channel).add(listener),
      off: (channel: string, listener: Heard) => of(channel).delete(listener),
    },
  };
  const required: string[] = [];
  const require = (name: string) => {
    required.push(name);
    return electron;
  };
  new Function('require', 'module', 'exports', script)(require, { exports: {} }, {});
  const emit = (channel: string, ...args: unknown[]) => {
    for (const listener of of(channel)) listener({ sender: electron.ipcRenderer }, ...args);
  };
  return { exposed, invoked, required, emit, api: exposed.ddns as WindowApi };
}

describe('what the window gets', () => {
  it('is our functions, by name, and nothing of Electron’s', () => {
    const { exposed, required, api } = load();
    expect(Object.keys(exposed)).toEqual(['ddns']);
    expect(Object.keys(api)).toEqual([...requestNames, 'on']);
    for (const each of Object.values(api)) expect(each).toBeTypeOf('function');
    expect(required).toEqual(['electron']);
  });

  it('is small: the checks stay in the main process', () => {
    expect(script.length).toBeLessThan(4096);
    expect(script).not.toMatch(/zod/i);
  });

  it.each(requestNames)('asks for %s on its own channel', async (name) => {
    const { api, invoked } = load();
    const ask = api[name] as (...args: unknown[]) => Promise<unknown>;
    expect(await ask({ a: 1 }, 'more')).toBe('reply');
    expect(invoked).toEqual([[requestChannel(name), { a: 1 }]]);
  });

  it('hears the value of an event, never the event, until it stops', () => {
    const { api, emit } = load();
    const heard: unknown[][] = [];
    const stop = api.on('place', (...args: unknown[]) => heard.push(args));
    emit('ddns:on:place', { page: 'about' }, 'more');
    emit('ddns:on:snapshot', {});
    stop();
    emit('ddns:on:place', { page: 'status' });
    expect(heard).toEqual([[{ page: 'about' }]]);
  });

  it('hears nothing but events of ours', () => {
    const { api } = load();
    for (const name of ['ddns:place', '__proto__', 'INTERNAL']) {
      expect(() => api.on(name as 'place', () => undefined)).toThrow('no such event');
    }
  });
});
