import type { JSX } from 'preact';
import { Button } from '../components/button.tsx';
import { shown, shownNames } from '../texts.ts';
import { useTexts } from '../use-view.ts';
import type { NameRow } from './name-rows.ts';

type Keys = ReadonlySet<string>;

interface SelectRowProps {
  readonly row: NameRow;
  readonly chosen: Keys;
  readonly onChoose: (chosen: Keys) => void;
}

/** A row that is ticked rather than opened. */
export function SelectRow({ row, chosen, onChoose }: SelectRowProps): JSX.Element {
  const { key, record, types } = row;
  return (
    <li class="list-row">
      <label class="list-button">
        <input
          type="checkbox"
          checked={chosen.has(key)}
          onChange={(event) => {
            const { checked } = event.currentTarget;
            onChoose(
              new Set(checked ? [...chosen, key] : [...chosen].filter((one) => one !== key)),
            );
          }}
        />
        <span class="list-text">
          <span class="list-title">
            <bdi>{shownNames(record.name)}</bdi>
            {types.map((type) => (
              <span key={type} class="badge">
                {type}
              </span>
            ))}
          </span>
          <span class="hint">{shown(record.account)}</span>
        </span>
      </label>
    </li>
  );
}

interface SelectBarProps {
  /** The rows in sight. */
  readonly found: readonly NameRow[];
  readonly chosen: Keys;
  /** Of them all, so many are still there. */
  readonly count: number;
  readonly onChoose: (chosen: Keys) => void;
  readonly onRemove: () => void;
}

/** As many as one edit takes. */
const most = 500;

/** What is done with the ticked rows. */
export function SelectBar(props: SelectBarProps): JSX.Element {
  const { found, chosen, count, onChoose, onRemove } = props;
  const { texts } = useTexts();
  const words = texts.records;
  const keys = found.map(({ key }) => key);
  const all = keys.length > 0 && keys.every((key) => chosen.has(key));
  const some = !all && keys.some((key) => chosen.has(key));
  return (
    <div class="actions select-bar">
      <label class="select-all">
        <input
          type="checkbox"
          checked={all}
          indeterminate={some}
          onChange={() => {
            const rest = [...chosen].filter((key) => !keys.includes(key));
            onChoose(new Set(all ? rest : [...rest, ...keys]));
          }}
        />
        {words.selectAll}
      </label>
      <span class="hint" role="status">
        {count > most ? words.tooMany(most) : words.selected(count)}
      </span>
      <Button disabled={count === 0 || count > most} onPress={onRemove}>
        {words.removeSelected(count)}
      </Button>
    </div>
  );
}
