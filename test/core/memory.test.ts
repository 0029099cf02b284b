import { describe, expect, it } from 'vitest';
import { accountMemory } from '../../electron/core/memory.ts';
import { type AppState, emptyState } from '../../electron/core/state.ts';

function memoryOver(accounts: AppState['accounts']) {
  let state: AppState = { ...emptyState, accounts };
  const memory = accountMemory(
    'home',
    () => state,
    (next) => {
      state = next;
    },
  );
  return { memory, state: () => state };
}

const empty = { provider: 'x', fingerprint: '1', failures: 0, memory: {} };

describe('an account’s memory', () => {
  it('keeps, replaces and drops a fact, in that account only', () => {
    const { memory, state } = memoryOver({ home: empty, work: empty });
    memory.set('zone', 'z1');
    memory.set('zone', 'z2');
    memory.set('other', 'o');
    expect(memory.get('zone')).toBe('z2');
    memory.set('other', undefined);
    expect(state().accounts.home?.memory).toEqual({ zone: 'z2' });
    expect(state().accounts.work?.memory).toEqual({});
  });

  it('does not bring back an account that the user took out', () => {
    const { memory, state } = memoryOver({});
    memory.set('zone', 'z1');
    expect(memory.get('zone')).toBeUndefined();
    expect(state().accounts).toEqual({});
  });
});
