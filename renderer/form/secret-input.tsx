import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useTexts } from '../use-view.ts';

interface SecretInputProps {
  readonly id: string;
  /** What the secret is called. */
  readonly label: string;
  /** The label stands beside it already. */
  readonly labelled?: boolean | undefined;
  readonly value: string;
  readonly multiline?: boolean | undefined;
  readonly placeholder?: string | undefined;
  readonly onInput: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly invalid?: boolean | undefined;
  readonly describedBy?: string | undefined;
}

/** A control for a secret, which can be looked at while it is being typed. */
export function SecretInput(props: SecretInputProps): JSX.Element {
  const { id, label, value, onInput } = props;
  const { texts } = useTexts();
  const [bare, setBare] = useState(false);
  // What is typed next begins hidden.
  useEffect(() => {
    if (value === '') setBare(false);
  }, [value]);
  const common = {
    id,
    'aria-label': props.labelled === true ? undefined : label,
    'aria-invalid': props.invalid === true,
    'aria-describedby': props.describedBy,
    autocomplete: 'off',
    spellcheck: false,
    placeholder: props.placeholder,
    value,
    onBlur: props.onBlur,
  } as const;
  return (
    <span class="secret-field">
      {props.multiline === true ? (
        // A field of type password has but one line.
        <textarea
          {...common}
          class={`field mono${bare ? '' : ' masked'}`}
          rows={4}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      ) : (
        <input
          {...common}
          {...(bare ? { type: 'text' as const } : { type: 'password' as const })}
          class="field"
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
      {value !== '' && (
        <Button
          label={`${texts.form.show}: ${label}`}
          pressed={bare}
          onPress={() => setBare((old) => !old)}
        >
          {bare ? texts.form.hide : texts.form.show}
        </Button>
      )}
    </span>
  );
}
