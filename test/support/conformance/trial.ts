import { afterEach, beforeEach, expect } from 'vitest';
import type { Outcome } from '../../../electron/core/outcome.ts';
import type { Change } from '../../../electron/core/provider.ts';
import type { TestContext } from '../provider-context.ts';
import type { Harness, HeldRecord, World } from './world.ts';

/** Addresses that the rows use: what shall be, and what was. */
export const home = '81.2.69.142';
export const old = '89.160.20.112';
export const home6 = '2a02:8071:1:2::7';
export const old6 = '2a02:8071:1:2::9';

/** A world of its own for each row, and short ways to use it. */
export interface Trial {
  readonly harness: Harness;
  /** A world that no row runs in; it tells which rows there are to run. */
  readonly sample: World;
  world(): World;
  context(): TestContext;
  /** Another world, where one row needs several. */
  renew(): World;
  /** Another context over the same world: after a restart, or with another signal. */
  reopen(parts?: Parameters<World['context']>[0]): TestContext;
  apply(...changes: Change[]): Promise<readonly Outcome[]>;
  applyOne(change: Change): Promise<Outcome>;
  values(name: string, type?: string): readonly string[];
  one(name: string, type: string): HeldRecord | undefined;
  /** Requests that a task costs. */
  counted(task: () => Promise<unknown>): Promise<number>;
}

export function kinds(outcomes: readonly Outcome[]): readonly string[] {
  return outcomes.map(({ kind }) => kind);
}

/** Call it inside a `describe`: each row gets a new world with the zone example.com. */
export function createTrial(harness: Harness): Trial {
  let world: World;
  let context: TestContext;

  const renew = () => {
    world = harness.makeWorld();
    world.addZone('example.com');
    context = world.context();
    return world;
  };

  beforeEach(() => {
    renew();
  });

  afterEach(() => {
    expect(world.violations()).toEqual([]);
  });

  const trial: Trial = {
    harness,
    sample: harness.makeWorld(),
    world: () => world,
    context: () => context,
    renew,
    reopen: (parts) => {
      context = world.context(parts);
      return context;
    },
    apply: (...changes) => world.provider.apply(changes, world.account, context),
    async applyOne(change) {
      const [outcome, ...others] = await trial.apply(change);
      expect(others).toEqual([]);
      if (outcome === undefined) throw new Error('no outcome');
      return outcome;
    },
    values: (name, type) =>
      world
        .records()
        .filter((held) => held.name === name && (type === undefined || held.type === type))
        .map(({ value }) => value),
    one: (name, type) => world.records().find((held) => held.name === name && held.type === type),
    async counted(task) {
      const before = world.requests();
      await task();
      const after = world.requests();
      return after.reads + after.writes - before.reads - before.writes;
    },
  };
  return trial;
}
