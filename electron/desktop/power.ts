import { powerMonitor } from 'electron';
import type { Log } from '../core/ports.ts';

interface PowerOptions {
  readonly log: Log;
  /** The network may take some seconds more. */
  readonly onWake: (why: 'resume' | 'unlock') => void;
}

/** Hears the computer wake until the returned function is called. After Electron is ready. */
export function watchPower({ log, onWake }: PowerOptions): () => void {
  const onSuspend = () => log.info('the computer goes to sleep');
  const onResume = () => {
    log.info('the computer wakes');
    onWake('resume');
  };
  const onUnlock = () => onWake('unlock');
  powerMonitor.on('suspend', onSuspend);
  powerMonitor.on('resume', onResume);
  powerMonitor.on('unlock-screen', onUnlock);
  return () => {
    powerMonitor.off('suspend', onSuspend);
    powerMonitor.off('resume', onResume);
    powerMonitor.off('unlock-screen', onUnlock);
  };
}
