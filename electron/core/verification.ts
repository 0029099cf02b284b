import { type Address, sameAddress } from './address.ts';
import { announce } from './announce.ts';
import { accountOf, capabilitiesFor, type Engine, type VerifyTarget } from './engine.ts';
import { wantedAddress } from './host-address.ts';
import { isLocked } from './locked.ts';
import { familyOf, type ManagedRecord, type RecordId } from './record.ts';
import {
  rememberArrival,
  rememberStillThere,
  rememberVerification,
} from './remember-verification.ts';
import { unconfirmedRest } from './schedule.ts';
import { type RecordState, recordState, type Verification, withRecord } from './state.ts';

/** Asks the name servers for every record whose turn it is, and remembers what they say. */
export async function verifyDue(engine: Engine): Promise<void> {
  const now = engine.ports.clock.now();
  await verifyThose(
    engine,
    ({ verification }) =>
      // What lies in the future was noted before the clock was set back.
      verification?.next !== undefined && (verification.next <= now || verification.at > now),
    rememberVerification,
  );
}

/**
 * Asks the name servers now, because the user wants to know: for all published records, or these. A
 * proxied one is left out, as no name server can tell.
 */
export async function verifyNow(engine: Engine, only?: ReadonlySet<RecordId>): Promise<void> {
  await verifyThose(
    engine,
    ({ proxied }, { id }) => proxied !== true && (only === undefined || only.has(id)),
    rememberAsked,
  );
}

/** Who asks often does not use up the tries, after which the next is hours away. */
const rememberAsked: typeof rememberVerification = (state, id, kind, now) => {
  const tries = kind === 'matches' ? 0 : (recordState(state, id).verification?.tries ?? 0);
  return withRecord(rememberVerification(state, id, kind, now), id, (after) => ({
    ...after,
    verification: after.verification && { ...after.verification, tries },
  }));
};

async function verifyThose(
  engine: Engine,
  isWanted: (known: RecordState, record: ManagedRecord) => boolean,
  rememberIt: typeof rememberVerification,
): Promise<void> {
  const { ports, keeper, settings } = engine;
  const targets = settings.records.flatMap((record) => {
    const known = recordState(keeper.state, record.id);
    const able = known.published !== undefined && !isLocked(settings, record.account);
    return able && isWanted(known, record) ? [target(engine, record, known.published.address)] : [];
  });
  if (targets.length === 0) return;
  const kinds = await askServers(engine, targets);
  targets.forEach(({ record }, at) => {
    const kind = kinds[at] ?? 'unknown';
    ports.log.debug('verified', { record: record.id, result: kind });
    keeper.update((state) => rememberIt(state, record.id, kind, ports.clock.now()));
  });
  await keeper.save();
  announce(ports.log, () => ports.onState?.(keeper.state));
}

/**
 * Settles the calls that were cut off: where the host would punish a repetition, its name servers
 * are asked what arrived before anything is sent again.
 */
export async function settleOpenCalls(engine: Engine): Promise<void> {
  const { ports, keeper, settings } = engine;
  const now = ports.clock.now();
  const targets = settings.records.flatMap((record) => {
    if (isLocked(settings, record.account)) return [];
    const known = recordState(keeper.state, record.id);
    const open = known.inFlight ?? known.unconfirmed;
    if (open === undefined || open.at + unconfirmedRest > now) return [];
    const stopped = known.stopped ?? keeper.state.accounts[record.account]?.stopped;
    if (stopped !== undefined || (known.nextTry ?? 0) > now) return [];
    // It stood there before the call as well: the name servers cannot tell.
    if (sameAddress(known.published?.address, open.address)) return [];
    const punished = capabilitiesFor(engine, record.account).repeatsArePunished;
    return punished ? [target(engine, record, open.address)] : [];
  });
  if (targets.length === 0) return;
  const kinds = await askServers(engine, targets);
  targets.forEach(({ record }, at) => {
    if (kinds[at] !== 'matches') return;
    keeper.update((state) => rememberArrival(state, record, ports.clock.now()));
  });
  const open = targets.filter((_, at) => kinds[at] !== 'matches').map(({ record }) => record);
  await settleTurnedBack(engine, open);
}

/**
 * The address went back to what was published before the call that was cut off: while the name
 * servers show that one there is nothing to mend, and after a while the call never arrived.
 */
async function settleTurnedBack(engine: Engine, records: readonly ManagedRecord[]): Promise<void> {
  const { ports, keeper } = engine;
  const targets = records.flatMap((record) => {
    const { published } = recordState(keeper.state, record.id);
    const { address } = keeper.state.families[familyOf(record.type)];
    const wanted = address && wantedAddress(record, address);
    const isBack = published !== undefined && sameAddress(published.address, wanted);
    return isBack ? [target(engine, record, published.address)] : [];
  });
  if (targets.length === 0) return;
  const kinds = await askServers(engine, targets);
  targets.forEach(({ record }, at) => {
    if (kinds[at] !== 'matches') return;
    keeper.update((state) => rememberStillThere(state, record.id, ports.clock.now()));
  });
}

/** What the name servers say; nothing where the verifier broke its promise. */
async function askServers(
  { ports, settings, signal }: Engine,
  targets: readonly VerifyTarget[],
): Promise<readonly Verification['kind'][]> {
  try {
    return await ports.verify(targets, settings, signal);
  } catch (error) {
    signal.throwIfAborted();
    ports.log.error('the verifier broke its promise', { error });
    return [];
  }
}

function target({ ports, settings }: Engine, record: ManagedRecord, wanted: Address): VerifyTarget {
  const { provider, fields } = accountOf(settings, record.account);
  return { record, wanted, hints: ports.provider(provider).authoritative?.(fields) ?? [] };
}
