import type { Localized } from '../../contract/language.ts';
import { type Address, parseAddress, sameAddress } from '../../core/address.ts';
import { type Failure, isFailure, type Outcome } from '../../core/outcome.ts';
import type { Change } from '../../core/provider.ts';
import { ApiFailure, failureIn, mismatch, settle } from './api-failure.ts';
import { halfDone, inDoubt, surplusLeft, unlessGone } from './half-done.ts';
import { type HeldRecord, planRecord, type RecordStep, type WantedRecord } from './record-plan.ts';
import { lookAgain, readZone, type ZoneReader } from './zone-reader.ts';
import type { Zone, ZoneGroup, ZoneSource } from './zone-search.ts';

/**
 * What the answer to a write says the service now holds; undefined where it says nothing of it.
 */
export type Echo = string | undefined;

/** A service whose records each have an id and are written one by one. Each call rejects with `ApiFailure`. */
export interface RecordService extends ZoneSource {
  readonly reader: ZoneReader<HeldRecord>;
  /** Seconds for a record that is made where the user set no TTL; undefined leaves it to the service. */
  readonly newTtl: number | undefined;
  /** Fails with the kind `recordNotFound` where the id is gone. */
  update(zone: Zone, held: HeldRecord, to: WantedRecord): Promise<Echo>;
  /** Fails with the kind `conflict` where the service has such a record already. */
  create(zone: Zone, to: WantedRecord): Promise<Echo>;
  remove(zone: Zone, held: HeldRecord): Promise<void>;
  /** Only where the service keeps writes to itself until it is told to publish them. */
  readonly publisher?: Publisher;
}

interface Publisher {
  /** Writes of this round or, across restarts, of an earlier one are not published. */
  waits(zone: Zone): boolean;
  /** Asked once for a zone when all its changes are through, where writes wait. Rejects with `ApiFailure`. */
  publish(zone: Zone): Promise<void>;
}

/** Brings the records of one zone to their addresses, one after another. One that fails hides no other. */
export async function applyRecords(
  service: RecordService,
  { zone, changes }: ZoneGroup,
): Promise<readonly Outcome[]> {
  const waited = service.publisher?.waits(zone) ?? false;
  const held = await readZone(
    service.reader,
    zone,
    changes.map(({ record }) => record),
  );
  const outcomes: Outcome[] = [];
  for (const change of changes) {
    const named = held(change.record);
    outcomes.push(
      'kind' in named ? named : await settle(() => bring(service, zone, change, named)),
    );
  }
  return published(service.publisher, zone, outcomes, waited);
}

/**
 * Has the service publish what it holds. Where that fails, so have the records that it holds but
 * may not show: those written now and, where earlier writes waited, those that are right too.
 */
async function published(
  publisher: Publisher | undefined,
  zone: Zone,
  outcomes: readonly Outcome[],
  waited: boolean,
): Promise<readonly Outcome[]> {
  if (publisher?.waits(zone) !== true) return outcomes;
  try {
    await publisher.publish(zone);
    return outcomes;
  } catch (error) {
    const hidden = inDoubt(failureIn(error), unpublished);
    return outcomes.map((outcome) => {
      const shown = outcome.kind === 'alreadyRight' && !waited;
      return isFailure(outcome) || shown ? outcome : hidden;
    });
  }
}

const unpublished: Localized = { en: 'written, but not published', 'zh-CN': '已写入，但未能发布' };

/** Writes what differs, and looks again where the service holds something else than it showed. */
async function bring(
  service: RecordService,
  zone: Zone,
  change: Change,
  named: readonly HeldRecord[],
): Promise<Outcome> {
  const planned = planRecord(change, named, service.newTtl);
  if ('outcome' in planned) return planned.outcome;
  if (onlyDeletes(planned.step)) return clear(service, zone, change);
  try {
    return await write(service, zone, planned.step, change.address);
  } catch (error) {
    if (!outdated(error, planned.step)) throw error;
    const now = await lookAgain(service.reader, zone, change.record);
    if ('kind' in now) throw error;
    const next = planRecord(change, now, service.newTtl);
    if ('outcome' in next) return next.outcome;
    if (onlyDeletes(next.step)) return clear(service, zone, change);
    // The same step would meet the same refusal.
    if (sameStep(next.step, planned.step)) throw error;
    return write(service, zone, next.step, change.address);
  }
}

/**
 * Deletes surplus records beside a right one that this round did not write. It looks once more: if
 * the right one is there no longer, the deletion would leave the name empty.
 */
async function clear(service: RecordService, zone: Zone, change: Change): Promise<Outcome> {
  const now = await lookAgain(service.reader, zone, change.record);
  if ('kind' in now) return now;
  const planned = planRecord(change, now, service.newTtl);
  return 'outcome' in planned
    ? planned.outcome
    : write(service, zone, planned.step, change.address);
}

function onlyDeletes({ update, create }: RecordStep): boolean {
  return update === undefined && create === undefined;
}

/** The record to change is gone, or the one to make is there: what was read is no longer so. */
function outdated(error: unknown, step: RecordStep): boolean {
  // In doubt, what is there may be ours; the next round looks.
  if (!(error instanceof ApiFailure) || error.failure.unconfirmed === true) return false;
  const { kind } = error.failure;
  return step.update === undefined ? kind === 'conflict' : kind === 'recordNotFound';
}

function sameStep(one: RecordStep, other: RecordStep): boolean {
  return (
    one.update?.held.id === other.update?.held.id && one.deletes.length === other.deletes.length
  );
}

/** The right record first; surplus ones are deleted once it is certain. */
async function write(
  service: RecordService,
  zone: Zone,
  step: RecordStep,
  address: Address,
): Promise<Outcome> {
  let outcome: Outcome = step.done;
  if (step.update !== undefined) {
    const { held, to } = step.update;
    outcome = judged(step, await service.update(zone, held, to), address);
  } else if (step.create !== undefined) {
    outcome = judged(step, await service.create(zone, step.create), address);
  }
  if (isFailure(outcome)) return outcome;
  for (const surplus of step.deletes) {
    await service.remove(zone, surplus).catch(unlessGone).catch(halfDone(surplusLeft));
  }
  return outcome;
}

/** The step's outcome, as far as the answer bears it out. */
function judged({ done }: RecordStep, echo: Echo, address: Address): Outcome | Failure {
  if (echo === undefined) return { ...done, evidence: 'accepted' };
  return sameAddress(parseAddress(echo), address) ? done : mismatch(address.text, echo);
}
