import { type Family, families, sameAddress } from './address.ts';
import { ownFault } from './outcome.ts';
import type { Log } from './ports.ts';
import { findAddress } from './quorum.ts';
import { familyOf } from './record.ts';
import type { Settings } from './settings.ts';
import { type Answer, type Source, type SourceContext, SourceFailure } from './source.ts';
import { type AppState, type Detection, type FamilyState, withFamily } from './state.ts';

export type Detections = Readonly<Record<Family, Detection>>;

/** The families that some record needs and that the user did not switch off. */
export function neededFamilies(settings: Settings): readonly Family[] {
  return families.filter(
    (family) =>
      settings.sources[family] !== 'off' &&
      settings.records.some((record) => familyOf(record.type) === family),
  );
}

/** Asks for both families at once; each on its own, so that one never waits for or hides the other. */
export async function detect(
  needed: readonly Family[],
  state: AppState,
  sources: (family: Family) => readonly Source[],
  context: SourceContext,
  log: Log,
): Promise<{ readonly detections: Detections; readonly turns: Readonly<Record<Family, number>> }> {
  const rounds = await Promise.all(
    families.map(async (family) => {
      const { address, turn } = state.families[family];
      if (!needed.includes(family)) return { detection: { kind: 'off' } as const, turn };
      return findAddress({
        family,
        sources: sources(family),
        confirmed: address,
        turn,
        ask: (source) => askOne(source, family, context, log),
      });
    }),
  );
  const [ipv4, ipv6] = rounds;
  if (ipv4 === undefined || ipv6 === undefined) throw new Error('two families, two rounds');
  return {
    detections: { ipv4: ipv4.detection, ipv6: ipv6.detection },
    turns: { ipv4: ipv4.turn, ipv6: ipv6.turn },
  };
}

/**
 * Asks one source. One that breaks its promise is a silent one, not the end of the round: rejects with
 * {@link SourceFailure}, or with the signal's reason.
 */
export async function askOne(
  source: Source,
  family: Family,
  context: SourceContext,
  log: Log,
): Promise<Answer> {
  try {
    return await source.ask(family, context);
  } catch (error) {
    context.signal.throwIfAborted();
    if (error instanceof SourceFailure) throw error;
    log.error('a source broke its promise', { source: source.id, error });
    throw new SourceFailure('form', ownFault);
  }
}

/** What is known already, where every needed family was found out less than `interval` ms ago. */
export function freshAnswers(
  needed: readonly Family[],
  state: AppState,
  now: number,
  interval: number,
): Detections | undefined {
  const fresh = needed.every((family) => {
    const { seen, last } = state.families[family];
    const age = seen === undefined ? -1 : now - seen;
    return last?.kind === 'known' && age >= 0 && age < interval;
  });
  if (!fresh) return undefined;
  const answer = (family: Family): Detection =>
    (needed.includes(family) ? state.families[family].last : undefined) ?? { kind: 'off' };
  return { ipv4: answer('ipv4'), ipv6: answer('ipv6') };
}

/** True when every family that was asked could send nothing. */
export function isOffline(needed: readonly Family[], detections: Detections): boolean {
  return (
    needed.length > 0 &&
    needed.every((family) => {
      const detection = detections[family];
      return detection.kind === 'unavailable' && detection.why === 'offline';
    })
  );
}

/** The state after a round of asking. An address that was not found out stays as it was. */
export function rememberDetections(
  state: AppState,
  detections: Detections,
  turns: Readonly<Record<Family, number>>,
  now: number,
): AppState {
  return families.reduce((so, family) => {
    const detection = detections[family];
    if (detection.kind === 'off') return so;
    return withFamily(
      so,
      family,
      afterDetection(so.families[family], detection, turns[family], now),
    );
  }, state);
}

function afterDetection(
  before: FamilyState,
  detection: Detection,
  turn: number,
  now: number,
): FamilyState {
  if (detection.kind !== 'known') return { ...before, last: detection, turn };
  const same = sameAddress(before.address, detection.address);
  return {
    address: detection.address,
    since: same ? before.since : now,
    seen: now,
    last: detection,
    turn,
  };
}
