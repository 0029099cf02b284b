import type { Around } from './around.ts';
import type { Engine } from './engine.ts';
import type { Detection } from './state.ts';

/** What comes of a family in a network that the user did not approve: nobody is asked. */
export const elsewhere: Detection = {
  kind: 'unavailable',
  why: 'elsewhere',
  voices: [],
  silent: [],
};

/** Leaving the approved networks and coming back is one line each in the log. */
export function notePlace(
  { ports, keeper }: Engine,
  around: Around,
  away: boolean,
  now: number,
): void {
  if (away === (keeper.state.elsewhereSince !== undefined)) return;
  const { identity } = around;
  if (!away) ports.log.info('in an approved network again');
  else if (identity === undefined) ports.log.info('cannot tell which network this is');
  else ports.log.info('not in an approved network', { network: identity });
  keeper.update((state) => ({ ...state, elsewhereSince: away ? now : undefined }));
}

/** Going offline and coming back is one line each in the log, and no error. */
export function noteLink({ ports, keeper }: Engine, offline: boolean, now: number): void {
  if (offline === (keeper.state.offlineSince !== undefined)) return;
  ports.log.info(offline ? 'offline' : 'online again');
  keeper.update((state) => ({ ...state, offlineSince: offline ? now : undefined }));
}
