import type { Family } from './address.ts';
import type { Around } from './around.ts';
import { detect, type Found } from './detect.ts';
import type { Engine } from './engine.ts';
import type { Trigger } from './round.ts';
import type { Source } from './source.ts';
import { sourceContext } from './source-context.ts';

/** The sources that the settings name for a family, in their order; none where it is off. */
export function sourcesOf({ ports, settings }: Engine, family: Family): readonly Source[] {
  const specs = settings.sources[family];
  return specs === 'off' ? [] : specs.map(ports.source);
}

/** Asks them, for one check. Rejects only with the signal's reason. */
export function findOut(
  engine: Engine,
  trigger: Trigger,
  needed: readonly Family[],
  around: Around,
): Promise<Found> {
  const { ports, settings, keeper, signal } = engine;
  return detect({
    needed,
    state: keeper.state,
    sources: (family) => sourcesOf(engine, family),
    context: sourceContext(ports, settings, signal),
    clock: ports.clock,
    log: ports.log,
    trigger,
    around,
    interval: settings.interval,
  });
}
