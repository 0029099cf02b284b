import { isBehindGateway } from '../around.ts';
import { second } from '../duration.ts';
import type { GatewayWord } from '../gateway/client.ts';
import type { Settings } from '../settings.ts';
import type { AppState } from '../state.ts';
import type { Verdict } from '../verdict.ts';
import { factsOf, type Measured, type VerdictFacts } from '../verdicts/facts.ts';
import { captiveVerdicts } from '../verdicts/network.ts';
import { verdictsOf } from '../verdicts/verdicts.ts';
import { examineAccounts } from './accounts.ts';
import { addressSteps, type Found, findAddresses, isCutOff } from './address.ts';
import { clockStep } from './clock.ts';
import { dnsStep, examineDns } from './dns.ts';
import { doubted } from './doubts.ts';
import { askGateway, gatewayStep } from './gateway.ts';
import { examineLink, type Link } from './link.ts';
import type { DoctorPorts, Examined } from './ports.ts';
import { examineReach, type ReachTarget } from './reach.ts';
import { examineRecords } from './records.ts';
import { type FindingName, type Step, type StepName, step, stepNames } from './step.ts';
import { createWitness } from './witness.ts';

export interface ExamineOptions {
  /** What is to be reached from outside; not tried when undefined. */
  readonly reach?: ReachTarget | undefined;
  /** A URL with `{port}` and `{address}` of a service that tries it from outside. */
  readonly checker?: string | undefined;
  /** Told whenever there is more to show. */
  readonly onSteps?: ((steps: readonly Step[]) => void) | undefined;
}

/** What an examination came to. */
export interface Examination {
  readonly steps: readonly Step[];
  readonly verdicts: readonly Verdict[];
  readonly offline: boolean;
}

/** Milliseconds for the router where it has spoken already. */
const again = 2 * second;

/** The steps of what is not tried, and why. */
function skipped(
  names: readonly StepName[],
  why: FindingName,
  { reach }: ExamineOptions,
): readonly Step[] {
  return names
    .filter((name) => name !== 'reach' || reach !== undefined)
    .map((name) => step(name, 'skipped', why));
}

/** The steps as they come, each group at its place. */
function createChain({ ports, signal }: Examined, { onSteps }: ExamineOptions) {
  const parts: (readonly Step[])[] = [];
  const put = (at: number, steps: readonly Step[]) => {
    parts[at] = steps;
    onSteps?.(parts.flat());
  };
  return {
    put,
    /** A fault of ours ends one step, not the others. */
    async guard(at: number, name: StepName, work: Promise<readonly Step[]>): Promise<void> {
      try {
        put(at, await work);
      } catch (error) {
        signal.throwIfAborted();
        ports.log.error('a step of the examination failed', { step: name, error });
        put(at, [step(name, 'unknown', 'fault')]);
      }
    },
    end: (facts: VerdictFacts): Examination => ({
      steps: parts.flat(),
      verdicts: verdictsOf(facts),
      offline: facts.offline,
    }),
  };
}

/** Why nobody beyond the network is asked; undefined where they are. */
function hindrance(facts: VerdictFacts): FindingName | undefined {
  if (facts.offline) return 'skippedOffline';
  return captiveVerdicts(facts).length > 0 ? 'skippedCaptive' : undefined;
}

/**
 * Looks at the whole chain, link by link, within half a minute. Asks afresh, writes nothing and keeps
 * nothing; what an earlier step makes pointless is skipped. Rejects only with the signal's reason.
 */
export async function examine(
  ports: DoctorPorts,
  settings: Settings,
  state: AppState,
  options: ExamineOptions,
  signal: AbortSignal,
): Promise<Examination> {
  signal.throwIfAborted();
  const examined: Examined = { ports, settings, state, signal };
  const chain = createChain(examined, options);
  const link = await examineLink(examined);
  chain.put(0, [link.step]);
  if (link.kind !== 'up') {
    const why = link.kind === 'down' ? 'skippedOffline' : 'skippedElsewhere';
    const others = stepNames.filter((name) => name !== 'link');
    chain.put(1, skipped(others, why, options));
    return chain.end(factsWith(examined, link, {}, undefined, undefined));
  }

  const witness = createWitness(ports.http, ports.clock);
  const [first, seen] = await Promise.all([
    askGateway(examined),
    findAddresses(examined, witness, link.around),
  ]);
  // A line that came up while the sources were asked is no longer down.
  const mayBeUp = first?.kind === 'down' && seen.ipv4?.kind === 'known';
  const word = (mayBeUp ? await askGateway(examined, again) : undefined) ?? first;
  const found = doubted(seen, word, link.around, examined);
  const heard = { skews: witness.skews(), answeredNowhere: [], inside: [] };
  const early = factsWith(examined, link, found, word, heard);
  chain.put(1, [gatewayStep(word, early), ...addressSteps(found, examined), clockStep(early)]);

  let facts = early;
  const lookAtNames = async () => {
    const names = await examineDns(examined, witness, found);
    facts = factsWith(examined, link, found, word, { ...heard, ...names.measured });
    return [dnsStep(names, facts, witness.skews().length > 0)];
  };
  const why = hindrance(early);
  if (why !== undefined) {
    await chain.guard(2, 'dns', lookAtNames());
    chain.put(3, skipped(['account', 'record', 'reach'], why, options));
    return chain.end(facts);
  }
  const { reach, checker } = options;
  await Promise.all([
    chain.guard(2, 'dns', lookAtNames()),
    chain.guard(3, 'account', examineAccounts(examined)),
    chain.guard(4, 'record', examineRecords(examined, found)),
    reach && chain.guard(5, 'reach', examineReach(examined, reach, checker, found, early)),
  ]);
  return chain.end(facts);
}

/** What was found just now, in place of what the last check left. */
function factsWith(
  { ports, settings, state }: Examined,
  link: Link,
  found: Found,
  gateway: GatewayWord | undefined,
  measured: Measured | undefined,
): VerdictFacts {
  return {
    ...factsOf(state, settings),
    last: found,
    besideGateway: isBehindGateway(link.around),
    surroundings: {
      at: ports.clock.now(),
      gateway: gateway ?? { kind: 'none' },
      egress: link.egress,
    },
    offline: link.kind === 'down' || isCutOff(found),
    elsewhere: link.kind === 'elsewhere',
    measured,
  };
}
