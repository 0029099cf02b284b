/**
 * A million installs and one echo service: do they come to ask at the same time? Each install is
 * played on its own, with the product's rules of when to check, whom to ask, what to remember and
 * when to ask again; what they ask is counted in bins of ten seconds.
 *
 *     npm run sim -- --herd
 */

import { nothingAround } from '../../electron/core/around.ts';
import { hour, minute, second } from '../../electron/core/duration.ts';
import type { GatewayWord } from '../../electron/core/gateway/client.ts';
import type { Ask } from '../../electron/core/hedge.ts';
import type { Trigger } from '../../electron/core/round.ts';
import { nextCheck } from '../../electron/core/schedule.ts';
import { defaultInterval } from '../../electron/core/settings.ts';
import { type Source, SourceFailure } from '../../electron/core/source.ts';
import { memoryKey, remembered, type SourceMemories } from '../../electron/core/source-memory.ts';
import { askingOrder, nextTurn } from '../../electron/core/source-order.ts';
import type { Detection } from '../../electron/core/state.ts';
import {
  type Approach,
  approach,
  askAgainAtStart,
  mayKeep,
  nextAskAgain,
} from '../../electron/core/steady.ts';
import { defaultSources } from '../../electron/sources/registry.ts';
import { homeV4, nextV4 } from '../support/core-world-parts.ts';
import { seededRandom } from '../support/provider-context.ts';

/** Where the product leaves something to chance, so that a test can take the chance out of it. */
export interface HerdRules {
  readonly nextCheck: typeof nextCheck;
  readonly nextAskAgain: (now: number, random: number, offline: boolean) => number;
  readonly nextTurn: typeof nextTurn;
  /** When a program that starts asks again beside a witness, from what its state says. */
  readonly atStart: (askAgain: number, now: number, random: number) => number;
}

export const productRules: HerdRules = {
  nextCheck,
  nextAskAgain,
  nextTurn,
  atStart: askAgainAtStart,
};

/**
 * What they all go through for a while: no Internet, one echo service that does not answer, or no
 * power, after which all start within a minute or so, three in ten of them with another address.
 */
export type Outage = 'internet' | 'service' | 'power';

export interface HerdOptions {
  readonly installs: number;
  readonly outage: Outage;
  /** Milliseconds. */
  readonly outageLength?: number;
  readonly seed?: number;
  readonly rules?: HerdRules;
  /** All installs check so often; undefined: the usual mixture. */
  readonly interval?: number;
  /** How many of a hundred have a gateway that answers; default 75. */
  readonly witnessed?: number;
  /** Counts what is asked of every service together: the same shape with fewer installs. */
  readonly countsAll?: boolean;
  /** Milliseconds; default 10 s. */
  readonly binLength?: number;
}

/** Requests at one echo service after the outage. */
export interface HerdResult {
  /** One after the other, from the end of the outage on. */
  readonly bins: Uint32Array;
  readonly mean: number;
  /** The fullest bin in proportion to the mean. */
  readonly ratio: number;
  /** The same without the first {@link startTime}. */
  readonly laterRatio: number;
}

export const usualBin = 10 * second;
const watched = hour;
/** In this time all have started, and done what a start brings. */
const startTime = 2 * minute;
const boots = { least: 20 * second, most: 80 * second } as const;
const movedByPower = 0.3;

/** How often installs check: most as it comes. */
const intervals: readonly (readonly [share: number, interval: number])[] = [
  [0.6, defaultInterval],
  [0.2, 5 * minute],
  [0.1, 10 * minute],
  [0.05, 30 * minute],
  [0.04, hour],
  [0.01, 30 * second],
];

/** With short names: most of the time goes into looking them up. */
const able: readonly Source[] = defaultSources('ipv4')
  .filter(({ transport }) => transport !== 'gateway')
  .map((source, at) => ({ ...source, id: String.fromCharCode(97 + at) }));
/** The one whose requests are counted. */
const [counted] = able;

interface Install {
  readonly interval: number;
  /** A gateway says for nothing what the address is. */
  readonly hasWitness: boolean;
  turn: number;
  memories: SourceMemories;
  askAgain: number;
  seen: number;
}

const answer = { address: homeV4, evidence: '' };
const steady: Detection = { kind: 'known', address: homeV4, by: 'steady', voices: [], silent: [] };
const cutOff: Detection = { kind: 'unavailable', why: 'offline', voices: [], silent: [] };
const gateway = '192.168.1.1';
const silent: GatewayWord = { kind: 'silent', gateway };
const atHome: GatewayWord = { kind: 'address', protocol: 'igd', gateway, address: homeV4 };
const elsewhere: GatewayWord = { ...atHome, address: nextV4 };
const noConnection = new SourceFailure('offline', 'no connection');
const noAnswer = new SourceFailure('timeout', 'no answer');

/** One that has been watching for long, somewhere between two checks. */
function settledInstall(random: () => number, options: HerdOptions): Install {
  const { witnessed = 75 } = options;
  let share = random();
  const drawn = intervals.find(([one]) => {
    share -= one;
    return share < 0;
  });
  const interval = options.interval ?? drawn?.[1] ?? defaultInterval;
  const turn = Math.floor(random() * able.length);
  const hasWitness = random() * 100 < witnessed;
  // Before the outage it asked one after the other.
  const apart = hasWitness ? 15 * minute : Math.max(interval, 20 * second);
  const memories = Object.fromEntries(
    able.map(({ id }, at) => {
      const ago = ((turn - at + able.length - 1) % able.length) + random();
      return [memoryKey('ipv4', id), { asked: -ago * apart, latency: 80, failures: 0, lies: 0 }];
    }),
  );
  return { interval, hasWitness, turn, memories, askAgain: 0, seen: -random() * interval };
}

interface World {
  readonly options: HerdOptions;
  readonly rules: HerdRules;
  readonly random: () => number;
  /** When the outage ends; it begins at 0. */
  readonly recovery: number;
  readonly bins: Uint32Array;
}

function askOne(world: World, source: Source, now: number): Ask {
  const { options, recovery, bins } = world;
  const isOut = now < recovery;
  if (options.outage === 'internet' && isOut) {
    return { source, at: now, took: 1, result: noConnection };
  }
  if (options.outage === 'service' && isOut && source === counted) {
    return { source, at: now, took: 10 * second, result: noAnswer };
  }
  if (source === counted || options.countsAll === true) {
    const bin = Math.floor((now - recovery) / (options.binLength ?? usualBin));
    if (bin >= 0 && bin < bins.length) bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return { source, at: now, took: 80, result: answer };
}

/** Asks as the quorum does while the address is as it was: one that answers, or so many at once. */
function ask(
  world: World,
  install: Install,
  now: number,
  { pace, witness }: Extract<Approach, { readonly kind: 'ask' }>,
): Detection {
  const { turn, memories, interval, seen } = install;
  const order = askingOrder({ family: 'ipv4', able, memories, turn, now }, pace);
  const isSpared = pace === 'spaced' && mayKeep({ turn, last: steady, seen }, now, interval);
  if (isSpared && order.openers === 0) return steady;
  const wanted = pace === 'urgent' ? 2 : 1;
  const asks: Ask[] = [];
  let [answers, cutOffs] = [0, 0];
  for (const source of order.sources) {
    if (asks.length >= order.openers && answers === 0) break;
    const one = askOne(world, source, now);
    asks.push(one);
    if (one.result === answer) answers += 1;
    if (one.result === noConnection) cutOffs += 1;
    if (answers >= wanted || cutOffs >= 2 || asks.length - answers >= 4) break;
  }
  const { random, rules } = world;
  const detection = answers > 0 ? steady : witness === undefined ? cutOff : steady;
  install.memories = remembered(memories, { family: 'ipv4', asks, detection, now, random });
  if (asks.length > 0) {
    install.turn = rules.nextTurn(able.length, random());
    install.askAgain = rules.nextAskAgain(now, random(), detection === cutOff);
  }
  if (detection === steady) install.seen = now;
  return detection;
}

/** Whom to ask, as the product decides. The gateway says what is confirmed, something else, or nothing. */
function approachOf(install: Install, now: number, trigger: Trigger, isMoved: boolean): Approach {
  const { turn, askAgain, seen, hasWitness } = install;
  const known = { turn, askAgain, seen, last: steady, address: homeV4 };
  const word = hasWitness ? (isMoved ? elsewhere : atHome) : silent;
  const before = { at: now, gateway: hasWitness ? atHome : silent, egress: {} };
  return approach({ family: 'ipv4', known, trigger, around: nothingAround, word, before, now });
}

/** Plays one install from the beginning of the outage to the end of what is watched. */
function play(world: World): void {
  const { options, rules, random, recovery } = world;
  const install = settledInstall(random, options);
  const { interval, hasWitness } = install;
  const end = recovery + watched;
  // Somewhere in the time that it goes by its witness.
  install.askAgain = nextAskAgain(0, random(), true);
  let now = random() * interval;
  let trigger: Trigger = 'timer';
  let isMoved = false;
  if (options.outage === 'power') {
    now = recovery + boots.least + random() * (boots.most - boots.least);
    install.askAgain = rules.atStart(install.askAgain, now, random());
    trigger = 'start';
    isMoved = random() < movedByPower;
  }
  while (now < end) {
    // Until then the witness is enough at each check: there is nothing to decide.
    const isCalm = hasWitness && trigger === 'timer' && install.askAgain > now;
    const way = isCalm ? undefined : approachOf(install, now, trigger, isMoved);
    const offline = way?.kind === 'ask' && ask(world, install, now, way) === cutOff;
    now = rules.nextCheck(now, interval, random(), { trigger, offline });
    [trigger, isMoved] = ['timer', false];
  }
}

function ratioOf(bins: Uint32Array): number {
  const sum = bins.reduce((so, one) => so + one, 0);
  const most = bins.reduce((so, one) => Math.max(so, one), 0);
  return sum === 0 ? 0 : most / (sum / bins.length);
}

/** Plays a herd through an outage. The same seed gives the same requests. */
export function playHerd(options: HerdOptions): HerdResult {
  const { installs, outageLength = 20 * minute, seed = 1, rules = productRules } = options;
  const { binLength = usualBin } = options;
  const bins = new Uint32Array(watched / binLength);
  const world = { options, rules, random: seededRandom(seed), recovery: outageLength, bins };
  for (let left = installs; left > 0; left -= 1) play(world);
  return resultOf(bins, binLength);
}

/** Several herds as one, by what they ask in bins of so many milliseconds. */
export function together(herds: readonly Uint32Array[], binLength: number): HerdResult {
  const bins = new Uint32Array(watched / binLength);
  for (const herd of herds) {
    for (const [at, requests] of herd.entries()) bins[at] = (bins[at] ?? 0) + requests;
  }
  return resultOf(bins, binLength);
}

function resultOf(bins: Uint32Array, binLength: number): HerdResult {
  const mean = bins.reduce((sum, one) => sum + one, 0) / bins.length;
  const later = ratioOf(bins.subarray(startTime / binLength));
  return { bins, mean, ratio: ratioOf(bins), laterRatio: later };
}
