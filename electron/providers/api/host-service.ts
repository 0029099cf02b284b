import type { Localized } from '../../contract/language.ts';
import type { Family } from '../../core/address.ts';
import type { Name } from '../../core/name.ts';
import {
  type Failure,
  type FailureKind,
  failure,
  isFailure,
  missingOutcome,
  type Outcome,
} from '../../core/outcome.ts';
import type { Change } from '../../core/provider.ts';
import { failureIn } from './api-failure.ts';
import { createBreaker } from './breaker.ts';
import { apartOf, type Batch, batchesOf, changesOf, type Packing } from './host-batch.ts';

/** A service with an update URL: it is told addresses, and nothing can be read or searched. */
export interface HostService {
  /** As texts call it. Default: the provider's own name. */
  readonly name?: Localized;
  readonly packing: Packing;
  /**
   * Sends one request. Resolves with the outcome of each of its changes, in the order of
   * {@link changesOf}; rejects with `ApiFailure` where all of them fail alike.
   */
  update(batch: Batch): Promise<readonly Outcome[]>;
}

/** A service that is told one address of one name a request, and keeps the other family. */
export function oneByOne(
  families: readonly Family[],
  update: (change: Change) => Promise<Outcome>,
): HostService {
  return {
    packing: { families, together: false, omitted: 'kept', names: 1 },
    async update(batch) {
      const outcomes: Outcome[] = [];
      for (const change of changesOf(batch)) outcomes.push(await update(change));
      return outcomes;
    },
  };
}

/**
 * Brings hosts to their addresses, one request after another. One that fails hides no other, but
 * after a failure of the account nothing more is sent. A family that the service lacks is refused
 * unsent, and so is a name with a reason in `refuses`. Where both families of a name are refused
 * together, each is sent alone, so that the refusal of one is not that of the other. One outcome for
 * each change, in order.
 */
export async function applyHosts(
  service: HostService,
  name: Localized,
  changes: readonly Change[],
  refuses: (name: Name) => Localized | undefined = () => undefined,
): Promise<readonly Outcome[]> {
  const { families } = service.packing;
  const outcomes = new Map<Change, Outcome>();
  const refusals = new Map(changes.map((change) => [change, refusalOf(change)]));
  const open = changes.filter((change) => refusals.get(change) === undefined);
  const breaker = createBreaker(({ scope }) => scope === 'account');

  function refusalOf(change: Change): Failure | undefined {
    if (!families.includes(change.address.family)) return familyRefusal(change, name);
    const why = refuses(change.record.name);
    return why && nameRefusal(why);
  }

  async function send(batch: Batch): Promise<void> {
    const sent = changesOf(batch);
    const held = breaker.held();
    const judged = held === undefined ? await settleBatch(service, batch) : sent.map(() => held);
    if (held === undefined) breaker.note(judged.filter(isFailure));
    for (const [at, change] of sent.entries()) outcomes.set(change, judged[at] ?? missingOutcome);
    const refused = (change: Change) => mayBeOfOne(outcomes.get(change));
    for (const alone of apartOf(batch, refused, service.packing)) await send(alone);
  }

  for (const batch of batchesOf(open, service.packing)) await send(batch);
  return changes.map((change) => refusals.get(change) ?? outcomes.get(change) ?? missingOutcome);
}

/** What a service can say of one family. It also says it of the other, where they came together. */
const ofOneFamily: readonly FailureKind[] = [
  'invalid',
  'plan',
  'conflict',
  'recordNotFound',
  'unknown',
];

/**
 * A definite refusal that may be meant for one family alone. One of the name or its credential is
 * meant for both, and hosts take asking again for abuse.
 */
function mayBeOfOne(outcome: Outcome | undefined): boolean {
  if (outcome === undefined || !isFailure(outcome) || outcome.scope === 'account') return false;
  const { kind, unconfirmed, retryAfter } = outcome;
  return ofOneFamily.includes(kind) && unconfirmed !== true && retryAfter === undefined;
}

async function settleBatch(service: HostService, batch: Batch): Promise<readonly Outcome[]> {
  try {
    return await service.update(batch);
  } catch (error) {
    const why = failureIn(error);
    return changesOf(batch).map(() => why);
  }
}

function nameRefusal(why: Localized): Failure {
  return failure('invalid', {
    en: `${why.en}, so nothing was sent`,
    'zh-CN': `${why['zh-CN']}，因此没有发送`,
  });
}

function familyRefusal({ record }: Change, name: Localized): Failure {
  return failure('invalid', {
    en: `${name.en} takes no ${record.type} records`,
    'zh-CN': `${name['zh-CN']} 不支持 ${record.type} 记录`,
  });
}
