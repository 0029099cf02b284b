import type { EventEmitter } from 'node:events';
import type { DesktopControl } from '../control.ts';
import { fakeEvent } from './event.ts';

type Emit = DesktopControl['emit'];
type Emitters = Readonly<Record<Parameters<Emit>[0], () => EventEmitter>>;

/** Events whose listeners get no event object. */
const bare = new Set(['window-all-closed', 'session-created', 'updated', 'closed', 'show', 'hide']);

/** Events whose event object carries something. */
const carrying = new Set(['query-session-end', 'session-end', 'speed-limit-change']);

/** What a listener throws is nobody's to catch, as in Electron. */
function emitLoosely(emitter: EventEmitter, name: string, args: readonly unknown[]): void {
  try {
    emitter.emit(name, ...args);
  } catch (error) {
    setImmediate(() => {
      throw error;
    });
  }
}

/** Emits as the system would; see {@link DesktopControl.emit}. */
export function fakeEmitting(emitters: Emitters): Emit {
  return (target, name, ...args) => {
    const emitter = emitters[target]();
    const listeners = emitter.listenerCount(name);
    const [params = {}, ...rest] = args;
    const event = fakeEvent(carrying.has(name) ? (params as object) : {});
    const isBare = target === 'powerMonitor' || bare.has(name);
    const given = carrying.has(name) ? [event, ...rest] : isBare ? args : [event, ...args];
    emitLoosely(emitter, name, given);
    return { prevented: event.defaultPrevented, listeners };
  };
}
