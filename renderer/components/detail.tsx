import type { ComponentChildren, JSX } from 'preact';
import type { WindowPage } from '../../electron/contract/place.ts';
import { goTo } from '../navigate.ts';
import { useTexts } from '../use-view.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

interface DetailProps {
  readonly page: WindowPage;
  /** Where the way back leads; the page's own list unless given. */
  readonly back?: WindowPage | undefined;
  readonly title: string;
  readonly aside?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** One thing of a page, with the way back to the page. */
export function Detail({ page, back = page, title, aside, children }: DetailProps): JSX.Element {
  const { texts } = useTexts();
  return (
    <div class={`page page-${page}`} data-page={page}>
      <div class="group-head">
        <div class="trail">
          <Button
            kind="quiet"
            label={texts.form.back(texts.pages[back])}
            onPress={() => goTo(back)}
          >
            <Icon name="back" />
          </Button>
          <h1 tabIndex={-1}>
            <bdi>{title}</bdi>
          </h1>
        </div>
        {aside}
      </div>
      {children}
    </div>
  );
}
