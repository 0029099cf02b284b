import { app } from 'electron';
import { createFaultCounter } from '../core/faults.ts';
import type { Log } from '../core/ports.ts';

interface CrashOptions {
  /** Written at once: the process may end right after. */
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now?: (() => number) | undefined;
}

/**
 * Logs faults of ours and of Electron's other processes, and goes on; ends the process with 1 when
 * there are too many. Without a listener, Electron would stop everything behind a dialog. Returns who
 * takes a fault that was caught elsewhere.
 */
export function watchFaults({ log, now = Date.now }: CrashOptions): (error: unknown) => void {
  const tooMany = createFaultCounter(now);
  const onFault = (error: unknown) => {
    log.error('fault', { error });
    if (!tooMany()) return;
    log.error('too many faults; the app ends');
    app.exit(1);
  };
  process.on('uncaughtException', onFault);
  process.on('unhandledRejection', onFault);
  app.on('render-process-gone', (_event, _contents, { reason, exitCode }) => {
    if (reason !== 'clean-exit') log.error('the window’s process is gone', { reason, exitCode });
  });
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') log.warn('a helper process is gone', { type, reason, exitCode });
  });
  return onFault;
}
