/**
 * The simulator: the real updater, sources, quorum, plan, schedule and providers on virtual time,
 * in a seeded world where everything goes wrong. After each event the rules of the domain are
 * checked.
 *
 *     npm run sim -- --runs 1000 --days 7     many seeds, on all cores
 *     npm run sim -- --seed 42 --days 7       one seed, again: the same events, the same hash
 *     npm run sim -- --herd                   a million installs after an outage that they share
 *
 * How to read a failure. `BROKEN rule n` names the promise that did not hold, then why, the seed,
 * and the last events before it, oldest first: `check (timer)` begins a check; `ipv4 ipify says …`
 * is what a source answered, with (!) where that is not true; `call of cf` is a request to an
 * account's provider, and `cf name A: … becomes …` what it did there; lines in capitals are what the
 * world or its people did. Only the same --days gives the same events: what people do is spread
 * over the whole length. `rules/` says what each rule looks at. The exit status is 1 where a rule is broken.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { runHerds } from './herd-run.ts';
import type { RunResult } from './simulate.ts';
import { addRun, emptySummary, tellBreach, tellSummary } from './summary.ts';

/** Failures that are printed whole. */
const mostTold = 10;
/** Room for short-lived objects, in MiB: a run makes many and keeps few. */
const youngGeneration = 96;

function numberOf(text: string | undefined, otherwise: number): number {
  const number = text === undefined ? otherwise : Number(text);
  if (Number.isFinite(number) && number > 0) return number;
  throw new Error(`not a positive number: ${text}`);
}

const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    days: { type: 'string' },
    seed: { type: 'string' },
    workers: { type: 'string' },
    herd: { type: 'boolean' },
  },
});
const runs = numberOf(values.runs, 1);
const days = numberOf(values.days, 7);
const first = numberOf(values.seed, 1);
const workers = Math.min(numberOf(values.workers, availableParallelism()), runs);
const summary = emptySummary();
const began = performance.now();
let next = 0;
let told = 0;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function take(result: RunResult): void {
  addRun(summary, result);
  for (const breach of result.breaches) {
    told += 1;
    if (told <= mostTold) say(tellBreach(result, breach));
    else say(`BROKEN ${breach.rule} (seed ${result.seed})`);
  }
  if (runs === 1) say(`seed ${result.seed}, ${result.days} days, trace hash ${result.hash}`);
  else if (summary.runs % 100 === 0) say(`${summary.runs} of ${runs} runs`);
}

/** One worker plays seeds until none is left. */
function work(): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      resourceLimits: { maxYoungGenerationSizeMb: youngGeneration },
    });
    const give = () => {
      if (next >= runs) {
        worker.terminate().then(() => resolve(), reject);
        return;
      }
      worker.postMessage({ seed: first + next, days });
      next += 1;
    };
    worker.on('error', reject);
    worker.on('message', (result: RunResult) => {
      take(result);
      give();
    });
    give();
  });
}

if (values.herd === true) {
  process.exitCode = (await runHerds(say)) ? 0 : 1;
} else {
  await Promise.all(Array.from({ length: workers }, work));
  say(tellSummary(summary, (performance.now() - began) / 1000));
  process.exitCode = Object.keys(summary.broken).length > 0 ? 1 : 0;
}
