import fc from 'fast-check';
import { expect, it } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import { requestChannel, requestNames, type WindowApi } from '../../electron/contract/ipc.ts';
import { requestSchemas } from '../../electron/contract/requests.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import type { DesktopApp } from '../support/desktop/launch.ts';
import type { CountedAnswer, ForgedCall } from '../support/desktop/views.ts';
import { calmSettings } from '../support/desktop-calm.ts';
import { findSecrets } from '../support/desktop-secrets.ts';
import {
  ask,
  type DesktopWorld,
  filesBelow,
  homes,
  openDesktopWorld,
  plantedSecrets,
  saveSettings,
  snapshotOf,
  trayShows,
  webHost,
} from '../support/desktop-world.ts';
import { requestArguments } from '../support/request-arguments.ts';

const total = 100_000;
const batch = 2_000;
const own = 'app://settings/index.html';

/** What would do something, from the window itself. */
const working = requestArguments('of the storm');

const poisoned = ['__proto__', 'constructor', 'prototype', 'toString'].map(
  (key) =>
    JSON.parse(`{"${key}":{"polluted":true},"force":true,"text":"version: 1","on":true}`) as object,
);
const deep = Array.from({ length: 50 }).reduce<object>((inner) => ({ inner }), {});
const large = [
  'x'.repeat(2 ** 21),
  { text: 'x'.repeat(2 ** 21) },
  Array.from({ length: 3_000 }, () => 0),
];

const oddValue = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, maxDepth: 3 }),
  fc.constantFrom<unknown>(...poisoned, deep, undefined, Number.NaN, () => 'x'.length),
);

/** Nearly right: an argument that works, with one part replaced or one too many. */
const bentArgument = fc
  .tuple(fc.constantFrom(...requestNames), fc.string(), oddValue)
  .map(([name, key, value]) => {
    const right = working[name];
    return right === null ? value : { ...(right as object), [key || 'more']: value };
  });

const someName = fc.constantFrom(...requestNames);
const someChannel = fc.oneof(
  someName.map(requestChannel),
  fc.constantFrom(
    'ddns:on:snapshot',
    'ELECTRON_BROWSER_REQUIRE',
    'electron-store-get-data',
    '__proto__',
  ),
  fc.string(),
);

/** Whoever is not the window's own main frame. */
const strangers: readonly Partial<ForgedCall>[] = [
  { webContents: 'other' },
  { webContents: 'other', frame: { main: true, url: own } },
  { webContents: null },
  { frame: null },
  { frame: { main: false, url: own } },
  { frame: { main: false, url: 'https://evil.example/' } },
  ...[
    'https://evil.example/',
    'app://settings.evil/',
    'app://evil/settings/index.html',
    'http://settings/index.html',
    'about:blank',
    'data:text/html,x',
    'file:///C:/settings/index.html',
  ].map((url) => ({ frame: { main: true, url } })),
];
const stranger = fc.constantFrom(...strangers);

/** Each of them with each request, as it would do something from the window. */
const allForged: readonly ForgedCall[] = strangers.flatMap((from) =>
  requestNames.map((name) => ({ ...from, channel: requestChannel(name), args: [working[name]] })),
);

function isRight({ channel, args = [] }: ForgedCall): boolean {
  const name = requestNames.find((each) => requestChannel(each) === channel);
  return name !== undefined && args.length === 1 && requestSchemas[name].safeParse(args[0]).success;
}

/** A stranger with any argument, also the right one; or the window itself with one that is not. */
const anyCall: fc.Arbitrary<ForgedCall> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({
        from: stranger,
        name: someName,
      })
      .map(({ from, name }) => ({ ...from, channel: requestChannel(name), args: [working[name]] })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(stranger, someChannel, fc.array(oddValue, { maxLength: 2 }))
      .map(([from, channel, args]) => ({ ...from, channel, args })),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      channel: someName.map(requestChannel),
      args: fc.tuple(bentArgument),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ channel: someChannel, args: fc.array(oddValue, { maxLength: 3 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      channel: someChannel,
      args: fc.array(oddValue, { maxLength: 2 }),
      kind: fc.constant('send' as const),
    }),
  },
);
const call = anyCall.filter(
  (one) => one.frame !== undefined || one.webContents !== undefined || !isRight(one),
);

/** Only what the channel between the processes itself can carry. */
function isCarried(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}

/** All that a message could have changed, and that the app does not change by itself. */
async function holdings(world: DesktopWorld, app: DesktopApp) {
  const settings = filesBelow(world.data).filter(({ file }) => /settings[^/\\]*$/.test(file));
  const { preferences, paused } = await snapshotOf(app);
  const draft = await ask(app, 'draft', null);
  return {
    settings: settings.map(({ file, bytes }) => [file, bytes.toString()]),
    preferences,
    paused,
    draft,
    login: await app.loginItem(),
    clipboard: await app.clipboard(),
    external: await app.openedExternal(),
    opened: await app.openedPaths(),
    dialogs: await app.dialogs(),
    notifications: await app.notifications(),
    windows: (await app.windowViews()).map(({ url }) => url),
    tray: (await app.tray()).image,
    held: world.held(webHost),
    told: world.told,
  };
}

describeDesktop('a storm of 100,000 messages to the main process', () => {
  it('changes nothing, tells nothing, and breaks nothing', async () => {
    const world = await openDesktopWorld();
    // Time passes fast so that the door's limit of calls lets enough of them in.
    const app = await world.launch({ speed: 30 });
    await saveSettings(app, calmSettings(world, { interval: '24h' }));
    await trayShows(app, /^upToDate/);
    await app.clickTray();
    const page = await app.waitForWindow();
    // Nobody watches the log: nothing of it may come.
    await page.evaluate(() => {
      const heard: unknown[] = [];
      Reflect.set(globalThis, 'heard', heard);
      const { ddns } = globalThis as unknown as { ddns: WindowApi };
      ddns.on('log', (lines) => heard.push(...lines));
      ddns.on('place', (place) => heard.push(place));
      ddns.on('settingsForm', (form) => heard.push(form));
    });
    const before = await holdings(world, app);
    const requests = world.requests();

    const seed = Date.now();
    const answers = new Map<string, CountedAnswer>();
    let sent = 0;
    for (let from = 0; sent < total; from += 1) {
      // The same few thousand at random, in another order each time, cost less than new ones.
      const calls = fc
        .sample(call, { seed: seed + (from % 5), numRuns: batch })
        .filter((one) => isCarried(one.args));
      if (from === 0) {
        for (const value of large) calls.push({ channel: 'ddns:saveSettings', args: [value] });
        calls.unshift(...allForged);
      }
      for (const one of await app.sendIpcAll(calls)) {
        const key = JSON.stringify(one.answer);
        const known = answers.get(key)?.count ?? 0;
        answers.set(key, { ...one, count: known + one.count });
      }
      sent += calls.length;
    }

    const { request } = catalogue('en').desktop;
    const refusals = [request.refused, request.tooMany].map((message) => ({ ok: false, message }));
    const kinds = [...answers.values()].map(({ answer }) => answer);
    for (const answer of kinds) {
      if (answer.kind === 'result') expect([...refusals, undefined]).toContainEqual(answer.value);
      else expect(answer.message).toMatch(/^Error: No handler registered for '/);
    }
    const refused = [...answers.values()].find(
      ({ answer }) =>
        answer.kind === 'result' && JSON.stringify(answer.value) === JSON.stringify(refusals[0]),
    );
    // Most came so far as to be looked at.
    expect(refused?.count).toBeGreaterThan(total / 4);
    const said = JSON.stringify(kinds.filter(({ kind }) => kind === 'result'));
    expect(findSecrets(JSON.stringify(kinds), plantedSecrets)).toEqual([]);
    expect(said).not.toContain(world.data);
    expect(said).not.toMatch(/\bat .*:\d+:\d+|node:internal|\.cjs|\.ts\b/);
    expect(await holdings(world, app)).toEqual(before);
    expect(before.draft).toEqual({ ok: true, value: { draft: null } });
    expect(await page.evaluate(() => Reflect.get(globalThis, 'heard'))).toEqual([]);
    expect(world.requests()).toBe(requests);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();

    // The log was not drowned, and tells nobody's arguments.
    const logs = filesBelow(world.data).filter(({ file }) => /logs/.test(file));
    expect(logs.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThan(200_000);
    const log = logs.map(({ bytes }) => bytes.toString()).join('');
    expect(log).not.toContain('"fault"');
    expect(log).not.toMatch(/polluted|of the storm|evil\.example/);

    // And the window works.
    await page.getByText(homes[0]).first().waitFor();
    await expect
      .poll(() => ask(app, 'copyAddress', { family: 'ipv4' }))
      .toEqual({ ok: true, value: null });
    expect(await app.clipboard()).toBe(homes[0]);
    const saved = await ask(app, 'saveSettings', {
      text: calmSettings(world, { interval: '12h' }),
    });
    expect(saved).toEqual({ ok: true, value: { saved: true } });
    expect(app.console()).toBe('');
  }, 60_000);
});
