import type { Gauge, Registry } from 'prom-client';
import { families } from '../core/address.ts';
import type { Settings } from '../core/settings.ts';
import type { AppState } from '../core/state.ts';
import { statusData } from '../core/views/status.ts';

/** Ahead of every name. */
export const prefix = 'ddns_tray_';

/** What is shown of the present, beside what was counted. */
export interface MetricsView {
  readonly settings: Settings;
  readonly state: AppState;
  /** Milliseconds since 1970. */
  readonly now: number;
}

type Client = typeof import('prom-client');

/** Makes a gauge; each is filled anew whenever somebody looks. */
function gaugeMaker({ Gauge }: Client, registry: Registry) {
  return <const Labels extends string>(name: string, help: string, labelNames: readonly Labels[]) =>
    new Gauge({
      name: `${prefix}${name}`,
      help,
      labelNames: [...labelNames],
      registers: [registry],
    });
}

function fillAddresses(gauge: ReturnType<typeof gaugeMaker>) {
  const info = gauge('address_info', 'The public address that was found last.', [
    'family',
    'address',
  ]);
  const changed = gauge(
    'address_changed_timestamp_seconds',
    'When the public address became the present one.',
    ['family'],
  );
  const seen = gauge(
    'address_seen_timestamp_seconds',
    'When the public address was last confirmed.',
    ['family'],
  );
  return ({ state }: MetricsView) => {
    for (const family of families) {
      const known = state.families[family];
      if (known.address !== undefined) info.set({ family, address: known.address.text }, 1);
      setTime(changed, { family }, known.since);
      setTime(seen, { family }, known.seen);
    }
  };
}

function setTime<Labels extends string>(
  gauge: Gauge<Labels>,
  labels: Partial<Record<Labels, string>>,
  at: number | undefined,
): void {
  if (at !== undefined) gauge.set(labels, at / 1000);
  // Without labels it begins as 0, which would be 1970.
  else gauge.remove(labels);
}

function fillRecords(gauge: ReturnType<typeof gaugeMaker>) {
  const names = ['record', 'type', 'account'] as const;
  const right = gauge(
    'record_up_to_date',
    'Whether the record holds the present address, as far as known.',
    names,
  );
  const published = gauge(
    'record_published_timestamp_seconds',
    'When the record was last given its present address.',
    names,
  );
  return ({ settings, state }: MetricsView) => {
    const known = new Map(statusData(state, '').records.map((one) => [one.id, one]));
    for (const { id, name, type, account } of settings.records) {
      const labels = { record: name, type, account };
      right.set(labels, known.get(id)?.ok === true ? 1 : 0);
      setTime(published, labels, state.records[id]?.published?.at);
    }
  };
}

function fillWhole(gauge: ReturnType<typeof gaugeMaker>, version: string) {
  const build = gauge('build_info', 'The version of the program.', ['version']);
  const last = gauge('last_check_timestamp_seconds', 'When it was last checked.', []);
  const next = gauge('next_check_timestamp_seconds', 'When the next check is due.', []);
  const offline = gauge('offline', 'Whether this computer is offline.', []);
  const paused = gauge('paused', 'Whether the user has paused the program.', []);
  return ({ state }: MetricsView) => {
    build.set({ version }, 1);
    setTime(last, {}, state.lastCheck);
    setTime(next, {}, state.paused === undefined ? state.nextCheck : state.paused.until);
    offline.set(state.offlineSince === undefined ? 0 : 1);
    paused.set(state.paused === undefined ? 0 : 1);
  };
}

function fillChannels(gauge: ReturnType<typeof gaugeMaker>) {
  const names = ['channel', 'service'] as const;
  const waiting = gauge(
    'channel_waiting_notices',
    'Notices that the channel has still to tell.',
    names,
  );
  const failing = gauge(
    'channel_failing',
    'Whether the last attempt of the channel failed.',
    names,
  );
  return ({ state }: MetricsView) => {
    for (const [channel, one] of Object.entries(state.channels ?? {})) {
      const labels = { channel, service: one.channel };
      waiting.set(labels, one.waiting.length + (one.sending?.notices.length ?? 0));
      failing.set(labels, one.failures > 0 || one.stopped !== undefined ? 1 : 0);
    }
  };
}

/** Makes what shows the present; the returned function fills it in. */
export function createGauges(
  client: Client,
  registry: Registry,
  version: string,
): (view: MetricsView) => void {
  const gauge = gaugeMaker(client, registry);
  const fills = [
    fillWhole(gauge, version),
    fillAddresses(gauge),
    fillRecords(gauge),
    fillChannels(gauge),
  ];
  return (view) => {
    // What has gone since the last time is not shown any more.
    registry.resetMetrics();
    for (const fill of fills) fill(view);
  };
}
