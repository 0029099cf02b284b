import { execFile } from 'node:child_process';
import type { Log } from '../core/ports.ts';

/** Tells the service manager how a daemon is: systemd's protocol (sd_notify(3)). */
export interface Readiness {
  /** It works now; after {@link reloading} once more. */
  ready(): void;
  reloading(): void;
  stopping(): void;
  /** One line, as `systemctl status` shows it. The same one again is not sent. */
  status(text: string): void;
}

/** Milliseconds for one message. */
const timeout = 5_000;
/** Letters of a status that somebody would read. */
const longestStatus = 200;

/** Sends assignments such as `READY=1`; resolves when the manager has them, or never will. */
export type SendToManager = (assignments: readonly string[]) => Promise<void>;

/**
 * Through systemd's own tool: Node cannot speak to a socket of datagrams by itself. The tool waits
 * until the manager has read the message, so that it is not taken for a stranger's.
 */
export function managerAt(socket: string, log: Log): SendToManager {
  let failed = false;
  return (assignments) =>
    new Promise((resolve) => {
      const env = { PATH: process.env.PATH, NOTIFY_SOCKET: socket };
      execFile('systemd-notify', [...assignments], { env, timeout }, (error) => {
        if (error !== null && !failed) {
          failed = true;
          const why = typeof error.code === 'string' ? error.code : String(error.code ?? 'timeout');
          log.warn('systemd cannot be told how the service is', { why });
        }
        resolve();
      });
    });
}

/** Sends one message after the other; of statuses that wait only the newest. Never throws. */
export function createReadiness(send: SendToManager | undefined): Readiness {
  if (send === undefined) {
    const nothing = () => undefined;
    return { ready: nothing, reloading: nothing, stopping: nothing, status: nothing };
  }
  let queue: Promise<void> = Promise.resolve();
  let wanted = '';
  let sent = '';
  let over = false;
  const tell = (assignment: string) => {
    // What was under way ends after the word that all ends.
    if (over) return;
    queue = queue.then(() => send([assignment]));
  };
  return {
    ready: () => tell('READY=1'),
    reloading: () => tell('RELOADING=1'),
    stopping() {
      tell('STOPPING=1');
      over = true;
    },
    status(text) {
      if (over) return;
      wanted = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, longestStatus);
      queue = queue.then(async () => {
        if (wanted === sent) return;
        sent = wanted;
        await send([`STATUS=${wanted}`]);
      });
    },
  };
}
