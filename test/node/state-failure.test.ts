import { describe, expect, it } from 'vitest';
import { emptyState } from '../../electron/core/state.ts';
import { StateReadError, StateWriteError } from '../../electron/node/state-error.ts';
import { rememberFailures } from '../../electron/node/state-failure.ts';

describe('a store that remembers its failures', () => {
  it('tells the last one until it works again, and passes everything on', async () => {
    let error: Error | undefined = new StateReadError('/x/state.json', 'EIO');
    const answer = async <Value>(value: Value): Promise<Value> => {
      if (error !== undefined) throw error;
      return value;
    };
    const store = rememberFailures({
      load: () => answer(emptyState),
      save: () => answer(undefined),
    });
    expect(store.failure()).toBeUndefined();
    await expect(store.load()).rejects.toBe(error);
    expect(store.failure()).toBe(error);
    error = new StateWriteError('/x', 'ENOSPC');
    await expect(store.save(emptyState)).rejects.toBe(error);
    expect(store.failure()).toBe(error);
    error = undefined;
    await store.save(emptyState);
    expect(store.failure()).toBeUndefined();
    expect(await store.load()).toBe(emptyState);
    // A fault of the program is not the disk's.
    error = new TypeError('x');
    await expect(store.load()).rejects.toBe(error);
    expect(store.failure()).toBeUndefined();
  });
});
