import type { LogLine } from '../contract/log.ts';

/** The latest entries of a log. */
export interface RecentLines {
  /** Oldest first; all, or those after a number. */
  lines(after?: number): readonly LogLine[];
  /** Calls at each new entry, until it is called again. */
  hear(listener: (() => void) | undefined): void;
}

/** The log as the window sees it. */
export interface LogView {
  /** The latest entries, oldest first, of at most {@link mostBytes}; none where it is turned off. */
  watch(on: boolean): readonly LogLine[];
  /** The window is gone: nothing is sent until it asks again. */
  closed(): void;
}

interface LogViewOptions {
  readonly recent: RecentLines;
  readonly send: (lines: readonly LogLine[]) => void;
}

/** Bytes of JSON in one message. */
export const mostBytes = 1_000_000;

/** Milliseconds in which entries are gathered. */
const gathering = 250;

/** The latest that one message holds. */
function fitting(lines: readonly LogLine[]): readonly LogLine[] {
  let bytes = 2;
  const tooOld = lines.findLastIndex((line) => {
    bytes += Buffer.byteLength(JSON.stringify(line)) + 1;
    return bytes > mostBytes;
  });
  return lines.slice(tooOld + 1);
}

/** Sends new entries to the window in batches, at most four in a second, while it watches. */
export function createLogView({ recent, send }: LogViewOptions): LogView {
  let timer: NodeJS.Timeout | undefined;
  let sent = 0;

  function take(): readonly LogLine[] {
    const lines = fitting(recent.lines(sent));
    sent = lines.at(-1)?.number ?? sent;
    return lines;
  }

  function stop(): void {
    recent.hear(undefined);
    clearTimeout(timer);
    timer = undefined;
    sent = 0;
  }

  function flush(): void {
    timer = undefined;
    const lines = take();
    if (lines.length > 0) send(lines);
  }

  return {
    watch(on) {
      stop();
      if (!on) return [];
      recent.hear(() => {
        timer ??= setTimeout(flush, gathering);
      });
      return take();
    },
    closed: stop,
  };
}
