import { type ReleaseChannel, releaseChannels } from '../../contract/release.ts';
import type { Version } from './version.ts';

/** The system and processor that a build is for, as Node names them. */
export interface Target {
  readonly platform: string;
  readonly arch: string;
}

/** One file of the feed that names the newest version of a channel. */
export interface ChannelFile {
  readonly channel: ReleaseChannel;
  readonly name: string;
}

const baseNames = { stable: 'latest', beta: 'beta', nightly: 'nightly' } as const;

/** As electron-builder names them. */
function suffixOf({ platform, arch }: Target): string {
  if (platform === 'darwin') return '-mac';
  if (platform === 'linux') return arch === 'x64' ? '-linux' : `-linux-${arch}`;
  return '';
}

/** The files to read for a channel: its own, and those of the channels before it. */
export function channelFiles(channel: ReleaseChannel, target: Target): readonly ChannelFile[] {
  return releaseChannels
    .slice(0, releaseChannels.indexOf(channel) + 1)
    .map((one) => ({ channel: one, name: `${baseNames[one]}${suffixOf(target)}.yml` }));
}

/** The channel that a version is of, by the first word behind its hyphen; undefined for a foreign one. */
export function channelOf({ pre }: Version): ReleaseChannel | undefined {
  if (pre.length === 0) return 'stable';
  return pre[0] === 'beta' || pre[0] === 'nightly' ? pre[0] : undefined;
}
