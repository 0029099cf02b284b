import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { SettingsEdit } from '../../electron/contract/forms.ts';
import type { Http } from '../../electron/core/ports.ts';
import { quietSurroundings } from '../../electron/core/quiet-network.ts';
import type { Settings } from '../../electron/core/settings.ts';
import { emptyState } from '../../electron/core/state.ts';
import { providerFinder } from '../../electron/core/views/find-provider.ts';
import { createSetup, type SetupOptions } from '../../electron/desktop/setup.ts';
import { UserError } from '../../electron/desktop/user-error.ts';
import { digitalocean } from '../../electron/providers/digitalocean.ts';
import { duckdns } from '../../electron/providers/duckdns.ts';
import { ovh } from '../../electron/providers/ovh.ts';
import {
  aborted,
  account,
  echoIds,
  type FakeSource,
  fakeSource,
  homeV4,
  nextV4,
  record,
  settingsOf,
} from '../support/core-world-parts.ts';
import { digitaloceanEmulator } from '../support/digitalocean-emulator.ts';
import { emulatedHttp, jsonReply } from '../support/emulator.ts';
import { manualClock } from '../support/manual-clock.ts';
import { type LogLine, rememberingLog } from '../support/remembering-log.ts';
import { zoneStore } from '../support/zone-store.ts';

/** Fit for a label, so that a service can plant it in a name. */
const token = 'dop-v1-geheim0123456789';
const saved = 'another-accounts-password';
const providers = [digitalocean, duckdns, ovh];

const home = account('home', { provider: 'digitalocean', fields: { token } });
const entry = { id: 'home', service: 'digitalocean', values: {} } as const;
const www = record('www.example.com');
const www6 = record('www.example.com', 'AAAA', { implied: true });
const edit: SettingsEdit = {
  kind: 'setup',
  account: entry,
  isNew: true,
  records: {
    names: [],
    account: 'home',
    types: null,
    ttl: null,
    proxied: null,
    zone: null,
    host: null,
    prefix: null,
  },
};

interface Parts {
  /** What the edit makes of the settings. */
  readonly settings?: Settings;
  readonly present?: Settings;
  readonly judged?: ReturnType<SetupOptions['session']['judgeEdit']>;
  readonly http?: Http;
  readonly sources?: readonly FakeSource[];
}

function scene(parts: Parts = {}) {
  const store = zoneStore();
  const emulator = digitaloceanEmulator(store, { token, pageSize: 20 });
  const lines: LogLine[] = [];
  const clock = manualClock();
  const sources = parts.sources ?? echoIds.map((id) => fakeSource(id));
  const unplugged = async () => Promise.reject(new Error('not in this test'));
  const settings = parts.settings ?? settingsOf([www, www6], [home]);
  const judged: SettingsEdit[] = [];
  const setup = createSetup({
    session: {
      judgeEdit(asked) {
        judged.push(asked);
        return parts.judged ?? { ok: true, settings };
      },
      current: { settings: parts.present },
    },
    ports: {
      http: parts.http ?? emulatedHttp({ 'api.digitalocean.com': emulator }),
      ...quietSurroundings,
      dns: { exchange: unplugged },
      clock,
      random: () => 0.5,
      log: rememberingLog(lines),
      interfaces: { list: () => [] },
      commands: { run: unplugged },
      provider(id) {
        const found = providers.find((one) => one.id === id);
        if (found === undefined) throw new Error(`no ${id}`);
        return found;
      },
      source: (spec) => {
        const found = sources.find(({ id }) => spec.kind === 'builtIn' && spec.id === id);
        if (found === undefined) throw new Error('no source');
        return found;
      },
    },
    state: () => emptyState,
    find: (of) => providerFinder({ providers, presets: {} }, of),
    language: () => 'en',
    redact: (text) => text.replaceAll(saved, '[redacted]'),
  });
  return { setup, store, emulator, lines, clock, sources, judged };
}

/** A service that never answers. */
const silent: Http = { send: ({ signal }) => aborted(signal) };

const problems = [{ field: 'values/token', message: 'Enter the token.' }];

describe('trying an account', () => {
  it('shows the zones that it sees, and only reads', async () => {
    const { setup, store, emulator, judged } = scene();
    for (const zone of ['example.com', 'example.net']) store.addZone(zone);
    expect(await setup.test(entry, true)).toEqual({
      kind: 'works',
      zones: ['example.com', 'example.net'],
      sentence: 'It works: 2 zones can be seen.',
    });
    expect(judged).toEqual([{ kind: 'account', account: entry, isNew: true }]);
    expect(emulator.requests.map(({ method }) => method)).toEqual(['GET']);
    expect(emulator.violations).toEqual([]);
  });

  it('says what is wrong with the fields, and asks nobody', async () => {
    const { setup, emulator } = scene({ judged: { ok: false, problems } });
    expect(await setup.test(entry, true)).toEqual({ kind: 'problems', problems });
    expect(emulator.requests).toEqual([]);
  });

  it('says that only an update tells, where the service shows nothing', async () => {
    const duck = account('home', { provider: 'duckdns', fields: { token } });
    const { setup } = scene({ settings: settingsOf([], [duck]), http: silent });
    expect(await setup.test(entry, true)).toMatchObject({ kind: 'untestable' });
  });

  it('says why the service refuses, and what helps', async () => {
    const { setup, emulator } = scene();
    emulator.faults.push({
      times: 1,
      when: () => true,
      reply: jsonReply(401, { id: 'unauthorized', message: 'Unable to authenticate you' }),
    });
    expect(await setup.test(entry, true)).toMatchObject({
      kind: 'failed',
      actions: ['enterCredentials', 'openProvider'],
      sentence: expect.stringContaining('“home”'),
    });
  });

  it('asks nothing for an account that is locked', async () => {
    const locked = { ...home, fields: undefined, fingerprint: '', locked: ['token'] };
    const { setup, emulator } = scene({ settings: settingsOf([], [locked]) });
    expect(await setup.test(entry, false)).toMatchObject({
      kind: 'failed',
      actions: expect.arrayContaining(['enterCredentials']),
    });
    expect(await setup.list(entry, false, 'example.com')).toMatchObject({ kind: 'failed' });
    expect(emulator.requests).toEqual([]);
  });

  it('finds it by its name, whatever blanks were typed around that', async () => {
    const { setup, store } = scene();
    store.addZone('example.com');
    const typed = { ...entry, id: ' home ' };
    expect(await setup.test(typed, true)).toMatchObject({ kind: 'works' });
    expect(await setup.list(typed, true, 'example.com')).toMatchObject({ kind: 'listed' });
  });

  it('gives up after half a minute', async () => {
    const { setup, clock } = scene({ http: silent });
    const trying = setup.test(entry, true);
    await clock.advance(30_000);
    expect(await trying).toMatchObject({
      kind: 'failed',
      sentence: expect.stringContaining('no answer within 30 seconds'),
    });
  });
});

describe('listing the records of a zone', () => {
  it('tells the names that have an address', async () => {
    const { setup, store, emulator } = scene();
    const zone = store.addZone('example.com');
    store.add(zone, { name: 'www.example.com', type: 'A', value: homeV4.text });
    store.add(zone, { name: 'example.com', type: 'TXT', value: 'note' });
    expect(await setup.list(entry, true, ' Example.com. ')).toEqual({
      kind: 'listed',
      records: [{ name: 'www.example.com', types: ['A'] }],
    });
    expect(emulator.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it.each<[string, Parts, string, RegExp]>([
    ['the fields are wrong', { judged: { ok: false, problems } }, 'example.com', /Enter the token/],
    ['it is no name', {}, 'no zone', /“no zone” is not/],
    ['there is no such zone', {}, 'missing.net', /missing\.net/],
    [
      'the service shows no whole zone',
      {
        settings: settingsOf([], [account('home', { provider: 'duckdns', fields: { token } })]),
      },
      'example.com',
      /does not list/,
    ],
  ])('says that %s', async (_, parts, zone, sentence) => {
    const { setup } = scene(parts);
    expect(await setup.list(entry, true, zone)).toEqual({
      kind: 'failed',
      sentence: expect.stringMatching(sentence),
    });
  });
});

describe('the preview of an edit', () => {
  it('says on the first run what would be written, and writes nothing', async () => {
    const { setup, store, emulator } = scene();
    const zone = store.addZone('example.com');
    store.add(zone, { name: 'www.example.com', type: 'A', value: nextV4.text });
    const before = JSON.stringify(store.held());
    expect(await setup.preview(edit)).toMatchObject({
      problems: [],
      addresses: [{ label: 'IPv4', address: homeV4.text }, { label: 'IPv6' }],
      rows: [
        {
          name: 'www.example.com',
          type: 'A',
          now: [nextV4.text],
          next: homeV4.text,
          effect: 'change',
        },
        { name: 'www.example.com', type: 'AAAA', now: [], effect: 'create' },
      ],
    });
    expect(JSON.stringify(store.held())).toBe(before);
    expect(new Set(emulator.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
    expect(emulator.violations).toEqual([]);
  });

  it('does without IPv6 where there is none', async () => {
    const { setup, store, sources } = scene();
    store.addZone('example.com');
    for (const source of sources) source.says = { ...source.says, ipv6: 'offline' };
    const { addresses, rows } = await setup.preview(edit);
    expect(addresses[1]).toMatchObject({ label: 'IPv6', address: null });
    expect(rows.map(({ effect, next }) => [effect, next])).toEqual([
      ['create', homeV4.text],
      ['none', null],
    ]);
  });

  it('says what is wrong with the edit, and asks nobody', async () => {
    const { setup, emulator, sources } = scene({ judged: { ok: false, problems } });
    expect(await setup.preview(edit)).toEqual({ problems, addresses: [], rows: [] });
    expect(emulator.requests).toEqual([]);
    expect(sources.flatMap(({ asked }) => asked)).toEqual([]);
  });

  it('leaves sources alone that the edit itself brings', async () => {
    const { setup, sources } = scene();
    const watching = {
      interval: null,
      timeout: null,
      sources: { ipv4: [{ kind: 'command', command: 'id' }], ipv6: 'off' },
      resolvers: null,
      publicResolvers: null,
      networks: { approved: null, ignore: null, bind: null, tunnels: null },
    } as const;
    expect(await setup.preview({ kind: 'watching', watching })).toMatchObject({ rows: [] });
    expect(sources.flatMap(({ asked }) => asked)).toEqual([]);
  });

  it('cannot tell what a service holds that shows nothing', async () => {
    const duck = account('home', { provider: 'duckdns', fields: { token } });
    const { setup } = scene({ settings: settingsOf([www], [duck]), http: silent });
    const { rows } = await setup.preview(edit);
    expect(rows).toMatchObject([{ effect: 'write', now: null, next: homeV4.text }]);
  });
});

describe('whatever is tried', () => {
  it('lets no secret out that a service plants in its answers', async () => {
    const { setup, store, emulator, lines } = scene();
    const own = store.addZone(`${token}.example`);
    store.addZone(`${saved}.example`);
    const zone = store.addZone('example.com');
    store.add(own, { name: `www.${token}.example`, type: 'A', value: homeV4.text });
    store.add(zone, { name: 'www.example.com', type: 'A', value: `${token} ${saved}` });
    const told = [
      await setup.test(entry, true),
      await setup.list(entry, true, `${token}.example`),
      await setup.list(entry, true, `${token}.missing.net`),
      await setup.preview(edit),
    ];
    emulator.faults.push({
      times: Number.POSITIVE_INFINITY,
      when: () => true,
      reply: jsonReply(422, { id: token, message: `${token} ${saved}` }),
    });
    told.push(await setup.test(entry, true), await setup.preview(edit));
    expect(JSON.stringify(told)).toContain('… [redacted]');
    expect(JSON.stringify(told)).not.toContain(token);
    expect(JSON.stringify(told)).not.toContain(saved);
    expect(inspect(lines, { depth: 10 })).not.toContain(token);
  });

  it('keeps what is typed out of the log when something breaks', async () => {
    const http = { send: async () => Promise.reject(new TypeError(`bad header ${token}`)) };
    const { setup, lines } = scene({ http });
    expect(await setup.test(entry, true)).toMatchObject({ kind: 'failed' });
    await setup.preview(edit);
    const faults = lines.filter(({ message }) => message === 'a provider broke its promise');
    expect(faults).toHaveLength(2);
    expect(inspect(lines, { depth: 10 })).not.toContain(token);
  });

  it.each([
    ['test', ({ setup }) => setup.test(entry, true)],
    ['list', ({ setup }) => setup.list(entry, true, 'example.com')],
    ['preview', ({ setup }) => setup.preview(edit)],
  ] as const satisfies readonly (readonly [
    string,
    (at: ReturnType<typeof scene>) => Promise<unknown>,
  ])[])('is ended by the next of its kind, and by the end: %s', async (_, begin) => {
    const at = scene({ http: silent });
    const first = begin(at);
    const second = begin(at);
    await expect(first).rejects.toBeInstanceOf(UserError);
    at.setup.cancel();
    await expect(second).rejects.toBeInstanceOf(UserError);
    expect(at.clock.waiting()).toBe(0);
  });

  it('lets the others go on', async () => {
    const at = scene();
    at.store.addZone('example.com');
    const results = await Promise.all([
      at.setup.test(entry, true),
      at.setup.list(entry, true, 'example.com'),
      at.setup.preview(edit),
    ]);
    expect(results).toMatchObject([{ kind: 'works' }, { kind: 'listed' }, { problems: [] }]);
  });
});
