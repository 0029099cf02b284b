import { parseArgs } from 'node:util';
import { type ReleaseChannel, releaseChannels } from '../../electron/contract/release.ts';

const platforms = ['win', 'linux', 'mac'] as const;
export type DistPlatform = (typeof platforms)[number];

export const archs = ['x64', 'arm64'] as const;
export type DistArch = (typeof archs)[number];

export interface DistOptions {
  readonly platforms: readonly DistPlatform[];
  readonly archs: readonly DistArch[];
  /** Where it is missing, the version says it. */
  readonly channel?: ReleaseChannel | undefined;
  /**
   * `all` makes a release of this computer's platforms; `dir` only the unpacked program, for a look at
   * it; `collect` packages nothing, and makes one release of what several computers packaged.
   */
  readonly scope: 'all' | 'dir' | 'collect';
}

const usage =
  'npm run dist -- [--win] [--linux] [--mac] [--x64] [--arm64] [--channel stable|beta|nightly] [--dir | --collect]';

const here: Readonly<Record<string, DistPlatform>> = {
  win32: 'win',
  linux: 'linux',
  darwin: 'mac',
};

function isChannel(text: string): text is ReleaseChannel {
  return releaseChannels.some((channel) => channel === text);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        win: { type: 'boolean' },
        linux: { type: 'boolean' },
        mac: { type: 'boolean' },
        x64: { type: 'boolean' },
        arm64: { type: 'boolean' },
        channel: { type: 'string' },
        dir: { type: 'boolean' },
        collect: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}; use: ${usage}`);
  }
}

/**
 * What is asked for on the command line: without a platform this computer's (`system` is
 * `process.platform`), without an architecture both. Throws a sentence where it cannot be read.
 */
export function readOptions(args: readonly string[], system: string): DistOptions {
  const values = parse(args);
  const { channel, dir = false, collect = false } = values;
  if (channel !== undefined && !isChannel(channel)) {
    throw new Error(`There is no channel “${channel}”; use: ${usage}`);
  }
  const chosen = platforms.filter((platform) => values[platform]);
  if (dir && collect) throw new Error(`--dir and --collect exclude each other; use: ${usage}`);
  if (collect && (chosen.length > 0 || values.x64 || values.arm64)) {
    throw new Error(`--collect takes whatever lies in dist/, so it has no platform; use: ${usage}`);
  }
  const own = here[system];
  if (chosen.length === 0 && own === undefined && !collect) {
    throw new Error(`There is no package for ${system}; use: ${usage}`);
  }
  const some = archs.filter((arch) => values[arch]);
  return {
    platforms: chosen.length > 0 || own === undefined ? chosen : [own],
    archs: some.length > 0 ? some : archs,
    channel,
    scope: dir ? 'dir' : collect ? 'collect' : 'all',
  };
}
