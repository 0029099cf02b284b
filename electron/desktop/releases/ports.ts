import { release } from 'node:os';
import path from 'node:path';
import { app } from 'electron';
import type { Log } from '../../core/ports.ts';
import type { ProxySetting } from '../../core/settings.ts';
import { loadReleaseIdentity } from './identity.ts';
import { loadReleaseFetcher } from './load.ts';
import type { ReleasesOptions } from './options.ts';
import { releaseFolder, releaseWay } from './way.ts';

/** Where newer versions of the program come from, and how. */
export type ReleasePorts = Pick<
  ReleasesOptions,
  'identity' | 'way' | 'target' | 'system' | 'folder' | 'fetcher'
>;

interface Surroundings {
  /** The folder with the built files. */
  readonly built: string;
  readonly version: string;
  /** It plays with data of nobody: it looks for no versions. */
  readonly sandbox: boolean;
  readonly log: Log;
  /** What the settings say of a proxy. */
  readonly proxy: () => ProxySetting | undefined;
}

/** What the running program knows of that; one that is not packaged looks nowhere. */
export function releasePorts({ built, sandbox, ...given }: Surroundings): ReleasePorts {
  const { platform, arch, env, execPath, windowsStore, resourcesPath } = process;
  const way = releaseWay({ platform, env, executable: execPath, store: windowsStore });
  const identity =
    app.isPackaged && !sandbox
      ? loadReleaseIdentity(path.join(built, 'release.json'), given.log)
      : undefined;
  const folder = releaseFolder(platform, env);
  return {
    identity,
    way,
    target: { platform, arch },
    system: release(),
    folder,
    fetcher: () =>
      loadReleaseFetcher(path.join(built, 'releases.cjs'), {
        ...given,
        kind: way.kind === 'appImage' ? 'appImage' : 'nsis',
        feed: identity?.feed ?? '',
        folder,
        resources: resourcesPath,
      }),
  };
}
