import path from 'node:path';
import { session } from 'electron';
import { AppImageUpdater } from 'electron-updater/out/AppImageUpdater.js';
import { DownloadedUpdateHelper } from 'electron-updater/out/DownloadedUpdateHelper.js';
import { NsisUpdater } from 'electron-updater/out/NsisUpdater.js';
import { CancellationToken, type UpdateInfo } from 'electron-updater/out/types.js';
import { hour } from '../../core/duration.ts';
import { codeOf } from '../../core/error-code.ts';
import type { Log } from '../../core/ports.ts';
import { ReleaseError } from '../../core/release/error.ts';
import type { Offer } from '../../core/release/offer.ts';
import type { ReleaseFailure } from '../../core/release/state.ts';
import type { ProxySetting } from '../../core/settings.ts';
import { LimitedExecutor } from './executor.ts';
import type { ReleaseFetcher } from './fetcher.ts';
import { isDiskError } from './file.ts';

/** This module is a bundle of its own, read when something is fetched: main.ts loads it. */
export interface UpdaterOptions {
  readonly kind: 'nsis' | 'appImage';
  /** The running version. */
  readonly version: string;
  readonly feed: string;
  /** Absolute; `pending` in it holds what was fetched. */
  readonly folder: string;
  /** The folder of the program's resources, in which electron-builder writes `app-update.yml`; absolute. */
  readonly resources: string;
  /** What the settings say of a proxy; undefined is the system's. */
  readonly proxy: () => ProxySetting | undefined;
  readonly log: Log;
  /** Milliseconds without a byte after which a server counts as gone. */
  readonly patience?: number | undefined;
  /** Milliseconds after which a fetch is given up, however much comes: nobody else ends it. */
  readonly longest?: number | undefined;
}

const partition = 'releases';

/** Bytes; it is unpacked in one piece, to up to a thousand times as many. Without it all is fetched. */
const largestEmbeddedMap = 2 ** 18;

function proxyConfig(proxy: ProxySetting | undefined): Electron.ProxyConfig {
  if (proxy === undefined) return { mode: 'system' };
  return proxy === 'off' ? { mode: 'direct' } : { mode: 'fixed_servers', proxyRules: proxy };
}

/** Says what was found already, and asks nobody. */
function providerOf(offer: Offer, version: string) {
  const file = new URL(offer.url);
  const map = (name: string) => new URL(`${name}.blockmap`, file);
  return {
    fileExtraDownloadHeaders: { accept: '*/*', 'User-Agent': `DDNS-Tray/${version}` },
    // Some hosts do not know several ranges in one request, and answer with the whole file.
    isUseMultipleRangeRequest: false,
    resolveFiles: ({ files }: UpdateInfo) => files.map((info) => ({ url: file, info })),
    getBlockMapFiles: () => [
      map(file.pathname.replaceAll(offer.version, version)),
      map(file.pathname),
    ],
  };
}

function infoOf({ version, url, sha512, size, blockMapSize = 0 }: Offer): UpdateInfo {
  const hasMap = blockMapSize > 0 && blockMapSize <= largestEmbeddedMap;
  const file = { url, sha512, size, ...(hasMap ? { blockMapSize } : {}) };
  return { version, files: [file], path: url, sha512, releaseDate: '' };
}

/** Only one line of each: errors carry whole answers. */
function logger(log: Log) {
  const tell = (message: unknown) => {
    const [line = ''] = String(message).split('\n');
    log.debug('electron-updater', { line: line.slice(0, 300) });
  };
  return { info: tell, warn: tell, error: tell };
}

function failureOf(error: unknown): ReleaseFailure {
  if (error instanceof ReleaseError) return error.failure;
  const code = codeOf(error);
  if (code === 'ERR_CHECKSUM_MISMATCH') return { kind: 'tampered' };
  if (code === 'ERR_UPDATER_INVALID_SIGNATURE') return { kind: 'signature' };
  return { kind: isDiskError(error) ? 'disk' : 'network' };
}

/** Makes what fetches by electron-updater: only the blocks that differ, where the host lets it. */
export function createReleaseUpdater(options: UpdaterOptions): ReleaseFetcher {
  const { version, folder, resources, log, longest = 6 * hour } = options;
  // Never called: the app ends in its own order, and starts the installer itself.
  const never = () => {
    throw new Error('electron-updater may not end the app');
  };
  const app = {
    version,
    name: path.basename(folder),
    isPackaged: true,
    // Names the publisher whose signature Windows itself has to find, where the builder wrote one.
    appUpdateConfigPath: path.join(resources, 'app-update.yml'),
    userDataPath: folder,
    baseCachePath: path.dirname(folder),
    whenReady: async () => undefined,
    relaunch: never,
    quit: never,
    onQuit: () => undefined,
  };

  function prepare(offer: Offer, executor: LimitedExecutor) {
    const Updater = options.kind === 'nsis' ? NsisUpdater : AppImageUpdater;
    const updater = new Updater(null, app);
    updater.logger = logger(log);
    updater.autoDownload = false;
    updater.autoInstallOnAppQuit = false;
    updater.disableWebInstaller = true;
    updater.allowDowngrade = false;
    const info = infoOf(offer);
    const provider = providerOf(offer, version);
    // Not what it would read of the feed, without a limit and a signature; and no id of this
    // computer, which it would make and send for rollouts in parts.
    Object.assign(updater, {
      httpExecutor: executor,
      downloadedUpdateHelper: new DownloadedUpdateHelper(folder),
      getUpdateInfoAndProvider: async () => ({ info, provider }),
    });
    return updater;
  }

  return {
    async fetch(offer, onPart, ending) {
      const token = new CancellationToken();
      const cancel = () => token.cancel();
      const signal = AbortSignal.any([ending, AbortSignal.timeout(longest)]);
      signal.addEventListener('abort', cancel, { once: true });
      try {
        const own = session.fromPartition(partition, { cache: false });
        await own.setProxy(proxyConfig(options.proxy()));
        const task = { ...options, offer, session: own, signal };
        const updater = prepare(offer, new LimitedExecutor(task));
        updater.on('download-progress', ({ percent }) => {
          if (Number.isFinite(percent)) onPart(Math.min(Math.max(percent / 100, 0), 1));
        });
        const found = await updater.checkForUpdates();
        if (found?.isUpdateAvailable !== true) {
          throw new ReleaseError({ kind: 'downgrade', version: offer.version });
        }
        const [file] = await updater.downloadUpdate(token);
        if (file === undefined) throw new ReleaseError({ kind: 'network' });
        return { kind: 'fetched', file };
      } catch (error) {
        ending.throwIfAborted();
        log.warn('a new version could not be fetched', { code: codeOf(error) });
        return { kind: 'refused', failure: failureOf(error) };
      } finally {
        signal.removeEventListener('abort', cancel);
      }
    },
  };
}
