import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { type CommandRunner, NetError } from '../core/ports.ts';

type Run = CommandRunner['run'];

/** The shell's own habit for a process that a signal ended: 128 and the signal's number. */
function statusOf(code: number | null, signal: NodeJS.Signals | null): number {
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}

/**
 * Where Windows keeps its own program that ends a process with all that it started. The whole path,
 * because a search would take one of that name from the current folder first.
 */
export function taskKiller(env: Readonly<Record<string, string | undefined>>): string {
  return path.win32.join(env.SystemRoot ?? 'C:\\Windows', 'System32', 'taskkill.exe');
}

function killTree(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    const killer = spawn(taskKiller(process.env), ['/pid', String(child.pid), '/t', '/f'], {
      stdio: 'ignore',
      windowsHide: true,
    });
    killer.on('error', () => child.kill());
    // It may be refused; then at least what we started ourselves ends.
    killer.on('exit', (status) => {
      if (status !== 0) child.kill();
    });
  } else {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // The group is gone already.
    }
  }
  // A grandchild that left the group may hold the pipes open; we no longer listen.
  child.stdout?.destroy();
  child.stderr?.destroy();
}

/** Keeps the first `limit` bytes; `onFull` hears of the first byte over it. */
function collect(stream: NodeJS.ReadableStream | null, limit: number, onFull: () => void) {
  const chunks: Buffer[] = [];
  let size = 0;
  stream?.on('data', (chunk: Buffer) => {
    const room = limit - size;
    if (chunk.length > room) onFull();
    if (room > 0) chunks.push(chunk.subarray(0, room));
    size += Math.min(chunk.length, Math.max(room, 0));
  });
  return () => Buffer.concat(chunks).toString('utf8');
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/** The runtime throws for a line that no system takes, and quotes it in what it throws. */
function start(command: string): ChildProcessByStdio<null, Readable, Readable> | NetError {
  try {
    return spawn(command, {
      shell: true,
      // A group of its own, so that what the shell started ends with it.
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
  } catch (error) {
    return new NetError('other', 'command', codeOf(error));
  }
}

const run: Run = (command, { timeout, maxBytes, signal }) =>
  new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new NetError('aborted', 'command'));
      return;
    }
    const child = start(command);
    if (child instanceof NetError) {
      reject(child);
      return;
    }
    const settle = (act: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      act();
    };
    const stop = (kind: 'timeout' | 'tooLarge' | 'aborted') =>
      settle(() => {
        killTree(child);
        reject(new NetError(kind, 'command', undefined, true));
      });
    const onAbort = () => stop('aborted');
    const timer = setTimeout(() => stop('timeout'), timeout);
    signal.addEventListener('abort', onAbort, { once: true });
    const stdout = collect(child.stdout, maxBytes, () => stop('tooLarge'));
    const stderr = collect(child.stderr, maxBytes, () => {});
    child.on('error', (error: NodeJS.ErrnoException) =>
      settle(() => reject(new NetError('other', 'command', error.code))),
    );
    child.on('close', (code, ended) =>
      settle(() => resolve({ status: statusOf(code, ended), stdout: stdout(), stderr: stderr() })),
    );
  });

/**
 * Runs a command line in the system's shell (`/bin/sh`, `cmd.exe`) with this process' own
 * environment and nothing added. Bytes of stdout over `maxBytes` end it, those of stderr are
 * dropped. Whatever ends it early also ends every process it started. A process that a signal ended
 * has status 128 + signal. Rejects with {@link NetError} of kind `timeout`, `tooLarge`, `aborted`,
 * or `other` where the shell does not start; its text holds nothing of the command line.
 */
export const systemCommands: CommandRunner = { run };
