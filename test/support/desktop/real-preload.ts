import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fenceIn, type Network } from './network.ts';
import { record } from './real-recorder.ts';
import { quicken } from './surroundings.ts';

/** What the preload is told, as JSON in {@link worldVariable}. */
export interface RealWorld {
  readonly network: Network;
  readonly speed?: number | undefined;
}

export const worldVariable = 'DDNS_TRAY_TEST_WORLD';

/**
 * Runs ahead of the app in a real Electron, bundled into one file and named by `--require`: the same
 * fence around the network as the double has, and the recorder of the tray and the notifications.
 */
function prepare({ network, speed }: RealWorld): void {
  if (speed !== undefined) quicken(speed);
  fenceIn(network);
  // On Node, where a test of this file runs it, there is nothing to record.
  if (process.versions.electron !== undefined) record(createRequire(join(process.cwd(), 'app')));
}

const told = process.env[worldVariable];
if (told !== undefined) prepare(JSON.parse(told) as RealWorld);
