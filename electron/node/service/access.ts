import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { referenceKind } from '../../core/settings/reader-secrets.ts';
import { isMap } from '../../core/settings/reader-walk.ts';
import { readYaml } from '../settings-file-yaml.ts';

/** The file's path without links; as it was given where the file cannot be found. */
export function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

/** The user who owns the file; of a link, who made the link. */
export function ownerOf(file: string): number {
  return lstatSync(file).uid;
}

/**
 * The first folder above the file in which others than root and `owner` can put another file in its
 * place. What the group of a folder does is its owner's choice.
 */
export function strangersFolder(file: string, owner: number): string | undefined {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const { uid, mode } = lstatSync(folder);
    // In a sticky folder, as /tmp is, everybody can replace only what is their own.
    const open = (mode & 0o1002) === 0o002;
    if (open || (uid !== 0 && uid !== owner)) return folder;
    if (folder === path.dirname(folder)) return undefined;
  }
}

/** True where every user may read the file, through every folder above it. */
export function isOpenToAll(file: string): boolean {
  const whole = realpathSync(file);
  if ((statSync(whole).mode & 0o004) === 0) return false;
  for (let folder = path.dirname(whole); ; folder = path.dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

function namesFile(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(namesFile);
  if (!isMap(value)) return false;
  return referenceKind(value) === 'file' || Object.values(value).some(namesFile);
}

/** True where accounts, channels or the local interface of a settings file keep a secret in another file. */
export function hasSecretFiles(file: string): boolean {
  const yaml = readYaml(readFileSync(file, 'utf8'));
  if (!yaml.ok || !isMap(yaml.value)) return false;
  const { accounts, channels, api } = yaml.value;
  return namesFile(accounts) || namesFile(channels) || namesFile(api);
}

/** The file that this process runs, whole and without links; undefined where it has none. */
export function ownScript(): string | undefined {
  try {
    return realpathSync(process.argv[1] ?? '');
  } catch {
    return undefined;
  }
}

/** When a running `ddns-tray` began to work with the state folder: milliseconds since 1970. */
export function lockedSince(folder: string): number | undefined {
  return statSync(path.join(folder, 'lock'), { throwIfNoEntry: false })?.mtimeMs;
}
