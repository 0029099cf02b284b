import type { Preferences } from '../contract/preferences.ts';
import type { AppState } from '../core/state.ts';
import type { Notice } from '../core/views/notices.ts';
import type { Toast, ToastWorld } from '../core/views/toast.ts';
import { missedToasts, type Telling, type TellingTime, toasts } from '../core/views/toasts.ts';
import type { Notes } from './notes.ts';

export interface ToasterPorts {
  readonly notes: Notes;
  readonly show: (toast: Toast) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly preferences: () => Preferences;
  /** Undefined while there are no settings, and so nothing to tell of. */
  readonly world: () => ToastWorld | undefined;
}

/** Turns notices into desktop notifications: those of one moment together, none in quiet hours. */
export interface Toaster {
  tell(notice: Notice): void;
  /** Tells what was held, once it is time. Call it now and then. */
  catchUp(state: AppState): void;
}

/** The local time of day, in minutes since midnight. */
export function minuteOfDay(now: number): number {
  const date = new Date(now);
  return date.getHours() * 60 + date.getMinutes();
}

export function createToaster({ notes, show, now, preferences, world }: ToasterPorts): Toaster {
  let gathered: Notice[] = [];
  let waiting: readonly Notice[] = [];
  const time = (): TellingTime => ({ preferences: preferences(), minute: minuteOfDay(now()) });
  const showAll = (telling: Telling) => {
    if (telling.kind === 'shown') for (const toast of telling.toasts) show(toast);
  };
  const flush = () => {
    const notices = gathered;
    gathered = [];
    const present = world();
    if (present === undefined) return;
    const telling = toasts(notices, time(), present);
    showAll(telling);
    if (telling.kind === 'shown') return;
    waiting = [...waiting, ...notices];
    notes.set('heldSince', notes.get('heldSince') ?? now());
  };
  return {
    tell(notice) {
      gathered.push(notice);
      // The notices of one round come in one go.
      if (gathered.length === 1) queueMicrotask(flush);
    },
    catchUp(state) {
      const heldSince = notes.get('heldSince');
      const present = world();
      if (heldSince === undefined || present === undefined) return;
      const missed = { state, heldSince, ...(waiting.length > 0 ? { held: waiting } : {}) };
      const telling = missedToasts(missed, time(), present);
      if (telling.kind === 'held') return;
      waiting = [];
      notes.set('heldSince', undefined);
      showAll(telling);
    },
  };
}
