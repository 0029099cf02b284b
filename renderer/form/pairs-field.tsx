import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { EnteredValue, FieldForm, HeldValue } from '../../electron/contract/forms.ts';
import { Button } from '../components/button.tsx';
import { shown } from '../texts.ts';
import { useFocus } from '../use-focus.ts';
import { useTexts } from '../use-view.ts';
import { AccountField } from './account-field.tsx';

interface PairsFieldProps {
  readonly id: string;
  readonly form: FieldForm;
  readonly held: Readonly<Record<string, HeldValue>>;
  readonly values: Readonly<Record<string, EnteredValue>>;
  readonly problem: (path: string) => string | undefined;
  readonly onChange: (path: string, value: EnteredValue | undefined) => void;
  readonly onBlur: (path: string) => void;
}

/** Names and texts of the user's own, such as the headers of a request. */
export function PairsField(props: PairsFieldProps): JSX.Element {
  const { id, form, held, values, problem, onChange, onBlur } = props;
  const { texts } = useTexts();
  const words = texts.form;
  const focus = useFocus();
  const [name, setName] = useState('');
  const [open, setOpen] = useState<readonly string[]>([]);
  const head = `${form.path}/`;
  const set = Object.keys(values).filter((path) => path.startsWith(head));
  const paths = [...new Set([...set, ...open])];
  const close = (path: string) => setOpen((old) => old.filter((one) => one !== path));
  const clean = name.trim();
  const add = () => {
    if (clean === '' || clean.includes('/') || paths.includes(head + clean)) return;
    setOpen((old) => [...old, head + clean]);
    setName('');
    focus(`${id}-${clean}`);
  };
  return (
    <fieldset class="form-field pairs">
      <legend>
        {shown(form.label)}
        {!form.required && <span class="hint"> {words.optional}</span>}
      </legend>
      {form.help !== undefined && <span class="hint">{shown(form.help)}</span>}
      {paths.map((path) => {
        const label = path.slice(head.length);
        return (
          <div class="pair" key={path}>
            <AccountField
              id={`${id}-${label}`}
              form={{ ...form, path, label, help: undefined, required: true, input: oneLine }}
              held={held[path]}
              value={values[path]}
              problem={problem(path)}
              onChange={(value) => {
                if (value === undefined) setOpen((old) => [...old, path]);
                onChange(path, value);
              }}
              onBlur={() => onBlur(path)}
            />
            <Button
              kind="quiet"
              label={words.removeNamed(shown(label))}
              onPress={() => {
                close(path);
                onChange(path, undefined);
                focus(id);
              }}
            >
              {words.remove}
            </Button>
          </div>
        );
      })}
      <div class="pair">
        <input
          id={id}
          class="field"
          type="text"
          aria-label={`${shown(form.label)}: ${words.pairName}`}
          placeholder={words.pairName}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
        <Button disabled={clean === ''} onPress={add}>
          {words.addPair}
        </Button>
      </div>
    </fieldset>
  );
}

const oneLine = { kind: 'text', multiline: false } as const;
