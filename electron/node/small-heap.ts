import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Imported before everything else for its effect: a program that sleeps nearly all the time wants few
 * megabytes, not fast loops. Young objects get no room to spread, and nothing is compiled to machine
 * code. V8 reads these flags when it needs them, so that setting them this late works.
 */
for (const flag of [
  '--semi-space-growth-factor=1',
  '--no-opt',
  '--no-maglev',
  '--no-sparkplug',
  '--expose-gc',
]) {
  setFlagsFromString(flag);
}

/** Gives the memory back that the start needed and the waiting does not. Takes some milliseconds. */
export function releaseMemory(): void {
  // Only a context that is younger than the flag has the function.
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') return;
  // The last resort is what also throws away compiled code.
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
