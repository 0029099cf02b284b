import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A running `ddns-tray run`. */
export interface Daemon {
  readonly pid: number;
  /** All that it has said so far. */
  readonly said: string;
  /** Resolves when it has said it; rejects when it ends before. */
  says(pattern: RegExp): Promise<void>;
  signal(name: NodeJS.Signals): void;
  stop(): Promise<void>;
}

/** Hears what a program says on stderr. */
export function daemonOf(child: ChildProcess): Daemon {
  let said = '';
  const watchers = new Set<() => void>();
  child.stdout?.resume();
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    for (const watch of watchers) watch();
  });
  const exit = once(child, 'exit');
  return {
    pid: child.pid ?? 0,
    get said() {
      return said;
    },
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const watch = () => {
          if (!pattern.test(said)) return;
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
        watch();
        void exit.then(() => reject(new Error(`it ended without ${pattern}:\n${said}`)));
      }),
    signal: (name) => void child.kill(name),
    async stop() {
      child.kill('SIGTERM');
      await exit;
    },
  };
}

/** What a program writes to stdout, whatever its status; rejects with its stderr where that is nothing. */
export async function toEnd(child: ChildProcess): Promise<string> {
  let [out, complaint] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  await once(child, 'close');
  if (out === '') throw new Error(complaint);
  return out;
}
