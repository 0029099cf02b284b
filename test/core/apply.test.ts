import { describe, expect, it } from 'vitest';
import { applyGroup } from '../../electron/core/apply.ts';
import { Keeper } from '../../electron/core/keeper.ts';
import { failure } from '../../electron/core/outcome.ts';
import type { PlannedChange } from '../../electron/core/plan.ts';
import type { Provider } from '../../electron/core/provider.ts';
import { reconcile } from '../../electron/core/reconcile.ts';
import { emptyState } from '../../electron/core/state.ts';
import { coreWorld } from '../support/core-world.ts';
import {
  aborted,
  account,
  homeV4,
  punishing,
  reading,
  record,
  settingsOf,
  takes,
} from '../support/core-world-parts.ts';

const records = ['a', 'b', 'c'].map((label) => record(`${label}.example.com`));
const changes = records.map(
  (each): PlannedChange => ({
    record: each,
    address: homeV4,
    previous: undefined,
    reason: 'first',
  }),
);

function group(apply: Provider['apply'], more: Partial<Provider> = {}) {
  const { ports, log, providers } = coreWorld();
  const settings = settingsOf(records);
  const keeper = new Keeper(reconcile(emptyState, settings), ports.store, ports.log);
  const ending = new AbortController();
  const run = () =>
    applyGroup({
      ports,
      keeper,
      provider: { ...providers.reading, ...more, apply },
      account: account('home'),
      changes,
      timeout: 1000,
      signal: ending.signal,
    });
  return { run, keeper, log, ending };
}

describe('one account’s changes', () => {
  it('reach the provider at once, with its fields and what it remembers', async () => {
    const { run, keeper } = group(async (told, fields, context) => {
      expect(told).toBe(changes);
      expect(fields).toEqual({ token: 'one' });
      expect(context.memory.get('zone')).toBeUndefined();
      context.memory.set('zone', 'z1');
      return told.map(() => takes);
    });
    expect(await run()).toEqual([takes, takes, takes]);
    expect(keeper.state.accounts.home?.memory).toEqual({ zone: 'z1' });
    expect(Object.values(keeper.state.records).map(({ published }) => published?.address)).toEqual([
      homeV4,
      homeV4,
      homeV4,
    ]);
  });

  it('each keep their own outcome (ddns-go: one failure skipped the rest)', async () => {
    const { run, keeper, log } = group(async () => [takes, failure('conflict', 'CNAME'), takes]);
    await run();
    expect(Object.values(keeper.state.records).map(({ failures }) => failures)).toEqual([0, 1, 0]);
    expect(log.map(({ level }) => level)).toEqual(['info', 'warn', 'info']);
  });

  it('that got no outcome may have arrived', async () => {
    const { run } = group(async () => [takes]);
    expect(await run()).toMatchObject([
      takes,
      { kind: 'unknown', unconfirmed: true },
      { kind: 'unknown', unconfirmed: true },
    ]);
  });

  it('may all have arrived when the provider throws, and the log has the error', async () => {
    const { run, keeper, log } = group(async () => {
      throw new TypeError('oops');
    });
    expect(await run()).toMatchObject(
      changes.map(() => ({ kind: 'unknown', scope: 'record', unconfirmed: true })),
    );
    expect(keeper.state.records['home/a.example.com/A']?.unconfirmed?.address).toEqual(homeV4);
    expect(log[0]).toMatchObject({ level: 'error', message: 'a provider broke its promise' });
  });

  it('are judged by the capabilities of this account, where they depend on it', async () => {
    const { run, keeper } = group(async (told) => told.map(() => failure('hostNotFound', 'x')), {
      capabilities: reading,
      capabilitiesOf: () => punishing,
    });
    await run();
    expect(keeper.state.records['home/a.example.com/A']?.stopped?.kind).toBe('hostNotFound');
  });

  it('reject when the program ends, and leave the state as it was', async () => {
    const { run, keeper, ending } = group((_, __, { signal }) => aborted(signal));
    const before = keeper.state;
    const running = run();
    ending.abort(new Error('the program ends'));
    await expect(running).rejects.toThrow('the program ends');
    expect(keeper.state).toBe(before);
  });
});
