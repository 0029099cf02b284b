import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { hour, minute, second } from '../../core/duration.ts';
import { toolEnvironment } from './tool.ts';

/** A program that prints lines when something about the network changes, until it is ended. */
export interface Monitor {
  readonly file: string;
  readonly args: readonly string[];
  /** Whether a line may tell of a change. */
  readonly tells: (line: string) => boolean;
}

/** Milliseconds. */
export interface Pace {
  /** Between two looks where nothing tells of changes. */
  readonly beat: number;
  /** From a word of the monitor's to the look that it causes: more words until then are one. */
  readonly gather: number;
  /** From the end of the monitor to its next start, when it ran well. Doubles when it did not. */
  readonly pause: number;
}

const usualPace: Pace = { beat: 2 * second, gather: 100, pause: 2 * second };
const longestPause = hour;
/** A monitor that ran for as long was no failure. */
const ranWell = minute;
/** Characters of a line that are kept until its end comes. */
const longestLine = 4_096;

export interface Watched {
  /** A text that differs when the network does. Never rejects. */
  readonly look: () => Promise<string>;
  /** The same, cheap enough for every beat; compared only with itself. */
  readonly glance: () => Promise<string>;
  readonly monitor?: Monitor | undefined;
}

/**
 * Calls `onChange` when a look differs from the one before, until the signal aborts: at most once in
 * `gather` milliseconds. Looks when the monitor tells something; while there is no monitor, at every
 * beat. Never keeps the process alive. The monitor ends with the signal and with this process; where
 * that is killed, at its next line, which nobody reads.
 */
export function watchNetwork(
  { look, glance, monitor }: Watched,
  onChange: () => void,
  signal: AbortSignal,
  pace: Pace = usualPace,
): void {
  const seen = new Map<() => Promise<string>, string>();
  const timers = new Set<NodeJS.Timeout>();
  let gathering = false;
  let toldMore = false;
  let pause = pace.pause;

  async function compare(make: () => Promise<string>): Promise<void> {
    const text = await make();
    const before = seen.get(make);
    seen.set(make, text);
    if (!signal.aborted && before !== undefined && before !== text) onChange();
  }

  function later(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, ms);
    timers.add(timer.unref());
  }

  /** One look for all that is told until then; what is told during the look is for the next one. */
  function gather(): void {
    toldMore = true;
    if (gathering) return;
    gathering = true;
    later(pace.gather, () => void lookAround());
  }

  async function lookAround(): Promise<void> {
    toldMore = false;
    await compare(look);
    gathering = false;
    if (toldMore) gather();
  }

  /** Glances until the time is over, or for ever. */
  function beat(until = Number.POSITIVE_INFINITY, then?: () => void): void {
    later(pace.beat, () => {
      void compare(glance);
      if (performance.now() < until) beat(until, then);
      else then?.();
    });
  }

  function listen(to: Monitor): void {
    const started = performance.now();
    startMonitor(to, gather, signal, () => {
      if (signal.aborted) return;
      const well = performance.now() - started >= ranWell;
      pause = well ? pace.pause : Math.min(pause * 2, longestPause);
      // What it did not live to tell; and where the glances start from.
      gather();
      if (glance !== look) seen.delete(glance);
      void compare(glance);
      beat(performance.now() + pause, () => listen(to));
    });
    // It hears only what happens after it has begun to listen.
    later(pace.beat, gather);
  }

  if (signal.aborted) return;
  signal.addEventListener('abort', () => timers.forEach(clearTimeout), { once: true });
  void compare(monitor === undefined ? glance : look);
  if (monitor === undefined) beat();
  else listen(monitor);
}

/** `onEnd` is called once, whatever ended it or kept it from starting. */
function startMonitor(
  { file, args, tells }: Monitor,
  onWord: () => void,
  signal: AbortSignal,
  onEnd: () => void,
): void {
  let child: ChildProcess;
  try {
    const env = toolEnvironment();
    child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true });
  } catch {
    queueMicrotask(onEnd);
    return;
  }
  const { stdout } = child;
  const stop = () => {
    child.kill();
    stdout?.destroy();
  };
  let over = false;
  const end = () => {
    if (over) return;
    over = true;
    process.removeListener('exit', stop);
    signal.removeEventListener('abort', stop);
    onEnd();
  };
  child.on('error', end);
  child.on('exit', end);
  process.on('exit', stop);
  signal.addEventListener('abort', stop, { once: true });
  let rest = '';
  stdout?.on('error', stop);
  stdout?.setEncoding('latin1').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop()?.slice(0, longestLine) ?? '';
    if (lines.some(tells)) onWord();
  });
  child.unref();
  if (stdout instanceof Socket) stdout.unref();
}
