import type { Counter, Histogram } from 'prom-client';
import type { Activity } from '../core/engine.ts';
import type { ProviderCall } from '../core/history.ts';
import type { Trigger } from '../core/round.ts';
import { createGauges, type MetricsView, prefix } from './metrics-gauges.ts';

/** Counts what the engine does, and shows it in Prometheus' text format. */
interface Metrics {
  onCall(call: ProviderCall): void;
  onCheck(trigger: Trigger, ms: number): void;
  text(view: MetricsView): Promise<string>;
}

/** Seconds: from an answer at hand to what a slow service takes with several attempts. */
const buckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

async function createMetrics(version: string): Promise<Metrics> {
  const client = await import('prom-client');
  const registry = new client.Registry();
  const counted = new client.Registry();
  const fill = createGauges(client, registry, version);
  const registers = [counted];
  const outcomes: Counter<'provider' | 'account' | 'kind'> = new client.Counter({
    name: `${prefix}provider_outcomes_total`,
    help: 'What the calls of the DNS services came to, one for each record.',
    labelNames: ['provider', 'account', 'kind'],
    registers,
  });
  const calls: Histogram<'provider'> = new client.Histogram({
    name: `${prefix}provider_call_duration_seconds`,
    help: 'How long the calls of the DNS services took.',
    labelNames: ['provider'],
    buckets,
    registers,
  });
  const checks: Counter<'trigger'> = new client.Counter({
    name: `${prefix}checks_total`,
    help: 'Checks that came to their end, by why they began.',
    labelNames: ['trigger'],
    registers,
  });
  const durations = new client.Histogram({
    name: `${prefix}check_duration_seconds`,
    help: 'How long the checks took.',
    buckets,
    registers,
  });
  return {
    onCall({ provider, account, took, results }) {
      calls.observe({ provider }, took / 1000);
      for (const { outcome } of results) outcomes.inc({ provider, account, kind: outcome.kind });
    },
    onCheck(trigger, ms) {
      checks.inc({ trigger });
      durations.observe(ms / 1000);
    },
    async text(view) {
      fill(view);
      return `${await registry.metrics()}\n${await counted.metrics()}`;
    },
  };
}

/** Metrics that cost nothing, not even their library, until somebody wants them. */
export interface LazyMetrics {
  /** Counts from now on, or not. */
  use(wanted: boolean): void;
  onCall(call: ProviderCall): void;
  /** @param lastCheck the state's: what does not move it was no check */
  onActivity(activity: Activity | undefined, lastCheck: number | undefined, now: number): void;
  /** Undefined where nobody wants them. */
  text(view: MetricsView): Promise<string | undefined>;
}

export function createLazyMetrics(version: string): LazyMetrics {
  let metrics: Promise<Metrics> | undefined;
  let present:
    | { readonly activity: Activity; readonly at: number; readonly lastCheck: number | undefined }
    | undefined;
  const tell = (what: (metrics: Metrics) => void) => {
    metrics?.then(what).catch(() => undefined);
  };
  return {
    use(wanted) {
      if (!wanted) metrics = undefined;
      else if (metrics === undefined) {
        metrics = createMetrics(version);
        // Whoever asks hears of it: that the library is gone is no fault of the whole program.
        metrics.catch(() => undefined);
      }
    },
    onCall: (call) => tell((one) => one.onCall(call)),
    onActivity(activity, lastCheck, now) {
      if (activity !== undefined) present = { activity, at: now, lastCheck };
      else if (present !== undefined) {
        const { at, activity: done, lastCheck: before } = present;
        present = undefined;
        if (lastCheck !== before) tell((one) => one.onCheck(done.trigger, Math.max(now - at, 0)));
      }
    },
    text: async (view) => (await metrics)?.text(view),
  };
}
