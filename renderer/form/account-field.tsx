import type { JSX } from 'preact';
import type { EnteredValue, FieldForm, HeldValue } from '../../electron/contract/forms.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { SwitchRow } from '../components/switch.tsx';
import { shown } from '../texts.ts';
import { useFocus } from '../use-focus.ts';
import { useTexts } from '../use-view.ts';
import { ChoiceField } from './choice-field.tsx';
import { describing, Field, FieldNotes } from './field.tsx';
import { SecretInput } from './secret-input.tsx';
import { TextField } from './text-field.tsx';

interface AccountFieldProps {
  readonly id: string;
  readonly form: FieldForm;
  /** What is saved; undefined in a new account, and where nothing is set. */
  readonly held: HeldValue | undefined;
  /** What the user made of it; undefined for nothing. */
  readonly value: EnteredValue | undefined;
  readonly problem: string | undefined;
  readonly onChange: (value: EnteredValue | undefined) => void;
  readonly onBlur: () => void;
}

/** One field of an account, drawn from the provider's declaration. */
export function AccountField(props: AccountFieldProps): JSX.Element {
  const { id, form, held, value, problem, onChange, onBlur } = props;
  const { label, help, placeholder, input, secret } = form;
  const focus = useFocus();
  /** Another control takes the place of the one with the focus. */
  const turn = (next: EnteredValue | undefined) => {
    onChange(next);
    focus(id);
  };
  if (typeof value === 'object') return <HeldField {...props} onChange={turn} />;
  const text = value ?? '';
  const common = { id, label, help, problem, optional: !form.required };
  const enter = (entered: string) => onChange(entered === '' ? undefined : entered);
  if (input.kind === 'choice') {
    const initial = input.initial ?? '';
    const unset = input.initial === undefined ? [{ value: '', label: '—' }] : [];
    return (
      <ChoiceField
        {...common}
        optional={false}
        value={text === '' ? initial : text}
        options={[...unset, ...input.options]}
        onChoose={enter}
      />
    );
  }
  if (input.kind === 'switch') {
    return (
      <SwitchRow
        id={id}
        label={label}
        hint={help}
        on={text === 'true'}
        onTurn={(on) => onChange(String(on))}
      />
    );
  }
  if (input.kind === 'ticks') {
    const lines = text.split('\n').filter((line) => line !== '');
    return (
      <fieldset class="form-field" aria-describedby={describing(id, help, problem)}>
        <legend>{shown(label)}</legend>
        <div class="built-in">
          {input.options.map((option) => (
            <label class="tick" key={option.value}>
              <input
                type="checkbox"
                checked={lines.includes(option.value)}
                aria-invalid={problem !== undefined}
                onChange={({ currentTarget: { checked } }) => {
                  const others = lines.filter((line) => line !== option.value);
                  enter([...others, ...(checked ? [option.value] : [])].join('\n'));
                }}
              />
              <bdi>{shown(option.label)}</bdi>
            </label>
          ))}
        </div>
        <FieldNotes id={id} help={help} problem={problem} />
      </fieldset>
    );
  }
  const multiline = input.kind === 'text' && input.multiline;
  if (!secret) {
    return (
      <TextField
        {...common}
        placeholder={placeholder}
        multiline={multiline}
        short={input.kind === 'number'}
        value={text}
        onInput={enter}
        onBlur={onBlur}
      />
    );
  }
  return (
    <Field {...common}>
      <SecretInput
        id={id}
        label={label}
        labelled
        value={text}
        multiline={multiline}
        placeholder={placeholder}
        invalid={problem !== undefined}
        describedBy={describing(id, help, problem)}
        onInput={enter}
        onBlur={onBlur}
      />
      {held !== undefined && held.kind !== 'text' && held.kind !== 'lost' && (
        <Button kind="quiet" onPress={() => turn({ keep: true })}>
          <KeepText />
        </Button>
      )}
    </Field>
  );
}

function KeepText(): JSX.Element {
  return <>{useTexts().texts.form.keep}</>;
}

/** A value that is left as it is: a kept secret, or one from elsewhere. */
function HeldField({ id, form, held, problem, onChange }: AccountFieldProps): JSX.Element {
  const { texts } = useTexts();
  const words = texts.form;
  const label = shown(form.label);
  const text =
    held?.kind === 'env'
      ? words.env(held.name)
      : held?.kind === 'file'
        ? words.file(held.name)
        : words.kept;
  const replace = held?.kind === 'env' || held?.kind === 'file' ? words.enterHere : words.replace;
  return (
    <div class="form-field">
      <span class="form-label">{label}</span>
      <div class="held">
        <span>
          <Icon name={held?.kind === 'kept' ? 'lock' : 'note'} />
          {shown(text)}
        </span>
        <Button
          id={id}
          label={`${replace}: ${label}`}
          invalid={problem !== undefined}
          describedBy={describing(id, form.help, problem)}
          onPress={() => onChange(undefined)}
        >
          {replace}
        </Button>
      </div>
      <FieldNotes id={id} help={form.help} problem={problem} />
    </div>
  );
}
