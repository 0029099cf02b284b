import type { Family } from './address.ts';
import { isAtHome, lookAround } from './around.ts';
import { withoutFuture } from './clock-jump.ts';
import { emptyMemory } from './connection.ts';
import { type Detections, detect, freshAnswers } from './detect.ts';
import { minute } from './duration.ts';
import { accountOf } from './engine.ts';
import { grouped } from './grouped.ts';
import { isLocked } from './locked.ts';
import { type Failure, failure, missingOutcome, ownFault } from './outcome.ts';
import { type PlannedChange, plan, type Rest, recordFingerprint } from './plan.ts';
import { type Capabilities, capabilitiesOf, type Holding } from './provider.ts';
import { reconcile } from './reconcile.ts';
import { familyOf, type ManagedRecord, type RecordId } from './record.ts';
import { rememberDetections } from './remember-found.ts';
import type { Settings } from './settings.ts';
import { sourceContext } from './source-context.ts';
import { type AppState, type Detection, recordState } from './state.ts';
import { type TrialPorts, tooLate, tryFor } from './trial.ts';
import { elsewhere } from './whereabouts.ts';

/** Milliseconds that an address of the last check is taken for the present one, at most. */
const freshFor = 5 * minute;

/** One record with what would become of it. */
export interface PreviewedRecord {
  readonly record: ManagedRecord;
  /** What would be written where it is not there yet, or why nothing would. */
  readonly planned: PlannedChange | Rest;
  /** What the service holds; undefined where it was not asked, or does not tell. */
  readonly found: Holding | Failure | undefined;
}

/** What settings would bring about. Nothing of it was done. */
export interface PreviewReport {
  readonly settings: Settings;
  /** Families that some of the records need. */
  readonly needed: readonly Family[];
  readonly detections: Detections;
  /** As it would be with these settings and addresses. */
  readonly state: AppState;
  readonly records: readonly PreviewedRecord[];
  readonly capabilities: (account: string) => Capabilities;
}

export interface PreviewInput {
  /** As they would be. */
  readonly settings: Settings;
  /** As they are; undefined while there are none. */
  readonly present: Settings | undefined;
  readonly state: AppState;
}

/** The records that are new or differ, and all of an account that is new or differs. */
export function touchedRecords({ settings, present }: PreviewInput): readonly ManagedRecord[] {
  const before = new Map(present?.records.map((record) => [record.id, record]));
  return settings.records.filter((record) => {
    const was = before.get(record.id);
    const account = present?.accounts[record.account];
    const same = was !== undefined && recordFingerprint(was) === recordFingerprint(record);
    return !same || account?.fingerprint !== settings.accounts[record.account]?.fingerprint;
  });
}

/** Nobody told, in the time that there was. */
const silence: Detection = { kind: 'unavailable', why: 'noAnswer', voices: [], silent: [] };

/**
 * What the records that settings touch would be told, by the plan that a check with these settings
 * would make, and what their services hold. Finds out and reads; writes and remembers nothing. Each
 * part takes half a minute at most. Rejects only with the signal's reason.
 */
export async function previewSettings(
  input: PreviewInput,
  ports: TrialPorts,
  signal: AbortSignal,
): Promise<PreviewReport> {
  const { settings } = input;
  const now = ports.clock.now();
  const touched = touchedRecords(input);
  const before = reconcile(withoutFuture(input.state, now), settings);
  const needed = (['ipv4', 'ipv6'] as const).filter((family) =>
    touched.some(({ type }) => familyOf(type) === family),
  );
  const answer = (family: Family) =>
    needed.includes(family)
      ? findOut(family, settings, before, ports, signal)
      : ({ kind: 'off' } as const);
  const [ipv4, ipv6, found] = await Promise.all([
    answer('ipv4'),
    answer('ipv6'),
    holdings(touched, settings, before, ports, signal),
  ]);
  const detections = { ipv4, ipv6 };
  const state = rememberDetections(before, detections, now);
  const capabilities = (id: string) => {
    const { provider, fields } = accountOf(settings, id);
    return capabilitiesOf(ports.provider(provider), fields);
  };
  const { groups, resting } = plan({
    settings,
    state: before,
    detections,
    now,
    capabilities,
  });
  const planned = new Map<RecordId, PlannedChange | Rest>([
    ...groups.flatMap(({ changes }) =>
      changes.map((change) => [change.record.id, change] as const),
    ),
    ...resting.map(({ record, rest }) => [record.id, rest] as const),
  ]);
  const records = touched.flatMap((record): readonly PreviewedRecord[] => {
    const one = planned.get(record.id);
    return one === undefined ? [] : [{ record, planned: one, found: found.get(record.id) }];
  });
  return { settings, needed, detections, state, records, capabilities };
}

/** The address as the last check found it, where that is not long ago; else it is asked for. */
async function findOut(
  family: Family,
  settings: Settings,
  state: AppState,
  ports: TrialPorts,
  signal: AbortSignal,
): Promise<Detection> {
  const { clock, log } = ports;
  const specs = settings.sources[family];
  if (specs === 'off') return { kind: 'off' };
  const age = Math.min(settings.interval, freshFor);
  const known = freshAnswers([family], state, clock.now(), age);
  if (known !== undefined) return known[family];
  const found = await tryFor(clock, signal, async (inner) => {
    const around = await lookAround(ports.network, settings.networks, clock, inner);
    if (!isAtHome(around)) return elsewhere;
    const { detections } = await detect({
      needed: [family],
      state,
      sources: () => specs.map(ports.source),
      context: sourceContext(ports, settings, inner),
      clock,
      log,
      trigger: 'user',
      around,
      interval: settings.interval,
    });
    return detections[family];
  });
  return found ?? silence;
}

/** A service that refused the account, or wants to be left alone, is not asked. */
function mayAsk(record: ManagedRecord, settings: Settings, state: AppState, now: number): boolean {
  const account = state.accounts[record.account];
  const known = recordState(state, record.id);
  const stopped = account?.stopped !== undefined || known.stopped !== undefined;
  return !isLocked(settings, record.account) && !stopped && (account?.nextTry ?? 0) <= now;
}

/** What the services hold, as far as they tell: one call for each account. */
async function holdings(
  records: readonly ManagedRecord[],
  settings: Settings,
  state: AppState,
  ports: TrialPorts,
  signal: AbortSignal,
): Promise<ReadonlyMap<RecordId, Holding | Failure>> {
  const now = ports.clock.now();
  const asked = records.filter((record) => mayAsk(record, settings, state, now));
  const found = new Map<RecordId, Holding | Failure>();
  await Promise.all(
    [...grouped(asked, ({ account }) => account)].map(async ([account, own]) => {
      const held = await readAccount(account, own, settings, ports, signal);
      if (held === undefined) return;
      for (const [at, { id }] of own.entries()) found.set(id, held[at] ?? missingOutcome);
    }),
  );
  return found;
}

/** Undefined where the service shows nothing. */
async function readAccount(
  account: string,
  records: readonly ManagedRecord[],
  settings: Settings,
  ports: TrialPorts,
  signal: AbortSignal,
): Promise<readonly (Holding | Failure)[] | undefined> {
  const { provider: id, fields } = accountOf(settings, account);
  const provider = ports.provider(id);
  if (provider.read === undefined) return undefined;
  const { clock, http, dns, log, random } = ports;
  const outside = { http, dns, clock, log, random, timeout: settings.timeout };
  try {
    const held = await tryFor(clock, signal, async (inner) =>
      provider.read?.(records, fields, { ...outside, signal: inner, memory: emptyMemory() }),
    );
    return held ?? records.map(() => tooLate);
  } catch (error) {
    signal.throwIfAborted();
    log.error('a provider broke its promise', { provider: id, error });
    return records.map(() => failure('unknown', ownFault));
  }
}
