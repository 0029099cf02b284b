import { randomBytes } from 'node:crypto';
import { chmodSync, rmSync } from 'node:fs';
import { type } from 'node:os';
import type { LocalHandler } from '../../core/local/handler.ts';
import {
  controlFile,
  removeSocket,
  removeStale,
  socketPlace,
  writeControl,
} from './control-file.ts';
import { createDoorServer, listen, shut } from './server.ts';
import { newToken, tokenCheck } from './token.ts';

/** Of requests through it: nobody but us speaks to it. */
export const controlHost = 'ddns-tray';

export interface ControlDoorOptions {
  /** The folder of the state, whose lock is ours. */
  readonly folder: string;
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Opens the commands' own door: a socket or a named pipe, and the file that says where it is and
 * holds its token. Rejects with the system's error. Returns what closes it.
 */
export async function openControlDoor(
  handle: LocalHandler,
  { folder, version, env }: ControlDoorOptions,
): Promise<() => Promise<void>> {
  // By the system's own name: it alone decides what such an address makes.
  const isPipe = type() === 'Windows_NT';
  await removeStale(folder);
  const address = isPipe
    ? `\\\\.\\pipe\\ddns-tray-${randomBytes(16).toString('hex')}`
    : socketPlace(folder, env);
  const token = newToken();
  const threshold = { hosts: [controlHost], isToken: tokenCheck(token) };
  const server = createDoorServer(handle, () => threshold);
  const clear = () => {
    process.removeListener('exit', clear);
    rmSync(controlFile(folder), { force: true });
    if (!isPipe) removeSocket(address, folder);
  };
  try {
    await listen(server, { path: address });
    if (!isPipe) chmodSync(address, 0o600);
    await writeControl(folder, { version, address, token, pid: process.pid });
  } catch (error) {
    await shut(server);
    clear();
    throw error;
  }
  process.once('exit', clear);
  return async () => {
    clear();
    await shut(server);
  };
}
