import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { failure } from '../../electron/core/outcome.ts';
import { type AppState, emptyState } from '../../electron/core/state.ts';
import { createLazyMetrics } from '../../electron/node/metrics.ts';
import { account, record, settingsOf } from '../support/core-world-parts.ts';
import { describeReal, requireBinary } from '../support/real.ts';

const hostile = 'a"b\\c\nd{e="f"} 1\r\n# TYPE x counter';
const web = record('www.example.com');
const settings = settingsOf([web, record('www.example.com', 'AAAA')], [account('home')]);

function lint(text: string) {
  const { status, stdout, stderr } = spawnSync(requireBinary('promtool'), ['check', 'metrics'], {
    input: text,
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

async function metricsOf(state: AppState, busy: boolean): Promise<string> {
  const metrics = createLazyMetrics('1.2.3');
  metrics.use(true);
  if (busy) {
    const address = { family: 'ipv4', text: '81.2.69.142' } as const;
    const of = (provider: string, account: string) =>
      metrics.onCall({
        at: 1,
        took: 1234,
        account,
        provider,
        results: [
          { record: web.id, address, outcome: { kind: 'updated', evidence: 'accepted' } },
          { record: web.id, address, outcome: failure('rateLimited', hostile) },
        ],
      });
    of('cloudflare', 'home');
    of(hostile, hostile);
    metrics.onActivity({ trigger: 'timer' }, undefined, 1000);
    metrics.onActivity(undefined, 2000, 3500);
  }
  return (await metrics.text({ settings, state, now: 4000 })) ?? '';
}

const busyState: AppState = {
  ...emptyState,
  families: {
    ipv4: { turn: 0, address: { family: 'ipv4', text: '81.2.69.142' }, since: 1000, seen: 2000 },
    ipv6: { turn: 0 },
  },
  records: {
    [web.id]: {
      failures: 0,
      published: { address: { family: 'ipv4', text: '81.2.69.142' }, at: 1500 },
    },
  },
  lastCheck: 2000,
  nextCheck: 62_000,
  channels: {
    [hostile]: { channel: 'ntfy', fingerprint: '', waiting: [], failures: 1 },
  },
};

describeReal('what Prometheus is shown', ['promtool'], () => {
  it('is taken by promtool without a word, busy or empty', async () => {
    for (const text of [await metricsOf(busyState, true), await metricsOf(emptyState, false)]) {
      expect(lint(text)).toEqual({ status: 0, said: '' });
    }
  });

  it('is refused by it where a label is not escaped, so that it would notice', async () => {
    const text = await metricsOf(busyState, true);
    expect(lint(text.replaceAll('\\"', '"')).status).not.toBe(0);
  });

  it('tells the addresses’ age, the outcomes, the durations and the next check', async () => {
    const lines = (await metricsOf(busyState, true)).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'ddns_tray_build_info{version="1.2.3"} 1',
        'ddns_tray_address_info{family="ipv4",address="81.2.69.142"} 1',
        'ddns_tray_address_changed_timestamp_seconds{family="ipv4"} 1',
        'ddns_tray_address_seen_timestamp_seconds{family="ipv4"} 2',
        'ddns_tray_record_up_to_date{record="www.example.com",type="A",account="home"} 1',
        'ddns_tray_record_up_to_date{record="www.example.com",type="AAAA",account="home"} 0',
        'ddns_tray_record_published_timestamp_seconds{record="www.example.com",type="A",account="home"} 1.5',
        'ddns_tray_provider_outcomes_total{provider="cloudflare",account="home",kind="updated"} 1',
        'ddns_tray_provider_outcomes_total{provider="cloudflare",account="home",kind="rateLimited"} 1',
        'ddns_tray_provider_call_duration_seconds_sum{provider="cloudflare"} 1.234',
        'ddns_tray_checks_total{trigger="timer"} 1',
        'ddns_tray_check_duration_seconds_sum 2.5',
        'ddns_tray_last_check_timestamp_seconds 2',
        'ddns_tray_next_check_timestamp_seconds 62',
        'ddns_tray_offline 0',
        'ddns_tray_paused 0',
      ]),
    );
  });

  it('shows nothing of what has gone, and says nothing of times that are not known', async () => {
    const text = await metricsOf(emptyState, false);
    expect(text).not.toMatch(/^ddns_tray_(address|last_check|next_check)\S* /m);
  });

  it('counts nothing where nobody wants it', async () => {
    const metrics = createLazyMetrics('1.2.3');
    metrics.onActivity({ trigger: 'timer' }, 1, 1);
    metrics.onActivity(undefined, 2, 2);
    expect(await metrics.text({ settings, state: busyState, now: 1 })).toBeUndefined();
  });
});
