import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useTexts } from '../use-view.ts';

interface MoreOptionsProps {
  readonly class?: string;
  /** Something in it was set. */
  readonly used?: boolean;
  /** Something in it is wrong: it unfolds, and stays so while that is mended. */
  readonly wrong: boolean;
  readonly children: ComponentChildren;
}

/** What few need to decide, folded away. */
export function MoreOptions(props: MoreOptionsProps): JSX.Element {
  const { class: name = '', used = false, wrong, children } = props;
  const { texts } = useTexts();
  const [open, setOpen] = useState(used);
  return (
    <details
      class={`${name} setup-more`}
      open={open || wrong}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{texts.setup.more}</summary>
      {children}
    </details>
  );
}
