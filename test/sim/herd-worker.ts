import { parentPort } from 'node:worker_threads';
import { type HerdOptions, playHerd } from './herd.ts';

// What is asked for by one message is answered by one: the bins.
parentPort?.on('message', (options: HerdOptions) => {
  parentPort?.postMessage(playHerd(options).bins);
});
