import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogLine } from '../../electron/contract/log.ts';
import { createLogView, mostBytes } from '../../electron/desktop/log-view.ts';

function build() {
  const kept: LogLine[] = [];
  const batches: number[][] = [];
  const sent: LogLine[] = [];
  let listener: (() => void) | undefined;
  const view = createLogView({
    recent: {
      lines: (after = 0) => kept.filter(({ number }) => number > after),
      hear: (next) => {
        listener = next;
      },
    },
    send(lines) {
      batches.push(lines.map(({ number }) => number));
      sent.push(...lines);
    },
  });
  const add = (details = '') => {
    kept.push({ number: kept.length + 1, at: 0, level: 'info', message: 'line', details });
    listener?.();
  };
  return { view, kept, batches, sent, add, heard: () => listener !== undefined };
}

const numbers = (lines: readonly LogLine[]) => lines.map(({ number }) => number);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the log in the window', () => {
  it('begins with the latest entries, and gets each new one once', () => {
    const { view, batches, add } = build();
    add();
    add();
    expect(numbers(view.watch(true))).toEqual([1, 2]);
    add();
    add();
    expect(batches).toEqual([]);
    vi.runAllTimers();
    add();
    vi.runAllTimers();
    expect(batches).toEqual([[3, 4], [5]]);
  });

  it('comes in at most four batches a second, whatever is logged', () => {
    const { view, batches, add } = build();
    view.watch(true);
    for (let at = 0; at < 1000; at += 1) {
      add();
      vi.advanceTimersByTime(1);
    }
    expect(batches.length).toBeLessThanOrEqual(4);
    vi.runAllTimers();
    expect(batches.flat()).toEqual(Array.from({ length: 1000 }, (_, at) => at + 1));
  });

  it('is not sent before it is wanted, nor after', () => {
    const { view, batches, add, heard } = build();
    add();
    expect(heard()).toBe(false);
    view.watch(true);
    add();
    expect(view.watch(false)).toEqual([]);
    add();
    vi.runAllTimers();
    expect([batches, heard()]).toEqual([[], false]);
    view.watch(true);
    add();
    view.closed();
    add();
    vi.runAllTimers();
    expect([batches, heard()]).toEqual([[], false]);
    expect(numbers(view.watch(true))).toEqual([1, 2, 3, 4, 5]);
  });

  it('that is asked for twice sends nothing twice', () => {
    const { view, batches, add } = build();
    view.watch(true);
    add();
    expect(numbers(view.watch(true))).toEqual([1]);
    vi.runAllTimers();
    expect(batches).toEqual([]);
  });

  it('fits into one message: the oldest are left out', () => {
    const { view, batches, add } = build();
    for (let at = 0; at < 30; at += 1) add('"'.repeat(30_000));
    const lines = view.watch(true);
    expect(lines.at(-1)?.number).toBe(30);
    expect(lines.length).toBeLessThan(30);
    expect(Buffer.byteLength(JSON.stringify(lines))).toBeLessThanOrEqual(mostBytes);
    expect(Buffer.byteLength(JSON.stringify(lines))).toBeGreaterThan(mostBytes - 70_000);
    for (let at = 0; at < 30; at += 1) add('"'.repeat(30_000));
    vi.runAllTimers();
    expect(batches).toHaveLength(1);
    expect(batches[0]?.at(-1)).toBe(60);
  });

  it('shows what is known to be secret by the time that it is sent', () => {
    const { view, kept, sent, add } = build();
    view.watch(true);
    add('hunter2');
    const [line] = kept;
    if (line !== undefined) kept[0] = { ...line, details: '[redacted]' };
    vi.runAllTimers();
    expect(sent).toMatchObject([{ details: '[redacted]' }]);
  });
});
