import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type HerdOptions, type HerdResult, type Outage, together } from './herd.ts';

/** The promise after an outage that all share. */
const mostRatio = 1.2;

/** The promise is about the first; of the others fewer are enough to see. */
const herds: readonly (readonly [outage: Outage, installs: number, what: string])[] = [
  ['internet', 1_000_000, 'no Internet for 20 minutes'],
  ['service', 100_000, 'this service silent for 20 minutes'],
  ['power', 100_000, 'no power for 20 minutes'],
];

/** One herd in as many parts as there are workers, each with chance of its own. */
async function playParted(options: HerdOptions): Promise<HerdResult> {
  const parts = availableParallelism();
  const installs = Math.ceil(options.installs / parts);
  const bins = Array.from({ length: parts }, async (_, seed) => {
    const worker = new Worker(new URL('./herd-worker.ts', import.meta.url));
    worker.postMessage({ ...options, installs, seed: seed + 1 });
    const [message] = (await once(worker, 'message')) as [Uint32Array];
    await worker.terminate();
    return message;
  });
  return together(await Promise.all(bins));
}

/** Plays the herds and prints how even their requests are; false where the promise does not hold. */
export async function runHerds(say: (text: string) => void): Promise<boolean> {
  const began = performance.now();
  let holds = true;
  say('requests at one echo service in the hour after an outage, in bins of 10 s');
  for (const [outage, installs, what] of herds) {
    const { mean, ratio, laterRatio } = await playParted({ installs, outage });
    // At a start everybody looks, so that names are right soon; what counts is what follows.
    const judged = outage === 'power' ? laterRatio : ratio;
    holds &&= judged < mostRatio;
    const start = outage === 'power' ? `, ${ratio.toFixed(2)} with the start itself` : '';
    say(
      `${what.padEnd(36)} ${installs} installs, ${mean.toFixed(0)} in a bin, peak to mean ${judged.toFixed(2)}${start}`,
    );
  }
  say(`wall seconds ${((performance.now() - began) / 1000).toFixed(1)}`);
  if (!holds) say(`BROKEN herd: peak to mean is to stay under ${mostRatio}`);
  return holds;
}
