import { useEffect, useRef, useState } from 'preact/hooks';
import type { Snapshot } from '../../electron/contract/snapshot.ts';

/** Milliseconds after which a check that was not seen to begin is taken for over. */
const unseen = 3000;

interface Awaited {
  /** When the last check before it was. */
  readonly before: number | undefined;
  readonly begun: boolean;
  /** It is over if it was not seen to begin by now. */
  readonly late: boolean;
}

/**
 * Calls `onEnd` once with the snapshot after the check that the user asked for. Call what it returns
 * when the check was accepted, with the time of the last check before it.
 */
export function useCheckEnd(
  snapshot: Snapshot,
  onEnd: (after: Snapshot) => void,
): (before: number | undefined) => void {
  const [awaited, setAwaited] = useState<Awaited | undefined>();
  const latest = useRef(onEnd);
  latest.current = onEnd;
  const isWaiting = awaited !== undefined;
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(() => setAwaited((old) => old && { ...old, late: true }), unseen);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  useEffect(() => {
    if (awaited === undefined) return;
    if (snapshot.busy) {
      if (!awaited.begun) setAwaited({ ...awaited, begun: true });
      return;
    }
    if (!awaited.begun && !awaited.late && snapshot.lastCheck === awaited.before) return;
    setAwaited(undefined);
    latest.current(snapshot);
  }, [snapshot, awaited]);
  return (before) => setAwaited({ before, begun: false, late: false });
}
