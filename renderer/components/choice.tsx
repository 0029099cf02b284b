import type { JSX } from 'preact';

interface ChoiceProps<Value extends string> {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: Value;
  readonly options: readonly (readonly [Value, string])[];
  readonly onChoose: (value: Value) => void;
}

/** A row with a list to choose one of. */
export function Choice<Value extends string>(props: ChoiceProps<Value>): JSX.Element {
  const { id, label, hint, value, options, onChoose } = props;
  return (
    <div class="row">
      <div class="row-text">
        <label for={id}>{label}</label>
        {hint !== undefined && (
          <span id={`${id}-hint`} class="hint">
            {hint}
          </span>
        )}
      </div>
      <select
        id={id}
        class="field"
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        value={value}
        onChange={(event) => {
          const chosen = options.find(([each]) => each === event.currentTarget.value);
          if (chosen !== undefined) onChoose(chosen[0]);
        }}
      >
        {options.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
