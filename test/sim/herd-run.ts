import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type HerdOptions, type HerdResult, type Outage, together, usualBin } from './herd.ts';

/** The promise after an outage that all share. */
const mostRatio = 1.2;

interface Herd {
  readonly outage: Outage;
  readonly installs: number;
  /** Milliseconds; longer for fewer installs, so that chance alone makes no peak. */
  readonly binLength: number;
  readonly what: string;
}

/** The promise is about the first; of the others fewer are enough to see. */
const herds: readonly Herd[] = [
  {
    outage: 'internet',
    installs: 1_000_000,
    binLength: 10_000,
    what: 'no Internet for 20 minutes',
  },
  {
    outage: 'service',
    installs: 100_000,
    binLength: 60_000,
    what: 'this service silent for 20 minutes',
  },
  { outage: 'power', installs: 100_000, binLength: 60_000, what: 'no power for 20 minutes' },
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
  return together(await Promise.all(bins), options.binLength ?? usualBin);
}

/** Plays the herds and prints how even their requests are; false where the promise does not hold. */
export async function runHerds(say: (text: string) => void): Promise<boolean> {
  const began = performance.now();
  let holds = true;
  say('requests at one echo service in the hour after an outage');
  for (const { what, ...options } of herds) {
    const { outage, installs, binLength } = options;
    const { mean, ratio, laterRatio } = await playParted(options);
    // At a start everybody looks, so that names are right soon; what counts is what follows.
    const judged = outage === 'power' ? laterRatio : ratio;
    holds &&= judged < mostRatio;
    const start = outage === 'power' ? `, ${ratio.toFixed(2)} with the start itself` : '';
    say(
      `${what.padEnd(36)} ${installs} installs, ${mean.toFixed(0)} in ${binLength / 1000} s, peak to mean ${judged.toFixed(2)}${start}`,
    );
  }
  say(`wall seconds ${((performance.now() - began) / 1000).toFixed(1)}`);
  if (!holds) say(`BROKEN herd: peak to mean is to stay under ${mostRatio}`);
  return holds;
}
