import { describe, expect, it } from 'vitest';
import { Keeper } from '../../electron/core/keeper.ts';
import { type AppState, emptyState } from '../../electron/core/state.ts';
import { settle } from '../support/manual-clock.ts';
import { type LogLine, rememberingLog } from '../support/remembering-log.ts';

/** A disk whose writes end when the test says so. */
function slowDisk() {
  const writes: { readonly state: AppState; readonly end: (error?: Error) => void }[] = [];
  const lines: LogLine[] = [];
  const store = {
    load: async () => undefined,
    save: (state: AppState) =>
      new Promise<void>((resolve, reject) => {
        writes.push({ state, end: (error) => (error === undefined ? resolve() : reject(error)) });
      }),
  };
  const keeper = new Keeper(emptyState, store, rememberingLog(lines));
  const set = (lastCheck: number) => keeper.update((state) => ({ ...state, lastCheck }));
  const written = () => writes.map(({ state }) => state.lastCheck);
  return { keeper, writes, lines, set, written };
}

describe('the keeper', () => {
  it('writes one at a time, and of all that came meanwhile only the newest', async () => {
    const { keeper, writes, set, written } = slowDisk();
    set(1);
    const first = keeper.save();
    set(2);
    const second = keeper.save();
    set(3);
    const third = keeper.save();
    await settle();
    expect(written()).toEqual([1]);
    writes[0]?.end();
    await settle();
    expect(written()).toEqual([1, 3]);
    writes[1]?.end();
    expect(await Promise.all([first, second, third])).toEqual([true, true, true]);
    expect(written()).toEqual([1, 3]);
  });

  it('says that it is on disk only when it is', async () => {
    const { keeper, writes, set } = slowDisk();
    set(1);
    let done = false;
    const saving = keeper.save().then(() => {
      done = true;
    });
    await settle();
    expect(done).toBe(false);
    writes[0]?.end();
    await saving;
  });

  it('does not write what is on disk already', async () => {
    const { keeper, writes, set } = slowDisk();
    set(1);
    const saving = keeper.save();
    await settle();
    writes[0]?.end();
    await saving;
    expect(await keeper.save()).toBe(true);
    expect(writes).toHaveLength(1);
  });

  it('keeps in memory what a full disk refuses, tries it again with the next save, and logs both ends once', async () => {
    const { keeper, writes, lines, set } = slowDisk();
    set(1);
    for (let at = 0; at < 3; at++) {
      const saving = keeper.save();
      await settle();
      writes[at]?.end(new Error('ENOSPC'));
      expect(await saving).toBe(false);
    }
    expect(keeper.state.lastCheck).toBe(1);
    const saving = keeper.save();
    await settle();
    writes[3]?.end();
    expect(await saving).toBe(true);
    expect(lines.map(({ level, message }) => `${level} ${message}`)).toEqual([
      'error state cannot be written',
      'info state can be written again',
    ]);
  });
});
