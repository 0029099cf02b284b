import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { FieldProblem } from '../../electron/contract/forms.ts';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import { languages } from '../../electron/contract/language.ts';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { chosenNames, typedNames } from '../../renderer/setup/names.ts';
import { foundServices, serviceSections } from '../../renderer/setup/service-list.ts';
import { describeReal } from '../support/real.ts';
import { expectNoBarriers } from './barriers.ts';
import {
  emptySettingsForm,
  previewSample,
  recordFormSample,
  settingsFormSample,
} from './forms-sample.ts';
import { serviceCardsSample } from './services-sample.ts';
import { recordSample, snapshotSample } from './snapshot-sample.ts';
import { type Answers, ok, useWindows, type WindowOptions } from './window-driver.ts';

const secret = 'token-of-nobody';

const works = (zones: readonly string[] | null) =>
  ok({ kind: 'works', zones, sentence: 'It works.' } as const);

const refused = ok({
  kind: 'failed',
  sentence: 'Cloudflare refused the token.',
  actions: ['enterCredentials', 'openProvider'],
} as const);

const firstRun: Partial<Snapshot> = {
  accounts: [],
  records: [],
  state: 'unknown',
  loginStart: 'off',
};

const focused = (page: Page) =>
  page.evaluate<string>('document.activeElement.id || document.activeElement.textContent');

const options = { types: null, ttl: null, proxied: null, zone: null, host: null, prefix: null };

describe('the names that somebody types', () => {
  it.each([
    ['home', 'example.com', ['home.example.com']],
    ['home, nas; vpn\n*  @', 'example.com', ['home', 'nas', 'vpn', '*', '@']],
    ['家，办公室、@', 'example.com', ['家', '办公室', '@']],
    ['home.example.com', 'example.com', ['home.example.com']],
    ['home.example.org', 'example.com', ['home.example.org']],
    ['home.', 'example.com', ['home.']],
    ['EXAMPLE.com', 'example.com', ['EXAMPLE.com']],
    ['home home', 'example.com', ['home.example.com']],
    ['home @', undefined, ['home', '@']],
    [' \n', 'example.com', []],
  ] as const)('%j in %s', (text, zone, expected) => {
    const full = expected.map((name) => {
      if (name.endsWith('.')) return name.slice(0, -1);
      if (zone === undefined || name.includes('.')) return name;
      return name === '@' ? zone : `${name}.${zone}`;
    });
    expect(typedNames(text, zone)).toEqual(full);
  });

  it('are each taken once, and not where they are kept up to date already', () => {
    const kept = new Set(['www.example.com']);
    expect(
      chosenNames(['a.example.com'], ['A.example.com', 'b.example.com', 'WWW.example.com'], kept),
    ).toEqual(['a.example.com', 'b.example.com']);
  });
});

describe('the search for a service', () => {
  it.each([
    ['hetzner dns', ['Hetzner']],
    ['dyndns hetzner', ['Hetzner']],
    ['nobody dns', []],
  ])('finds by %j: %j', (search, names) => {
    const found = foundServices(serviceCardsSample('en'), search, 'en');
    expect(found.map(({ name }) => name)).toEqual(names);
  });
});

describe('the services to choose from', () => {
  it.each([
    ['en', ['popular', 'all'], ['cloudflare', 'digitalocean', 'duckdns']],
    ['zh-CN', ['home', 'popular', 'all'], ['alidns', 'dnspod']],
  ] as const)('begin in %s with what is known there', (language, titles, first) => {
    const sections = serviceSections(serviceCardsSample(language), language);
    expect(sections.map(({ title }) => title)).toEqual(titles);
    expect(sections[0]?.cards.map(({ id }) => id).slice(0, first.length)).toEqual(first);
    const popular = sections.find(({ title }) => title === 'popular');
    expect(popular?.cards.map(({ country }) => country)).not.toContain('CN');
  });
});

describeReal('the setup', ['chromium'], () => {
  const open = useWindows();
  const show = async (more: WindowOptions = {}, snapshot: Partial<Snapshot> = firstRun) => {
    const answers: Answers = { settingsForm: () => ok(emptySettingsForm), ...more.answers };
    const window = await open({
      on: 'setup',
      snapshot: snapshotSample(snapshot),
      ...more,
      answers,
    });
    const { page } = window;
    const press = (name: string | RegExp) =>
      page.getByRole('button', { name, exact: typeof name === 'string' }).click();
    const heading = (text: string) => page.getByRole('heading', { name: text, level: 1 }).waitFor();
    const names = page.locator('#new-names');
    /** As far as the credentials of Cloudflare. */
    const toAccount = async () => {
      await page.getByRole('searchbox').fill('cloudflare');
      await page.getByRole('searchbox').press('Enter');
      await page.locator('#account-token').waitFor();
    };
    const toNames = async () => {
      await toAccount();
      await page.locator('#account-token').fill(secret);
      await press('Next');
      await names.waitFor();
    };
    return { ...window, press, heading, names, toAccount, toNames };
  };

  it('leads from nothing to a verified record with the keyboard alone', async () => {
    const { page, sent, push, heading } = await show({
      answers: { testAccount: () => works(['example.com']) },
    });
    const reach = async (id: string) => {
      for (let keys = 0; keys < 20 && (await focused(page)) !== id; keys += 1) {
        await page.keyboard.press('Tab');
      }
    };
    await page.getByRole('searchbox').waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.type')).toBe('search');
    await page.keyboard.type('cloudf');
    await page.getByText('1 service found').waitFor();
    await page.keyboard.press('Enter');

    await heading('Credentials for Cloudflare');
    await expect.poll(() => focused(page)).toBe('Credentials for Cloudflare');
    await reach('account-token');
    await page.keyboard.type(secret);
    await page.keyboard.press('Enter');

    await heading('Choose the host names');
    await expect.poll(() => focused(page)).toBe('Choose the host names');
    await page.getByRole('checkbox').first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await reach('new-names');
    await page.keyboard.type('vpn');
    await reach('Next');
    await page.keyboard.press('Enter');

    await heading('Review before saving');
    await page.getByText('The preview of 6 records is ready.').waitFor({ state: 'attached' });
    await page.getByRole('row', { name: /new\.example\.com/ }).waitFor();
    await reach('Save and update');
    await page.keyboard.press('Enter');

    await heading('Saved');
    await expect.poll(() => focused(page)).toBe('Saved');
    const account = { id: 'cloudflare', service: 'cloudflare', values: { token: secret } };
    const edit = {
      kind: 'setup',
      isNew: true,
      account,
      records: {
        ...options,
        account: 'cloudflare',
        names: ['example.com', 'vpn.example.com'],
      },
    };
    expect(sent).toEqual([
      { name: 'testAccount', argument: { account, isNew: true } },
      { name: 'listRecords', argument: { account, isNew: true, zone: 'example.com' } },
      { name: 'preview', argument: { edit } },
      { name: 'saveEdit', argument: { edit } },
    ]);
    await page.getByText('The first update is under way.').waitFor();
    await push(
      'snapshot',
      snapshotSample({ ...firstRun, records: [recordSample({ account: 'cloudflare' })] }),
    );
    await page.getByRole('status').getByText('The record is up to date.').waitFor();
    await page.getByText('The name servers answer with it.').waitFor();
    await reach('Done');
    await page.keyboard.press('Enter');
    await page.locator('[data-page="status"]').waitFor();
  });

  it('moves in the list of services with the arrow keys', async () => {
    const { page, heading } = await show();
    await page.getByText('Alibaba Cloud DNS').first().waitFor();
    await page.getByRole('searchbox').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toContain('DigitalOcean');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate('document.activeElement.type')).toBe('search');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await heading('Credentials for Cloudflare');
  });

  it.each([
    ['阿里', 'Alibaba Cloud DNS'],
    ['dnspod.cn', 'DNSPod'],
    ['germany', 'STRATO'],
    ['HETZ', 'Hetzner'],
    // The name that begins with it comes before the one that has it inside.
    ['cloud', 'Cloudflare'],
  ])('finds by %s', async (search, name) => {
    const { page } = await show();
    await page.getByRole('searchbox').fill(search);
    await page.getByText(/found$/).waitFor();
    const rows = await page.locator('.list-button').allInnerTexts();
    expect(rows.some((row) => row.includes(name))).toBe(true);
    if (search === 'cloud') expect(rows[0]).toContain(name);
  });

  it('says that nothing matches, and what may work then', async () => {
    const { page } = await show();
    await page.getByRole('searchbox').fill('no such service');
    await page.getByRole('status').getByText('No service matches.').waitFor();
    await page.getByRole('searchbox').press('Enter');
    const rows = page.locator('.list-button');
    expect(await rows.count()).toBe(2);
    await rows.getByText('Another dyndns2 server').click();
    await page.getByLabel('Server').waitFor();
  });

  it('leads to what there is for a service that is not in the list', async () => {
    const { page, press } = await show();
    await page.getByText('Popular').waitFor();
    await press('My service is not in the list');
    expect(await focused(page)).toContain('Another dyndns2 server');
  });

  it('shows the services of the user’s country first', async () => {
    const { page } = await show({}, { ...firstRun, language: 'zh-CN' });
    await page.getByText('国内服务商').waitFor();
    const rows = await page.locator('.list').first().locator('.list-button').allInnerTexts();
    expect(rows.map((row) => row.split('\n')[0])).toEqual(['阿里云云解析', 'DNSPod']);
  });

  it('stays quick with hundreds of services', async () => {
    const many = Array.from({ length: 300 }, (_, at) => ({
      id: `service${at}`,
      provider: `service${at}`,
      name: `Service ${at}`,
      words: [],
      website: 'https://example.com',
      country: 'DE',
    }));
    const { page } = await show({
      answers: { services: () => ok([...serviceCardsSample(), ...many]) },
    });
    await page.getByRole('searchbox').pressSequentially('service 29');
    await page.getByText('13 services found').waitFor();
  });

  it('shows what is wrong beside its field, and asks nobody before', async () => {
    const problems: readonly FieldProblem[] = [{ field: 'token', message: 'Enter the token.' }];
    const { page, sent, press, toAccount } = await show({
      answers: { checkEdit: () => ok({ problems }) },
    });
    await toAccount();
    await press('Next');
    await page.getByText('Enter the token.').waitFor();
    await expect.poll(() => focused(page)).toBe('account-token');
    expect(sent).toEqual([]);
  });

  it('names a further account of a service by a number', async () => {
    const accounts = ['cloudflare', 'cloudflare-2'].map((id) => ({
      id,
      service: 'cloudflare',
      values: {},
    }));
    const { page, toAccount } = await show({
      answers: { settingsForm: () => ok({ ...emptySettingsForm, accounts }) },
    });
    await toAccount();
    await page.getByText('More options', { exact: true }).click();
    expect(await page.getByLabel('Account name').inputValue()).toBe('cloudflare-3');
  });

  it('keeps the account’s name in sight while it is mended', async () => {
    const { page, toAccount } = await show({
      answers: {
        checkEdit: ({ edit }) =>
          ok({
            problems:
              edit.kind === 'account' && edit.account.id.includes(' ')
                ? [{ field: 'id', message: 'A space is not possible.' }]
                : [],
          }),
      },
    });
    await toAccount();
    await page.getByText('More options', { exact: true }).click();
    const name = page.getByLabel('Account name');
    await name.fill('my account');
    await name.blur();
    await page.getByText('A space is not possible.').waitFor();
    await name.fill('mine');
    await page.getByText('A space is not possible.').waitFor({ state: 'detached' });
    expect(await name.isVisible()).toBe(true);
    expect(await focused(page)).toBe('account-id');
  });

  it('says so where the main process takes no check', async () => {
    const { page, press, toAccount } = await show({
      answers: { checkEdit: () => ({ ok: false, message: 'Not understood.' }) },
    });
    await toAccount();
    await press('Next');
    await page.getByRole('alert').getByText('Not understood.').waitFor();
  });

  it('says why the credentials do not work, what helps, and lets the user go on', async () => {
    const { page, sent, press, names, toAccount } = await show({
      answers: { testAccount: () => refused },
    });
    await toAccount();
    await page.locator('#account-token').fill(secret);
    await press('Next');
    await page.getByRole('alert').getByText('Cloudflare refused the token.').waitFor();
    await press(/^Open Cloudflare/);
    await expect.poll(() => sent.at(-1)?.name).toBe('openLink');
    await press('Continue anyway');
    await names.waitFor();
    expect(sent.filter(({ name }) => name === 'testAccount')).toHaveLength(1);
  });

  it('does not try again what was just tried, and does after a change', async () => {
    const { page, sent, press, names, toAccount } = await show();
    const tries = () => sent.filter(({ name }) => name === 'testAccount').length;
    await toAccount();
    await page.locator('#account-token').fill(secret);
    await press('Test connection');
    await page.getByText('The credentials work.').waitFor();
    await press('Next');
    await names.waitFor();
    expect(tries()).toBe(1);
    await press('Back');
    await page.locator('#account-token').fill('another');
    await press('Next');
    await names.waitFor();
    expect(tries()).toBe(2);
  });

  it('goes on where only an update tells', async () => {
    const { page, press, names, heading } = await show({
      answers: { testAccount: () => ok({ kind: 'untestable', sentence: 'The update will tell.' }) },
    });
    await page.getByRole('searchbox').fill('dy.fi');
    await page.getByRole('searchbox').press('Enter');
    await page.getByLabel('User name').fill('me');
    await page.getByLabel('Password').fill(secret);
    await press('Test connection');
    await page.getByRole('status').getByText('The update will tell.').waitFor();
    await press('Next');
    await names.waitFor();
    expect(await names.getAttribute('placeholder')).toBe('myhome.dy.fi');
    await press('Next');
    await page.getByText('Choose or type at least one host name.').waitFor();
    await expect.poll(() => focused(page)).toBe('new-names');
    await names.fill('myhome.dy.fi');
    await press('Next');
    await heading('Review before saving');
  });

  it('clears the fields where another service is chosen, and only there', async () => {
    const { page, press, heading, toAccount } = await show();
    await toAccount();
    await page.locator('#account-token').fill(secret);
    await press('Back');
    await page
      .getByRole('button', { name: /^Cloudflare/ })
      .first()
      .click();
    expect(await page.locator('#account-token').inputValue()).toBe(secret);
    await press('Back');
    await page
      .getByRole('button', { name: /^GoDaddy/ })
      .first()
      .click();
    await heading('Credentials for GoDaddy');
    expect(await page.getByLabel('Token').inputValue()).toBe('');
  });

  it('offers the zones, and the names that each has', async () => {
    const { page, sent, names, press, heading, toNames } = await show({
      answers: {
        listRecords: ({ zone }) =>
          ok({ kind: 'listed', records: [{ name: `home.${zone}`, types: ['A'] }] }),
      },
    });
    await toNames();
    await names.fill('www');
    await page.getByLabel('Zone', { exact: true }).first().selectOption('example.org');
    await page.getByLabel(/home\.example\.org/).check();
    await names.fill('nas @');
    await page.getByLabel('Zone', { exact: true }).first().selectOption('example.com');
    await page.getByLabel(/home\.example\.com/).check();
    // What was typed for the other zone stays what it was.
    expect(await names.inputValue()).toBe('nas.example.org, example.org');
    await press('Next');
    await heading('Review before saving');
    await expect.poll(() => sent.at(-1)?.name).toBe('preview');
    const chosen = ['home.example.org', 'home.example.com', 'nas.example.org', 'example.org'];
    expect(sent.at(-1)?.argument).toMatchObject({ edit: { records: { names: chosen } } });
  });

  it('lets one search where there are many zones', async () => {
    const zones = Array.from({ length: 40 }, (_, at) => `zone${at}.example`);
    const { page, names, toNames } = await show({ answers: { testAccount: () => works(zones) } });
    await toNames();
    await names.fill('home');
    await page.getByRole('searchbox').fill('zone17');
    await page.getByRole('searchbox').press('Enter');
    await page.getByRole('radio', { name: 'zone17.example' }).check();
    await page.getByText('“home” means home.zone17.example').waitFor();
    expect(await names.inputValue()).toBe('home');
  });

  it('lets one type names where they cannot be listed', async () => {
    let tries = 0;
    const { page, names, press, toNames } = await show({
      answers: {
        testAccount: () => works(['example.com']),
        listRecords: () => {
          tries += 1;
          return ok({ kind: 'failed', sentence: 'The service did not answer.' });
        },
      },
    });
    await toNames();
    await page.getByText('The service did not answer.').waitFor();
    await press('Try again');
    await expect.poll(() => tries).toBe(2);
    await names.fill('home');
    await page.locator('.chosen').getByText('home.example.com').waitFor();
  });

  it('says how many names can be added at once', async () => {
    const { page, press, names, heading, toNames } = await show();
    await toNames();
    const many = (count: number) => Array.from({ length: count }, (_, at) => `h${at}.example.com`);
    await names.fill(many(501).join(' '));
    await page.getByText(/^At most 500 .* 501\./).waitFor();
    await press('Next');
    await expect.poll(() => focused(page)).toBe('new-names');
    await names.fill(many(500).join(' '));
    await press('Next');
    await heading('Review before saving');
  });

  it('sends the options that the user sets', async () => {
    const { page, sent, press, names, heading, toNames } = await show();
    await toNames();
    await names.fill('home.example.com');
    await page.getByText('More options', { exact: true }).click();
    await page.getByLabel('Addresses').selectOption({ label: 'IPv6 (AAAA)' });
    await page.getByLabel(/^TTL/).fill('5m');
    await page.getByLabel('Proxy of the service').selectOption({ label: 'On' });
    await page.locator('#record-zone').fill('example.com');
    await press('Next');
    await heading('Review before saving');
    await expect
      .poll(() => sent.at(-1)?.argument)
      .toMatchObject({
        edit: { records: { types: ['AAAA'], ttl: '5m', proxied: true, zone: 'example.com' } },
      });
  });

  it('adds names to an account, without those that are kept up to date', async () => {
    const { page, sent, press, names, heading } = await show(
      { item: 'home', answers: { settingsForm: () => ok(settingsFormSample()) } },
      {},
    );
    await heading('Add host names to home');
    await page.locator('#zone').selectOption('example.com');
    const home = page.getByLabel(/home\.example\.com/);
    await home.waitFor();
    expect(await home.isDisabled()).toBe(true);
    await names.fill('www new');
    await page.getByText('Kept up to date already: www.example.com').waitFor();
    await press('Next');
    await heading('Review before saving');
    await page.getByRole('table').waitFor();
    await press('Save and update');
    await heading('Saved');
    const account = { id: 'home', service: 'cloudflare', values: { token: { keep: true } } };
    const edit = {
      kind: 'addRecords',
      records: { ...options, account: 'home', names: ['new.example.com'] },
    };
    expect(sent).toEqual([
      { name: 'testAccount', argument: { account, isNew: false } },
      { name: 'listRecords', argument: { account, isNew: false, zone: 'example.com' } },
      { name: 'preview', argument: { edit } },
      { name: 'saveEdit', argument: { edit } },
    ]);
  });

  it('says which other account keeps a name', async () => {
    const form = { ...emptySettingsForm, records: [recordFormSample({ account: 'other' })] };
    const { page, toNames } = await show({
      answers: { settingsForm: () => ok(form), testAccount: () => works(['example.com']) },
    });
    await toNames();
    await page.getByText('kept up to date by the account other').waitFor();
    expect(await page.getByLabel(/home\.example\.com/).isDisabled()).toBe(false);
  });

  it('leads back to the step that has a problem, and marks it there', async () => {
    const problems: readonly FieldProblem[] = [
      { field: 'records/names/0', message: 'The account has this name already.' },
    ];
    let changed = false;
    const { page, press, names, heading, toNames } = await show({
      answers: {
        // The settings were changed elsewhere between the two steps.
        preview: () => {
          changed = true;
          return ok({ ...previewSample, rows: [], problems });
        },
        checkEdit: () => ok({ problems: changed ? problems : [] }),
      },
    });
    await toNames();
    await names.fill('home.example.com');
    await press('Next');
    await heading('Review before saving');
    await page.getByRole('alert').getByText('The account has this name already.').waitFor();
    const save = page.getByRole('button', { name: 'Save and update' });
    expect(await save.getAttribute('aria-disabled')).toBe('true');
    await press('Go to “Host names”');
    await heading('Choose the host names');
    await page.getByText('The account has this name already.').waitFor();
    await expect.poll(() => focused(page)).toBe('new-names');
  });

  it('says what it is doing while the preview is made, and can be saved without it', async () => {
    let fail = (): void => undefined;
    const gone = new Promise<void>((resolve) => {
      fail = resolve;
    });
    const { page, press, names, heading, toNames } = await show({
      answers: {
        preview: async () => {
          await gone;
          return { ok: false, message: 'There is no connection.' };
        },
      },
    });
    await toNames();
    await names.fill('home.example.com');
    await press('Next');
    await page.getByRole('status').getByText('Finding your public address').waitFor();
    fail();
    await page.getByRole('alert').getByText('There is no connection.').waitFor();
    await press('Save and update');
    await heading('Saved');
  });

  it('keeps what was typed for a new page, and nothing once it is saved', async () => {
    const kept: (string | null)[] = [];
    const keepDraft: Answers['keepDraft'] = ({ draft }) => {
      kept.push(draft);
      return ok(null);
    };
    const draft: Answers['draft'] = () => ok({ draft: kept.at(-1) ?? null });
    const { page, press, names, heading, toAccount } = await show({
      answers: { keepDraft, draft },
    });
    await toAccount();
    await press('Back');
    await page.getByRole('searchbox').waitFor();
    await toAccount();
    // A choice alone is nothing to lose.
    expect(await page.locator('.dot').count()).toBe(0);
    await page.locator('#account-token').fill(secret);
    await press('Next');
    await names.fill('home.example.com');
    await expect.poll(() => kept.at(-1)).toContain('home.example.com');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await heading('Choose the host names');
    // Who left it for another page is led back.
    for (const other of ['Records', 'Accounts']) {
      await page.getByRole('navigation').getByRole('button', { name: other }).click();
      await press('Continue');
      await heading('Choose the host names');
    }
    expect(await names.inputValue()).toBe('home.example.com');
    await press('Next');
    await heading('Review before saving');
    await page.getByRole('table').waitFor();
    await press('Save and update');
    await heading('Saved');
    await expect.poll(() => kept.at(-1)).toBe(null);
  });

  it('drops everything when the user leaves it', async () => {
    const kept: (string | null)[] = [];
    const { page, press, toNames, names } = await show({
      answers: {
        keepDraft: ({ draft }) => {
          kept.push(draft);
          return ok(null);
        },
      },
    });
    await toNames();
    await names.fill('home');
    await expect.poll(() => kept.at(-1)).toContain(secret);
    await press('Cancel');
    await press('Continue');
    expect(await names.inputValue()).toBe('home');
    await press('Cancel');
    await page.getByRole('dialog').press('Escape');
    expect(await names.inputValue()).toBe('home');
    await press('Cancel');
    await press('Discard');
    await page.locator('[data-page="status"]').waitFor();
    await expect.poll(() => kept.at(-1)).toBe(null);
  });

  it('asks which one counts where another setup was not ended', async () => {
    const { page, press, heading, push, toNames, names } = await show({
      answers: { settingsForm: () => ok(settingsFormSample()) },
    });
    await toNames();
    await names.fill('home.example.com');
    await push('place', { page: 'setup', item: 'home' });
    await page.getByText('You started to set up an account').waitFor();
    await press('Continue');
    await heading('Choose the host names');
    expect(await names.inputValue()).toBe('home.example.com');
    await push('place', { page: 'setup', item: 'home' });
    await press('Discard and start over');
    await heading('Add host names to home');
    expect(await names.inputValue()).toBe('');
  });

  it('ends with what failed and what helps, and offers the start at sign-in', async () => {
    const { page, sent, push, press, names, heading, toNames } = await show();
    await toNames();
    await names.fill('home.example.com');
    await press('Next');
    await page.getByRole('table').waitFor();
    await press('Save and update');
    await heading('Saved');
    const failed = recordSample({
      account: 'cloudflare',
      standing: 'stopped',
      label: 'stopped',
      sentence: 'Cloudflare refused the token.',
      actions: ['enterCredentials'],
    });
    await push('snapshot', snapshotSample({ ...firstRun, records: [failed] }));
    await page.getByRole('status').getByText('1 record could not be updated.').waitFor();
    await page.getByText('Cloudflare refused the token.').waitFor();
    await page.getByRole('button', { name: /^Enter credentials/ }).waitFor();
    await page.getByRole('switch', { name: 'Start when I sign in' }).click();
    await expect.poll(() => sent.at(-1)).toEqual({ name: 'setLoginStart', argument: { on: true } });
    await press('Add another service');
    await heading('Choose your DNS service');
  });

  const places = languages.flatMap((language) =>
    [
      [720, 520],
      [240, 173],
    ].map(([width = 0, height = 0]) => [language, width, height] as const),
  );

  it.each(places)('holds what axe asks for: %s, %d × %d', async (language, width, height) => {
    const { page, push } = await show(
      { width, height, answers: { testAccount: () => works(['example.com']) } },
      { ...firstRun, language },
    );
    const words = catalogue(language).window.setup;
    const look = async () => {
      await expectNoBarriers(page);
      const wide = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(wide).toBe(0);
      expect(await page.locator('main').innerText()).not.toMatch(/undefined|null|NaN|=>/);
    };
    const next = (name: string) => page.getByRole('button', { name, exact: true }).click();
    await page.locator('.list-button').first().waitFor();
    await look();
    await page.getByRole('searchbox').fill('cloudflare');
    await page.getByRole('searchbox').press('Enter');
    await page.locator('#account-token').fill(secret);
    await look();
    await next(words.next);
    await page.getByRole('checkbox').first().check();
    await page.locator('summary').last().click();
    await look();
    await next(words.next);
    await page.getByRole('table').waitFor();
    await look();
    await next(words.save);
    await page.getByRole('heading', { name: words.done.heading }).waitFor();
    const records = [recordSample({ account: 'cloudflare' })];
    await push('snapshot', snapshotSample({ ...firstRun, language, records }));
    await page.locator('.record').waitFor();
    await look();
  });
});
