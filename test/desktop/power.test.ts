import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import { watchPower } from '../../electron/desktop/power.ts';
import { type LogLine, rememberingLog } from '../support/remembering-log.ts';

const electron = vi.hoisted(() => ({ powerMonitor: {} }));
vi.mock('electron', () => electron);

it('tells when the computer wakes and is unlocked, until it is not to', () => {
  const monitor = new EventEmitter();
  electron.powerMonitor = monitor;
  const woken: string[] = [];
  const lines: LogLine[] = [];
  const stop = watchPower({ log: rememberingLog(lines), onWake: (why) => woken.push(why) });
  for (const event of ['suspend', 'resume', 'unlock-screen']) monitor.emit(event);
  expect(woken).toEqual(['resume', 'unlock']);
  expect(lines.map(({ message }) => message)).toEqual([
    'the computer goes to sleep',
    'the computer wakes',
  ]);
  stop();
  for (const event of ['suspend', 'resume', 'unlock-screen']) monitor.emit(event);
  expect(woken).toHaveLength(2);
  expect(monitor.eventNames()).toEqual([]);
});
