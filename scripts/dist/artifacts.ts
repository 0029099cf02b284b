import type { DistArch, DistPlatform } from './options.ts';

/** What a file of a release is for. */
export type ArtifactKind =
  | 'setup'
  | 'assisted'
  | 'portable'
  | 'appImage'
  | 'deb'
  | 'dmg'
  | 'zip'
  /** Says which parts of a file differ from another version's, for an update that fetches only those. */
  | 'blockmap';

/** One file that electron-builder made for a release. */
export interface Artifact {
  readonly file: string;
  readonly kind: ArtifactKind;
  readonly platform: DistPlatform;
  readonly arch: DistArch;
}

/** electron-builder calls the architecture as each system does. */
const archOf: Readonly<Record<string, DistArch>> = {
  x64: 'x64',
  x86_64: 'x64',
  amd64: 'x64',
  arm64: 'arm64',
};

const shapes: readonly (readonly [ArtifactKind, DistPlatform, RegExp])[] = [
  ['setup', 'win', /^DDNS-Tray-Setup-(\d.*)-(x64|arm64)\.exe$/],
  ['assisted', 'win', /^DDNS-Tray-Setup-Assisted-(\d.*)-(x64|arm64)\.exe$/],
  ['portable', 'win', /^DDNS-Tray-Portable-(\d.*)-(x64|arm64)\.exe$/],
  ['appImage', 'linux', /^DDNS-Tray-(\d.*)-(x64|x86_64|arm64)\.AppImage$/],
  ['deb', 'linux', /^DDNS-Tray-(\d.*)-(x64|amd64|arm64)\.deb$/],
  ['dmg', 'mac', /^DDNS-Tray-(\d.*)-(x64|arm64)\.dmg$/],
  ['zip', 'mac', /^DDNS-Tray-(\d.*)-(x64|arm64)\.zip$/],
];

/** What a file of that name is in the release of a version; undefined where it is no part of it. */
export function artifactOf(file: string, version: string): Artifact | undefined {
  const whole = file.replace(/\.blockmap$/, '');
  for (const [kind, platform, shape] of shapes) {
    const [, told, name = ''] = shape.exec(whole) ?? [];
    const arch = archOf[name];
    if (told !== version || arch === undefined) continue;
    return { file, kind: whole === file ? kind : 'blockmap', platform, arch };
  }
  return undefined;
}

/** By code unit: the same everywhere, whatever the language of the computer. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
