import { type Family, families, sameAddress } from './address.ts';
import { type Around, isBehindGateway } from './around.ts';
import type { Detections, Finding, Found } from './detect.ts';
import type { Random } from './ports.ts';
import type { Source } from './source.ts';
import { onlyNamed, remembered, type SourceMemories } from './source-memory.ts';
import { type AppState, type Detection, type FamilyState, withFamily } from './state.ts';
import { askAgainAtStart, nextAskAgain } from './steady.ts';

export interface Keeping {
  readonly found: Found;
  readonly around: Around;
  /** All that the settings name. */
  readonly named: Readonly<Record<Family, readonly Source[]>>;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly random: Random;
}

/** The state after a check has asked: addresses, what is learnt of the sources, the way out. Pure but for chance. */
export function rememberFound(state: AppState, keeping: Keeping): AppState {
  const { found, around, named, now, random } = keeping;
  const { egress } = around;
  const [ipv4, ipv6] = [egress.ipv4?.interface, egress.ipv6?.interface];
  // What it said before counts no more where the user left it out, or it does not stand before us now.
  const isNamed = named.ipv4.some(({ transport }) => transport === 'gateway');
  const before = isNamed && isBehindGateway(around) ? state.surroundings?.gateway : undefined;
  const so: AppState = {
    ...state,
    surroundings: {
      at: now,
      gateway: found.gateway ?? before ?? { kind: 'none' },
      ...(found.gateway === undefined && { stale: true }),
      egress: { ...(ipv4 !== undefined && { ipv4 }), ...(ipv6 !== undefined && { ipv6 }) },
    },
    sources: onlyNamed(learnt(state.sources ?? {}, keeping), named),
  };
  return families.reduce((before, family) => {
    const finding = found.findings[family];
    if (finding.detection.kind === 'off') return before;
    const known = afterFinding(before.families[family], finding, now, random);
    return withFamily(before, family, known);
  }, so);
}

function learnt(before: SourceMemories, { found, now, random }: Keeping): SourceMemories {
  return families.reduce((memories, family) => {
    const { asks, detection } = found.findings[family];
    return remembered(memories, { family, asks, detection, now, random });
  }, before);
}

function afterFinding(
  before: FamilyState,
  { detection, isNew, asks, cutOff, turn }: Finding,
  now: number,
  random: Random,
): FamilyState {
  const so = isNew ? afterDetection(before, detection, turn, now) : { ...before, turn };
  // Where nobody could be reached the turn that was planned stands.
  const isPlanned = cutOff && (before.askAgain ?? now) > now;
  if (asks.length === 0 || isPlanned) return so;
  return { ...so, askAgain: nextAskAgain(now, random(), cutOff) };
}

/** The state of a program that starts; see {@link askAgainAtStart}. Pure but for chance. */
export function withTurnsGoneOn(state: AppState, now: number, random: Random): AppState {
  return families.reduce((so, family) => {
    const { askAgain, ...known } = so.families[family];
    if (askAgain === undefined) return so;
    return withFamily(so, family, { ...known, askAgain: askAgainAtStart(askAgain, now, random()) });
  }, state);
}

/** The state with these detections. An address that was not found out stays as it was. */
export function rememberDetections(state: AppState, detections: Detections, now: number): AppState {
  return families.reduce((so, family) => {
    const detection = detections[family];
    if (detection.kind === 'off') return so;
    const before = so.families[family];
    return withFamily(so, family, afterDetection(before, detection, before.turn, now));
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
    ...before,
    address: detection.address,
    since: same ? before.since : now,
    seen: now,
    last: detection,
    turn,
  };
}
