import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchFaults } from '../../electron/desktop/crash.ts';
import { type LogLine, rememberingLog } from '../support/remembering-log.ts';

const electron = vi.hoisted(() => ({ app: {} }));
vi.mock('electron', () => electron);

const kinds = ['uncaughtException', 'unhandledRejection'] as const;
let app: EventEmitter;
let exits: number[];
let lines: LogLine[];
let now: number;
let heard: Map<string, (error: unknown) => void>;

beforeEach(() => {
  exits = [];
  lines = [];
  now = 0;
  heard = new Map();
  app = Object.assign(new EventEmitter(), { exit: (code: number) => exits.push(code) });
  electron.app = app;
  vi.spyOn(process, 'on').mockImplementation((name, listener) => {
    heard.set(String(name), listener as (error: unknown) => void);
    return process;
  });
  watchFaults({ log: rememberingLog(lines), now: () => now });
});

afterEach(() => vi.restoreAllMocks());

describe('a fault of ours', () => {
  it.each(kinds)('is noted, and the app goes on: %s', (kind) => {
    const error = new Error('x');
    heard.get(kind)?.(error);
    expect(lines).toEqual([{ level: 'error', message: 'fault', fields: { error } }]);
    expect(exits).toEqual([]);
  });

  it('ends the app the fifth time in ten minutes', () => {
    for (let count = 0; count < 4; count += 1) heard.get(kinds[count % 2] ?? '')?.(count);
    expect(exits).toEqual([]);
    now += 9 * 60_000;
    heard.get('uncaughtException')?.('last');
    expect(exits).toEqual([1]);
    expect(lines.at(-1)?.message).toBe('too many faults; the app ends');
  });

  it('is forgotten after ten minutes', () => {
    for (let count = 0; count < 20; count += 1) {
      now += 3 * 60_000;
      heard.get('uncaughtException')?.(count);
    }
    expect(exits).toEqual([]);
  });
});

describe('the end of another process', () => {
  it('is noted, unless it is in order', () => {
    app.emit('render-process-gone', {}, {}, { reason: 'crashed', exitCode: 5 });
    app.emit('render-process-gone', {}, {}, { reason: 'clean-exit', exitCode: 0 });
    app.emit('child-process-gone', {}, { type: 'GPU', reason: 'oom', exitCode: 1 });
    app.emit('child-process-gone', {}, { type: 'Utility', reason: 'clean-exit', exitCode: 0 });
    expect(lines.map(({ level, fields }) => [level, fields])).toEqual([
      ['error', { reason: 'crashed', exitCode: 5 }],
      ['warn', { type: 'GPU', reason: 'oom', exitCode: 1 }],
    ]);
    expect(exits).toEqual([]);
  });
});
