import fs from 'node:fs';

/** The calls that change something on the disk. */
const names = [
  'openSync',
  'writeSync',
  'fsyncSync',
  'closeSync',
  'chmodSync',
  'renameSync',
  'unlinkSync',
  'rmSync',
  'mkdirSync',
  'writeFileSync',
] as const;

type Name = (typeof names)[number];
type Call = (...args: unknown[]) => unknown;

/** What is to happen instead of a call; `real` makes it. */
export type Fault = (name: Name, args: readonly unknown[], real: Call) => unknown;

/**
 * Puts itself between the file system and what is imported afterwards; until a fault is set,
 * nothing differs. For one test file: the calls stay replaced.
 */
export function installFaults(): { set(fault: Fault | undefined): void } {
  let current: Fault | undefined;
  for (const name of names) {
    const real = fs[name] as Call;
    const replaced: Call = (...args) =>
      current === undefined ? real(...args) : current(name, args, real);
    Object.assign(fs, { [name]: replaced });
  }
  return {
    set(fault) {
      current = fault;
    },
  };
}

export function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** Half of what a call was to write; the length given with it, too. */
function half(args: readonly unknown[]): readonly unknown[] {
  return args.map((arg) => (typeof arg === 'string' ? arg.slice(0, arg.length / 2) : arg));
}

/** Ends all at the call of that number, as a power cut does; a write is cut in its middle. */
export function powerCut(at: number, renames: 'work' | 'fail' = 'work'): Fault {
  let count = 0;
  return (name, args, real) => {
    count += 1;
    if (count > at) throw failure('EDEAD');
    if (count === at) {
      if (name === 'writeSync') real(...half(args));
      // A file that is written in place is there, and empty, before its text is.
      if (name === 'writeFileSync') real(args[0], ...half(args.slice(1)));
      throw failure('EDEAD');
    }
    if (renames === 'fail' && name === 'renameSync') throw failure('EXDEV');
    return real(...args);
  };
}

/** A full disk, which takes half of a write without a word. */
export const shortWrites: Fault = (name, args, real) =>
  real(...(name === 'writeSync' ? half(args) : args));
