import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { referenceKind } from '../../core/settings/reader-secrets.ts';
import { isMap } from '../../core/settings/reader-walk.ts';
import { readYaml } from '../settings-file-yaml.ts';

/** The user who owns the file. */
export function ownerOf(file: string): number {
  return statSync(file).uid;
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

/** True where accounts of a settings file keep a secret in another file. */
export function hasSecretFiles(file: string): boolean {
  const yaml = readYaml(readFileSync(file, 'utf8'));
  return yaml.ok && isMap(yaml.value) && namesFile(yaml.value.accounts);
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
