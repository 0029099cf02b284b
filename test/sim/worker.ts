import { parentPort } from 'node:worker_threads';
import { simulate } from './simulate.ts';

export interface Job {
  readonly seed: number;
  readonly days: number;
}

/** Plays the seeds that it is given, one after the other. A run that throws ends the worker. */
parentPort?.on('message', async ({ seed, days }: Job) => {
  parentPort?.postMessage(await simulate(seed, days));
});
