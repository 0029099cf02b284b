import { expect, it, vi } from 'vitest';
import { emptyState } from '../../electron/core/state.ts';
import { createLazyMetrics } from '../../electron/node/metrics.ts';
import { account, record, settingsOf } from '../support/core-world-parts.ts';

const settings = settingsOf([record('www.example.com')], [account('home')]);

it('does without its library where that is gone, as after an upgrade beneath a running program', async () => {
  vi.doMock('prom-client', () => {
    throw new Error('gone');
  });
  const faults: unknown[] = [];
  const onFault = (fault: unknown) => faults.push(fault);
  process.on('unhandledRejection', onFault);
  try {
    const metrics = createLazyMetrics('1.2.3');
    metrics.use(true);
    await expect(metrics.text({ settings, state: emptyState, now: 0 })).rejects.toThrow();
    createLazyMetrics('1.2.3').use(true);
    await vi.waitFor(async () => {
      await import('prom-client').catch(() => undefined);
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(faults).toEqual([]);
  } finally {
    process.removeListener('unhandledRejection', onFault);
    vi.doUnmock('prom-client');
  }
});
