import type { JSX } from 'preact';
import { shown } from '../texts.ts';
import { describing, Field } from './field.tsx';

interface ChoiceFieldProps {
  readonly id: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly optional?: boolean | undefined;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly problem?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly onChoose: (value: string) => void;
}

/** One of a list. */
export function ChoiceField(props: ChoiceFieldProps): JSX.Element {
  const { id, label, help, optional, value, options, problem, disabled, onChoose } = props;
  return (
    <Field id={id} label={label} help={help} optional={optional} problem={problem}>
      <select
        id={id}
        class="field"
        value={value}
        disabled={disabled}
        aria-invalid={problem !== undefined}
        aria-describedby={describing(id, help, problem)}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {shown(option.label)}
          </option>
        ))}
      </select>
    </Field>
  );
}
