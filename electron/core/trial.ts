import { second } from './duration.ts';
import type { EnginePorts } from './engine.ts';
import { inTime } from './in-time.ts';
import { type Failure, failure } from './outcome.ts';
import type { Clock } from './ports.ts';
import type { SourcePorts } from './source-context.ts';

/** What trying something out needs of the outside. */
export type TrialPorts = SourcePorts &
  Pick<EnginePorts, 'clock' | 'random' | 'log' | 'provider' | 'source'>;

/** Milliseconds that somebody waits for what is only tried. */
const limit = 30 * second;

/** For what did not answer in the time that there was. */
export const tooLate: Failure = failure('network', {
  en: `no answer within ${limit / second} seconds`,
  'zh-CN': `${limit / second} 秒内没有应答`,
});

/** Tries something for half a minute; undefined where it takes longer. See {@link inTime}. */
export function tryFor<Result>(
  clock: Clock,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | undefined> {
  return inTime(limit, clock, signal, work);
}
