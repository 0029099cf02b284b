import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './icon.tsx';

interface ListRowProps {
  readonly icon?: IconName | undefined;
  /** A class for the icon and the state, such as `standing-failed`. */
  readonly tone?: string | undefined;
  readonly title: string;
  readonly badges?: readonly string[] | undefined;
  readonly text?: string | undefined;
  /** At the row's end. */
  readonly state?: ComponentChildren;
  readonly onOpen: () => void;
}

/** A row that opens what it is about. */
export function ListRow(props: ListRowProps): JSX.Element {
  const { icon, tone = '', title, badges = [], text, state, onOpen } = props;
  return (
    <li class={`list-row ${tone}`}>
      <button type="button" class="list-button" onClick={onOpen}>
        {icon !== undefined && <Icon name={icon} />}
        <span class="list-text">
          <span class="list-title">
            <bdi>{title}</bdi>
            {badges.map((badge) => (
              <span key={badge} class="badge">
                {badge}
              </span>
            ))}
          </span>
          {text !== undefined && <span class="hint">{text}</span>}
        </span>
        {state !== undefined && <span class="list-state">{state}</span>}
        <Icon name="forward" />
      </button>
    </li>
  );
}

interface SearchProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
}

/** A field that narrows a list. */
export function Search({ label, value, onInput }: SearchProps): JSX.Element {
  return (
    <input
      type="search"
      class="field search"
      aria-label={label}
      placeholder={label}
      value={value}
      onInput={(event) => onInput(event.currentTarget.value)}
    />
  );
}
