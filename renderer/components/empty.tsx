import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './icon.tsx';

interface EmptyProps {
  readonly icon: IconName;
  readonly text: string;
  readonly action?: ComponentChildren;
}

/** A page on which there is nothing yet: what belongs there, and how to begin. */
export function Empty({ icon, text, action }: EmptyProps): JSX.Element {
  return (
    <div class="card empty">
      <Icon name={icon} large />
      <p>{text}</p>
      {action}
    </div>
  );
}
