import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from './program.ts';

/** A daemon under measurement. */
export interface Running {
  readonly pid: number;
  signal(name: NodeJS.Signals): void;
  /** Ends it, by force after two seconds. */
  stop(): Promise<void>;
  /** What it wrote to stderr, its last 2,000 characters. */
  readonly complaint: string;
  readonly ended: boolean;
}

/** The environment of the bench without what would change a program's ways. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...rest } = process.env;
  return { ...rest, LC_ALL: 'C' };
}

function listen(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    text = `${text}${chunk.toString()}`.slice(-2_000);
  });
  return () => text;
}

/** Starts a program and leaves it running. Rejects where it cannot be started. */
export async function start([program, ...args]: Command): Promise<Running> {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env: environment() });
  const complaint = listen(child);
  await once(child, 'spawn');
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const gone = () => child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid ?? 0,
    signal: (name) => void child.kill(name),
    get ended() {
      return gone();
    },
    get complaint() {
      return complaint();
    },
    async stop() {
      if (gone()) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 2_000);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** Runs a program to its end and resolves with the milliseconds from its start. Rejects where it fails. */
export async function runOnce([program, ...args]: Command): Promise<number> {
  const begin = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env: environment() });
  const complaint = listen(child);
  const [status] = (await once(child, 'exit')) as [number | null];
  const took = performance.now() - begin;
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${complaint()}`);
  return took;
}

/** Looks every few milliseconds until it is so. Rejects after `limit` milliseconds. */
export async function until(what: string, isSo: () => boolean, limit: number): Promise<void> {
  const end = performance.now() + limit;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`waited ${limit} ms in vain: ${what}`);
    await sleep(20);
  }
}
