import type { JSX, TargetedKeyboardEvent } from 'preact';
import type { WindowPage } from '../../electron/contract/place.ts';
import type { DraftKey } from '../drafts.ts';
import { goTo } from '../navigate.ts';
import { isTextDirty, type View } from '../store.ts';
import { useTexts, useView } from '../use-view.ts';
import { Icon, type IconName } from './icon.tsx';

const entries = {
  status: 'status',
  records: 'records',
  accounts: 'accounts',
  watching: 'watching',
  notifications: 'notifications',
  general: 'general',
  log: 'log',
  about: 'note',
} as const satisfies Partial<Record<WindowPage, IconName>>;

type Entry = keyof typeof entries;
const order = Object.keys(entries) as readonly Entry[];

/** Where a page that is not in the list belongs. */
const homes: Partial<Record<WindowPage, Entry>> = { setup: 'records', text: 'general' };

const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
};

/** The arrow keys go round among the pages. */
function moveFocus(event: TargetedKeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  if (step === undefined) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.findIndex((button) => button.matches(':focus'));
  event.preventDefault();
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
}

/** The pages on which something is unsaved. */
function unsavedPages({ drafts, text }: View): ReadonlySet<Entry> {
  const pages = new Set<Entry>();
  if (isTextDirty(text)) pages.add('general');
  for (const key of Object.keys(drafts) as DraftKey[]) {
    if (drafts[key] === undefined) continue;
    if (key.startsWith('account:')) pages.add('accounts');
    else if (key === 'watching' || key === 'general') pages.add(key);
    else pages.add('records');
  }
  return pages;
}

export function Navigation({ page }: { readonly page: WindowPage }): JSX.Element {
  const { texts } = useTexts();
  const unsaved = unsavedPages(useView());
  const current = homes[page] ?? page;
  return (
    <nav aria-label={texts.navigation} onKeyDown={moveFocus}>
      {order.map((each) => (
        <button
          key={each}
          type="button"
          class="nav-item"
          aria-current={each === current ? 'page' : undefined}
          onClick={() => goTo(each, false)}
        >
          <Icon name={entries[each]} />
          <span>{texts.pages[each]}</span>
          {unsaved.has(each) && (
            <span
              class="dot"
              role="img"
              aria-label={texts.form.unsaved}
              title={texts.form.unsaved}
            />
          )}
        </button>
      ))}
    </nav>
  );
}
