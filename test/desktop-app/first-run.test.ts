import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import type { Language } from '../../electron/contract/language.ts';
import { type CloudWorld, cloudSecrets, openCloudWorld } from '../support/cloud-world.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import { findSecrets } from '../support/desktop-secrets.ts';
import { patience, storyTime, toastTitles } from '../support/desktop-steps.ts';
import { homes, trayShows } from '../support/desktop-world.ts';
import { mistyped, setupDriver, setupRoutes } from '../support/setup-driver.ts';

/** From the first start, by its welcome, to the first step of the setup. */
async function welcomed(world: CloudWorld, language: Language) {
  const locale = language === 'en' ? 'en-US' : language;
  const app = await world.launch({ speed: 5, locale, languages: [locale] });
  const { welcome } = catalogue(language).desktop;
  await expect.poll(() => toastTitles(app), patience).toEqual([welcome.title]);
  await app.clickNotification(0);
  const page = await app.waitForWindow();
  const driver = setupDriver(page, language);
  await driver.begun();
  return { app, page, driver };
}

/** What the settings file keeps of the secrets, by where they belong. */
function keptSecrets({ data }: CloudWorld): readonly string[] {
  const text = readFileSync(path.join(data, 'settings.json'), 'utf8');
  expect(findSecrets(text, cloudSecrets)).toEqual([]);
  const { secrets } = JSON.parse(text) as { secrets: Record<string, { data: string }> };
  return Object.keys(secrets);
}

/** All records with an address of the two services that list theirs. */
function zonesOf(world: CloudWorld): readonly string[] {
  return [world.digitalocean, world.alidns].flatMap(({ store }) =>
    store.zones.flatMap(({ records }) =>
      records.map(({ name, type, value, ttl }) => `${name} ${type} ${value} ${ttl}`),
    ),
  );
}

describeDesktop('the first run', () => {
  it.each(['en', 'zh-CN'] as const)(
    'DigitalOcean, in %s: a slip in the token, names picked and typed, and what the preview says is written',
    storyTime,
    async (language) => {
      const world = await openCloudWorld();
      const { store, emulator } = world.digitalocean;
      const [zone] = store.zones;
      if (zone === undefined) throw new Error('no zone');
      store.add(zone, { name: 'www.example.com', type: 'A', value: '192.0.2.1', ttl: 600 });
      store.add(zone, { name: 'nas.example.com', type: 'A', value: homes[0], ttl: 600 });
      store.add(zone, { name: 'mail.example.com', type: 'A', value: '192.0.2.2', ttl: 600 });
      store.addZone('example.edu');
      const before = zonesOf(world);
      const { app, driver } = await welcomed(world, language);
      const { texts } = driver;
      const { effects } = texts.records.preview;
      const route = setupRoutes.digitalocean;

      await driver.choose(route);
      await driver.enter(mistyped(route.fields, 'dop_v1_of-yesterday'));
      const refusal = await driver.test();
      const { auth } = catalogue(language).outcomes.failure;
      const place = { provider: 'DigitalOcean', account: 'digitalocean', record: '', name: '' };
      expect(refusal).toContain(auth.cause({ ...place, docs: undefined }));
      await driver.main
        .getByRole('button', { name: texts.actions.openProvider('DigitalOcean') })
        .waitFor();

      await driver.enter(route.fields);
      const counted = catalogue(language).setup.test.zones(2, '2');
      expect(await driver.test()).toBe(counted);
      await driver.toNames();
      await driver.main
        .getByRole('combobox', { name: texts.records.zone })
        .selectOption('example.com');
      expect(await driver.listed()).toEqual([
        'mail.example.com',
        'nas.example.com',
        'www.example.com',
      ]);
      await driver.pick('www.example.com');
      await driver.pick('nas.example.com');
      await driver.names().fill('vpn');
      expect(await driver.chosen()).toEqual([
        'www.example.com',
        'nas.example.com',
        'vpn.example.com',
      ]);

      const rows = (await driver.preview()).filter(([head = '']) => / A$/.test(head));
      expect(rows).toEqual([
        ['www.example.com A', '192.0.2.1', homes[0], effects.change],
        ['nas.example.com A', homes[0], '–', effects.same],
        ['vpn.example.com A', texts.records.preview.nothing, homes[0], effects.create],
      ]);
      expect(zonesOf(world)).toEqual(before);
      expect(emulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);

      await driver.save();
      await driver.verified(3);
      await trayShows(app, /^upToDate/);
      expect(emulator.requests.filter(({ method }) => method !== 'GET')).toHaveLength(2);
      expect(
        zonesOf(world)
          .map((record) => record.replace(/ \d+$/, ''))
          .sort(),
      ).toEqual([
        'mail.example.com A 192.0.2.2',
        `nas.example.com A ${homes[0]}`,
        `vpn.example.com A ${homes[0]}`,
        `www.example.com A ${homes[0]}`,
      ]);
      expect(keptSecrets(world)).toEqual(['digitalocean/token']);
      expect(await app.pageConsole()).toEqual([]);
    },
  );

  it(
    'AliDNS, signed, in zh-CN: a slip in the secret, a name typed for the only zone',
    storyTime,
    async () => {
      const world = await openCloudWorld({ ipv6: true });
      world.address6 = '2a02:8071:1:2::7';
      const { emulator } = world.alidns;
      const { app, driver } = await welcomed(world, 'zh-CN');
      const { texts } = driver;
      const { effects, nothing } = texts.records.preview;
      const route = setupRoutes.alidns;

      await driver.choose(route);
      await driver.enter(mistyped(route.fields, 'keysecret-of-another-key'));
      const { auth } = catalogue('zh-CN').outcomes.failure;
      const place = { provider: route.name['zh-CN'], account: 'alidns', record: '', name: '' };
      expect(await driver.test()).toContain(auth.cause({ ...place, docs: undefined }));
      // Who goes on in spite of it is stopped by the same sentence.
      await driver.next();
      await driver.main
        .getByRole('alert')
        .filter({ hasText: auth.cause({ ...place, docs: undefined }) })
        .waitFor();
      await driver.atAccount(route);

      await driver.enter(route.fields);
      await driver.toNames();
      await driver.main.getByText(texts.setup.noNames('example.org')).waitFor();
      await driver.names().fill('home，@');
      expect(await driver.chosen()).toEqual(['home.example.org', 'example.org']);
      const rows = await driver.preview();
      expect(rows).toEqual([
        ['home.example.org A', nothing, homes[0], effects.create],
        ['home.example.org AAAA', nothing, world.address6, effects.create],
        ['example.org A', nothing, homes[0], effects.create],
        ['example.org AAAA', nothing, world.address6, effects.create],
      ]);
      expect(zonesOf(world)).toEqual([]);
      expect(emulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);

      await driver.save();
      await driver.verified(4);
      await trayShows(app, /^upToDate/);
      const written = rows.map(([head, , next]) => `${head} ${next}`).sort();
      expect(
        zonesOf(world)
          .map((record) => record.replace(/ \d+$/, ''))
          .sort(),
      ).toEqual(written);
      expect(emulator.requests.filter(({ method }) => method !== 'GET')).toHaveLength(4);
      expect(keptSecrets(world)).toContain('alidns/accessKeySecret');
      expect(await app.pageConsole()).toEqual([]);
    },
  );

  it(
    'a dyndns2 server of one’s own: only the update tells of a wrong password, and leads to its mending',
    storyTime,
    async () => {
      const world = await openCloudWorld();
      const { app, page, driver } = await welcomed(world, 'en');
      const { texts } = driver;
      const { effects, untold } = texts.records.preview;
      const route = setupRoutes.dyndns2;

      await driver.choose(route);
      await driver.enter(mistyped(route.fields, 'not the right one'));
      expect(await driver.test()).toBe(catalogue('en').setup.test.untestable);
      await driver.toNames();
      await driver.names().fill('dyn.example.net');
      await driver.main.getByText(texts.setup.more, { exact: true }).click();
      const types = driver.main.getByRole('combobox', { name: texts.records.types });
      await types.selectOption(texts.records.typeChoices.A);
      expect(await driver.preview()).toEqual([
        ['dyn.example.net A', untold, homes[0], effects.write],
      ]);
      expect(world.dyndns2.requests).toEqual([]);

      await driver.save();
      await driver.main.getByText(texts.setup.done.failed(1), { exact: true }).waitFor(patience);
      await trayShows(app, /^attention/);
      expect(world.held('dyn.example.net')).toEqual([]);
      expect(world.dyndns2.requests).toHaveLength(1);
      // The sentence has the cause, and the button leads to where it is mended.
      await driver.main.locator('.record').filter({ hasText: 'refused the credentials' }).waitFor();
      await driver.main
        .getByRole('button', { name: `${texts.actions.enterCredentials} (dyn.example.net A)` })
        .click();
      const password = route.fields[2];
      const replace = `${texts.form.replace}: ${password.label.en}`;
      await driver.press(replace);
      await driver.field(password).fill(password.value);
      await driver.press(texts.form.save);
      await expect.poll(() => world.held('dyn.example.net'), patience).toEqual([homes[0]]);
      await trayShows(app, /^upToDate/);
      await page.getByRole('button', { name: texts.pages.status }).click();
      const { authoritative } = catalogue('en').tray.evidence;
      await page.getByText(authoritative, { exact: true }).waitFor(patience);
      expect(keptSecrets(world)).toEqual(['dyndns2/password']);
      expect(await app.pageConsole()).toEqual([]);
    },
  );
});
