import { type FailureKind, failureKinds } from '../../electron/core/outcome.ts';
import { createChance } from './chance.ts';
import { createChannelServices } from './channels.ts';
import { createVirtualClock } from './clock.ts';
import { createEchoes } from './echo.ts';
import type { SimEvent } from './event.ts';
import { createMachine } from './machine.ts';
import { createNameServers } from './name-servers.ts';
import { settingsOf, type Wishes } from './plan-settings.ts';
import { createProviderCalls } from './provider-call.ts';
import { createProviderFaults } from './provider-faults.ts';
import { createKnowledge } from './rules/knowledge.ts';
import { rules } from './rules/registry.ts';
import { drawCharacter, planRun, type Stage } from './scenario.ts';
import { bindSide } from './sides/bind-side.ts';
import { cloudflareSide } from './sides/cloudflare-side.ts';
import { dialects, dyndns2Side } from './sides/dyndns2-side.ts';
import { powerdnsSide } from './sides/powerdns-side.ts';
import { webhookSide } from './sides/webhook-side.ts';
import { createSurroundings } from './surroundings.ts';
import { tellEvent } from './tell-event.ts';
import { createTrace } from './trace.ts';
import { createUser } from './user.ts';
import { epoch, realTime, type World } from './world.ts';

const day = 24 * 3_600_000;

export interface Breach {
  readonly rule: string;
  readonly what: string;
  /** The events before it, oldest first. */
  readonly trace: readonly string[];
}

export interface RunResult {
  readonly seed: number;
  readonly days: number;
  /** Milliseconds between checks. */
  readonly interval: number;
  /** The first of each rule. */
  readonly breaches: readonly Breach[];
  /** Equal for two runs that were the same in every event. */
  readonly hash: string;
  readonly counts: Counts;
  /** How often each failure came to the updater. */
  readonly failures: Readonly<Partial<Record<FailureKind, number>>>;
  /** Where processes were killed: `before save`. */
  readonly kills: Readonly<Record<string, number>>;
}

export interface Counts {
  readonly checks: number;
  readonly asks: number;
  readonly calls: number;
  readonly writes: number;
  readonly starts: number;
  readonly notices: number;
  /** Messages that reached a channel's service. */
  readonly messages: number;
}

/** Plays one seed for so many days of virtual time, and judges it by every rule. */
export async function simulate(seed: number, days: number): Promise<RunResult> {
  const chance = createChance(seed);
  const character = drawCharacter(chance.fork('character'));
  const clock = createVirtualClock();
  const trace = createTrace();
  const counts = { checks: 0, asks: 0, calls: 0, writes: 0, starts: 0, notices: 0, messages: 0 };
  const failures: Partial<Record<FailureKind, number>> = {};
  const kills: Record<string, number> = {};
  const breaches = new Map<string, Breach>();
  const watchers: ((event: SimEvent) => void)[] = [];

  let skew = () => 0;
  const sides = [
    cloudflareSide(),
    powerdnsSide(),
    bindSide({ now: () => realTime(world) + skew() }),
    dyndns2Side(dialects[character.dialect] ?? raise()),
    webhookSide(),
  ];
  const world: World = {
    epoch,
    clock,
    chance,
    sides,
    truth: {},
    past: { ipv4: [], ipv6: [] },
    link: 'up',
    tunnel: false,
    breaks: 0,
    diskWorks: true,
    clockOffset: 0,
    quiet: false,
    emit(event) {
      const text = tellEvent(event);
      if (text !== undefined) trace.note(clock.now(), text);
      count(event);
      for (const watch of watchers) watch(event);
    },
  };

  function count(event: SimEvent): void {
    if (event.kind === 'ask') counts.asks += 1;
    else if (event.kind === 'call') counts.calls += 1;
    else if (event.kind === 'write') counts.writes += 1;
    else if (event.kind === 'start') counts.starts += 1;
    else if (event.kind === 'notice') counts.notices += 1;
    else if (event.kind === 'delivered') counts.messages += 1;
    else if (event.kind === 'end') kills[event.at] = (kills[event.at] ?? 0) + 1;
    else if (event.kind === 'log') {
      if (event.message === 'check') counts.checks += 1;
      const outcome = failureKinds.find((kind) => kind === event.fields?.outcome);
      if (outcome !== undefined) failures[outcome] = (failures[outcome] ?? 0) + 1;
    }
  }

  const faults = createProviderFaults(world);
  const nameServers = createNameServers(world);
  const calls = createProviderCalls(world, faults, nameServers);
  skew = calls.skew;
  const gap = chance.fork('echo gap').scale(10, 100) * 3_600_000;
  const echoes = createEchoes(world, {
    gap: character.misfortune === 0 ? Number.POSITIVE_INFINITY : gap,
    adversarial: character.adversarial,
  });
  const wishes: Wishes = {
    interval: character.interval,
    sources: character.sources,
    edits: {},
    ttls: {},
    removed: [],
    locked: [],
    channelEdits: {},
  };
  const surroundings = createSurroundings(world, character, echoes.box);
  const channels = createChannelServices(world);
  const parts = { world, echoes, calls, nameServers, surroundings, channels };
  const machine = createMachine(parts, settingsOf(sides, wishes));
  const length = days * day;
  const stage: Stage = { world, machine, faults, echoes, channels, character, length };
  const knowledge = createKnowledge(world, (family) => {
    const specs = character.sources[family];
    return specs !== 'off' && specs.length === 1;
  });
  const judges = rules.map((make) =>
    make({
      ...stage,
      knowledge,
      breach(rule, what) {
        if (!breaches.has(rule)) breaches.set(rule, { rule, what, trace: trace.lines() });
      },
    }),
  );
  const user = createUser(stage, wishes);
  watchers.push((event) => {
    for (const rule of judges) rule.before?.(event);
  });
  watchers.push(knowledge.on, ...judges.map((rule) => rule.on));
  watchers.push((event) => {
    if (event.kind === 'notice') user.reads(event.notice);
    else if (event.kind === 'edit') {
      for (const side of sides) if (side.account === event.account) nameServers.refresh(side);
    }
  });

  planRun(stage);
  machine.start();
  try {
    await clock.run(stage.length);
    for (const rule of judges) rule.end?.();
  } catch (error) {
    const what = error instanceof Error ? String(error.stack) : String(error);
    breaches.set('run', { rule: 'the run itself', what, trace: trace.lines() });
  }
  return {
    seed,
    days,
    interval: character.interval,
    breaches: [...breaches.values()],
    hash: trace.hash(),
    counts,
    failures,
    kills,
  };
}

function raise(): never {
  throw new Error('no such dialect');
}
