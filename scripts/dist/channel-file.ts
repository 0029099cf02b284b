import type { ReleaseChannel } from '../../electron/contract/release.ts';
import { channelFiles } from '../../electron/core/release/channel.ts';
import type { Artifact, ArtifactKind } from './artifacts.ts';
import { archs } from './options.ts';

/** One file that a running program may replace itself by. */
export interface ChannelEntry {
  readonly url: string;
  /** Of the whole file, in Base64. */
  readonly sha512: string;
  /** In bytes. */
  readonly size: number;
  /** Of the map of its blocks at its end, in bytes, where there is one. */
  readonly blockMapSize?: number | undefined;
  /** The release key's signature in Base64; without it every program refuses the file. */
  readonly ed25519?: string | undefined;
}

/** What electron-updater reads to learn of a version. */
export interface ChannelFile {
  readonly version: string;
  readonly files: readonly ChannelEntry[];
  /** Seconds since 1970. */
  readonly epoch: number;
}

/** A program updates itself by these; what else there is, people fetch. */
const updating: readonly ArtifactKind[] = ['setup', 'appImage', 'deb', 'zip'];

/** The files that belong together in one channel file; those that most people need come first. */
export interface ChannelGroup {
  /** The channel file's name. */
  readonly name: string;
  readonly artifacts: readonly Artifact[];
}

const systemOf = { win: 'win32', linux: 'linux', mac: 'darwin' } as const;

/** Which channel files a release needs, and what belongs in each: only what a program can update by. */
export function channelGroups(
  artifacts: readonly Artifact[],
  channel: ReleaseChannel,
): readonly ChannelGroup[] {
  const groups = new Map<string, readonly Artifact[]>();
  const rank = ({ kind, arch }: Artifact) => updating.indexOf(kind) * 2 + archs.indexOf(arch);
  for (const artifact of artifacts.toSorted((a, b) => rank(a) - rank(b))) {
    const { kind, platform, arch } = artifact;
    // The programs read those of earlier channels too; the last one is the channel's own.
    const file = channelFiles(channel, { platform: systemOf[platform], arch }).at(-1);
    if (file === undefined || !updating.includes(kind)) continue;
    groups.set(file.name, [...(groups.get(file.name) ?? []), artifact]);
  }
  return [...groups].map(([name, offered]) => ({ name, artifacts: offered }));
}

/** The text of a channel file: YAML, in which JSON's strings are strings too. */
export function channelFileText({ version, files, epoch }: ChannelFile): string {
  const [first] = files;
  if (first === undefined) throw new Error('A channel file needs a file to offer.');
  const entries = files.flatMap(({ url, sha512, size, blockMapSize, ed25519 }) => [
    `  - url: ${JSON.stringify(url)}`,
    `    sha512: ${JSON.stringify(sha512)}`,
    `    size: ${size}`,
    ...(blockMapSize === undefined ? [] : [`    blockMapSize: ${blockMapSize}`]),
    ...(ed25519 === undefined ? [] : [`    ed25519: ${JSON.stringify(ed25519)}`]),
  ]);
  const lines = [
    `version: ${JSON.stringify(version)}`,
    'files:',
    ...entries,
    // Of the first file, for readers of the old form; electron-updater still asks for both.
    `path: ${JSON.stringify(first.url)}`,
    `sha512: ${JSON.stringify(first.sha512)}`,
    `releaseDate: ${JSON.stringify(new Date(epoch * 1000).toISOString())}`,
  ];
  return `${lines.join('\n')}\n`;
}
