import type { Rcode } from '../../core/dns/codes.ts';
import { mapConcurrent } from '../../core/dns/concurrent.ts';
import type { Domain } from '../../core/dns/domain.ts';
import { type Failure, failure, missingOutcome, type Outcome } from '../../core/outcome.ts';
import type { Change } from '../../core/provider.ts';
import { type Asked, failureOfRcode, isRace } from './rcode.ts';
import { editOf, isRight, type Present, readPresent, samePresent } from './record.ts';
import type { Exchanged, Session } from './session.ts';

/** One zone at one server. */
export interface ZoneWork {
  readonly zone: Domain;
  readonly session: Session;
  readonly host: string;
  readonly keyName: string | undefined;
}

interface Pending {
  readonly change: Change;
  readonly present: Present;
}

/** Reads that run at a time: servers limit their TCP clients (BIND: 150 for all). */
const readers = 4;

/** Bytes of records in one UPDATE, so that it stays under 64 KiB with its header and signature. */
const batchBytes = 60_000;

/** Broken answers in a row after which the rest of a batch is not sent one by one any more. */
const patience = 3;

function asked({ zone, host, keyName }: ZoneWork, { record }: Change): Asked {
  return { zone, host, keyName, name: record.name };
}

function send(pending: readonly Pending[], { session, zone }: ZoneWork): Promise<Exchanged> {
  const edits = pending.map(({ change, present }) => editOf(change, present));
  return session.update(zone, {
    answer: edits.flatMap(({ prerequisites }) => prerequisites),
    authority: edits.flatMap(({ changes }) => changes),
  });
}

function done({ present }: Pending): Outcome {
  const kind = present.kind === 'set' ? 'updated' : 'created';
  const held = present.kind === 'set' && present.addresses.length === 1 ? present.addresses : [];
  return { kind, evidence: 'accepted', previous: held[0] };
}

function inTheWay({ record }: Change, target: Domain): Failure {
  return failure('conflict', {
    en: `${record.name} is an alias (CNAME) of ${target}`,
    'zh-CN': `${record.name} 是 ${target} 的别名（CNAME）`,
  });
}

/** One record in its own message; where it was changed in between, it is read and decided anew, once. */
async function applyOne(first: Pending, work: ZoneWork): Promise<Outcome> {
  const { change } = first;
  const reply = await send([first], work);
  if (reply.kind === 'failed') return reply.failure;
  const { rcode } = reply.message;
  if (rcode === 'NOERROR') return done(first);
  if (!isRace(rcode)) return failureOfRcode(rcode, asked(work, change));
  if (first.present.kind === 'alias') return inTheWay(change, first.present.target);

  const present = await readPresent(change.record, work.session, asked(work, change));
  if (present.kind === 'failed') return present.failure;
  if (present.kind === 'alias') return inTheWay(change, present.target);
  if (isRight(present, change)) return { kind: 'alreadyRight', evidence: 'provider' };
  // It answers with a set that it says does not exist: a wildcard's, which leaves the name free.
  const wildcard = present.kind === 'set' && samePresent(present, first.present);
  const second: Pending = { change, present: wildcard ? { kind: 'absent' } : present };
  const again = await send([second], work);
  if (again.kind === 'failed') return again.failure;
  if (again.message.rcode === 'NOERROR') return done(second);
  return failureOfRcode(again.message.rcode, asked(work, change));
}

/** Codes that may be about one record of a message; the others are about the zone or the server. */
function mayConcernOne(rcode: Rcode): boolean {
  return isRace(rcode) || ['REFUSED', 'NOTZONE', 'SERVFAIL', 'FORMERR'].includes(rcode);
}

/** A server refuses a message as a whole; which record it minds shows when each comes alone. */
async function applyEach(pending: readonly Pending[], work: ZoneWork): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  let broken = 0;
  for (const one of pending) {
    const last = outcomes.at(-1);
    const outcome = broken >= patience && last !== undefined ? last : await applyOne(one, work);
    broken = outcome.kind === 'server' ? broken + 1 : 0;
    outcomes.push(outcome);
  }
  return outcomes;
}

async function applyTogether(
  pending: readonly Pending[],
  work: ZoneWork,
): Promise<readonly Outcome[]> {
  const reply = await send(pending, work);
  if (reply.kind === 'failed') return pending.map(() => reply.failure);
  const { rcode } = reply.message;
  if (rcode === 'NOERROR') return pending.map(done);
  if (mayConcernOne(rcode)) return applyEach(pending, work);
  return pending.map(({ change }) => failureOfRcode(rcode, asked(work, change)));
}

/** As many records as one message holds, in order. */
function batches(pending: readonly Pending[]): readonly (readonly Pending[])[] {
  const all: Pending[][] = [];
  let room = 0;
  for (const one of pending) {
    const { prerequisites, changes } = editOf(one.change, one.present);
    const entries = prerequisites.length + changes.length;
    const bytes = entries * (one.change.record.name.length + 28);
    if (bytes > room) {
      all.push([]);
      room = batchBytes;
    }
    room -= bytes;
    all.at(-1)?.push(one);
  }
  return all;
}

/**
 * Brings the records of one zone to their addresses: each is read, what differs goes in one UPDATE,
 * and where that is refused, one by one. Outcomes in the order of the changes.
 */
export async function applyZone(
  changes: readonly Change[],
  work: ZoneWork,
): Promise<readonly Outcome[]> {
  const outcomes = new Map<Change, Outcome>();
  const pending: Pending[] = [];
  const read = (change: Change) => readPresent(change.record, work.session, asked(work, change));
  const states = await mapConcurrent(changes, readers, read);
  for (const [at, change] of changes.entries()) {
    const present = states[at];
    if (present === undefined) continue;
    if (present.kind === 'failed') outcomes.set(change, present.failure);
    else if (isRight(present, change)) {
      outcomes.set(change, { kind: 'alreadyRight', evidence: 'provider' });
    } else pending.push({ change, present });
  }

  async function settle(some: readonly Pending[]): Promise<void> {
    const [only, ...others] = some;
    if (only === undefined) return;
    const results =
      others.length > 0 ? await applyTogether(some, work) : [await applyOne(only, work)];
    for (const [at, result] of results.entries()) {
      const one = some[at];
      if (one !== undefined) outcomes.set(one.change, result);
    }
  }

  // Behind an alias may be a wildcard's: the prerequisites tell, and must not fail the others.
  const plain = pending.filter(({ present }) => present.kind !== 'alias');
  const aliases = pending.filter(({ present }) => present.kind === 'alias');
  for (const some of [...batches(plain), ...aliases.map((one) => [one])]) await settle(some);
  return changes.map((change) => outcomes.get(change) ?? missingOutcome);
}
