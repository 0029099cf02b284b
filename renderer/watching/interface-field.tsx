import type { JSX } from 'preact';
import type { WatchingChoices } from '../../electron/contract/forms.ts';
import { describing, Field } from '../form/field.tsx';
import { useTexts } from '../use-view.ts';

interface InterfaceFieldProps {
  readonly id: string;
  readonly family: 'ipv4' | 'ipv6';
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly interfaces: WatchingChoices['interfaces'];
  readonly onInput: (name: string) => void;
  readonly onBlur: () => void;
}

/** A network interface: one of this computer's, or the name of one that is not there now. */
export function InterfaceField(props: InterfaceFieldProps): JSX.Element {
  const { id, family, name, label, value, problem, interfaces, onInput, onBlur } = props;
  const { texts } = useTexts();
  const words = texts.watching;
  const addressesOf = (addresses: readonly string[]) =>
    addresses.filter((each) => each.includes(':') === (family === 'ipv6')).join(', ');
  const found = interfaces.find((each) => each.name === value.trim());
  const has = found && addressesOf(found.addresses);
  const help =
    has === undefined
      ? words.interfaceHelp
      : has === ''
        ? words.interfaceHasNone(name)
        : words.interfaceHas(has);
  return (
    <Field id={id} label={label} help={help} problem={problem}>
      <input
        id={id}
        class="field"
        type="text"
        list={`${id}-list`}
        value={value}
        aria-invalid={problem !== undefined}
        aria-describedby={describing(id, help, problem)}
        aria-required="true"
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => onInput(event.currentTarget.value)}
        onBlur={onBlur}
      />
      <datalist id={`${id}-list`}>
        {interfaces.map((each) => (
          <option key={each.name} value={each.name} label={addressesOf(each.addresses)} />
        ))}
      </datalist>
    </Field>
  );
}
