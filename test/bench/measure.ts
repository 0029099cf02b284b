import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { difference, type Traffic } from './meter.ts';
import { type Running, runOnce, start, until } from './process.ts';
import { type Command, emptyNode, type Program, type Setting } from './program.ts';
import { median } from './table.ts';
import { cpuOf, type Memory, memoryOf } from './usage.ts';
import { startWorld } from './world.ts';

/** What one check cost. */
export interface Cycle extends Traffic {
  /** Milliseconds from its first connection to its last response. */
  readonly time: number | undefined;
}

export interface Cycles {
  readonly idle: Cycle;
  readonly change: Cycle;
}

/** Milliseconds from the start of a program to its end. */
export interface Starts {
  readonly idle: number | undefined;
  readonly change: number | undefined;
}

/** What a daemon took while nothing happened. */
export interface Idle {
  /** Seconds of processor time from its start until it was at rest. */
  readonly starting: number | undefined;
  /** Seconds of processor time. */
  readonly cpu: number | undefined;
  readonly memory: Memory | undefined;
  readonly traffic: Traffic | undefined;
}

/** Milliseconds without a response after which a check is taken to be over. */
const over = 800;
/** Milliseconds until our first question to the name servers about a change, and some more. */
const verified = 7_000;
/** Milliseconds between two updates: ddclient counts whole seconds, and takes one at least. */
const between = 2_200;
/** Milliseconds in which a daemon at rest finishes what its start left to do. */
const rest = 10_000;

async function inWorld<Result>(
  hosts: number,
  work: (setting: Setting) => Promise<Result>,
): Promise<Result> {
  const world = await startWorld(hosts);
  const folder = mkdtempSync(path.join(tmpdir(), 'ddns-tray-bench-'));
  try {
    const result = await work({ world, folder });
    if (world.violations.length > 0) throw new Error(`protocol: ${world.violations[0]}`);
    return result;
  } finally {
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Resolves when a check has come and gone; fails with what the program said. */
async function cycleOver({ world }: Setting, daemon: Running, limit: number): Promise<void> {
  const { meter } = world;
  const isOver = () => world.settled && !meter.isOpen && (meter.quiet ?? 0) > over;
  await until('a check', () => daemon.ended || isOver(), limit);
  if (daemon.ended) throw new Error(`it ended: ${daemon.complaint}`);
}

async function oneCycle(program: Program, setting: Setting, daemon: Running): Promise<Cycle> {
  const { meter } = setting.world;
  const before = meter.traffic;
  meter.restart();
  if (program.nudge !== undefined) daemon.signal(program.nudge);
  await cycleOver(setting, daemon, (program.shortest + 30) * 1_000);
  return { ...difference(meter.traffic, before), time: meter.span };
}

/** What an idle check and a changed address cost a running daemon. */
export function measureCycles(program: Program, hosts: number): Promise<Cycles> {
  return inWorld(hosts, async (setting) => {
    const { world } = setting;
    const daemon = await start(program.daemon(setting, program.shortest));
    try {
      await cycleOver(setting, daemon, 60_000);
      await sleep(program.nudge === undefined ? verified : between);
      const idle = await oneCycle(program, setting, daemon);
      const before = world.meter.traffic;
      world.move();
      const change = await oneCycle(program, setting, daemon);
      if (program.nudge === undefined) await sleep(verified);
      const { questions, questionBytes } = difference(world.meter.traffic, before);
      return { idle, change: { ...change, questions, questionBytes } };
    } finally {
      await daemon.stop();
    }
  });
}

/** How long a start takes that checks once: the middle of some runs. */
export function measureStarts(program: Program, hosts: number, runs: number): Promise<Starts> {
  return inWorld(hosts, async (setting) => {
    const command = program.once(setting);
    await runOnce(command);
    const idle: number[] = [];
    const change: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      // ddclient counts whole seconds between updates.
      await sleep(between);
      setting.world.move();
      change.push(await runOnce(command));
      if (!setting.world.settled) throw new Error('it did not bring the new address');
      idle.push(await runOnce(command));
    }
    return { idle: median(idle), change: median(change) };
  });
}

async function watchIdle(
  command: Command,
  wait: number,
  traffic: () => Traffic | undefined,
  ready: (daemon: Running) => Promise<void>,
): Promise<Idle> {
  const daemon = await start(command);
  try {
    await ready(daemon);
    await sleep(rest);
    const [starting, before] = [cpuOf(daemon.pid), traffic()];
    await sleep(wait * 1_000);
    const [cpu, after] = [cpuOf(daemon.pid), traffic()];
    if (daemon.ended) throw new Error(`it ended: ${daemon.complaint}`);
    return {
      starting,
      cpu: cpu === undefined || starting === undefined ? undefined : cpu - starting,
      memory: memoryOf(daemon.pid),
      traffic: before && after && difference(after, before),
    };
  } finally {
    await daemon.stop();
  }
}

/** Lets a daemon with one record rest for that many seconds at a check a minute. */
export function measureIdle(program: Program, wait: number): Promise<Idle> {
  return inWorld(1, (setting) =>
    watchIdle(
      program.daemon(setting, 60),
      wait,
      () => setting.world.meter.traffic,
      (daemon) => cycleOver(setting, daemon, 60_000),
    ),
  );
}

/** The same for a Node that does nothing. */
export function measureEmptyNode(wait: number): Promise<Idle> {
  return watchIdle(
    emptyNode,
    wait,
    () => undefined,
    async () => undefined,
  );
}
