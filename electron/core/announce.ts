import type { Log } from './ports.ts';

/** Tells whoever looks on. What they throw is their own trouble: it is logged, and stops nothing. */
export function announce(log: Log, tell: () => void): void {
  try {
    tell();
  } catch (error) {
    log.error('somebody who was told failed', { error });
  }
}
