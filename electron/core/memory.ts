import type { Memory } from './provider.ts';
import type { AppState } from './state.ts';

/** The provider's small facts, as a window on the state of its account. */
export function accountMemory(
  account: string,
  read: () => AppState,
  write: (state: AppState) => void,
): Memory {
  return {
    get: (key) => read().accounts[account]?.memory[key],
    set: (key, value) => {
      const state = read();
      const before = state.accounts[account];
      if (before === undefined) return;
      const { [key]: _, ...rest } = before.memory;
      const memory = value === undefined ? rest : { ...rest, [key]: value };
      write({ ...state, accounts: { ...state.accounts, [account]: { ...before, memory } } });
    },
  };
}
