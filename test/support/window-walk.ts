import type { Locator, Page } from 'playwright-core';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import type { Messages } from '../../electron/contract/i18n/en.ts';
import { languages } from '../../electron/contract/language.ts';
import type { WindowPage } from '../../electron/contract/place.ts';

type Texts = Messages['window'];

/** A text of ours in any language. */
function inAny(text: (texts: Texts) => string): RegExp {
  const all = languages.map((language) => text(catalogue(language).window));
  const escaped = all.map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^(?:${escaped.join('|')})$`);
}

const listed = [
  'status',
  'records',
  'accounts',
  'watching',
  'notifications',
  'general',
  'log',
  'about',
] as const satisfies readonly WindowPage[];

/** Every place of the window; `record` and `account` are the first one's own. */
export const windowPlaces = [...listed, 'record', 'account', 'text', 'setup'] as const;
export type WalkedPlace = (typeof windowPlaces)[number];

/** What a page shows once it has what it asked for. */
const loaded: Partial<Record<WalkedPlace, string>> = {
  watching: '.page-watching form',
  record: '.page-records form',
  account: '.page-accounts form',
  text: '.page-text textarea',
  setup: '.page-setup .list-button',
  log: '.page-log .log-lines, .page-log .empty',
};

/** A person who goes through the window's pages by its list and its buttons, in whatever language. */
export function windowWalk(page: Page) {
  const main = page.getByRole('main');
  const press = (text: (texts: Texts) => string) =>
    main
      .getByRole('button', { name: inAny(text) })
      .first()
      .click();
  const list = async (place: (typeof listed)[number]) => {
    const entry = page.getByRole('navigation').getByRole('button').nth(listed.indexOf(place));
    await entry.click();
    await page.locator(`[data-page="${place}"]:visible`).waitFor();
  };
  const first = (rows: Locator) => rows.first().click();

  async function goTo(place: WalkedPlace): Promise<void> {
    switch (place) {
      case 'record':
      case 'account':
        await list(`${place}s`);
        await first(main.locator('.list-button'));
        break;
      case 'text':
        await list('general');
        await press((texts) => texts.actions.editText);
        break;
      case 'setup':
        await list('accounts');
        await press((texts) => texts.accounts.add);
        break;
      default:
        await list(place);
    }
    const selector = loaded[place];
    if (selector !== undefined) await main.locator(selector).first().waitFor();
  }
  return { goTo };
}
