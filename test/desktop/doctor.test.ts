import { describe, expect, it } from 'vitest';
import type { StepView } from '../../electron/contract/doctor.ts';
import { failure } from '../../electron/core/outcome.ts';
import { NetError } from '../../electron/core/ports.ts';
import { quietSurroundings } from '../../electron/core/quiet-network.ts';
import type { Settings } from '../../electron/core/settings.ts';
import { emptyState } from '../../electron/core/state.ts';
import { createDoctor } from '../../electron/desktop/doctor.ts';
import { UserError } from '../../electron/desktop/user-error.ts';
import {
  type FakeSource,
  fakeProvider,
  fakeSource,
  homeV4,
  reading,
  record,
  settingsOf,
} from '../support/core-world-parts.ts';
import { manualClock } from '../support/manual-clock.ts';
import { rememberingLog } from '../support/remembering-log.ts';

const secret = 'geheim-0123456789';

interface Parts {
  readonly settings?: Settings | undefined;
  readonly says?: FakeSource['says']['ipv4'];
  /** Hears how often something was sent. */
  readonly onSent?: (times: number) => unknown;
}

function scene(parts: Parts = {}) {
  const sent: (readonly StepView[])[] = [];
  const unplugged = async () => Promise.reject(new NetError('offline', 'nowhere'));
  const provider = {
    ...fakeProvider('reading', reading),
    zones: async () => failure('auth', `no token ${secret}`),
  };
  const sources = ['alpha', 'beta', 'gamma'].map((id) => fakeSource(id));
  for (const source of sources) source.says = { ipv4: parts.says ?? homeV4, ipv6: 'offline' };
  const doctor = createDoctor({
    ports: {
      ...quietSurroundings,
      http: { send: unplugged },
      dns: { exchange: unplugged },
      clock: manualClock(),
      random: () => 0.5,
      log: rememberingLog([]),
      interfaces: { list: () => [{ interface: 'eth0', address: '192.168.1.2', internal: false }] },
      commands: { run: unplugged },
      provider: () => provider,
      source: (spec) =>
        sources.find(({ id }) => spec.kind === 'builtIn' && spec.id === id) ??
        fakeSource('nobody', { families: [] }),
      verify: async () => ['matches'],
    },
    settings: () =>
      'settings' in parts ? parts.settings : settingsOf([record('www.example.com')]),
    state: () => emptyState,
    find: () => () => undefined,
    redact: (text) => text.replaceAll(secret, '[redacted]'),
    language: () => 'en',
    send: (steps) => {
      sent.push(steps);
      parts.onSent?.(sent.length);
    },
  });
  return { doctor, sent };
}

describe('examining for the window', () => {
  it('brings the rows in the language that the window shows, without secrets', async () => {
    const { doctor, sent } = scene();
    const rows = await doctor.examine('zh-CN');
    expect(rows.map(({ title }) => title)).toContain('公网地址 IPv4');
    expect(JSON.stringify([rows, sent])).not.toContain(secret);
    expect(rows.find(({ title }) => title === '账户 home')?.state).toBe('bad');
    expect(sent[0]).toHaveLength(1);
    expect(sent.at(-1)).toEqual(rows);
  });

  it('says that it needs settings', async () => {
    const { doctor } = scene({ settings: undefined });
    await expect(doctor.examine('en')).rejects.toThrow(UserError);
  });

  it('ends when nobody waits for it any more, and says nothing after', async () => {
    const { doctor, sent } = scene({ says: 'hangs' });
    const examination = doctor.examine('en');
    examination.catch(() => undefined);
    doctor.cancel();
    await expect(examination).rejects.toThrow('The examination was ended.');
    expect(sent).toEqual([]);
  });

  it.each([1, 2, 3, 4])('says nothing more when it is ended at sending %d', async (last) => {
    const { doctor, sent } = scene({ onSent: (times) => times === last && doctor.cancel() });
    await expect(doctor.examine('en')).rejects.toThrow('The examination was ended.');
    await new Promise(setImmediate);
    expect(sent).toHaveLength(last);
  });
});
