import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useTexts } from '../use-view.ts';

interface SecretFieldProps {
  readonly id: string;
  /** What the secret is called. */
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly invalid?: boolean | undefined;
  readonly describedBy?: string | undefined;
}

/** A field for a secret, which can be looked at while it is being typed. */
export function SecretField(props: SecretFieldProps): JSX.Element {
  const { id, label, value, onInput, invalid, describedBy } = props;
  const { texts } = useTexts();
  const [bare, setBare] = useState(false);
  // What is typed next begins hidden.
  useEffect(() => {
    if (value === '') setBare(false);
  }, [value]);
  return (
    <span class="secret-field">
      <input
        id={id}
        class="field"
        {...(bare ? { type: 'text' as const } : { type: 'password' as const })}
        aria-label={label}
        aria-invalid={invalid === true}
        aria-describedby={describedBy}
        autocomplete="off"
        spellcheck={false}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {value !== '' && (
        <Button
          label={`${texts.actions.show}: ${label}`}
          pressed={bare}
          onPress={() => setBare((old) => !old)}
        >
          {bare ? texts.actions.hide : texts.actions.show}
        </Button>
      )}
    </span>
  );
}
