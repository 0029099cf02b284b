import type { JSX, TargetedKeyboardEvent } from 'preact';
import { type WindowPage, windowPages } from '../../electron/contract/snapshot.ts';
import { goTo } from '../navigate.ts';
import { isUnsaved } from '../store.ts';
import { useTexts, useView } from '../use-view.ts';
import { Icon, type IconName } from './icon.tsx';

const icons: Record<WindowPage, IconName> = {
  status: 'status',
  settings: 'settings',
  general: 'general',
  about: 'note',
};

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

export function Navigation({ page }: { readonly page: WindowPage }): JSX.Element {
  const { texts } = useTexts();
  const unsaved = isUnsaved(useView());
  return (
    <nav aria-label={texts.navigation} onKeyDown={moveFocus}>
      {windowPages.map((each) => (
        <button
          key={each}
          type="button"
          class="nav-item"
          aria-current={each === page ? 'page' : undefined}
          onClick={() => goTo(each, false)}
        >
          <Icon name={icons[each]} />
          <span>{texts.pages[each]}</span>
          {each === 'settings' && unsaved && (
            <span
              class="dot"
              role="img"
              aria-label={texts.settings.unsaved}
              title={texts.settings.unsaved}
            />
          )}
        </button>
      ))}
    </nav>
  );
}
