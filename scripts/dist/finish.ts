import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReleaseChannel } from '../../electron/contract/release.ts';
import { type Artifact, artifactOf, compare } from './artifacts.ts';
import { blockMapBytes } from './block-map.ts';
import { type ChannelEntry, channelFileText, channelGroups } from './channel-file.ts';
import { isSigned, signStatement } from './signature.ts';
import type { Signing } from './signing.ts';
import { hashFile, sumsText } from './sums.ts';

/** A release whose artifacts lie in a folder. */
export interface FinishedRelease {
  readonly folder: string;
  readonly version: string;
  readonly channel: ReleaseChannel;
  readonly signing: Signing;
  /** Seconds since 1970. */
  readonly epoch: number;
  /** Further files of the release, which lie in the folder too. */
  readonly companions: readonly string[];
}

/** The files of the release in a folder, sorted by name. */
export function artifactsIn(folder: string, version: string): readonly Artifact[] {
  return readdirSync(folder)
    .toSorted(compare)
    .flatMap((file) => artifactOf(file, version) ?? []);
}

async function channelEntry(
  { folder, version, signing }: FinishedRelease,
  { file, kind }: Artifact,
): Promise<ChannelEntry> {
  const path = join(folder, file);
  const blockMapSize = kind === 'appImage' ? blockMapBytes(readFileSync(path)) : undefined;
  const sha512 = (await hashFile(path, 'sha512')).toString('base64');
  const entry = { url: file, sha512, size: statSync(path).size, blockMapSize };
  if (signing.kind === 'unsigned') return entry;
  const statement = { version, file, sha512 };
  const ed25519 = signStatement(statement, signing.key);
  if (!isSigned(statement, ed25519, signing.publicKey)) {
    throw new Error(`The signature of ${file} does not verify: the computer cannot be trusted.`);
  }
  return { ...entry, ed25519 };
}

/** Throws where the folder has files that would be handed out with the release, and are no part of it. */
function refuseOthers({ folder, version, companions }: FinishedRelease): void {
  const others = readdirSync(folder)
    .filter((name) => name.startsWith('DDNS-Tray-') && !companions.includes(name))
    .filter((name) => artifactOf(name, version) === undefined)
    .toSorted(compare);
  if (others.length > 0) {
    throw new Error(
      `dist/ holds what is no part of the release ${version} (${others.join(', ')}): take it away, and try again.`,
    );
  }
}

/**
 * Writes its channel's files, signed, and SHA256SUMS over every file of the release. Those that
 * electron-builder wrote go: they are not signed, and carry the time of the build. Resolves with the
 * names of what it wrote. Rejects with a sentence where files of another release lie there too.
 */
export async function finishRelease(release: FinishedRelease): Promise<readonly string[]> {
  const { folder, version, channel, epoch, companions } = release;
  refuseOthers(release);
  const artifacts = artifactsIn(folder, version);
  const written: string[] = [];
  for (const file of readdirSync(folder)) if (/\.ya?ml$/.test(file)) rmSync(join(folder, file));
  for (const { name, artifacts: offered } of channelGroups(artifacts, channel)) {
    const files: ChannelEntry[] = [];
    for (const artifact of offered) files.push(await channelEntry(release, artifact));
    writeFileSync(join(folder, name), channelFileText({ version, files, epoch }));
    written.push(name);
  }
  const sums = new Map<string, string>();
  for (const name of [...artifacts.map(({ file }) => file), ...companions, ...written]) {
    sums.set(name, (await hashFile(join(folder, name), 'sha256')).toString('hex'));
  }
  writeFileSync(join(folder, 'SHA256SUMS'), sumsText(sums));
  return [...written, 'SHA256SUMS'];
}
