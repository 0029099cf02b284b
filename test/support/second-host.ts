import type { Emulator } from './emulator.ts';

/**
 * The same service under one more host, as where a login has a host of its own: its requests,
 * violations and faults are those of the first, and counted there.
 */
export function secondHost(emulator: Emulator): Emulator {
  return { handle: emulator.handle, requests: [], violations: [], faults: [] };
}
