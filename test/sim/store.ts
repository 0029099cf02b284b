import type { StateStore } from '../../electron/core/ports.ts';
import type { AppState } from '../../electron/core/state.ts';
import type { Life } from './life.ts';
import type { World } from './world.ts';

/** What outlives a process. States are immutable, so they are kept as they are until a restart. */
export interface Disk {
  state: AppState | undefined;
}

/** What a process finds after a restart: the last state that was written, through JSON. */
export function reread(disk: Disk): void {
  if (disk.state !== undefined) disk.state = JSON.parse(JSON.stringify(disk.state)) as AppState;
}

/** The state file, as one process sees it. Writing takes a moment, and may fail. */
export function createStore(world: World, disk: Disk, life: Life): StateStore<AppState> {
  const { clock } = world;
  const chance = world.chance.fork(`store ${life.number}`);
  /** Mostly at once; now and then it takes so long that other things happen meanwhile. */
  const soon = (act: () => void) => {
    if (chance.of(0.8)) act();
    else clock.plan(clock.now() + chance.int(1, 200), act, { local: true });
  };
  return {
    load: () => life.call('load', (settle) => soon(() => settle.resolve(disk.state))),
    save: (state) =>
      life.call<void>('save', (settle) => {
        if (!world.diskWorks) {
          world.emit({ kind: 'unsaved', life: life.number });
          soon(() => settle.reject(new Error('ENOSPC: no space left on device')));
          return;
        }
        disk.state = state;
        world.emit({ kind: 'saved', life: life.number, state });
        soon(() => settle.resolve());
      }),
  };
}
