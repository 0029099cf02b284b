import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import type { Unsealed } from '../core/document.ts';
import { secretProblem } from '../core/settings/problem.ts';
import type { ResolveSecret } from '../core/settings/reader-secrets.ts';
import type { SecretFileProblem } from '../core/settings.ts';

const secretFileLimit = 64 * 1024;

const codes: Readonly<Record<string, SecretFileProblem>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EACCES: 'denied',
  EPERM: 'denied',
  EISDIR: 'directory',
  ENXIO: 'notFile',
};

type Read = { readonly text: string } | { readonly problem: SecretFileProblem };

/** The start of a file, at most `limit` bytes and one more. */
function readStart(handle: number, limit: number): Uint8Array {
  const buffer = new Uint8Array(limit + 1);
  let length = 0;
  while (length < buffer.length) {
    const count = readSync(handle, buffer, length, buffer.length - length, null);
    if (count === 0) break;
    length += count;
  }
  return buffer.subarray(0, length);
}

function readSecretFile(file: string): Read {
  // Without O_NONBLOCK, which Windows has not, a pipe that nobody writes to is waited for.
  const handle = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = fstatSync(handle);
    if (stat.isDirectory()) return { problem: 'directory' };
    if (!stat.isFile()) return { problem: 'notFile' };
    const bytes = readStart(handle, secretFileLimit);
    if (bytes.length > secretFileLimit) return { problem: 'large' };
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r?\n$/, '');
    return text.trim() === '' ? { problem: 'empty' } : { text };
  } catch (error) {
    if (error instanceof TypeError) return { problem: 'notText' };
    throw error;
  } finally {
    closeSync(handle);
  }
}

/**
 * What the sealed text at `account/path/of/field` came to; undefined where nobody tried: there is no
 * passphrase.
 */
export type OpenedSecrets = (at: string) => Unsealed | undefined;

/** On Windows, a path to another computer or to a device: to open one signs the user in there. */
const remotePath = /^[\\/]{2}/;

/**
 * Reads secrets from environment variables, from plain files of at most 64 KiB, whose paths are
 * relative to `folder` and whose last line break is dropped, and from what was unsealed before. An
 * empty variable counts as not set. Those of the desktop app are out of reach, and so is on Windows
 * any path that names another computer or a device.
 */
export function createSecretResolver(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
  opened: OpenedSecrets = () => undefined,
  platform: NodeJS.Platform = process.platform,
): ResolveSecret {
  return (reference) => {
    if ('env' in reference) {
      const value = env[reference.env];
      if (value !== undefined && value !== '') return { ok: true, value };
      return { ok: false, problem: { kind: 'noEnvironment', variable: reference.env } };
    }
    if ('secret' in reference) {
      return { ok: false, problem: secretProblem((texts) => texts.onDesktop) };
    }
    if ('sealed' in reference) {
      const found = opened(reference.at);
      if (found?.ok) return { ok: true, value: found.text };
      const why = found?.why ?? 'noPassphrase';
      return { ok: false, problem: secretProblem((texts) => texts[why]) };
    }
    const file = path.resolve(folder, reference.file);
    const refuse = (why: SecretFileProblem) =>
      ({ ok: false, problem: { kind: 'noSecretFile', file, why } }) as const;
    if (platform === 'win32' && remotePath.test(reference.file)) return refuse('remote');
    try {
      const read = readSecretFile(file);
      return 'text' in read ? { ok: true, value: read.text } : refuse(read.problem);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      return refuse(codes[code] ?? 'failed');
    }
  };
}
