import { useEffect, useState } from 'preact/hooks';
import type { LogLine } from '../../electron/contract/log.ts';
import { ask } from '../ask.ts';

/** Entries that are shown at most; of more the latest. */
const most = 2000;

/** Those of both that are not known yet, in their order. */
function joined(known: readonly LogLine[], more: readonly LogLine[]): readonly LogLine[] {
  const last = known.at(-1)?.number ?? 0;
  const newer = more.filter(({ number }) => number > last);
  return newer.length === 0 ? known : [...known, ...newer].slice(-most);
}

/** The log as it grows. */
export interface LogUse {
  /** Oldest first; undefined until they are known. */
  readonly lines: readonly LogLine[] | undefined;
  readonly failure: string | undefined;
}

/** Follows the log while the component is shown. */
export function useLog(): LogUse {
  const [lines, setLines] = useState<readonly LogLine[] | undefined>();
  const [failure, setFailure] = useState<string | undefined>();
  useEffect(() => {
    let early: readonly LogLine[] | undefined = [];
    const leave = window.ddns.on('log', (more) => {
      if (early === undefined) setLines((known = []) => joined(known, more));
      else early = joined(early, more);
    });
    void ask('watchLog', { on: true }).then((reply) => {
      const came = early ?? [];
      early = undefined;
      if (reply.ok) setLines(joined(reply.value.lines, came));
      else setFailure(reply.message);
    });
    return () => {
      leave();
      void ask('watchLog', { on: false });
    };
  }, []);
  return { lines, failure };
}
