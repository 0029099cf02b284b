import { type CallListeners, noteCall } from './history/calls.ts';
import type { Keeper } from './keeper.ts';
import { accountMemory } from './memory.ts';
import {
  detailText,
  failure,
  isFailure,
  missingOutcome,
  type Outcome,
  ownFault,
} from './outcome.ts';
import type { PlannedChange } from './plan.ts';
import type { Clock, DnsTransport, Http, Log, Random } from './ports.ts';
import { capabilitiesOf, type Provider } from './provider.ts';
import { remember } from './remember.ts';
import type { AccountSettings } from './settings.ts';

export interface Group {
  readonly ports: {
    readonly http: Http;
    readonly dns: DnsTransport;
    readonly clock: Clock;
    readonly random: Random;
  } & CallListeners;
  readonly keeper: Keeper;
  readonly provider: Provider;
  readonly account: AccountSettings;
  readonly changes: readonly PlannedChange[];
  /** Milliseconds for one request. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/**
 * Lets one account's provider make its changes, and remembers each outcome in memory. Rejects only
 * when the program ends; the marks in flight then stay for the next start.
 */
export async function applyGroup(group: Group): Promise<readonly Outcome[]> {
  const { keeper, account, changes, provider } = group;
  const { http, dns, clock, random, log } = group.ports;
  const at = clock.now();
  const outcomes = await ask(group);
  // A clock that was set back meanwhile makes nothing take less than no time.
  const took = Math.max(0, clock.now() - at);
  const complete = changes.map((_, index) => outcomes[index] ?? missingOutcome);
  keeper.update((state) =>
    remember(state, changes, complete, {
      capabilities: capabilitiesOf(provider, account.fields),
      now: clock.now(),
      random: random(),
    }),
  );
  changes.forEach((change, at) => {
    const outcome = complete[at];
    if (outcome !== undefined) report(log, change, outcome);
  });
  const results = changes.map(({ record, address }, index) => ({
    record: record.id,
    address,
    outcome: complete[index] ?? missingOutcome,
  }));
  noteCall(group.ports, { at, took, account: account.id, provider: provider.id, results });
  return complete;

  async function ask({ timeout, signal }: Group): Promise<readonly Outcome[]> {
    const memory = accountMemory(
      account.id,
      () => keeper.state,
      (state) => keeper.set(state),
    );
    try {
      const context = { http, dns, clock, log, memory, random, timeout, signal };
      return await provider.apply(changes, account.fields, context);
    } catch (error) {
      signal.throwIfAborted();
      log.error('a provider broke its promise', { provider: provider.id, error });
      return changes.map(() => failure('unknown', ownFault, { unconfirmed: true }));
    }
  }
}

function report(log: Log, change: PlannedChange, outcome: Outcome): void {
  const fields = {
    record: change.record.id,
    reason: change.reason,
    address: change.address.text,
    outcome: outcome.kind,
  };
  if (!isFailure(outcome)) log.info('record is right', { ...fields, evidence: outcome.evidence });
  else {
    const { detail, unconfirmed } = outcome;
    log.warn('record is not right', { ...fields, detail: detailText(detail, 'en'), unconfirmed });
  }
}
