import { createRequire } from 'node:module';
import type { ReleaseFetcher } from './fetcher.ts';
import type { UpdaterOptions } from './updater.ts';

/** Reads the bundle that fetches, and with it electron-updater: most runs never need it. */
export async function loadReleaseFetcher(
  bundle: string,
  options: UpdaterOptions,
): Promise<ReleaseFetcher> {
  const load = createRequire(bundle);
  const { createReleaseUpdater }: typeof import('./updater.ts') = load(bundle);
  return createReleaseUpdater(options);
}
