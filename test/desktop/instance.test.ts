import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parseLaunch } from '../../electron/desktop/arguments.ts';
import { claimInstance, type SecondCommand } from '../../electron/desktop/instance.ts';

const electron = vi.hoisted(() => ({ app: {} as Record<string, unknown> }));
vi.mock('electron', () => electron);

let app: EventEmitter & { requestSingleInstanceLock: () => boolean; exit: (code: number) => void };
let locks: unknown[];
let exits: number[];

function start(first: boolean, ...args: string[]) {
  app = Object.assign(new EventEmitter(), {
    requestSingleInstanceLock: (data?: unknown) => {
      locks.push(data);
      return first;
    },
    exit: (code: number) => void exits.push(code),
  });
  electron.app = app as never;
  const commands: SecondCommand[] = [];
  const claimed = claimInstance({
    launch: parseLaunch(args),
    args,
    onCommand: (command) => commands.push(command),
  });
  return { claimed, commands };
}

beforeEach(() => {
  locks = [];
  exits = [];
});

describe('the one instance', () => {
  it('runs on', () => {
    expect(start(true, '--hidden').claimed).toBe(true);
    expect(exits).toEqual([]);
  });

  it('ends at once where another runs, and tells that one its arguments', () => {
    expect(start(false, '--update-now', '--foreign').claimed).toBe(false);
    expect(exits).toEqual([0]);
    expect(locks).toEqual([{ args: ['--update-now', '--foreign'] }]);
  });

  it('ends at once where it was only to end another, and none runs', () => {
    expect(start(true, '--quit').claimed).toBe(false);
    expect(exits).toEqual([0]);
  });

  it.each([
    [['a.exe'], { args: [] }, ['settings']],
    [['a.exe'], { args: ['--settings'] }, ['settings']],
    [['a.exe'], { args: ['--hidden'] }, []],
    [['a.exe'], { args: ['-Embedding'] }, []],
    [['a.exe'], { args: ['--update-now'] }, ['updateNow']],
    [['a.exe'], { args: ['--quit'] }, ['quit']],
    // Its own words go before what Chromium made of them.
    [['a.exe', '--quit'], { args: ['--hidden'] }, []],
    [['a.exe', '--evil=--quit', 'file:///quit'], { args: ['--evil'] }, ['settings']],
    // Without sound words of its own, the command line has to do.
    [['a.exe', '--update-now'], undefined, ['updateNow']],
    [['a.exe', '--update-now'], null, ['updateNow']],
    [['a.exe', '--update-now'], { args: '--quit' }, ['updateNow']],
    [['a.exe', '--update-now'], { args: [{}, '--quit'] }, ['updateNow']],
    [['a.exe', '--update-now'], { args: Array(1000).fill('--quit') }, ['updateNow']],
    // The program's own name is not a wish.
    [['--quit'], undefined, ['settings']],
  ] as const)('is told of a start with %j and %j: %j', (argv, data, expected) => {
    const { commands } = start(true);
    app.emit('second-instance', {}, argv, '/', data);
    expect(commands).toEqual(expected);
  });
});
