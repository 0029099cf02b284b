import type { Snapshot, TrayState, WholeState } from '../../contract/snapshot.ts';
import { tooltip } from './tooltip.ts';
import { type MenuItem, trayMenu } from './tray-menu.ts';

/** All that the tray icon shows. */
export interface TrayView {
  readonly icon: TrayState;
  /** At most 127 UTF-16 units, in lines. */
  readonly tooltip: string;
  readonly menu: readonly MenuItem[];
}

/** What is not done yet has the icon of work: the one of a good state would claim too much. */
function iconOf(state: WholeState): TrayState {
  return state === 'waiting' || state === 'unknown' ? 'working' : state;
}

/** The tray icon as data. `now` is in milliseconds since 1970. */
export function trayView(snapshot: Snapshot, now: number): TrayView {
  return {
    icon: iconOf(snapshot.state),
    tooltip: tooltip(snapshot, now),
    menu: trayMenu(snapshot, now),
  };
}
