import { describe, expect, it } from 'vitest';
import type { Family } from '../../electron/core/address.ts';
import { minute } from '../../electron/core/duration.ts';
import type { Http } from '../../electron/core/ports.ts';
import { quietSurroundings } from '../../electron/core/quiet-network.ts';
import { readSettings } from '../../electron/core/settings/reader.ts';
import type { AppState } from '../../electron/core/state.ts';
import { Updater } from '../../electron/core/updater.ts';
import { createSilentLog } from '../../electron/node/log.ts';
import { builtInSources, sourceFor } from '../../electron/sources/registry.ts';
import { cloudflareEmulator, cloudflareHost } from '../support/cloudflare-emulator.ts';
import { emulatedHttp } from '../support/emulator.ts';
import { manualClock } from '../support/manual-clock.ts';
import { providers } from '../support/registered.ts';

const token = 'a-token-of-the-emulator';

/** Every default source, saying what the world says; and Cloudflare with one zone. */
async function openWorld(names: readonly string[], types: readonly string[]) {
  const says: Record<Family, string> = { ipv4: '81.2.69.142', ipv6: '2a02:8071:1:2::7' };
  const cloudflare = cloudflareEmulator({ token });
  cloudflare.addZone('example.com');
  const api = emulatedHttp({ [cloudflareHost]: cloudflare });
  let asked = 0;
  const clock = manualClock();
  /** When each of them was asked. */
  const hosts = new Map<string, number[]>();
  const http: Http = {
    async send(request) {
      const { host, pathname } = new URL(request.url);
      if (host === cloudflareHost) return api.send(request);
      asked += 1;
      const mark = `${request.family} ${request.url}`;
      hosts.set(mark, [...(hosts.get(mark) ?? []), clock.now()]);
      const address = says[request.family ?? 'ipv4'];
      const trace = pathname === '/cdn-cgi/trace';
      return { status: 200, headers: {}, body: trace ? `fl=1\nip=${address}\n` : `${address}\n` };
    },
  };
  const read = readSettings(
    {
      version: 1,
      accounts: { home: { provider: 'cloudflare', token } },
      records: [{ name: names, account: 'home', types }],
    },
    {
      providers,
      sources: builtInSources,
      resolveSecret: () => ({ ok: false, problem: { kind: 'noEnvironment', variable: '' } }),
      fingerprint: (text) => text,
    },
  );
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  let saved: AppState | undefined;
  const updater = await Updater.open(
    {
      ...quietSurroundings,
      clock,
      random: () => 0.5,
      log: createSilentLog(),
      store: {
        load: async () => saved,
        save: async (state) => {
          saved = state;
        },
      },
      http,
      dns: { exchange: () => Promise.reject(new Error('no DNS in this world')) },
      interfaces: { list: () => [] },
      commands: { run: () => Promise.reject(new Error('no commands in this world')) },
      provider: (id) => {
        const provider = providers.find((one) => one.id === id);
        if (provider === undefined) throw new Error(id);
        return provider;
      },
      source: sourceFor,
      verify: async (targets) => targets.map(() => 'matches'),
    },
    read.settings,
  );
  /** Runs one check; resolves with what it cost. */
  async function check() {
    const before = { asked, sent: api.sent.length };
    const report = await updater.check('timer');
    return { sources: asked - before.asked, api: api.sent.length - before.sent, report };
  }
  return { says, cloudflare, check, clock, hosts };
}

const hundred = Array.from({ length: 100 }, (_, at) => `host${at}.example.com`);

describe('what a check costs', () => {
  it('is exactly one request per family when nothing changed, whoever is asked', async () => {
    const { check, clock } = await openWorld(['home.example.com'], ['A', 'AAAA']);
    await check();
    for (let round = 0; round < 20; round += 1) {
      clock.jump(minute);
      expect(await check()).toMatchObject({ sources: 2, api: 0 });
    }
  });

  it('is no source twice within five minutes', async () => {
    const { check, clock, hosts } = await openWorld(['home.example.com'], ['A', 'AAAA']);
    await check();
    for (let round = 0; round < 30; round += 1) {
      clock.jump(10_000);
      await check();
    }
    const most = Math.max(...[...hosts.values()].map((times) => times.length));
    expect(most).toBeLessThanOrEqual(2);
    for (const times of hosts.values()) {
      for (const [at, time] of times.entries()) {
        if (at > 0) expect(time - (times[at - 1] ?? 0)).toBeGreaterThanOrEqual(5 * minute);
      }
    }
  });

  it('is one confirming request more when the address changed', async () => {
    const { says, check, clock } = await openWorld(['home.example.com'], ['A', 'AAAA']);
    await check();
    says.ipv4 = '89.160.20.112';
    clock.jump(minute);
    expect(await check()).toMatchObject({ sources: 3 });
    clock.jump(minute);
    expect(await check()).toMatchObject({ sources: 2, api: 0 });
  });

  it('is at most two API calls for 100 records of one zone that is known', async () => {
    const { says, check, cloudflare, clock } = await openWorld(hundred, ['A']);
    await check();
    says.ipv4 = '89.160.20.112';
    clock.jump(minute);
    const { api, report } = await check();
    expect(api).toBeLessThanOrEqual(2);
    expect([...report.outcomes.values()].map(({ kind }) => kind)).toEqual(
      hundred.map(() => 'updated'),
    );
    expect(cloudflare.violations).toEqual([]);
  });
});
