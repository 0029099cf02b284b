import type { JSX } from 'preact';
import { describing, Field } from './field.tsx';

interface TextFieldProps {
  readonly id: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly optional?: boolean | undefined;
  readonly multiline?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly mono?: boolean | undefined;
  /** For a number or a duration. */
  readonly short?: boolean | undefined;
  /** In characters; more cannot be typed. Above what can be right, so that it is still said. */
  readonly longest?: number;
  readonly value: string;
  readonly problem?: string | undefined;
  readonly onInput: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
}

/** A text to enter. */
export function TextField(props: TextFieldProps): JSX.Element {
  const { id, label, help, placeholder, optional, multiline, mono, value, problem } = props;
  const common = {
    id,
    class: `field${mono === true ? ' mono' : ''}${props.short === true ? ' short' : ''}`,
    placeholder,
    disabled: props.disabled,
    value,
    'aria-invalid': problem !== undefined,
    'aria-describedby': describing(id, help, problem),
    'aria-required': optional !== true,
    autocomplete: 'off',
    spellcheck: false,
    onBlur: props.onBlur,
  } as const;
  return (
    <Field id={id} label={label} help={help} optional={optional} problem={problem}>
      {multiline === true ? (
        <textarea
          {...common}
          rows={Math.min(Math.max(value.split('\n').length, 3), 10)}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      ) : (
        <input
          {...common}
          type="text"
          maxLength={props.longest ?? 1024}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
