import type { ComponentChildren, JSX } from 'preact';
import { Icon } from './icon.tsx';

interface ExpanderProps {
  readonly open: boolean;
  readonly children: ComponentChildren;
  readonly onTurn: (open: boolean) => void;
}

/** A button that unfolds what follows it. */
export function Expander({ open, children, onTurn }: ExpanderProps): JSX.Element {
  return (
    <button
      type="button"
      class="button plain expander"
      aria-expanded={open}
      onClick={() => onTurn(!open)}
    >
      {children}
      <Icon name="more" />
    </button>
  );
}
