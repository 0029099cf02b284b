import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Search } from '../components/list.tsx';
import { matches } from '../matches.ts';
import { shownNames } from '../texts.ts';
import { useTexts } from '../use-view.ts';

export interface Pick {
  readonly value: string;
  /** What is said of it beside its name. */
  readonly hint?: string | undefined;
  readonly badges?: readonly string[] | undefined;
  /** It cannot be chosen any more. */
  readonly off?: boolean | undefined;
}

interface PickListProps {
  readonly id: string;
  readonly label: string;
  /** One of them, or any number. */
  readonly kind: 'radio' | 'checkbox';
  readonly picks: readonly Pick[];
  readonly chosen: readonly string[];
  readonly onChoose: (value: string, on: boolean) => void;
}

/** From so many on, one is looked for rather than looked at. */
const many = 10;

/** A list to tick; with a search where it is long. */
export function PickList(props: PickListProps): JSX.Element {
  const { id, label, kind, picks, chosen, onChoose } = props;
  const { texts } = useTexts();
  const [search, setSearch] = useState('');
  const found = picks.filter(({ value, hint = '' }) =>
    matches(search, [value, shownNames(value), hint]),
  );
  return (
    <fieldset
      class="form-field pick-list"
      onKeyDown={(event) => {
        // Neither in the search nor at a tick does Enter end the step.
        if (event.key === 'Enter') event.preventDefault();
      }}
    >
      <legend>{label}</legend>
      {picks.length > many && (
        <Search label={`${texts.form.search}: ${label}`} value={search} onInput={setSearch} />
      )}
      <p role="status">{found.length === 0 && texts.form.noMatch}</p>
      {found.length > 0 && (
        <ul>
          {found.map(({ value, hint, badges = [], off = false }) => (
            <li key={value}>
              <label class="pick">
                <input
                  type={kind}
                  name={id}
                  checked={off || chosen.includes(value)}
                  disabled={off}
                  onChange={(event) => onChoose(value, event.currentTarget.checked)}
                />
                <span class="list-title">
                  <bdi>{shownNames(value)}</bdi>
                  {badges.map((badge) => (
                    <span key={badge} class="badge">
                      {badge}
                    </span>
                  ))}
                  {hint !== undefined && <span class="hint">{hint}</span>}
                </span>
              </label>
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}
