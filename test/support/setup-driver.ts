import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import type { Language, Localized } from '../../electron/contract/language.ts';
import { cloudCredentials } from './cloud-world.ts';
import { patience } from './desktop-steps.ts';

/** A field of a service's account, as the user sees it. */
export interface DrivenField {
  readonly label: Localized;
  readonly value: string;
}

/** One way through the setup: what somebody looks for, and enters. */
export interface SetupRoute {
  /** What is typed into the search. */
  readonly search: string;
  /** The service's name in the list. */
  readonly name: Localized;
  readonly fields: readonly DrivenField[];
}

const { digitalocean, alidns, dyndns2 } = cloudCredentials;
const same = (text: string): Localized => ({ en: text, 'zh-CN': text });
const ownServer = (id: string): Localized => ({
  en: catalogue('en').edits.ownServer(id),
  'zh-CN': catalogue('zh-CN').edits.ownServer(id),
});

/** Through the services of the cloud world, with the credentials that they take; the secret is the last field. */
export const setupRoutes = {
  digitalocean: {
    search: 'digitalo',
    name: same('DigitalOcean'),
    fields: [
      {
        label: { en: 'Personal access token', 'zh-CN': '个人访问令牌' },
        value: digitalocean.token,
      },
    ],
  },
  alidns: {
    search: 'alidns',
    name: { en: 'Alibaba Cloud DNS', 'zh-CN': '阿里云云解析 DNS' },
    fields: [
      { label: same('AccessKey ID'), value: alidns.accessKeyId },
      { label: same('AccessKey Secret'), value: alidns.accessKeySecret },
    ],
  },
  dyndns2: {
    search: 'dyndns2',
    name: ownServer('dyndns2'),
    fields: [
      { label: { en: 'Server', 'zh-CN': '服务器' }, value: dyndns2.server },
      { label: { en: 'User name', 'zh-CN': '用户名' }, value: dyndns2.username },
      { label: { en: 'Password or key', 'zh-CN': '密码或密钥' }, value: dyndns2.password },
    ],
  },
} as const satisfies Record<string, SetupRoute>;

/** The fields with another secret, as after a slip in copying. */
export function mistyped(fields: readonly DrivenField[], secret: string): readonly DrivenField[] {
  return fields.map((field, at) =>
    at === fields.length - 1 ? { ...field, value: secret } : field,
  );
}

/** What the preview says of one record: its name and type, what stands there, what would, and what happens. */
export type DrivenRow = readonly string[];

/**
 * A person before the setup in a window, who finds everything by its role and its name in their
 * language. Each step waits until the window shows it.
 */
export function setupDriver(page: Page, language: Language = 'en') {
  const texts = catalogue(language).window;
  const words = texts.setup;
  const main = page.getByRole('main');
  const title = (text: string) => main.getByRole('heading', { level: 1, name: text, exact: true });
  const press = (name: string) => main.getByRole('button', { name, exact: true }).click();
  const field = (label: string) => main.getByLabel(label).and(main.locator('input, textarea'));
  const names = () => main.locator('textarea#new-names');

  const driver = {
    texts,
    main,
    press,
    title,
    /** The control of an account's field. */
    field: ({ label }: Pick<DrivenField, 'label'>) => field(label[language]),
    names,

    /** Waits for the first step. */
    begun: () => title(words.titles.service()).waitFor(),

    /** Looks the service up and takes it. */
    async choose({ search, name }: Pick<SetupRoute, 'search' | 'name'>): Promise<void> {
      await driver.begun();
      await main.getByRole('searchbox', { name: words.search }).fill(search);
      await main.getByRole('status').filter({ hasText: /\d/ }).waitFor();
      await main.getByRole('button', { name: name[language] }).first().click();
      await driver.atAccount({ name });
    },

    atAccount: ({ name }: Pick<SetupRoute, 'name'>) =>
      title(words.titles.account(name[language])).waitFor(),

    async enter(fields: readonly DrivenField[]): Promise<void> {
      for (const each of fields) await driver.field(each).fill(each.value);
    },

    /** Tests the connection: the sentence of a success, or of the failure. */
    async test(): Promise<string> {
      await press(texts.accounts.test);
      const told = main
        .locator('.setup-bar [role=status]')
        .filter({ hasText: /\S/ })
        .or(main.getByRole('alert'));
      await told.first().waitFor();
      return await told.first().innerText();
    },

    next: () => press(words.next),

    async toNames(): Promise<void> {
      await driver.next();
      await title(words.titles.records()).waitFor();
    },

    /** The names that the service lists, in their order. */
    async listed(): Promise<readonly string[]> {
      await main.getByRole('checkbox').first().waitFor();
      return main.locator('.pick bdi').allInnerTexts();
    },

    pick: (name: string) => main.getByRole('checkbox', { name }).check(),

    /** What the setup says will be kept up to date. */
    chosen: () => main.locator('.names.chosen li').allInnerTexts(),

    /** Goes on to the preview: its rows, once it is there. */
    async preview(): Promise<readonly DrivenRow[]> {
      await driver.next();
      await title(words.titles.preview()).waitFor();
      const rows = main.getByRole('row').filter({ has: page.getByRole('cell') });
      await rows.first().waitFor(patience);
      return Promise.all(
        (await rows.all()).map(async (row) => {
          const head = (await row.getByRole('rowheader').innerText()).split(/\s+/).join(' ');
          const cells = await row.getByRole('cell').all();
          const lines = await Promise.all(
            cells.map(async (cell) => (await cell.innerText()).trim()),
          );
          return [head, ...lines.map((line) => line.split('\n')[0] ?? '')];
        }),
      );
    },

    async save(): Promise<void> {
      await press(words.save);
      await title(words.done.heading).waitFor(patience);
    },

    /** Waits on the last page until the records are right, and says how it is known. */
    async verified(count: number): Promise<void> {
      await main.getByText(words.done.upToDate(count), { exact: true }).waitFor(patience);
      const { authoritative } = catalogue(language).tray.evidence;
      const told = main.locator('.record').filter({ hasText: authoritative });
      await expect.poll(() => told.count(), patience).toBe(count);
    },
  };
  return driver;
}
