import type { EnginePorts } from '../engine.ts';
import { inTime } from '../in-time.ts';
import type { Settings } from '../settings.ts';
import type { AppState } from '../state.ts';
import type { TrialPorts } from '../trial.ts';

/** What an examination needs of the outside. */
export type DoctorPorts = TrialPorts & Pick<EnginePorts, 'verify'>;

/** What every step looks at. */
export interface Examined {
  readonly ports: DoctorPorts;
  readonly settings: Settings;
  readonly state: AppState;
  readonly signal: AbortSignal;
}

/** What the work comes to within `ms` milliseconds, and `late` where it takes longer. */
export async function within<Result>(
  ms: number,
  { ports, signal }: Examined,
  late: Result,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  return (await inTime(ms, ports.clock, signal, work)) ?? late;
}
